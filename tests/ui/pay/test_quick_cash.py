"""Which amounts of cash are offered with one tap."""

import pytest

from cashier.domain.currency import MINOR_DIGITS
from cashier.domain.money import Money
from cashier.ui.pay import quick_cash


def offered(text: str, currency: str = "EUR") -> list[str]:
    return [one.text() for one in quick_cash.offers(Money.parse(text, currency))]


def test_the_notes_of_the_picture_are_offered() -> None:
    assert offered("16.45") == ["5.00", "10.00", "20.00", "50.00", "100.00"]


def test_a_large_sum_moves_the_notes_up_to_the_one_that_covers_it() -> None:
    assert offered("180.00") == ["10.00", "20.00", "50.00", "100.00", "200.00"]


def test_beyond_the_largest_note_the_largest_ones_are_offered() -> None:
    assert offered("980.00")[-1] == "200.00"


def test_notes_of_a_currency_are_whole_major_units() -> None:
    assert offered("1234.00", "HUF")[0] == "500.00"
    assert all(
        note.minor % 100 == 0 for code in quick_cash.NOTES for note in quick_cash.notes(code)
    )


@pytest.mark.parametrize("currency", sorted(quick_cash.NOTES))
def test_notes_rise_and_the_currency_is_known(currency: str) -> None:
    notes = quick_cash.NOTES[currency]
    assert currency in MINOR_DIGITS
    assert list(notes) == sorted(set(notes))


def test_only_the_notes_that_the_shop_has_chosen_are_offered() -> None:
    chosen = (Money(1_000, "EUR"), Money(5_000, "EUR"))
    assert quick_cash.offers(Money(1_645, "EUR"), chosen) == chosen
    assert quick_cash.offers(Money(1_645, "USD"), chosen) == quick_cash.offers(Money(1_645, "USD"))


def test_without_known_notes_the_sum_is_rounded_up() -> None:
    assert offered("1234", "JPY") == ["1235", "1240", "1250", "1300", "1500"]
    assert offered("7.30", "TRY") == ["8.00", "10.00", "50.00", "100.00", "500.00"]
