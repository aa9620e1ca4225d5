"""Refund an order: give back all that is left of a sale, or quantities of its lines."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from uuid import UUID

from cashier.domain.errors import NotAllowedError, NothingToRefundError
from cashier.domain.money import Money
from cashier.domain.posting import PostedOrder, Posting
from cashier.domain.quantity import Quantity
from cashier.domain.receipt import Letterhead, ReceiptKind
from cashier.domain.refund import RefundFigures, Sold, propose_tenders, work_out_refund
from cashier.domain.tax import VatMode
from cashier.domain.tender import SettledTender, TenderType
from cashier.domain.wallet_errors import WalletTakesNothingBackError
from cashier.domain.wallet_refund import paid_out_in_cash
from cashier.ports import Clock, Ledger

WALLET_IN_CASH = "wallet-in-cash"
"""The right that giving back in cash what a wallet took needs."""


@dataclass(frozen=True, slots=True)
class RefundProposal:
    """What a refund would come to, before anything is done."""

    figures: RefundFigures
    tenders: tuple[SettledTender, ...]
    rounding: Money
    vat_mode: VatMode


def _nowhere() -> str:
    return ""


def _exact() -> int:
    return 1


def _everyone(_operator: str, _right: str) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class RefundOrder:
    """Refunds; the ledger checks again, in its own transaction, that enough is left."""

    ledger: Ledger
    clock: Clock
    letterhead: Callable[[], Letterhead]
    cash_unit: Callable[[], int] = _exact
    profile: Callable[[], str] = _nowhere
    may: Callable[[str, str], bool] = _everyone

    def propose(
        self,
        sold: Sold,
        asked: Mapping[int, Quantity] | None = None,
        method: TenderType | None = None,
    ) -> RefundProposal:
        """Return what giving back ``asked`` (None: all that is left) comes to.

        What a wallet took goes back in cash. Raises ``NothingToRefundError``,
        ``RefundTooLargeError``, or ``WalletTakesNothingBackError`` where it should be the wallet.
        """
        if method is TenderType.WALLET:
            raise WalletTakesNothingBackError("method", method.value)
        wanted = sold.all_left() if asked is None else asked
        if not wanted:
            raise NothingToRefundError("refund")
        figures = work_out_refund(sold, wanted)
        unit, way = self.cash_unit(), _way(sold, method)
        tenders, rounding = propose_tenders(sold, figures.total, unit, way)
        in_cash = paid_out_in_cash(tenders, figures.total, unit)
        if in_cash is not None:
            tenders, rounding = in_cash
        return RefundProposal(figures, tenders, rounding, sold.sale.vat_mode)

    async def __call__(
        self, number: str, refund_id: UUID, proposal: RefundProposal, *, operator: str
    ) -> PostedOrder:
        """Post a refund of the sale ``number``; raises as ``Ledger.post`` does.

        ``NotAllowedError`` where the operator may not give back in cash what a wallet took.
        """
        is_of_wallet = any(one.gives_back_wallet for one in proposal.tenders)
        if is_of_wallet and not self.may(operator, WALLET_IN_CASH):
            raise NotAllowedError(WALLET_IN_CASH, operator)
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
            profile=self.profile(),
            vat_mode=proposal.vat_mode,
        )
        return await self.ledger.post(posting)


def _way(sold: Sold, method: TenderType | None) -> TenderType | None:
    """Return how to pay out; cash for a sale of cash and wallets alone is what it would be anyway.

    So the document says which of it was a wallet's.
    """
    kinds = {one.type for one in sold.sale.tenders}
    is_cash_anyway = TenderType.WALLET in kinds <= {TenderType.WALLET, TenderType.CASH}
    return None if method is TenderType.CASH and is_cash_anyway else method


def _content_of(number: str, figures: RefundFigures) -> str:
    lines = ",".join(f"{line.line_no}:{line.quantity.milli}" for line in figures.lines)
    return f"refund {number} {lines}"
