"""What is proposed to a new shop can be used as it stands, in every country."""

from zoneinfo import ZoneInfo

import pytest

from cashier.domain.country import COUNTRIES, Country, country, country_in
from cashier.domain.currency import MINOR_DIGITS
from cashier.domain.money import Money
from cashier.domain.quantity import Percent
from cashier.settings import DEFAULT_RATES, parse

EACH = pytest.mark.parametrize("one", COUNTRIES, ids=lambda one: one.code)


@EACH
def test_every_proposal_is_a_shop_that_the_till_can_open(one: Country) -> None:
    has_cents = MINOR_DIGITS[one.currency] > 0
    content = {
        "shop": {
            "currency": one.currency,
            "timezone": one.zone,
            "language": one.language,
            "cash_rounding": (one.cash_rounding or "0.01") if has_cents else "",
        },
        "tax": {"rates": {letter: rate.text() for rate, letter in one.vat_rates.letters}},
    }
    shop = parse(content).shop
    assert shop.currency == one.currency
    assert shop.timezone == ZoneInfo(one.zone)
    assert shop.tax.rates == one.vat_rates


@EACH
def test_the_standard_rate_is_the_highest_and_has_the_first_letter(one: Country) -> None:
    rate, letter = one.vat_rates.letters[0]
    assert letter == "A"
    assert rate == max(rate for rate, _letter in one.vat_rates.letters)
    assert one.vat_rates.letter(Percent(0)) != "*"


def test_codes_and_names_are_told_apart() -> None:
    assert len({one.code for one in COUNTRIES}) == len(COUNTRIES)
    assert len({one.name for one in COUNTRIES}) == len(COUNTRIES)


@pytest.mark.parametrize(
    ("code", "unit"),
    [
        ("LT", "0.05"), ("EE", "0.05"), ("FI", "0.05"), ("SK", "0.05"), ("BE", "0.05"),
        ("SE", "1.00"), ("NO", "1.00"), ("DK", "0.50"), ("CZ", "1.00"), ("HU", "5.00"),
        ("CH", "0.05"), ("LV", ""), ("DE", ""), ("PL", ""),
    ],
)  # fmt: skip
def test_cash_is_rounded_where_the_small_coins_went(code: str, unit: str) -> None:
    found = country(code)
    assert found is not None
    assert found.cash_rounding == unit
    if unit:
        assert Money.parse(unit, found.currency).minor > 1


def test_lithuania_is_proposed_what_a_shop_has_without_any_choice() -> None:
    found = country("LT")
    assert found is not None
    assert found.vat_rates.letters == tuple(
        (Percent.parse(rate), letter) for rate, letter in DEFAULT_RATES
    )


def test_a_country_is_found_by_its_clock_and_an_unknown_one_is_none() -> None:
    found = country_in("Europe/Vilnius")
    assert found is not None
    assert found.code == "LT"
    assert country_in("Antarctica/Troll") is None
    assert country("XX") is None
