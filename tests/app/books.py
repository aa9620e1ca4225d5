"""What a data folder holds, read without a window: for tests to hold it against what was done."""

import asyncio
from dataclasses import dataclass
from pathlib import Path

from cashier.app.till import Till
from cashier.domain.open_order import OpenOrder
from cashier.domain.order_list import OrderFilter, OrderSummary
from cashier.domain.receipt import ReceiptKind


@dataclass(frozen=True, slots=True)
class Books:
    """The posted orders, oldest first, and the unposted ones."""

    posted: tuple[OrderSummary, ...]
    unposted: tuple[OpenOrder, ...]
    net_of_day: int

    @property
    def sales(self) -> list[OrderSummary]:
        return [one for one in self.posted if one.kind is ReceiptKind.SALE]

    @property
    def refunds(self) -> list[OrderSummary]:
        return [one for one in self.posted if one.kind is ReceiptKind.REFUND]


def read(folder: Path) -> Books:
    """Return what is in ``folder``; journal, numbers and day totals must be whole."""
    till = Till.open(folder)
    try:
        return asyncio.run(_read(till))
    finally:
        till.close()


async def _read(till: Till) -> Books:
    found = await till.ledger.orders(OrderFilter(limit=10_000))
    posted = tuple(reversed([one for one in found if one.number]))
    numbers = [int(one.number.rpartition("-")[2]) for one in posted]
    assert numbers == list(range(1, len(posted) + 1))
    assert (await till.ledger.verify()).is_whole
    report = await till.ledger.day()
    assert report is not None
    net = report.totals.net.minor
    assert net == sum(one.total.minor for one in posted)
    return Books(posted, tuple(await till.ledger.open_orders()), net)
