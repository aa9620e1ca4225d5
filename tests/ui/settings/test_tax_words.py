"""The examples beside the tax settings are worked out by the rules themselves."""

import pytest

from cashier.domain.cash_rounding import CASH_RULES, CashRule
from cashier.domain.money import Money
from cashier.domain.quantity import Percent
from cashier.domain.tax import VatMode
from cashier.ui.settings.tax_words import (
    coin_example,
    country_name,
    rule_words,
    telling_price,
    vat_example,
)


@pytest.mark.parametrize("rate", ["21", "19", "12", "9", "5", "25.5"])
def test_the_example_shows_where_the_modes_differ(rate: str) -> None:
    texts = {vat_example(mode, Percent.parse(rate), "EUR") for mode in VatMode}
    assert len(texts) == len(VatMode)
    price = telling_price(Percent.parse(rate), "EUR")
    assert all(price.text() in text for text in texts)


def test_a_rate_of_nothing_has_an_example_too() -> None:
    assert vat_example(VatMode.PER_LINE, Percent(0), "EUR") == "3 × 0.99 at 0\u00a0%: VAT 0.00"


@pytest.mark.parametrize(
    ("unit", "currency", "said"),
    [
        (5, "EUR", "16.47\u00a0€ in cash becomes 16.45\u00a0€"),
        (1, "EUR", "16.47\u00a0€ in cash stays 16.47\u00a0€"),
        (50, "DKK", "16.47\u00a0DKK in cash becomes 16.50\u00a0DKK"),
        (500, "HUF", "1\u202f647.00\u00a0HUF in cash becomes 1\u202f645.00\u00a0HUF"),
    ],
)
def test_what_becomes_of_an_amount_in_cash(unit: int, currency: str, said: str) -> None:
    assert coin_example(unit, currency) == said


def test_each_country_is_named_with_its_coin() -> None:
    said = {rule.country: rule_words(rule) for rule in CASH_RULES}
    assert said["LT"] == "Lithuania: 0.05\u00a0€ since 2025"
    assert said["LV"] == "Latvia: not rounded"
    assert said["IE"] == "Ireland: 0.05\u00a0€, where the customer agrees"
    assert said["CH"] == "Switzerland: 0.05\u00a0CHF"
    assert all(country_name(rule.country) != rule.country for rule in CASH_RULES)
    assert rule_words(CashRule("XX", "EUR", 5, 2030)) == "XX: 0.05\u00a0€ since 2030"


def test_prices_are_money() -> None:
    assert isinstance(telling_price(Percent(21_000), "JPY"), Money)
