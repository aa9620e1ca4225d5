"""Keep an order that is not posted yet: in progress, parked, taken up again."""

from collections.abc import Sequence
from dataclasses import dataclass

from cashier.domain.open_order import OpenOrder
from cashier.domain.order import Order, OrderLine, TaxRules, work_out
from cashier.domain.posting import OrderStatus
from cashier.domain.tender import Tender
from cashier.ports import Clock, Ledger


@dataclass(frozen=True, slots=True)
class KeepOrder:
    """Writes the order in progress to the ledger, so that a crash gives it back."""

    ledger: Ledger
    clock: Clock
    tax: TaxRules

    async def __call__(
        self,
        order: Order,
        status: OrderStatus,
        *,
        operator: str,
        tenders: tuple[Tender, ...] = (),
        removed: Sequence[OrderLine] = (),
    ) -> OpenOrder:
        """Return the order as kept; raises ``ApprovedTenderError`` as ``Ledger.keep_open`` does."""
        total = work_out(order, self.tax).total
        kept = OpenOrder(order, status, total, self.clock.now(), operator, tenders)
        await self.ledger.keep_open(kept, removed)
        return kept
