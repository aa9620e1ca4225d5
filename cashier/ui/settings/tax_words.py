"""Examples of how VAT and cash are rounded, worked out by the rules themselves."""

from cashier.domain.cash_rounding import CashRule, in_coins
from cashier.domain.money import Money
from cashier.domain.quantity import Percent
from cashier.domain.tax import VatMode, VatRates, vat_groups
from cashier.translation import _
from cashier.ui.look import formatting

_LINES = 3
_HIGHEST_PRICE = 1_000
_SAMPLE = 1_647
_LARGE_COIN = 100


def vat_example(mode: VatMode, rate: Percent, currency: str) -> str:
    """Return what VAT three equal lines hold under ``mode``, at a price where the modes differ."""
    price = telling_price(rate, currency)
    vat = _vat(mode, price, rate)
    return _("3 {times} {price} at {rate}: VAT {vat}").format(
        times=formatting.TIMES,
        price=formatting.amount(price),
        rate=formatting.percent(rate),
        vat=formatting.amount(vat),
    )


def telling_price(rate: Percent, currency: str) -> Money:
    """Return the lowest price from 0.99 on at which the two modes come to different VAT."""
    for minor in range(99, _HIGHEST_PRICE):
        price = Money(minor, currency)
        if _vat(VatMode.PER_RECEIPT, price, rate) != _vat(VatMode.PER_LINE, price, rate):
            return price
    return Money(99, currency)


def coin_example(unit: int, currency: str) -> str:
    """Return what becomes of an amount that is paid in coins of ``unit``."""
    factor = _LARGE_COIN if unit >= _LARGE_COIN else 1
    amount = Money(_SAMPLE * factor, currency)
    paid = in_coins(amount, unit)
    if paid == amount:
        return _("{amount} in cash stays {amount}").format(amount=formatting.money_text(amount))
    return _("{amount} in cash becomes {paid}").format(
        amount=formatting.money_text(amount), paid=formatting.money_text(paid)
    )


def rule_words(rule: CashRule) -> str:
    """Return a country with its smallest coin and since when it is that."""
    name = country_name(rule.country)
    coin = formatting.money_text(Money(rule.unit, rule.currency))
    if rule.unit == 1:
        return _("{country}: not rounded").format(country=name)
    if rule.is_free:
        return _("{country}: {coin}, where the customer agrees").format(country=name, coin=coin)
    if rule.since:
        return _("{country}: {coin} since {year}").format(country=name, coin=coin, year=rule.since)
    return _("{country}: {coin}").format(country=name, coin=coin)


def country_name(country: str) -> str:
    """Return the name of a country in the language in use."""
    names = {
        "BE": _("Belgium"),
        "CH": _("Switzerland"),
        "CZ": _("Czechia"),
        "DK": _("Denmark"),
        "EE": _("Estonia"),
        "FI": _("Finland"),
        "HU": _("Hungary"),
        "IE": _("Ireland"),
        "IT": _("Italy"),
        "LT": _("Lithuania"),
        "LV": _("Latvia"),
        "NL": _("Netherlands"),
        "NO": _("Norway"),
        "SE": _("Sweden"),
        "SK": _("Slovakia"),
    }
    return names.get(country, country)


def _vat(mode: VatMode, price: Money, rate: Percent) -> Money:
    (group,) = vat_groups([(rate, price)] * _LINES, mode, VatRates())
    return group.vat
