"""Open the fiscal day with the float that is in the drawer."""

from dataclasses import dataclass

from cashier.domain.fiscal_day import FiscalDay
from cashier.domain.money import Money
from cashier.ports import Clock, Ledger


@dataclass(frozen=True, slots=True)
class OpenFiscalDay:
    """Opens the next fiscal day."""

    ledger: Ledger
    clock: Clock

    async def __call__(self, float_: Money, *, operator: str) -> FiscalDay:
        """Return the new day; raises ``DayOpenError`` while one is open."""
        return await self.ledger.open_day(float_, at=self.clock.now(), operator=operator)
