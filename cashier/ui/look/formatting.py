"""How amounts, quantities and times are written in the window: quick, by the language in use."""

from datetime import date, datetime

from PySide6.QtCore import QLocale

from cashier.domain.money import Money
from cashier.domain.quantity import Percent, Quantity

NARROW_SPACE = "\u202f"
NO_BREAK_SPACE = "\u00a0"
MINUS = "\u2212"
TIMES = "\u00d7"
_SIGNS = {"EUR": "€", "USD": "$", "GBP": "£", "PLN": "zł", "CZK": "Kč", "UAH": "₴", "JPY": "¥"}
_GROUP = 3

_locale = QLocale(QLocale.Language.English)


def use(language: str) -> None:
    """Write figures as ``language`` does from now on."""
    global _locale  # noqa: PLW0603 - goes with translation.use: one language in the process
    _locale = QLocale(language)


def decimal_sign() -> str:
    """Return the sign between whole units and their parts."""
    return _locale.decimalPoint()


def amount(money: Money) -> str:
    """Return ``money`` without its currency and with all its decimals: ``1 234.50``."""
    return _localised(money.text())


def signed(money: Money) -> str:
    """Return ``money`` without its currency and with its sign, plus or minus."""
    return f"+{amount(money)}" if money.minor > 0 else amount(money)


def money_text(money: Money) -> str:
    """Return ``money`` with its currency: ``26.47 €``."""
    return f"{amount(money)}{NO_BREAK_SPACE}{currency_sign(money.currency)}"


def currency_sign(currency: str) -> str:
    """Return the sign of a currency, or its ISO code where it has none of its own."""
    return _SIGNS.get(currency, currency)


def spoken(money: Money) -> str:
    """Return ``money`` for a screen reader, with its ISO code."""
    return f"{amount(money)} {money.currency}"


def quantity(value: Quantity) -> str:
    return _localised(value.text())


def percent(value: Percent) -> str:
    """Return a rate as ``25.5 %``."""
    return f"{_localised(value.text())}{NO_BREAK_SPACE}%"


def percent_figure(value: Percent, more: int = 0) -> str:
    """Return a rate without its sign, ``more`` whole percents added: ``121`` of ``21 %``."""
    whole, point, part = value.text().partition(".")
    return _localised(f"{int(whole) + more}{point}{part}")


def discount_percent(value: Percent) -> str:
    """Return a rate that is taken off: with a real minus sign."""
    return f"{MINUS}{percent(value)}"


def typed(text: str) -> str:
    """Return plain decimal ``text`` as it is typed, with the decimal sign of the language."""
    return text.replace(".", decimal_sign())


def time_of_day(at: datetime) -> str:
    return f"{at.hour:02}:{at.minute:02}"


def short_date(at: datetime) -> str:
    """Return day of the week, day and month in short: ``Fri 20 Nov``."""
    day = _locale.dayName(at.isoweekday(), QLocale.FormatType.ShortFormat)
    month = _locale.monthName(at.month, QLocale.FormatType.ShortFormat)
    return f"{day} {at.day} {month}"


def full_date(at: date) -> str:
    """Return day, month in short and year: ``20 Nov 2026``."""
    month = _locale.monthName(at.month, QLocale.FormatType.ShortFormat)
    return f"{at.day} {month} {at.year}"


def _localised(plain: str) -> str:
    sign = MINUS if plain.startswith("-") else ""
    whole, point, part = plain.removeprefix("-").partition(".")
    return sign + _grouped(whole) + (decimal_sign() + part if point else "")


def _grouped(whole: str) -> str:
    first = len(whole) % _GROUP or _GROUP
    groups = [whole[:first]]
    groups += [whole[start : start + _GROUP] for start in range(first, len(whole), _GROUP)]
    return NARROW_SPACE.join(groups)
