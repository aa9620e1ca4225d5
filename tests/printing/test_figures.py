"""Amounts, quantities, rates and times in the receipt's language."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from babel.numbers import get_decimal_symbol

from cashier.domain.money import Money
from cashier.domain.quantity import Percent, Quantity
from cashier.printing.figures import OWN_SIGNS, figures_of, moment
from cashier.translation import LANGUAGES


@pytest.mark.parametrize(
    ("language", "amount", "written"),
    [
        ("en", Money(2647, "EUR"), "26.47"),
        ("lt", Money(2647, "EUR"), "26,47"),
        ("pl", Money(123456, "PLN"), "1\u202f234,56"),
        ("de_CH", Money(-5, "CHF"), "\u22120.05"),
        ("en-GB", Money(-100_000_000, "EUR"), "\u22121\u202f000\u202f000.00"),
        ("ja", Money(1500, "JPY"), "1\u202f500"),
        ("ar", Money(12345, "KWD"), "12.345"),
        ("lt", Money(0, "IQD"), "0,000"),
        ("no such language", Money(1, "EUR"), "0.01"),
        ("", Money(1, "EUR"), "0.01"),
    ],
)
def test_money_has_the_currencys_decimals_and_the_languages_sign(
    language: str, amount: Money, written: str
) -> None:
    assert figures_of(language).money(amount) == written


def test_the_products_own_signs_are_those_of_the_library() -> None:
    assert {
        language: get_decimal_symbol(language, numbering_system="latn") for language in LANGUAGES
    } == OWN_SIGNS


def test_quantities_and_rates_drop_zeros_they_do_not_need() -> None:
    lithuanian = figures_of("lt")
    assert lithuanian.quantity(Quantity(455)) == "0,455"
    assert lithuanian.quantity(Quantity(-2000)) == "\u22122"
    assert lithuanian.percent(Percent(25_500)) == "25,5 %"


def test_a_time_names_its_zone() -> None:
    vilnius = timezone(timedelta(hours=2))
    assert moment(datetime(2026, 11, 20, 14, 33, 59, tzinfo=vilnius)) == "2026-11-20 14:33 +02:00"
    newfoundland = timezone(-timedelta(hours=3, minutes=30))
    assert moment(datetime(2026, 1, 2, 3, 4, tzinfo=newfoundland)) == "2026-01-02 03:04 -03:30"
    assert moment(datetime(2026, 1, 2, 3, 4, tzinfo=UTC)) == "2026-01-02 03:04 +00:00"
