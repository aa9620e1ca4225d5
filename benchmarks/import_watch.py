"""A whole import of 100,000 products into a shop that sells all the while, all by the window."""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from pathlib import Path

from benchmarks.gui_watch import GuiWatch
from benchmarks.till_window import DATA, Hands
from cashier.operations.import_products import ImportSummary
from cashier.ui.import_state import ImportPhase

LEAST_SALES = 100
LONGEST_IMPORT_S = 600


@dataclass(frozen=True, slots=True)
class Watched:
    """What came of it, and how late the window's thread was meanwhile."""

    summary: ImportSummary
    sales: int
    thread: GuiWatch


async def import_beside_sales(hands: Hands, folder: Path, codes: list[str]) -> Watched:
    """Import the 100,000 products and sell one of ``codes`` after the other until it has ended."""
    file = folder / "products-100k.csv"
    file.write_bytes(gzip.decompress(DATA.read_bytes()))
    importing, watch, sales = hands.till.importing, GuiWatch(), 0
    watch.start()
    importing.check(str(file))
    await hands.until(lambda: importing.state.phase is ImportPhase.CHECKED, LONGEST_IMPORT_S)
    importing.confirm()
    while importing.state.phase is ImportPhase.IMPORTING:
        await hands.sell([codes[sales % len(codes)]])
        sales += 1
    watch.stop()
    assert importing.state.summary is not None
    return Watched(importing.state.summary, sales, watch)
