"""Opening the fiscal day with the float that is in the drawer."""

from pathlib import Path

import pytest

from cashier.domain.errors import DayOpenError
from cashier.domain.fiscal_day import DayState, FiscalDay
from cashier.operations.open_fiscal_day import OpenFiscalDay
from cashier.storage.ledger import SqliteLedger
from tests.fakes import NOON, FakeClock
from tests.storage.selling import OWNER, euro, in_ledger, order, posting_of


def test_a_day_is_opened_with_its_float(tmp_path: Path) -> None:
    async def work(ledger: SqliteLedger) -> None:
        open_day = OpenFiscalDay(ledger, FakeClock())
        day = await open_day(euro(10_000), operator=OWNER)
        assert day == FiscalDay(1, DayState.OPEN, NOON, euro(10_000))
        with pytest.raises(DayOpenError):
            await open_day(euro(0), operator=OWNER)

    in_ledger(tmp_path, work)


def test_a_day_that_a_sale_opened_is_open(tmp_path: Path) -> None:
    async def work(ledger: SqliteLedger) -> None:
        assert (await ledger.post(posting_of(order(1)))).opened_day
        with pytest.raises(DayOpenError):
            await OpenFiscalDay(ledger, FakeClock())(euro(10_000), operator=OWNER)

    in_ledger(tmp_path, work)
