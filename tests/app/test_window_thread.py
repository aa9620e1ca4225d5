"""The window's thread goes on whatever runs beside it: watched over imports with sales meanwhile.

How late it was is recorded, not judged: that is for ``make bench``, on a machine that does nothing
else.
"""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from benchmarks.import_watch import Watched, import_beside_sales
from benchmarks.till_window import Hands, loop_of_the_window, make_shop, opened, rows
from cashier.app.till import Till

Record = Callable[[str, object], None]


def watch(qapp: QApplication, folder: Path, products: int, least_sales: int) -> Watched:
    found: list[Watched] = []

    async def scene(till: Till) -> None:
        window = await opened(till, (1366, 768))
        hands = Hands(window)
        found.append(await import_beside_sales(hands, folder, rows()[:products], least_sales))
        window.window.close()
        await window.closed()
        window.deleteLater()

    make_shop(folder / "shop", rows()[:50])
    with loop_of_the_window() as loop:
        till = Till.open(folder / "shop")
        try:
            loop.run_until_complete(scene(till))
        finally:
            till.close()
    return found[0]


def tell(found: Watched, record_property: Record) -> None:
    record_property("ticks", len(found.thread.late_ms))
    record_property("p99_late_ms", found.thread.share(0.99))
    record_property("longest_late_ms", max(found.thread.late_ms))
    sys.stdout.write(f"{found.sales} sales, {found.thread}\n")


def test_the_thread_is_watched_while_products_come_in_and_sales_go_on(
    qapp: QApplication, tmp_path: Path, record_property: Record
) -> None:
    found = watch(qapp, tmp_path, products=3_000, least_sales=3)
    tell(found, record_property)
    assert found.sales >= 3
    assert found.summaries[0].updated + found.summaries[0].added == 3_000
    assert len(found.thread.late_ms) > 50


@pytest.mark.long
def test_the_thread_is_watched_over_a_hundred_thousand_products(
    qapp: QApplication, tmp_path: Path, record_property: Record
) -> None:
    everything = len(rows())
    found = watch(qapp, tmp_path, products=everything, least_sales=100)
    tell(found, record_property)
    assert found.sales >= 100
    assert all(one.updated + one.added == everything for one in found.summaries)
