"""The back end in the real window: paid here, sent unpaid, settled, looked through to the end."""

import asyncio
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QLabel, QLineEdit

from cashier.domain.money import Money
from cashier.domain.outbox import SendState
from cashier.domain.posting import OrderStatus
from cashier.ui.frame.main_window import Page
from tests.app.back_end_scenes import (
    REFUSAL,
    answer_lost,
    back_end_of,
    by_hand_chosen,
    go,
    goods,
    refused,
    remote_chosen,
    row,
    unpaid_form,
    unsent_chosen,
)
from tests.app.eyes import KEY
from tests.app.scenes import Stage

Play = Callable[..., None]


def notices(stage: Stage) -> str:
    return " ".join(one.notice.text for one in stage.hands.window.toaster.toasts)


def test_what_is_due_there_is_paid_here_and_reported(shop: Path, play: Play) -> None:
    async def scene(stage: Stage) -> None:
        made = await remote_chosen(stage)
        await stage.hands.tap("takePaymentButton")
        await stage.hands.page("payPage")
        state = stage.till.presenters.payment.state
        assert state is not None
        assert state.payment.due.text() == "5.00"
        await stage.hands.tap("exactCashButton")
        await stage.can_finish()
        await stage.hands.tap("confirmButton")
        await stage.hands.page("donePage")
        till = stage.till._till  # noqa: SLF001 - what was posted is looked up where it is kept
        number = await till.ledger.payment_of_remote("550e8400")
        posted = await till.ledger.find(number)
        assert posted is not None
        assert posted.posting.total.text() == "54.99"
        assert [one.amount.text() for one in posted.posting.tenders] == ["49.99", "5.00"]
        await stage.hands.until(lambda: bool(made.paid), "reported")
        assert [id_ for id_, _order in made.paid] == ["550e8400"]
        stage.hands.key(KEY.Key_Return)
        await go(stage, "remoteOrders")
        await stage.hands.tap("takePaymentButton")
        await stage.hands.until(lambda: number in notices(stage), "paid already, it says")
        await stage.hands.tap("remoteOrdersAgainButton")
        await stage.hands.tap_row("remoteOrdersTable", 0)
        await stage.hands.until(
            lambda: not stage.hands.sees("takePaymentButton"), "no more offered"
        )
        assert stage.hands.sees("cancelRemoteButton")

    play(shop, scene)


def test_an_order_is_sent_unpaid_parked_and_linked(shop: Path, play: Play) -> None:
    async def scene(stage: Stage) -> None:
        made = await unpaid_form(stage)
        stage.hands.key(KEY.Key_F10)
        await stage.hands.page("reservationForm")
        stage.hands.find(QLineEdit, "reservationName").setFocus()
        stage.hands.type("Table 4")
        stage.hands.find(QLineEdit, "reservationUntil").setFocus()
        stage.hands.type("soon")
        await stage.hands.tap("keepReservationButton")
        assert made.sent == []
        assert stage.hands.sees("reservationUntilTrouble")
        stage.hands.find(QLineEdit, "reservationUntil").clear()
        await stage.hands.tap("keepReservationButton")
        await stage.hands.until(lambda: stage.hands.sees("parked1Button"), "parked")
        (sent,) = made.sent
        assert sent.reservation is not None
        assert sent.reservation.name == "Table 4"
        (kept,) = stage.till.presenters.park.parked
        assert (kept.order.remote, kept.status) == ("there-1", OrderStatus.PARKED)
        assert stage.till.presenters.sale.view.is_empty

    play(shop, scene)


def test_where_nobody_can_look_a_second_sending_asks_first(shop: Path, play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await unpaid_form(stage)
        stage.hands.key(KEY.Key_F10)
        await stage.hands.page("reservationForm")
        made = await answer_lost(stage)
        assert len(made.sent) == 1
        hint = stage.hands.window.toaster.toasts[-1].notice.hint
        assert "looked up" not in hint
        assert "Look at the server" in hint
        stage.hands.key(KEY.Key_F10)
        await stage.hands.until(lambda: stage.hands.sees("reservationWarning"), "the warning")
        await stage.hands.tap("leaveReservationButton")
        assert len(made.sent) == 1
        stage.hands.key(KEY.Key_F10)
        await stage.hands.tap("keepReservationButton")
        await stage.hands.until(lambda: stage.hands.sees("parked1Button"), "parked")
        assert len(made.sent) == 2

    play(shop, scene)


def test_what_was_paid_there_cannot_be_given_back_on_pay(shop: Path, play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await remote_chosen(stage)
        await stage.hands.tap("takePaymentButton")
        await stage.hands.page("payPage")
        assert stage.hands.sees("tenderRow_card")
        assert not stage.hands.sees("removeTenderButton")
        payment = stage.till.presenters.payment
        assert payment.state is not None
        payment.remove(payment.state.payment.tenders[0].key)
        assert payment.state.reversing == ""

    play(shop, scene)


def test_an_empty_list_without_days_speaks_of_none(shop: Path, play: Play) -> None:
    async def scene(stage: Stage) -> None:
        back_end_of(stage)
        await go(stage, "unsent")
        label = stage.hands.find(QLabel, "unsentNothingLabel")
        await stage.hands.until(lambda: "waiting here" in label.text(), "nothing waits")
        stage.hands.find(QLineEdit, "unsentSearch").setFocus()
        stage.hands.type("none")
        stage.hands.key(KEY.Key_Return)
        await stage.hands.until(lambda: label.text() == "There is none like that", "none")

    play(shop, scene)


def test_a_refused_receipt_is_settled_with_its_reason(shop: Path, play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await unsent_chosen(stage)
        await stage.hands.tap("settleButton")
        await stage.hands.tap("keepSettleButton")
        assert stage.hands.sees("settleReasonTrouble")
        stage.hands.find(QLineEdit, "settleReason").setFocus()
        stage.hands.type("typed in at the portal")
        await stage.hands.tap("keepSettleButton")
        till = stage.till._till  # noqa: SLF001 - as above
        await stage.hands.until(lambda: "settled" in notices(stage), "told")
        item = await till.outbox.item("T1-000001")
        assert item is not None
        assert item.state is SendState.SENT
        assert item.settled is not None
        assert item.settled.reason == "typed in at the portal"
        await stage.hands.until(lambda: not stage.hands.sees("tryNowButton"), "nothing left to do")

    play(shop, scene)


def test_a_refused_receipt_is_tried_again_and_accepted(shop: Path, play: Play) -> None:
    async def scene(stage: Stage) -> None:
        made = await unsent_chosen(stage)
        stage.hands.key(KEY.Key_F8)
        await stage.hands.until(lambda: "not sent yet" in notices(stage), "refused again")
        assert made.sent == []
        made.refusal = None
        await stage.hands.tap("tryNowButton")
        await stage.hands.until(lambda: "The server has" in notices(stage), "accepted")
        assert [one.number for one in made.sent] == ["T1-000001"]

    play(shop, scene)


def test_the_chip_of_what_needs_a_person_leads_to_it(shop: Path, play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await unsent_chosen(stage)
        stage.hands.window.show_page(Page.SELL)
        await stage.hands.tap("attentionChip")
        await stage.hands.until(lambda: stage.hands.sees("unsentView"), "the list")

    play(shop, scene)


def test_what_was_registered_by_hand_is_checked_off(shop: Path, play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await by_hand_chosen(stage)
        till = stage.till._till  # noqa: SLF001 - as above
        await stage.hands.tap("checkOffButton")
        await stage.hands.until(lambda: "checked off" in notices(stage), "told")
        assert await till.by_hand.waiting() == []

    play(shop, scene)


def test_a_long_list_is_stopped_and_read_on_to_its_end(shop: Path, play: Play) -> None:
    async def scene(stage: Stage) -> None:
        made = back_end_of(stage)
        made.gate = asyncio.Event()
        await go(stage, "remoteOrders")
        table = stage.hands.find(QLabel, "remoteOrdersReadingLabel")
        await stage.hands.until(lambda: "3 so far" in table.text(), "three so far")
        await stage.hands.tap("remoteOrdersStopButton")
        await stage.hands.until(lambda: "Stopped after 3" in table.text(), "stopped")
        made.gate.set()
        await stage.hands.tap("remoteOrdersAgainButton")
        await stage.hands.until(lambda: "8, read to the end" in table.text(), "all of it")

    play(shop, scene)


def test_an_order_is_cancelled_there_after_a_question(shop: Path, play: Play) -> None:
    async def scene(stage: Stage) -> None:
        made = await remote_chosen(stage)
        await stage.hands.tap("cancelRemoteButton")
        await stage.hands.tap("leaveCancelRemoteButton")
        assert made.listed[0].status == "confirmed"
        await stage.hands.tap("cancelRemoteButton")
        await stage.hands.tap("confirmCancelRemoteButton")
        await stage.hands.until(lambda: made.listed[0].is_cancelled, "cancelled")
        await stage.hands.until(lambda: not stage.hands.sees("takePaymentButton"), "shown so")

    play(shop, scene)


def test_a_waiting_order_is_changed_and_invoiced(shop: Path, play: Play) -> None:
    async def scene(stage: Stage) -> None:
        made = await remote_chosen(stage)
        await stage.hands.tap("updateRemoteButton")
        note = stage.hands.find(QLineEdit, "reservationNote")
        note.setFocus()
        note.selectAll()
        stage.hands.type("No milk")
        await stage.hands.tap("keepReservationButton")
        await stage.hands.until(lambda: made.listed[0].note == "No milk", "changed")
        ((id_, order),) = made.changed
        assert (id_, order.total.text()) == ("550e8400", "54.99")
        await stage.hands.tap("makeInvoiceButton")
        await stage.hands.tap("confirmInvoiceButton")
        await stage.hands.until(lambda: len(made.requests) == 1, "asked for")
        assert made.requests[0].order_id == "550e8400"

    play(shop, scene)


def test_a_scanned_receipt_is_found_among_the_tills_own(shop: Path, play: Play) -> None:
    async def scene(stage: Stage) -> None:
        back_end_of(stage)
        await stage.sold()
        stage.hands.key(KEY.Key_Return)
        await go(stage, "documents")
        await row(stage, "documents", 0)
        stage.hands.scan("T1-000001")
        await stage.hands.until(lambda: stage.hands.sees("refundButton"), "the receipt")
        assert stage.hands.find(QLabel, "orderNumber").text() == "T1-000001"

    play(shop, scene)


def test_products_are_pulled_looked_through_and_imported(shop: Path, play: Play) -> None:
    async def scene(stage: Stage) -> None:
        made = back_end_of(stage)
        made.goods = goods()
        stage.hands.window.show_page(Page.SETTINGS)
        await stage.hands.page("settingsPage")
        await stage.hands.tap("productsNav")
        await stage.hands.tap("pullProductsButton")
        await stage.hands.tap("importConfirmButton")
        till = stage.till._till  # noqa: SLF001 - as above
        await stage.hands.until(lambda: stage.hands.sees("importOutcome"), "imported")
        found = await till.catalogue.by_barcode("P-6")
        assert found is not None
        assert (found.name, found.price) == ("Pulled 6", Money(106))

    play(shop, scene)


def test_a_receipt_in_the_list_leads_to_why_it_is_not_sent(shop: Path, play: Play) -> None:
    async def scene(stage: Stage) -> None:
        made = back_end_of(stage)
        made.refusal = REFUSAL
        await stage.sold()
        await refused(stage)
        stage.hands.key(KEY.Key_Return)
        await go(stage, "till")
        await stage.hands.tap_row("ordersTable", 0)
        await stage.hands.tap("seeUnsentButton")
        await stage.hands.until(lambda: stage.hands.sees("correctMappingButton"), "why")
        assert stage.hands.find(QLabel, "unsentSheetTitle").text() == "T1-000001"

    play(shop, scene)


def test_a_back_end_that_is_chosen_later_has_its_lists_at_once(shop: Path, play: Play) -> None:
    async def scene(stage: Stage) -> None:
        stage.hands.window.show_page(Page.ORDERS)
        await stage.hands.page("ordersPage")
        assert not stage.hands.sees("ordersDesk")
        assert not stage.hands.sees("filter_unsent")
        stage.hands.window.show_page(Page.SELL)
        back_end_of(stage)
        await go(stage, "till")
        assert stage.hands.sees("filter_unsent")

    play(shop, scene)
