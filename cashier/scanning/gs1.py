"""GS1 messages and links through biip: the trade item, and how much of it or for how much."""

from collections.abc import Iterator

from biip import ParseConfig, ParseError
from biip.gs1_digital_link_uris import GS1DigitalLinkURI
from biip.gs1_element_strings import GS1ElementString, GS1ElementStrings
from biip.gs1_messages import GS1Message

from cashier.domain.barcode import CheckDigit, CodeKind, ScannedCode, gtin_names
from cashier.domain.decimals import half_up
from cashier.domain.in_store import InStorePattern, Label, read_label
from cashier.domain.money import MAX_PRICE_MINOR, Money, minor_digits
from cashier.domain.product import Unit
from cashier.domain.quantity import MAX_QUANTITY_MILLI, WHOLE, Quantity

# A date that cannot be is the maker's trouble; the goods are sold all the same.
_CONFIG = ParseConfig(gs1_element_strings_verify_date=False)
_UNITS = {"310": Unit.KILOGRAM, "311": Unit.METRE, "315": Unit.LITRE}
_POUNDS = "320"
_POUND_IN_MICROGRAMS = 453_592_370
_MICROGRAMS = 10**6
# ISO 4217 numbers of the currencies in which variable prices are met.
_CURRENCIES = {
    "036": "AUD", "124": "CAD", "203": "CZK", "208": "DKK", "348": "HUF", "352": "ISK",
    "554": "NZD", "578": "NOK", "752": "SEK", "756": "CHF", "826": "GBP", "840": "USD",
    "941": "RSD", "946": "RON", "949": "TRY", "978": "EUR", "980": "UAH", "985": "PLN",
}  # fmt: skip


def read_message(
    code: str, patterns: tuple[InStorePattern, ...], currency: str
) -> ScannedCode | None:
    """Return what a message says of a trade item; None where it is no message, or of none."""
    try:
        elements = _elements(code)
    except ParseError:
        return None
    item = elements.get(ai="01")
    if item is None or item.gtin is None:
        return None
    quantity, unit = _quantity(elements)
    price = _price(elements, currency)
    label = read_label(item.value.removeprefix("0"), patterns, currency)
    if label is not None and quantity is None and price is None:
        quantity, unit, price = label.quantity, label.unit, label.price
    return ScannedCode(
        text=code,
        kind=CodeKind.GS1,
        names=(*gtin_names(item.value), *_label_names(label)),
        check=CheckDigit.RIGHT,
        quantity=quantity,
        unit=unit,
        price=price,
        rule=" ".join(f"({one.ai.ai})" for one in elements),
        is_sound=label is None or label.is_sound,
    )


def _elements(code: str) -> GS1ElementStrings:
    if code.lower().startswith("http"):
        return GS1DigitalLinkURI.parse(code, config=_CONFIG).element_strings
    if code.startswith("("):
        return GS1Message.parse_hri(code, config=_CONFIG).element_strings
    return GS1Message.parse(code, config=_CONFIG).element_strings


def _label_names(label: Label | None) -> tuple[str, ...]:
    return () if label is None else label.names


def _quantity(elements: GS1ElementStrings) -> tuple[Quantity | None, Unit | None]:
    """Return the first measure a counter can charge for: kg, m, l, pounds as kg, or a count."""
    for one in elements:
        measure, shown = one.ai.ai[:3], _shown_decimals(one)
        if measure in _UNITS:
            return _thousandths(int(one.value), shown), _UNITS[measure]
        if measure == _POUNDS:
            pounds = int(one.value) * _POUND_IN_MICROGRAMS
            return _milli(half_up(pounds, _MICROGRAMS * 10**shown)), Unit.KILOGRAM
    count = elements.get(ai="30")
    return (None, None) if count is None else (_milli(int(count.value) * WHOLE), None)


def _thousandths(steps: int, decimals: int) -> Quantity | None:
    return _milli(half_up(steps * WHOLE, 10**decimals))


def _milli(milli: int) -> Quantity | None:
    return Quantity(milli) if 0 < milli <= MAX_QUANTITY_MILLI else None


def _price(elements: GS1ElementStrings, currency: str) -> Money | None:
    """Return the price of the whole, in the shop's currency or in the one that is named."""
    for one, numeric in _prices(elements):
        named = currency if not numeric else _CURRENCIES.get(numeric, currency)
        # From the digits: the library's own decimal is wrong where there are fewer than decimals.
        steps = int(one.pattern_groups[-1]) * 10 ** minor_digits(named)
        minor, left = divmod(steps, 10 ** _shown_decimals(one))
        if 0 < minor <= MAX_PRICE_MINOR and not left:
            return Money(minor, named)
    return None


def _prices(elements: GS1ElementStrings) -> Iterator[tuple[GS1ElementString, str]]:
    """Yield the amounts payable, each with the number of its currency where that is told."""
    for one in elements:
        if one.ai.ai.startswith("392"):
            yield one, ""
        elif one.ai.ai.startswith("393"):
            yield one, one.pattern_groups[0]


def _shown_decimals(one: GS1ElementString) -> int:
    """Return how many of a measure's digits are decimals: the last digit of its identifier."""
    return int(one.ai.ai[-1]) if len(one.ai.ai) == len("3103") else 0
