"""Cards in the air, cash handed back, refunds in between: money stays right."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QAbstractItemView, QWidget

from cashier.domain.posting import OrderStatus
from cashier.domain.tender import TenderState
from cashier.ui.frame.main_window import Page
from tests.app import books
from tests.app.eyes import ALT, CTRL, KEY, is_enabled, parked, pay_cash, pieces, tells
from tests.app.scenes import MUFFIN, Stage, card_asked, cash_given
from tests.hands import press

Play = Callable[..., None]


def test_a_scan_while_the_card_is_asked_changes_nothing(shop: Path, play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await card_asked(stage)
        stage.hands.scan(MUFFIN)
        await tells(stage, "the scan changed nothing")
        assert stage.hands.window.page is Page.PAY
        await stage.hands.tap("approvedButton")
        await stage.can_finish()
        stage.hands.scan(MUFFIN)
        stage.hands.key(KEY.Key_F12)
        await stage.hands.page("donePage")

    play(shop, scene)
    assert [one.total.minor for one in books.read(shop).posted] == [277]


def test_an_unknown_card_is_parked_resumed_and_cannot_be_cancelled(shop: Path, play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await card_asked(stage)
        await stage.hands.tap("unknownButton")
        await stage.hands.until(lambda: stage.hands.sees("parkPaymentButton"), "park offered")
        await stage.hands.tap("parkPaymentButton")
        await stage.hands.page("sellPage")
        await parked(stage, 1)
        stage.hands.key(KEY.Key_1, CTRL)
        await pieces(stage, 3)
        stage.hands.key(KEY.Key_Delete, CTRL)
        await tells(stage, "not known whether the payment was charged")
        assert stage.hands.pieces() == 3_000
        stage.hands.key(KEY.Key_F12)
        await stage.hands.page("payPage")
        assert stage.hands.sees("answerQuestion")
        assert not stage.hands.find(QWidget, "tenderCardButton").isEnabled()
        await stage.hands.tap("approvedButton")
        await stage.can_finish()
        stage.hands.key(KEY.Key_F12)
        await stage.hands.page("donePage")

    play(shop, scene)
    after = books.read(shop)
    assert [one.total.minor for one in after.posted] == [277]
    assert not after.unposted


def test_a_refund_in_between_leaves_the_card_that_was_asked(shop: Path, play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.sold()
        await stage.hands.tap("newSaleButton")
        await stage.hands.page("sellPage")
        await card_asked(stage)
        stage.hands.key(KEY.Key_2, ALT)
        await stage.hands.page("ordersPage")
        await stage.hands.tap_row("ordersTable", 1)
        await stage.hands.until(lambda: stage.hands.sees("refundButton"), "the sale")
        await stage.hands.tap("refundButton")
        await stage.hands.tap("confirmRefundButton")
        await stage.hands.page("donePage")
        stage.hands.scan(MUFFIN)  # as with every scan while a card is asked: nothing changes
        await stage.hands.page("payPage")
        await tells(stage, "the scan changed nothing")
        assert stage.hands.sees("answerQuestion")
        await stage.hands.tap("approvedButton")
        await stage.can_finish()
        stage.hands.key(KEY.Key_F12)
        await stage.hands.page("donePage")

    play(shop, scene)
    after = books.read(shop)
    assert [one.total.minor for one in after.posted] == [277, -277, 277]
    assert not after.unposted


def test_cash_that_was_given_holds_up_a_cancel_and_comes_back(shop: Path, play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await cash_given(stage)
        stage.hands.key(KEY.Key_Escape)
        await stage.hands.page("sellPage")
        stage.hands.key(KEY.Key_Delete, CTRL)
        await tells(stage, "A payment was taken")
        stage.hands.key(KEY.Key_F8)
        await parked(stage, 1)
        await stage.scan(MUFFIN)
        await pay_cash(stage)
        await stage.hands.tap("newSaleButton")
        await stage.hands.page("sellPage")
        stage.hands.key(KEY.Key_1, CTRL)
        await pieces(stage, 3)
        stage.hands.key(KEY.Key_F12)
        await stage.hands.page("payPage")
        state = stage.till.presenters.payment.state
        assert state is not None
        assert [one.amount.minor for one in state.payment.approved] == [1_000]
        await stage.hands.tap("removeTenderButton")  # handed back
        await stage.hands.until(partial(is_enabled, stage, "tenderCardButton"), "handed back")
        stage.hands.key(KEY.Key_Escape)
        await stage.hands.page("sellPage")
        stage.hands.key(KEY.Key_Delete, CTRL)
        await tells(stage, "Sale cancelled")

    play(shop, scene)
    after = books.read(shop)
    assert [one.total.minor for one in after.posted] == [39]
    assert not after.unposted


def test_every_tender_of_a_day_of_trouble_is_on_record(shop: Path, play: Play) -> None:
    """Asked, declined, asked, unknown, declined, cash: the attempts stay, one sale is posted."""
    states: list[TenderState] = []

    async def answer(stage: Stage, *names: str) -> None:
        await stage.hands.tap("tenderCardButton")
        for name in names:
            await stage.hands.until(partial(stage.hands.sees, name), name)
            await stage.hands.tap(name)

    async def scene(stage: Stage) -> None:
        await stage.to_pay()
        await answer(stage, "declinedButton")
        await answer(stage, "unknownButton", "declinedButton")
        await stage.hands.tap("exactCashButton")
        await stage.can_finish()
        state = stage.till.presenters.payment.state
        assert state is not None
        states.extend(one.state for one in state.payment.tenders)
        stage.hands.key(KEY.Key_F12)
        await stage.hands.page("donePage")

    play(shop, scene)
    assert states == [TenderState.DECLINED, TenderState.DECLINED, TenderState.APPROVED]
    assert len(books.read(shop).posted) == 1


def _steps(stage: Stage) -> list[QWidget]:
    found = stage.hands.window.findChildren(QWidget, "lessButton")
    return [one for one in found if one.isVisible() and one.isEnabled()]


async def _refund_one_piece(stage: Stage, row: int) -> None:
    stage.hands.key(KEY.Key_2, ALT)
    await stage.hands.page("ordersPage")
    table = stage.hands.find(QAbstractItemView, "ordersTable")
    await stage.hands.until(lambda: table.model().rowCount() == row + 1, "all rows")
    await stage.hands.tap_row("ordersTable", row)
    await stage.hands.tap("refundButton")
    refund = stage.till.presenters.refund
    await stage.hands.until(lambda: refund.state is not None, "the refund")
    while refund.state is not None and sum(one.milli for one in refund.state.asked.values()) > 1000:
        press(_steps(stage)[0])
    button = stage.hands.find(QWidget, "confirmRefundButton")
    press(button)
    press(button)
    stage.hands.key(KEY.Key_F12)
    await stage.hands.page("donePage")
    await stage.hands.tap("newSaleButton")
    await stage.hands.page("sellPage")


def test_refunds_in_parts_until_nothing_is_left_each_confirmed_twice(
    shop: Path, play: Play
) -> None:
    async def scene(stage: Stage) -> None:
        await stage.sold()
        for row in range(3):
            await _refund_one_piece(stage, row)
        stage.hands.key(KEY.Key_2, ALT)
        await stage.hands.page("ordersPage")
        table = stage.hands.find(QAbstractItemView, "ordersTable")
        await stage.hands.until(lambda: table.model().rowCount() == 4, "all rows")
        await stage.hands.tap_row("ordersTable", 3)
        await stage.hands.until(lambda: stage.hands.sees("refundButton"), "the sale")
        assert not stage.hands.find(QWidget, "refundButton").isEnabled()

    play(shop, scene)
    after = books.read(shop)
    assert sorted(one.total.minor for one in after.refunds) == [-99, -99, -79]
    assert after.sales[0].status is OrderStatus.REFUNDED
    assert after.net_of_day == 0
