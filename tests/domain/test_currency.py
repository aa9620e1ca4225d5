"""The table of currencies agrees with the list that ISO 4217's keeper publishes."""

import pytest
from iso4217 import Currency

from cashier.domain.currency import MINOR_DIGITS


def test_every_currency_in_use_has_the_digits_that_iso_4217_gives_it() -> None:
    published = {each.code: each.exponent for each in Currency if each.exponent is not None}
    assert published == MINOR_DIGITS


@pytest.mark.parametrize("code", ["XXX", "XAU", "XDR"])
def test_a_code_without_a_minor_unit_is_no_money_of_a_till(code: str) -> None:
    assert code not in MINOR_DIGITS


@pytest.mark.parametrize(("code", "digits"), [("EUR", 2), ("ISK", 0), ("HUF", 2), ("KWD", 3)])
def test_digits_are_those_of_iso_4217_and_not_of_a_locale(code: str, digits: int) -> None:
    assert MINOR_DIGITS[code] == digits
