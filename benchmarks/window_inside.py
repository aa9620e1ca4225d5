"""What happens in the window at 100,000 products: scan, search and Finish, key to paint.

Not run by itself: ``benchmarks.window`` starts it on a screen of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from time import perf_counter
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from benchmarks.import_watch import import_beside_sales
from benchmarks.till_window import Hands, Painted, chosen, loop_of_the_window, opened, rows
from cashier.app.till import OPERATOR, Till
from cashier.domain.quantity import Quantity
from cashier.operations.ring_up import LineRequest, SaleRequest
from cashier.ui.frame.main_window import Page

LINES = 300
SCANS = 400
NAMES = 200
SALES = 100
LEAST_SALES = 100
FRAME_MS = 1_000 / 60


def main(folder: str) -> None:
    """Open the window of the shop in ``folder`` and print each row beside its limit."""
    rows()  # before the window opens: what is there then is not collected again and again
    with loop_of_the_window() as loop:
        till = Till.open(Path(folder))
        try:
            loop.run_until_complete(_measure(till))
        finally:
            till.close()


async def _measure(till: Till) -> None:
    window = await opened(till)
    hands = Hands(window)
    try:
        report("scan to painted line", await scans(hands), {0.5: 4.0, 0.99: 16.0})
        report("key to painted grid", await search(hands), {0.95: 16.0})
        finished, posted = await finish(hands), await postings(till)
        report("Finish to painted Done", finished, {0.95: 50.0})
        report("  one posting alone", posted, {})
        await watched(hands, till.folder)
    finally:
        window.window.close()
        await window.closed()


def report(what: str, seconds: Sequence[float], aims_ms: dict[float, float]) -> None:
    """Print the spread in milliseconds, and whether each aim was reached."""
    taken = sorted(each * 1_000 for each in seconds)
    shown = [f"p{share * 100:.0f} {_at(taken, share):.2f}" for share in (0.5, 0.95, 0.99)]
    print(f"{what}: {len(taken)} times, {', '.join(shown)}, max {taken[-1]:.2f} ms")
    judge("  ", taken, aims_ms)


def judge(indent: str, taken_ms: Sequence[float], aims_ms: dict[float, float]) -> None:
    """Hold shares of what was taken against their aims, beside a frame of the screen."""
    ordered = sorted(taken_ms)
    for share, aim in aims_ms.items():
        found = _at(ordered, share)
        verdict = "reached" if found <= aim else "NOT reached"
        print(
            f"{indent}p{share * 100:.0f} {found:.2f} ms, limit one frame {FRAME_MS:.2f} ms, "
            f"ratio {found / FRAME_MS:.2f}, aim {aim:.0f} ms {verdict}"
        )


def _at(ordered: Sequence[float], share: float) -> float:
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)]


async def scans(hands: Hands) -> list[float]:
    """Time the first scan after the start, and scans into a cart of 300 lines."""
    codes = [row["barcode"] for row in chosen(LINES + SCANS) if row["barcode"]]
    taken = [await hands.scan_until_painted(codes[0])]
    for code in codes[1:LINES]:
        await hands.scan_until_painted(code)
    for at, code in enumerate(codes[LINES : LINES + SCANS]):
        await hands.rest()
        # By turns a product that is in the cart already and one that makes a new line.
        taken.append(await hands.scan_until_painted(codes[at % LINES] if at % 2 else code))
        if at % 2 == 0:
            await _remove_line(hands)
    hands.till.presenters.park.void()
    await hands.until(lambda: hands.till.presenters.sale.view.is_empty)
    return taken


async def _remove_line(hands: Hands) -> None:
    sale = hands.till.presenters.sale
    before = sale.view.order
    sale.remove_line()
    await hands.until(lambda: sale.view.order is not before)


async def search(hands: Hands) -> list[float]:
    """Time each letter of real names, from the first on."""
    taken: list[float] = []
    answered: list[str] = [""]
    hands.till.goods.model.answered.connect(lambda query: answered.append(query.text))
    hands.widget("productSearch").setFocus()
    field = hands.widget("productSearch")
    assert isinstance(field, QLineEdit)
    for row in chosen(NAMES):
        name = " ".join(row["name"].split())
        field.clear()
        await hands.until(lambda: answered[-1] == "")
        for end, letter in enumerate(name, 1):
            taken += await _letter(hands, letter, name[:end], answered)
    hands.key("", key=Qt.Key.Key_Escape.value)
    return taken


async def _letter(hands: Hands, letter: str, typed: str, answered: list[str]) -> list[float]:
    if letter == " ":  # finds what was found before it
        hands.key(letter)
        return []
    painted = Painted(hands.viewport("productGrid"), lambda: answered[-1] == typed)
    begun = perf_counter()
    hands.key(letter)
    return [await painted.seconds_since(begun)]


async def finish(hands: Hands) -> list[float]:
    """Time the tap on Finish to the painted Done page of a sale of three lines."""
    codes = [row["barcode"] for row in chosen(SALES * 3, seed=7)]
    taken = [await hands.sell(codes[at * 3 : at * 3 + 3]) for at in range(SALES)]
    hands.till.window.show_page(Page.SELL)
    return taken


async def watched(hands: Hands, folder: Path) -> None:
    """Watch the window's thread over imports of all products with sales beside them."""
    found = await import_beside_sales(hands, folder, rows(), LEAST_SALES)
    count = len(found.summaries)
    print(f"window's thread, {count} imports with {found.sales} sales meanwhile: {found.thread}")
    judge("  ", found.thread.late_ms, {0.99: 16.0, 1.0: 50.0})


async def postings(till: Till) -> list[float]:
    """Time postings of three lines without a window, as what Finish cannot do without."""
    codes = [row["barcode"] for row in chosen(3, seed=8)]
    lines = tuple(LineRequest(Quantity(), barcode=code) for code in codes)
    taken = []
    for at in range(SALES):
        request = SaleRequest(UUID(int=at + 1), "EUR", lines, f"posting {at}")
        begun = perf_counter()
        await till.ring_up(request, operator=OPERATOR)
        taken.append(perf_counter() - begun)
    return taken
