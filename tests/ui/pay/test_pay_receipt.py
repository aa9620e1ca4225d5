"""How the receipt is given out and whom it is made out to; which tenders there are to choose."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget

from cashier.domain.company import Company
from cashier.domain.tender import TenderState, TenderType
from cashier.ui.controls.big_button import RowButton
from cashier.ui.controls.segment import SegmentPart
from cashier.ui.look.theme import Theme
from cashier.ui.pay.pay_center import arranged
from tests.ui.conftest import Run
from tests.ui.paying import (
    PayTill,
    child,
    in_front,
    is_shown,
    order_of,
    page_of,
    pay_till,
    with_page,
)


async def write(till: PayTill, name: str, text: str) -> None:
    await in_front(page_of(till))
    field = child(page_of(till), QLineEdit, name)
    field.setFocus()
    QTest.keyClicks(field, text)


def test_the_usual_receipt_is_chosen_and_another_holds_for_one_sale(run: Run, theme: Theme) -> None:
    async def scenario() -> None:
        till = with_page(pay_till(), theme)
        till.begin()
        usual, none = (
            child(page_of(till), SegmentPart, name) for name in ("receipt_pdf", "receipt_none")
        )
        assert (usual.isChecked(), none.isChecked()) == (True, False)
        await till.click("receipt_none")
        assert (usual.isChecked(), none.isChecked()) == (False, True)
        await till.press("5 0 Return F12")
        assert till.presenter.receipt == "none"
        till.begin(order_of(number=2))
        assert till.presenter.receipt == "pdf"
        assert usual.isChecked()

    run(scenario())


def test_the_shop_says_which_receipt_is_usual(run: Run, theme: Theme) -> None:
    async def scenario() -> None:
        till = with_page(pay_till(), theme)
        till.presenter.use(replace(till.presenter.rules, receipt="none"))
        till.begin()
        assert child(page_of(till), SegmentPart, "receipt_none").isChecked()

    run(scenario())


def test_a_company_is_written_in_place_and_posted_with_the_sale(run: Run, theme: Theme) -> None:
    async def scenario() -> None:
        till = with_page(pay_till(), theme)
        till.begin()
        await till.press("F10")
        assert not is_shown(till, "quickCash")
        for name, text in (
            ("companyNameField", "UAB Gintaras"),
            ("companyCodeField", "302530315"),
            ("companyVatNumberField", "LT100001234517"),
            ("companyAddressField", "Pilies g. 14"),
        ):
            await write(till, name, text)
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, Qt.Key.Key_Return)
        await till.settled()
        written = Company("UAB Gintaras", "302530315", "LT100001234517", "Pilies g. 14")
        (kept,) = till.ledger.kept.values()
        assert kept.order.customer.company == written
        assert is_shown(till, "quickCash")
        button = child(page_of(till), RowButton, "invoiceButton")
        assert button.text() == "Invoice: UAB Gintaras"
        await till.press("5 0 Return F12")
        assert till.posted[0].posting.customer.company == written

    run(scenario())


def test_a_company_needs_a_name_before_the_sale_is_finished(run: Run, theme: Theme) -> None:
    async def scenario() -> None:
        till = with_page(pay_till(), theme)
        till.begin()
        await till.press("5 0 Return F10")
        await write(till, "companyCodeField", "302530315")
        await till.click("confirmButton")
        assert till.posted == []
        trouble = child(page_of(till), QLabel, "companyNameFieldTrouble")
        assert trouble.text() == "Say what the company is called."
        await write(till, "companyNameField", "UAB Gintaras")
        await till.click("confirmButton")
        assert [one.posting.customer.company for one in till.posted] == [
            Company("UAB Gintaras", "302530315")
        ]

    run(scenario())


def test_a_company_is_taken_back_by_deleting_it_and_left_alone_by_escape(
    run: Run, theme: Theme
) -> None:
    async def scenario() -> None:
        till = with_page(pay_till(), theme)
        till.begin()
        till.presenter.make_out_to(Company("UAB Gintaras"))
        await till.settled()
        await till.press("F10")
        await write(till, "companyNameField", "Other")
        await till.press("Escape")
        assert till.left == []
        assert till.presenter.state is not None
        assert till.presenter.state.order.customer.company == Company("UAB Gintaras")
        await till.press("F10")
        child(page_of(till), QLineEdit, "companyNameField").clear()
        await till.click("keepInvoiceButton")
        assert till.presenter.state.order.customer.company is None

    run(scenario())


def test_a_company_goes_back_to_the_sale_with_its_payment(run: Run, theme: Theme) -> None:
    async def scenario() -> None:
        till = with_page(pay_till(), theme)
        till.begin()
        till.presenter.make_out_to(Company("UAB Gintaras"))
        await till.settled()
        await till.press("Escape")
        (state,) = till.left
        assert state.order.customer.company == Company("UAB Gintaras")  # type: ignore[attr-defined]

    run(scenario())


def test_a_declined_card_stays_in_the_list_and_counts_for_nothing(run: Run, theme: Theme) -> None:
    async def scenario() -> None:
        till = with_page(pay_till(), theme)
        till.begin()
        await till.press("F6")
        await till.click("declinedButton")
        row = child(page_of(till), QWidget, "tenderRow_card")
        assert "Declined" in row.accessibleName()
        assert till.text("paidLabel") == "0.00 €"
        await till.press("5 0 Return")
        assert till.text("changeLabel") == "23.55 €"
        state = till.presenter.state
        assert state is not None
        assert [one.state for one in state.listed] == [TenderState.DECLINED, TenderState.APPROVED]

    run(scenario())


def test_cash_handed_back_leaves_no_trace_in_the_list(run: Run, theme: Theme) -> None:
    async def scenario() -> None:
        till = with_page(pay_till(), theme)
        till.begin()
        await till.press("5 0 Return")
        await till.click("removeTenderButton")
        assert till.presenter.state is not None
        assert till.presenter.state.listed == ()
        assert not is_shown(till, "tenderRow_cash")

    run(scenario())


def test_a_refused_amount_is_marked_until_the_next_digit(run: Run, theme: Theme) -> None:
    async def scenario() -> None:
        till = with_page(pay_till(), theme)
        till.begin()
        label = child(page_of(till), QLabel, "amountLabel")
        await till.press("9 9 F6")
        assert (label.text(), label.property("tone")) == ("99", "error")
        await till.press("1")
        assert (label.text(), label.property("tone")) == ("1", "")

    run(scenario())


@pytest.mark.parametrize(
    ("tenders", "main", "others"),
    [
        ((), [TenderType.CASH], ()),
        ((TenderType.CARD,), [TenderType.CASH, TenderType.CARD], ()),
        (
            (TenderType.VOUCHER, TenderType.CARD),
            [TenderType.CASH, TenderType.CARD, TenderType.VOUCHER],
            (TenderType.VOUCHER,),
        ),
        (
            (TenderType.CARD, TenderType.TRANSFER, TenderType.OTHER),
            [TenderType.CASH, TenderType.CARD, TenderType.OTHER],
            (TenderType.TRANSFER, TenderType.OTHER),
        ),
    ],
    ids=["cash", "card", "one other", "two others"],
)
def test_the_shops_tenders_have_their_buttons(
    tenders: tuple[TenderType, ...], main: list[TenderType], others: tuple[TenderType, ...]
) -> None:
    shown, behind = arranged(tenders)
    assert ([kind for kind, _action in shown], behind) == (main, others)


def test_a_single_other_tender_is_taken_by_its_own_button(run: Run, theme: Theme) -> None:
    async def scenario() -> None:
        till = pay_till()
        till.presenter.use(replace(till.presenter.rules, tenders=(TenderType.VOUCHER,)))
        till = with_page(till, theme)
        till.begin()
        assert page_of(till).findChild(QWidget, "tenderCardButton") is None
        await till.press("1 0 F9")
        assert till.text("paidLabel") == "10.00 €"
        state = till.presenter.state
        assert state is not None
        assert [one.type for one in state.counted] == [TenderType.VOUCHER]

    run(scenario())


def test_why_an_amount_was_refused_stands_beside_it_until_the_next_step(
    run: Run, theme: Theme
) -> None:
    async def scenario() -> None:
        till = with_page(pay_till(), theme)
        till.begin()
        for leave in ("1", "Escape"):
            await till.press("9 9 F6")
            note = child(page_of(till), QWidget, "refusalNote")
            assert note.isVisible()
            assert "99.00" in note.accessibleName()
            await till.press(leave)
            assert not note.isVisible()
            assert till.left == []
            await till.press("Backspace Backspace")
        await till.press("9 9 F6 5 0 Return")
        assert not is_shown(till, "refusalNote")
        assert till.text("changeLabel") == "23.55 €"

    run(scenario())
