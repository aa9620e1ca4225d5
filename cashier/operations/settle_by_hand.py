"""Settle an order by hand: a person found out what became of it, and says why."""

from dataclasses import dataclass

from cashier.domain.errors import NotGivenError
from cashier.domain.outbox import OutboxItem, Settlement
from cashier.domain.text import NOTE_LENGTH, checked
from cashier.ports import Clock, Outbox


@dataclass(frozen=True, slots=True)
class SettleByHand:
    """Takes an order out of the outbox with a reason, journalled; the sale itself stays as it is.

    Whoever calls it has made sure that the operator has the right.
    """

    outbox: Outbox
    clock: Clock

    async def __call__(self, number: str, reason: str, *, operator: str) -> OutboxItem:
        """Return the order's place as settled.

        Raises ``NotGivenError`` without a reason, ``TextRefusedError``, and ``UnknownOrderError``
        where there is nothing left to be settled.
        """
        given = checked(reason, "reason", NOTE_LENGTH).strip()
        if not given:
            raise NotGivenError("reason", number)
        how = Settlement(operator, given, self.clock.now())
        return await self.outbox.settle(number, how)
