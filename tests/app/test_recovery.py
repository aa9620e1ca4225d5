"""A window killed in the middle of a sale: the next one shows all of it, and posts it once."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from cashier.domain.posting import OrderStatus
from cashier.domain.tender import TenderState, TenderType
from tests.app import books
from tests.app.processes import Driven, shop_in
from tests.app.scenes import NOTE, Stage

Play = Callable[..., None]

MOMENTS_MS = (0, 3, 7, 11, 16, 30)
TOTAL = 277  # 0.79 + 2 x 0.99


def killed_at_the_end_of(scene: str, folder: Path) -> None:
    with Driven(scene, *shop_in(folder)) as window:
        window.reached("end")
        window.kill()


def is_enabled(stage: Stage, name: str) -> bool:
    return stage.hands.sees(name) and stage.hands.find(QWidget, name).isEnabled()


async def back(stage: Stage, lines: int = 2) -> None:
    """Wait until the sale that was open is back."""
    sale = stage.till.presenters.sale
    await stage.hands.until(lambda: len(sale.view.order.lines) == lines, "the sale is back")


async def to_pay(stage: Stage) -> None:
    stage.hands.key(Qt.Key.Key_F12)
    await stage.hands.page("payPage")


async def finish(stage: Stage) -> None:
    await stage.can_finish()
    await stage.hands.tap("confirmButton")
    await stage.hands.page("donePage")


def test_a_sale_with_discount_note_and_customer_is_back(shop: Path, play: Play) -> None:
    killed_at_the_end_of("cart", shop)

    async def scene(stage: Stage) -> None:
        await back(stage)
        order = stage.till.presenters.sale.view.order
        assert [(one.name, one.quantity.milli) for one in order.lines] == [
            ("Juoda Duona", 1_000),
            ("Хлеб бородинский заварной с кориандром", 2_000),
        ]
        assert order.lines[1].note == NOTE
        assert order.lines[1].discount is not None
        assert order.customer.name == "Jonas"
        assert stage.hands.pieces() == 3_000
        await to_pay(stage)
        await stage.hands.tap("exactCashButton")
        await finish(stage)

    play(shop, scene)
    after = books.read(shop)
    assert [one.total.minor for one in after.posted] == [79 + 198 - 20]
    assert not after.unposted


def test_parked_sales_are_in_the_rail_and_the_open_one_in_the_cart(shop: Path, play: Play) -> None:
    killed_at_the_end_of("parked", shop)

    async def scene(stage: Stage) -> None:
        await back(stage, lines=1)
        await stage.hands.until(lambda: stage.hands.sees("parked1Button"), "the parked one")
        assert not stage.hands.sees("parked2Button")
        await stage.hands.tap("parked1Button")
        await back(stage)
        await stage.hands.until(lambda: stage.hands.sees("parked1Button"), "the other made way")
        await to_pay(stage)
        await stage.hands.tap("exactCashButton")
        await finish(stage)

    play(shop, scene)
    after = books.read(shop)
    assert len(after.posted) == 1
    assert [one.status for one in after.unposted] == [OrderStatus.PARKED]
    assert [len(one.order.lines) for one in after.unposted] == [1]


@pytest.mark.parametrize("answer", ["approved", "declined"])
def test_a_card_that_was_asked_is_unknown_and_locks(shop: Path, play: Play, answer: str) -> None:
    killed_at_the_end_of("card_asked", shop)
    asked = books.read(shop).unposted[0].tenders
    assert [one.state for one in asked] == [TenderState.ASKED]

    async def scene(stage: Stage) -> None:
        await back(stage)
        stage.hands.key(Qt.Key.Key_Delete)  # the line: the card may have paid it
        await stage.hands.until(lambda: bool(stage.hands.window.toaster.toasts), "told why not")
        assert stage.hands.pieces() == 3_000
        await to_pay(stage)
        assert stage.hands.sees("answerQuestion")
        assert stage.hands.sees("parkPaymentButton")
        assert not is_enabled(stage, "confirmButton")
        assert not is_enabled(stage, "tenderCardButton")
        assert not is_enabled(stage, "backButton")
        await stage.hands.tap(f"{answer}Button")
        if answer == "declined":
            await stage.hands.tap("exactCashButton")
        await finish(stage)

    play(shop, scene)
    after = books.read(shop)
    assert [one.total.minor for one in after.posted] == [TOTAL]
    assert not after.unposted


def test_a_card_that_has_paid_has_paid(shop: Path, play: Play) -> None:
    killed_at_the_end_of("card_approved", shop)

    async def scene(stage: Stage) -> None:
        await back(stage)
        stage.hands.key(Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)  # cancel the sale
        await stage.hands.until(lambda: bool(stage.hands.window.toaster.toasts), "told why not")
        await to_pay(stage)
        state = stage.till.presenters.payment.state
        assert state is not None
        assert [(one.type, one.amount.minor) for one in state.payment.approved] == [
            (TenderType.CARD, TOTAL)
        ]
        await finish(stage)

    play(shop, scene)
    assert [one.total.minor for one in books.read(shop).posted] == [TOTAL]


def test_cash_that_was_given_is_given(shop: Path, play: Play) -> None:
    killed_at_the_end_of("cash_given", shop)

    async def scene(stage: Stage) -> None:
        await back(stage)
        await to_pay(stage)
        await finish(stage)
        assert "7.25" in stage.hands.find(QLabel, "doneFigure").text()  # 10.00 - 2.75

    play(shop, scene)
    assert len(books.read(shop).posted) == 1


@pytest.mark.parametrize("moment_ms", MOMENTS_MS)
def test_finish_at_the_moment_of_the_kill(shop: Path, play: Play, moment_ms: int) -> None:
    with Driven("finish_pressed", *shop_in(shop)) as window:
        window.reached("finish")
        told = window.kill(after_s=moment_ms / 1000)
    before = books.read(shop)
    assert len(before.posted) + len(before.unposted) == 1
    if {"at": "done"} in told:
        assert before.posted

    async def scene(stage: Stage) -> None:
        if before.posted:
            await stage.hands.until(lambda: not stage.hands.pieces(), "a new sale")
            return
        await back(stage)
        await to_pay(stage)
        await finish(stage)

    play(shop, scene)
    after = books.read(shop)
    assert [one.total.minor for one in after.posted] == [TOTAL]
    assert not after.unposted


@pytest.mark.parametrize("moment_ms", MOMENTS_MS)
def test_refund_at_the_moment_of_the_kill(shop: Path, play: Play, moment_ms: int) -> None:
    with Driven("refund_pressed", *shop_in(shop)) as window:
        window.reached("refund")
        told = window.kill(after_s=moment_ms / 1000)
    before = books.read(shop)
    assert len(before.sales) == 1
    if {"at": "done"} in told:
        assert before.refunds

    async def scene(stage: Stage) -> None:
        stage.hands.key(Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
        await stage.hands.page("ordersPage")
        await stage.hands.tap_row("ordersTable", len(before.posted) - 1)
        await stage.hands.until(lambda: stage.hands.sees("orderNumber"), "the sale")
        if before.refunds:
            assert not is_enabled(stage, "refundButton")
            return
        await stage.hands.tap("refundButton")
        await stage.hands.tap("confirmRefundButton")
        await stage.hands.page("donePage")

    play(shop, scene)
    after = books.read(shop)
    assert [one.total.minor for one in after.refunds] == [-TOTAL]
    assert after.net_of_day == 0
