"""Numbers, names and baskets as no manual has them: refused in a sentence, or sold right."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from tests.app import books
from tests.app.eyes import ALT, CTRL, KEY, parked, pay_cash, pieces, tells, told, view
from tests.app.scenes import BREAD, MUFFIN, Stage

Play = Callable[..., None]


@pytest.mark.parametrize(
    ("keys", "total", "words"),
    [
        ("F4 0", 79, "must be above zero"),
        ("F4 99999999", 79, "larger than anything"),
        ("F4 999999999999999", 79, "larger than anything"),
        ("F4 2.5", 158, ""),  # pieces: the digits end at the sign
        ("F4 2,5", 158, ""),
        ("F4 00", 79, "must be above zero"),
        ("F5 101", 79, "larger than anything"),
        ("F5 100", 0, ""),
        ("F5 33.33", 53, ""),
        ("F6 0", 0, ""),
        ("F6 9999999999.99", 79, "larger than anything"),
        ("F6 1,5", 150, ""),
        ("F6 1.5", 150, ""),
        ("F6 1.999", 199, ""),
        ("F6 ,5", 50, ""),
        ("F6 1..5", 150, ""),
    ],
)
def test_numbers_of_every_kind(shop: Path, play: Play, keys: str, total: int, words: str) -> None:
    mode, typed = keys.split()

    async def scene(stage: Stage) -> None:
        await stage.scan(BREAD)
        stage.hands.key(getattr(KEY, f"Key_{mode}"))
        stage.hands.type(typed)
        stage.hands.key(KEY.Key_Return)
        assert view(stage).figures.total.minor == total
        assert view(stage).typed.is_empty
        assert bool(told(stage)) is bool(words)
        assert words in told(stage)

    play(shop, scene)


def test_a_sale_of_nothing_is_finished_without_a_tender(shop: Path, play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.scan(BREAD)
        stage.hands.key(KEY.Key_F6)
        stage.hands.type("0")
        stage.hands.key(KEY.Key_F12)
        await stage.hands.page("payPage")
        await stage.can_finish()
        stage.hands.key(KEY.Key_F12)
        await stage.hands.page("donePage")

    play(shop, scene)
    assert [one.total.minor for one in books.read(shop).posted] == [0]


def test_the_last_line_takes_the_order_discount_along_and_brings_it_back(
    shop: Path, play: Play
) -> None:
    async def scene(stage: Stage) -> None:
        await stage.scan(BREAD)
        await stage.hands.tap("totalLabel")
        stage.hands.key(KEY.Key_F5)
        stage.hands.type("50")
        stage.hands.key(KEY.Key_Return)
        assert view(stage).figures.total.minor == 39  # 50 % of 0.79 is 0.395, off that is 0.40
        stage.hands.key(KEY.Key_Up)
        stage.hands.key(KEY.Key_Delete)
        await pieces(stage, 0)
        assert view(stage).order.discount is None
        stage.hands.key(KEY.Key_Z, CTRL)
        await pieces(stage, 1)
        assert view(stage).figures.total.minor == 39

    play(shop, scene)


def test_an_emptied_sale_leaves_nothing_behind(shop: Path, play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.fill()
        stage.hands.key(KEY.Key_F8)
        await parked(stage, 1)
        await stage.scan(MUFFIN)
        stage.hands.key(KEY.Key_Delete)
        await pieces(stage, 0)
        stage.hands.key(KEY.Key_1, CTRL)
        await pieces(stage, 3)
        await parked(stage, 0)
        await stage.hands.until(
            lambda: not stage.till.tasks.is_running("keep order"), "it is written"
        )

    play(shop, scene)
    assert [len(one.order.lines) for one in books.read(shop).unposted] == [2]


def test_nothing_is_undone_in_a_sale_that_was_parked(shop: Path, play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.fill()
        stage.hands.key(KEY.Key_Delete)
        await pieces(stage, 1)
        stage.hands.key(KEY.Key_F8)
        await parked(stage, 1)
        stage.hands.key(KEY.Key_Z, CTRL)
        await stage.scan(MUFFIN)
        await pieces(stage, 1)

    play(shop, scene)
    assert [len(one.order.lines) for one in books.read(shop).unposted] == [1, 1]


def test_twelve_parked_sales(shop: Path, play: Play) -> None:
    async def scene(stage: Stage) -> None:
        for count in range(1, 13):
            await stage.scan(*[MUFFIN] * (count % 3 + 1))
            stage.hands.key(KEY.Key_F8)
            await parked(stage, count)
        stage.hands.key(KEY.Key_9, CTRL)
        await parked(stage, 11)
        await stage.hands.tap("parked11Button")
        await parked(stage, 11)

    play(shop, scene)
    kept = books.read(shop).unposted
    assert len(kept) == 12
    assert sum(one.total.minor for one in kept) == 39 * (2 + 3 + 1) * 4


@pytest.mark.parametrize("name", ["😀 Jonas", "שלום", "عمر", "Ж" * 199])
def test_a_customer_of_any_script(shop: Path, play: Play, name: str) -> None:
    async def scene(stage: Stage) -> None:
        await stage.fill()
        stage.hands.key(KEY.Key_F9)
        await stage.hands.until(lambda: stage.hands.sees("customerField"), "the form")
        stage.hands.find(QLineEdit, "customerField").setFocus()
        stage.commit(name)
        stage.hands.key(KEY.Key_Return)
        await pay_cash(stage)
        await stage.hands.until(
            lambda: not stage.till.tasks.is_running("draw receipt"), "the receipt is drawn"
        )
        assert not told(stage)

    play(shop, scene)
    assert books.read(shop).posted[0].customer == name


async def open_form(stage: Stage, key: Qt.Key, field: str) -> None:
    stage.hands.key(key)
    await stage.hands.until(lambda: stage.hands.sees(field), "the form")
    stage.hands.find(QLineEdit, field).setFocus()


def test_a_note_stays_with_its_line_whatever_is_scanned_meanwhile(shop: Path, play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.scan(BREAD)
        await open_form(stage, KEY.Key_F7, "lineNoteField")
        stage.hands.type("sliced")
        await stage.scan(MUFFIN)
        stage.hands.key(KEY.Key_Return)
        assert [one.note for one in view(stage).order.lines] == ["sliced", ""]

    play(shop, scene)


@pytest.mark.parametrize("key", [KEY.Key_F12, KEY.Key_F8])
def test_what_stands_in_an_open_form_goes_with_its_sale(
    shop: Path, play: Play, key: Qt.Key
) -> None:
    async def scene(stage: Stage) -> None:
        await stage.scan(BREAD)
        await open_form(stage, KEY.Key_F9, "saleNoteField")
        stage.hands.type("until six")
        stage.hands.key(key)
        await stage.hands.until(lambda: not stage.hands.sees("saleNotesForm"), "closed")

    play(shop, scene)
    assert [one.order.note for one in books.read(shop).unposted] == ["until six"]


def test_a_form_closes_with_the_line_it_is_about(shop: Path, play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.scan(BREAD)
        await open_form(stage, KEY.Key_F7, "lineNoteField")
        await stage.hands.tap("removeButton")
        await stage.hands.until(lambda: not stage.hands.sees("lineNoteForm"), "closed")

    play(shop, scene)
    assert not any(one.order.lines for one in books.read(shop).unposted)


def test_a_megabyte_pasted_as_the_customer(shop: Path, play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.fill()
        stage.hands.key(KEY.Key_F9)
        await stage.hands.until(lambda: stage.hands.sees("customerField"), "the form")
        field = stage.hands.find(QLineEdit, "customerField")
        QApplication.clipboard().setText("\u202e" + "x" * 1_000_000)
        field.paste()
        stage.hands.key(KEY.Key_Return)
        await tells(stage, "too long or holds characters")
        assert view(stage).order.customer.name == ""

    play(shop, scene)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("%", 0),
        ("_", 0),
        ("'", 0),
        ('"', 0),
        ("\\", 0),
        ("*", 0),
        ("T1-", 1),
        ("duona", 1),
        ("ХЛЕБ", 1),
        ("хлеб", 1),
    ],
)
def test_signs_in_the_search_for_orders(shop: Path, play: Play, text: str, found: int) -> None:
    async def scene(stage: Stage) -> None:
        await stage.sold()
        stage.hands.key(KEY.Key_2, ALT)
        await stage.hands.page("ordersPage")
        stage.hands.find(QLineEdit, "ordersSearch").setFocus()
        stage.commit(text)
        orders = stage.till.presenters.orders
        await stage.hands.until(lambda: orders.query.text == text, "searched")
        await stage.hands.until(lambda: not stage.till.tasks.is_running("list orders"), "answered")
        assert stage.hands.sees("noOrdersLabel") is not bool(found)

    play(shop, scene)


def test_three_hundred_lines_are_sold_and_come_back(shop: Path, play: Play) -> None:
    async def scene(stage: Stage) -> None:
        sale = stage.till.presenters.sale
        await stage.scan(BREAD)
        bread = view(stage).order.lines[0]
        for number in range(299):
            line = replace(bread, name=f"Bread {number}", product_key=f"made-{number}")
            sale.take_up(view(stage).order.with_line(line))
        await stage.scan(MUFFIN)
        assert len(view(stage).order.lines) == 301
        await pay_cash(stage)

    play(shop, scene)
    assert [one.total.minor for one in books.read(shop).posted] == [300 * 79 + 39]
