"""Imports into a shop that sells all the while, all by the window, with its thread watched."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.gui_watch import GuiWatch
from benchmarks.till_window import Hands
from cashier.operations.import_products import ImportSummary
from cashier.ui.imports.import_state import ImportPhase

LONGEST_IMPORT_S = 900

Row = dict[str, str]

_DIGITS = ("1", "2")  # one file after the other, so that every price changes each time


@dataclass(frozen=True, slots=True)
class Watched:
    """What came of it, and how late the window's thread was meanwhile."""

    summaries: tuple[ImportSummary, ...]
    sales: int
    thread: GuiWatch


async def import_beside_sales(
    hands: Hands, folder: Path, products: Sequence[Row], least_sales: int
) -> Watched:
    """Import ``products``, each with another price, and sell until all are in.

    On a machine that sells less than ``least_sales`` in that time they are imported again.
    """
    codes = [row["barcode"] for row in products[:50] if row["barcode"]]
    importing, watch, sales = hands.till.importing, GuiWatch(), 0
    summaries: list[ImportSummary] = []
    files = [folder / f"other-prices-{digit}.csv" for digit in _DIGITS]
    for digit, file in zip(_DIGITS, files, strict=True):
        write_other_prices(file, products, digit)
    await hands.rest()
    watch.start()
    while sales < least_sales:
        importing.check(str(files[len(summaries) % len(files)]))
        await hands.until(lambda: importing.state.phase is ImportPhase.CHECKED, LONGEST_IMPORT_S)
        importing.confirm()
        while importing.state.phase is ImportPhase.IMPORTING:
            await hands.sell([codes[sales % len(codes)]])
            sales += 1
        assert importing.state.summary is not None
        summaries.append(importing.state.summary)
    watch.stop()
    return Watched(tuple(summaries), sales, watch)


def write_other_prices(file: Path, products: Sequence[Row], digit: str) -> None:
    """Write ``products`` with ``digit`` before each price: every one of them is to be changed."""
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, products[0].keys())
        writer.writeheader()
        writer.writerows({**row, "price": f"{digit}{row['price']}"} for row in products)
