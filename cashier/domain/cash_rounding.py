"""To which coin each country rounds what is paid in cash, and since when.

Only the total is rounded, only where it is paid in cash, to the nearest coin, ties away from zero;
VAT and line prices stay as they are. The sources are named in docs/decisions/0022.
"""

from dataclasses import dataclass

from cashier.domain.money import Money, round_to


@dataclass(frozen=True, slots=True)
class CashRule:
    """One country's smallest coin in minor units; ``since`` is the year, 0 where it is not known.

    ``is_free`` where the shop may choose, and a customer may ask for the exact change.
    """

    country: str
    currency: str
    unit: int
    since: int = 0
    is_free: bool = False


CASH_RULES = (
    CashRule("BE", "EUR", 5, 2019),
    CashRule("CH", "CHF", 5),
    CashRule("CZ", "CZK", 100),
    CashRule("DK", "DKK", 50, 2008),
    CashRule("EE", "EUR", 5, 2025),
    CashRule("FI", "EUR", 5, 2002),
    CashRule("HU", "HUF", 500, 2008),
    CashRule("IE", "EUR", 5, 2015, is_free=True),
    CashRule("IT", "EUR", 5, 2018, is_free=True),
    CashRule("LT", "EUR", 5, 2025),
    CashRule("LV", "EUR", 1),
    CashRule("NL", "EUR", 5, 2004),
    CashRule("NO", "NOK", 100, 2012),
    CashRule("SE", "SEK", 100, 2010),
    CashRule("SK", "EUR", 5, 2022),
)
"""The rules known, by country."""


def rules_for(currency: str) -> tuple[CashRule, ...]:
    """Return the rules of the countries that pay in ``currency``."""
    return tuple(rule for rule in CASH_RULES if rule.currency == currency)


def rule_of(country: str, currency: str) -> CashRule | None:
    """Return the rule of ``country``, where it is known and the country pays in ``currency``."""
    return next((rule for rule in rules_for(currency) if rule.country == country), None)


def in_coins(amount: Money, unit: int) -> Money:
    """Return what of ``amount`` is paid where ``unit`` is the smallest coin."""
    return Money(round_to(amount.minor, unit), amount.currency)
