"""Amounts and quantities read as the language writes them, always with all their decimals."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from cashier.domain.money import Money
from cashier.domain.quantity import Percent, Quantity
from cashier.ui.look import formatting


@pytest.fixture(autouse=True)
def english_afterwards() -> Iterator[None]:
    yield
    formatting.use("en")


@pytest.mark.parametrize(
    ("minor", "currency", "language", "text"),
    [
        (2647, "EUR", "en", "26.47"),
        (2647, "EUR", "lt", "26,47"),
        (5, "EUR", "en", "0.05"),
        (-99, "EUR", "en", "\u22120.99"),
        (123_456_789, "EUR", "en", "1\u202f234\u202f567.89"),
        (123_456_700, "EUR", "lt", "1\u202f234\u202f567,00"),
        (1234, "JPY", "en", "1\u202f234"),
        (1234, "KWD", "en", "1.234"),
        (0, "EUR", "en", "0.00"),
    ],
)
def test_amount(minor: int, currency: str, language: str, text: str) -> None:
    formatting.use(language)
    assert formatting.amount(Money(minor, currency)) == text


def test_money_has_the_sign_of_its_currency_or_its_code() -> None:
    assert formatting.money_text(Money(2647, "EUR")) == "26.47\u00a0€"
    assert formatting.money_text(Money(2647, "SEK")) == "26.47\u00a0SEK"
    assert formatting.spoken(Money(2647, "EUR")) == "26.47 EUR"


def test_quantities_and_percentages_have_no_needless_zeros() -> None:
    formatting.use("lt")
    assert formatting.quantity(Quantity.parse("0.455")) == "0,455"
    assert formatting.quantity(Quantity.parse("1200")) == "1\u202f200"
    assert formatting.percent(Percent.parse("25.5")) == "25,5\u00a0%"
    assert formatting.discount_percent(Percent.parse("10")) == "\u221210\u00a0%"
    assert formatting.typed("12.5") == "12,5"


def test_times() -> None:
    at = datetime(2026, 11, 20, 9, 5, tzinfo=UTC)
    assert formatting.time_of_day(at) == "09:05"
    assert formatting.short_date(at) == "Fri 20 Nov"
