"""Give out a document again, marked as a copy and counted."""

from dataclasses import dataclass

from cashier.domain.errors import UnknownOrderError
from cashier.domain.posting import receipt_of
from cashier.domain.receipt import Receipt
from cashier.ports import Clock, Ledger


@dataclass(frozen=True, slots=True)
class CopyReceipt:
    """Returns the original's figures and words; only the mark is new."""

    ledger: Ledger
    clock: Clock

    async def __call__(self, number_or_id: str, *, operator: str) -> Receipt:
        """Count and journal the copy, then return it; raises ``UnknownOrderError``."""
        posted = await self.ledger.find(number_or_id)
        if posted is None:
            raise UnknownOrderError("order", number_or_id)
        copy = await self.ledger.count_copy(posted.number, at=self.clock.now(), operator=operator)
        return receipt_of(posted, copy=copy)
