"""What paying asks in place: the answer of the card terminal, and before a reversal."""

from PySide6.QtWidgets import QAbstractButton

from cashier.domain.tender import Tender, TenderState, TenderType
from cashier.ui.look.theme import Theme
from tests.ui.conftest import Run
from tests.ui.paying import child, euros, is_shown, order_of, page_of, pay_till, with_page


def test_a_declined_card_opens_the_tenders_again(run: Run, theme: Theme) -> None:
    async def scenario() -> None:
        till = with_page(pay_till(), theme)
        till.begin()
        await till.press("F6")
        assert not child(page_of(till), QAbstractButton, "tenderCashButton").isEnabled()
        await till.press("F3")
        assert child(page_of(till), QAbstractButton, "tenderCashButton").isEnabled()
        assert till.text("changeLabel") == "26.47 €"

    run(scenario())


def test_an_unknown_card_offers_only_approved_declined_and_park(run: Run, theme: Theme) -> None:
    async def scenario() -> None:
        till = with_page(pay_till(), theme)
        till.begin()
        await till.press("F6 F4")
        for name in ("tenderCashButton", "tenderCardButton", "backButton", "confirmButton"):
            assert not child(page_of(till), QAbstractButton, name).isEnabled()
        assert not is_shown(till, "unknownButton")
        await till.press("F8")
        assert [one.order.id for one in till.parked] == [order_of().id]

    run(scenario())


def test_keys_of_a_question_do_nothing_while_none_is_open(run: Run, theme: Theme) -> None:
    async def scenario() -> None:
        till = with_page(pay_till(), theme)
        till.begin()
        await till.press("F2 F3 F4 F8")
        assert (till.parked, till.ledger.attempts) == ([], {})

    run(scenario())


def test_more_than_is_due_by_card_is_refused_in_a_sentence(run: Run, theme: Theme) -> None:
    async def scenario() -> None:
        till = with_page(pay_till(), theme)
        till.begin()
        await till.press("3 0 F6")
        assert "30.00" in till.notices[0].text
        assert till.text("amountLabel") == "30"
        assert till.ledger.attempts == {}

    run(scenario())


def test_an_approved_card_is_reversed_by_the_cross_and_a_confirmation(
    run: Run, theme: Theme
) -> None:
    async def scenario() -> None:
        till = with_page(pay_till(), theme)
        till.begin()
        await till.press("1 0 F6 F2")
        await till.click("removeTenderButton")
        assert is_shown(till, "reversalQuestion")
        await till.press("Escape")
        assert not is_shown(till, "reversalQuestion")
        await till.click("removeTenderButton")
        await till.click("reverseButton")
        assert till.text("paidLabel") == "0.00 €"
        assert len(till.ledger.reversals) == 1

    run(scenario())


def test_given_cash_goes_back_without_a_question(run: Run, theme: Theme) -> None:
    async def scenario() -> None:
        till = with_page(pay_till(), theme)
        till.begin()
        await till.press("5 0 Return")
        await till.click("removeTenderButton")
        assert till.text("paidLabel") == "0.00 €"

    run(scenario())


def test_a_restored_payment_shows_its_tenders_and_asks_for_the_unknown_one(
    run: Run, theme: Theme
) -> None:
    async def scenario() -> None:
        till = with_page(pay_till(), theme)
        given = Tender("a", TenderType.CASH, euros("10.00"))
        asked = Tender("b", TenderType.CARD, euros("16.47"), TenderState.ASKED)
        till.begin(tenders=(given, asked))
        assert till.text("paidLabel") == "10.00 €"
        assert is_shown(till, "answerQuestion")
        assert not is_shown(till, "unknownButton")

    run(scenario())
