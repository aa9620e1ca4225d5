"""Void an order: cancel it before it is posted."""

from dataclasses import dataclass
from uuid import UUID

from cashier.ports import Clock, Ledger


@dataclass(frozen=True, slots=True)
class VoidOrder:
    """Voids; refused while money was taken for it or may have been."""

    ledger: Ledger
    clock: Clock

    async def __call__(self, order_id: UUID, *, operator: str) -> None:
        """Raise ``ApprovedTenderError`` or ``UndecidedTenderError``; then nothing was changed."""
        await self.ledger.void(order_id, at=self.clock.now(), operator=operator)
