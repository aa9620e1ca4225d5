"""Closing in the middle of anything: the process ends, says nothing, and nothing is lost."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from cashier.app.till import Till
from cashier.domain.tender import TenderState
from tests.app import books
from tests.app.books import Books
from tests.app.processes import Driven, Ended, shop_in

MANY = 60_000


def one_sale(after: Books) -> bool:
    return [one.total.minor for one in after.posted] == [277] and not after.unposted


def three_pieces(after: Books) -> bool:
    lines = after.unposted[0].order.lines
    return not after.posted and [one.quantity.milli for one in lines] == [1_000, 2_000]


def card_in(state: TenderState) -> Callable[[Books], bool]:
    def check(after: Books) -> bool:
        return three_pieces(after) and [one.state for one in after.unposted[0].tenders] == [state]

    return check


LEFT: dict[str, Callable[[Books], bool]] = {
    "at_once": lambda after: not after.posted and not after.unposted,
    "looking_up": lambda after: len(after.unposted) == 1 and len(after.unposted[0].order.lines) > 1,
    "lines_not_written": lambda after: after.unposted[0].order.lines[1].quantity.milli == 7_000,
    "posting": one_sale,
    "asking_card": card_in(TenderState.ASKED),
    "answering_card": card_in(TenderState.APPROVED),
    "drawing": one_sale,
    "refunding": lambda after: [one.total.minor for one in after.posted] == [277, -277],
    "dialog_open": one_sale,
    "twice": three_pieces,
    "typing": lambda after: len(after.unposted[0].order.lines) == 1,
}


def closed(scene: str, folder: Path, cwd: Path | None = None) -> Ended:
    with Driven(scene, *shop_in(folder), cwd=cwd) as window:
        window.reached("closing")
        return window.ended()


@pytest.mark.parametrize("scene", LEFT)
def test_closing_in_the_middle(shop: Path, scene: str) -> None:
    assert closed(scene, shop) == Ended(0, "")
    assert LEFT[scene](books.read(shop))
    log = (shop / "cashier.log").read_text("utf-8")
    assert "ERROR" not in log
    assert "WARNING" not in log


def test_closing_in_the_middle_of_an_import(shop: Path, tmp_path: Path) -> None:
    with (tmp_path / "products.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["name", "price", "vat"])
        writer.writerows([f"Made {number}", "1.00", "21"] for number in range(MANY))
    before = _generation(shop)
    assert closed("importing", shop, cwd=tmp_path) == Ended(0, "")
    assert _generation(shop) == before
    assert len(list(shop.glob("catalogue-*.db"))) == 1


def _generation(folder: Path) -> int:
    till = Till.open(folder)
    try:
        return till.catalogue.generation
    finally:
        till.close()
