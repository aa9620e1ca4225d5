"""What is usual in a country's shops: currency, time zone, language, VAT rates with letters.

Proposals for a shop that is being set up, as known at the beginning of 2026; the shop has the last
word on each of them.
"""

from dataclasses import dataclass

from cashier.domain.cash_rounding import rule_of
from cashier.domain.money import Money
from cashier.domain.quantity import Percent
from cashier.domain.tax import VatRates
from cashier.domain.text import N_

_LETTERS = "ABCDEFGH"


@dataclass(frozen=True, slots=True)
class Country:
    """One country by its ISO 3166 code; ``name`` is English and may be translated."""

    code: str
    name: str
    currency: str
    zone: str
    language: str
    rates: str

    @property
    def vat_rates(self) -> VatRates:
        """The usual rates, each with a letter, the standard rate first."""
        found = [Percent.parse(rate) for rate in self.rates.split()]
        return VatRates(tuple(zip(found, _LETTERS, strict=False)))

    @property
    def cash_rounding(self) -> str:
        """The smallest coin there in major units; empty where cash is not rounded."""
        rule = rule_of(self.code, self.currency)
        return Money(rule.unit, self.currency).text() if rule and rule.unit > 1 else ""


COUNTRIES = (
    Country("AT", N_("Austria"), "EUR", "Europe/Vienna", "de", "20 13 10 0"),
    Country("BE", N_("Belgium"), "EUR", "Europe/Brussels", "nl", "21 12 6 0"),
    Country("BG", N_("Bulgaria"), "EUR", "Europe/Sofia", "bg", "20 9 0"),
    Country("HR", N_("Croatia"), "EUR", "Europe/Zagreb", "hr", "25 13 5 0"),
    Country("CY", N_("Cyprus"), "EUR", "Asia/Nicosia", "el", "19 9 5 3 0"),
    Country("CZ", N_("Czechia"), "CZK", "Europe/Prague", "cs", "21 12 0"),
    Country("DK", N_("Denmark"), "DKK", "Europe/Copenhagen", "da", "25 0"),
    Country("EE", N_("Estonia"), "EUR", "Europe/Tallinn", "et", "24 13 9 0"),
    Country("FI", N_("Finland"), "EUR", "Europe/Helsinki", "fi", "25.5 13.5 10 0"),
    Country("FR", N_("France"), "EUR", "Europe/Paris", "fr", "20 10 5.5 2.1 0"),
    Country("DE", N_("Germany"), "EUR", "Europe/Berlin", "de", "19 7 0"),
    Country("GR", N_("Greece"), "EUR", "Europe/Athens", "el", "24 13 6 0"),
    Country("HU", N_("Hungary"), "HUF", "Europe/Budapest", "hu", "27 18 5 0"),
    Country("IS", N_("Iceland"), "ISK", "Atlantic/Reykjavik", "is", "24 11 0"),
    Country("IE", N_("Ireland"), "EUR", "Europe/Dublin", "en", "23 13.5 9 4.8 0"),
    Country("IT", N_("Italy"), "EUR", "Europe/Rome", "it", "22 10 5 4 0"),
    Country("LV", N_("Latvia"), "EUR", "Europe/Riga", "lv", "21 12 5 0"),
    Country("LT", N_("Lithuania"), "EUR", "Europe/Vilnius", "lt", "21 12 5 9 0"),
    Country("LU", N_("Luxembourg"), "EUR", "Europe/Luxembourg", "fr", "17 14 8 3 0"),
    Country("MT", N_("Malta"), "EUR", "Europe/Malta", "en", "18 12 7 5 0"),
    Country("NL", N_("Netherlands"), "EUR", "Europe/Amsterdam", "nl", "21 9 0"),
    Country("NO", N_("Norway"), "NOK", "Europe/Oslo", "nb", "25 15 12 0"),
    Country("PL", N_("Poland"), "PLN", "Europe/Warsaw", "pl", "23 8 5 0"),
    Country("PT", N_("Portugal"), "EUR", "Europe/Lisbon", "pt", "23 13 6 0"),
    Country("RO", N_("Romania"), "RON", "Europe/Bucharest", "ro", "21 11 0"),
    Country("SK", N_("Slovakia"), "EUR", "Europe/Bratislava", "sk", "23 19 5 0"),
    Country("SI", N_("Slovenia"), "EUR", "Europe/Ljubljana", "sl", "22 9.5 5 0"),
    Country("ES", N_("Spain"), "EUR", "Europe/Madrid", "es", "21 10 4 0"),
    Country("SE", N_("Sweden"), "SEK", "Europe/Stockholm", "sv", "25 12 6 0"),
    Country("CH", N_("Switzerland"), "CHF", "Europe/Zurich", "de", "8.1 3.8 2.6 0"),
    Country("UA", N_("Ukraine"), "UAH", "Europe/Kyiv", "uk", "20 14 7 0"),
    Country("GB", N_("United Kingdom"), "GBP", "Europe/London", "en", "20 5 0"),
)


def country(code: str) -> Country | None:
    """Return the country with this ISO 3166 code, where it is one of these."""
    return next((one for one in COUNTRIES if one.code == code), None)


def country_in(zone: str) -> Country | None:
    """Return the country whose clocks show this time zone."""
    return next((one for one in COUNTRIES if one.zone == zone), None)
