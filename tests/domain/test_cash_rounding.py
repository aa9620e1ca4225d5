"""Cash is rounded to the coins that a country has."""

import pytest

from cashier.domain.cash_rounding import CASH_RULES, CashRule, in_coins, rule_of, rules_for
from cashier.domain.money import Money
from cashier.settings import parse


@pytest.mark.parametrize("rule", CASH_RULES, ids=lambda rule: rule.country)
def test_every_rule_is_one_that_the_settings_take(rule: CashRule) -> None:
    text = Money(rule.unit, rule.currency).text()
    shop = parse({"shop": {"currency": rule.currency, "cash_rounding": text}}).shop
    assert shop.cash_unit == rule.unit
    assert rule_of(rule.country, rule.currency) == rule


def test_no_country_stands_twice() -> None:
    assert len({rule.country for rule in CASH_RULES}) == len(CASH_RULES)


def test_a_country_that_pays_in_another_currency_has_no_rule_here() -> None:
    assert rule_of("LT", "SEK") is None
    assert rule_of("", "EUR") is None
    assert {rule.country for rule in rules_for("SEK")} == {"SE"}
    assert rules_for("JPY") == ()


@pytest.mark.parametrize(
    ("country", "amount", "paid"),
    [
        ("LT", "16.41", "16.40"),
        ("LT", "16.42", "16.40"),
        ("LT", "16.43", "16.45"),
        ("LT", "16.44", "16.45"),
        ("LT", "16.46", "16.45"),
        ("LT", "16.47", "16.45"),
        ("LT", "16.48", "16.50"),
        ("LT", "16.49", "16.50"),
        ("LV", "16.47", "16.47"),
        ("SE", "16.49", "16.00"),
        ("SE", "16.50", "17.00"),
        ("NO", "0.49", "0.00"),
        ("DK", "16.24", "16.00"),
        ("DK", "16.25", "16.50"),
        ("DK", "16.74", "16.50"),
        ("DK", "16.75", "17.00"),
        ("HU", "1647.00", "1645.00"),
        ("CH", "16.47", "16.45"),
    ],
)
def test_the_rules_are_those_of_the_country(country: str, amount: str, paid: str) -> None:
    rule = next(one for one in CASH_RULES if one.country == country)
    assert in_coins(Money.parse(amount, rule.currency), rule.unit).text() == paid
