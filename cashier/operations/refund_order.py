"""Refund an order: give back all that is left of a sale, or quantities of its lines."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from uuid import UUID

from cashier.domain.errors import NothingToRefundError
from cashier.domain.money import Money
from cashier.domain.posting import PostedOrder, Posting
from cashier.domain.quantity import Quantity
from cashier.domain.receipt import Letterhead, ReceiptKind
from cashier.domain.refund import RefundFigures, Sold, propose_tenders, work_out_refund
from cashier.domain.tax import VatMode
from cashier.domain.tender import SettledTender, TenderType
from cashier.ports import Clock, Ledger


@dataclass(frozen=True, slots=True)
class RefundProposal:
    """What a refund would come to, before anything is done."""

    figures: RefundFigures
    tenders: tuple[SettledTender, ...]
    rounding: Money
    vat_mode: VatMode


def _exact() -> int:
    return 1


@dataclass(frozen=True, slots=True)
class RefundOrder:
    """Refunds; the ledger checks again, in its own transaction, that enough is left."""

    ledger: Ledger
    clock: Clock
    letterhead: Callable[[], Letterhead]
    cash_unit: Callable[[], int] = _exact
    profile: str = ""

    def propose(
        self,
        sold: Sold,
        asked: Mapping[int, Quantity] | None = None,
        method: TenderType | None = None,
    ) -> RefundProposal:
        """Return what giving back ``asked`` (None: all that is left) comes to.

        Raises ``NothingToRefundError`` or ``RefundTooLargeError``.
        """
        wanted = sold.all_left() if asked is None else asked
        if not wanted:
            raise NothingToRefundError("refund")
        figures = work_out_refund(sold, wanted)
        tenders, rounding = propose_tenders(sold, figures.total, self.cash_unit(), method)
        return RefundProposal(figures, tenders, rounding, sold.sale.vat_mode)

    async def __call__(
        self, number: str, refund_id: UUID, proposal: RefundProposal, *, operator: str
    ) -> PostedOrder:
        """Post a refund of the sale ``number``; raises as ``Ledger.post`` does."""
        figures = proposal.figures
        posting = Posting(
            id=refund_id,
            kind=ReceiptKind.REFUND,
            lines=figures.lines,
            subtotal=figures.subtotal,
            discount=figures.discount,
            total=figures.total,
            rounding=proposal.rounding,
            change=Money.zero(figures.total.currency),
            vat=figures.vat,
            tenders=proposal.tenders,
            at=self.clock.now(),
            operator=operator,
            letterhead=self.letterhead(),
            fingerprint=_content_of(number, figures),
            refund_of=number,
            profile=self.profile,
            vat_mode=proposal.vat_mode,
        )
        return await self.ledger.post(posting)


def _content_of(number: str, figures: RefundFigures) -> str:
    lines = ",".join(f"{line.line_no}:{line.quantity.milli}" for line in figures.lines)
    return f"refund {number} {lines}"
