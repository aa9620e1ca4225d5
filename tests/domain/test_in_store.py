"""Labels of the shop's own scales by country; where biip knows the country, both say the same."""

from decimal import Decimal

import pytest
from biip import ParseConfig, ParseError
from biip.gtin import Gtin
from biip.rcn import Rcn, RcnRegion
from hypothesis import given
from hypothesis import strategies as st

from cashier.domain.check_digit import check_digit, value_check_digit
from cashier.domain.errors import InputRefusedError
from cashier.domain.in_store import (
    COUNTRIES,
    InStorePattern,
    Label,
    Measure,
    in_store_patterns,
    read_label,
)
from cashier.domain.money import Money
from cashier.domain.product import Unit
from cashier.domain.quantity import Quantity

CURRENCY = {"DK": "DKK", "GB": "GBP", "NO": "NOK", "SE": "SEK", "US": "USD", "CA": "CAD"}
KNOWN_TO_BIIP = {region.value.upper() for region in RcnRegion}


def read(code: str, country: str) -> Label | None:
    return read_label(code, in_store_patterns(country), CURRENCY.get(country, "EUR"))


def whole(payload: str) -> str:
    return payload + str(check_digit(payload))


def test_every_country_of_the_library_has_rules_here_too() -> None:
    assert set(COUNTRIES) >= KNOWN_TO_BIIP


@pytest.mark.parametrize("country", sorted(COUNTRIES))
def test_the_patterns_of_a_country_can_be_read(country: str) -> None:
    patterns = in_store_patterns(country)
    assert patterns == in_store_patterns(f" {country.lower()} ")
    assert len({one.prefix for one in patterns}) == len(patterns) > 0


@given(
    st.sampled_from(sorted(KNOWN_TO_BIIP)),
    st.sampled_from(["02", "04", *(str(prefix) for prefix in range(20, 30))]),
    st.text("0123456789", min_size=10, max_size=10),
    st.booleans(),
)
def test_the_library_reads_every_label_alike(
    country: str, prefix: str, rest: str, is_guarded: bool
) -> None:
    code = whole(prefix + (guarded(country, prefix + rest) if is_guarded else rest))
    label = read(code, country)
    try:
        parsed = Gtin.parse(code, config=ParseConfig(rcn_region=country.lower()))
    except ParseError:
        assert label is not None
        assert not label.is_sound
        return
    assert isinstance(parsed, Rcn)
    if parsed.weight is None and parsed.price is None and parsed.count is None:
        assert label is None
        return
    assert label is not None
    assert label.is_sound
    assert told(label) == (parsed.weight or None, parsed.price or None, parsed.count or None)
    assert label.names[0] == parsed.without_variable_measure().value


def guarded(country: str, payload: str) -> str:
    """Return what follows the prefix, the value's own check digit put right where it has one."""
    for one in in_store_patterns(country):
        if payload.startswith(one.prefix) and "C" in one.letters:
            at = one.letters.index("C")
            digit = value_check_digit(payload[at + 1 :])
            return payload[2:at] + str(digit) + payload[at + 1 :]
    return payload[2:]


def told(label: Label) -> tuple[Decimal | None, Decimal | None, int | None]:
    quantity = None if label.quantity is None else Decimal(label.quantity.text())
    price = None if label.price is None else Decimal(label.price.text())
    match label.pattern.measure:
        case Measure.WEIGHT:
            assert label.unit is Unit.KILOGRAM
            return quantity, None, None
        case Measure.PRICE:
            return None, price, None
        case Measure.COUNT:
            return None, None, None if quantity is None else int(quantity)


# Country, label, kilograms or pieces, price: worked out by hand from the patterns.
@pytest.mark.parametrize(
    ("country", "payload", "quantity", "price"),
    [
        ("LT", "231234560482", "0.482", None),
        ("LV", "241234561275", "12.75", None),
        ("EE", "251234569999", "999.9", None),
        ("FI", "230000010001", "0.001", None),
        ("SE", "201234562990", None, "29.90"),
        ("NO", "211234562995", None, "299.50"),
        ("SE", "221234561250", None, "1250.00"),
        ("DK", "211234012995", None, "129.95"),
        ("DK", "271234501500", "1.5", None),
        ("DE", "221234100199", None, "1.99"),
        ("DE", "251234900012", "12", None),
        ("GB", "201234592875", None, "28.75"),
        ("US", "021234592875", None, "28.75"),
    ],
)
def test_labels_of_each_kind(
    country: str, payload: str, quantity: str | None, price: str | None
) -> None:
    label = read(whole(payload[:2] + guarded(country, payload)), country)
    assert label is not None
    assert (label.quantity.text() if label.quantity else None) == quantity
    assert label.price == (Money.parse(price, CURRENCY.get(country, "EUR")) if price else None)


def test_an_american_label_is_read_with_twelve_digits_too() -> None:
    upc_a = whole("21234592875")
    label = read(upc_a, "US")
    assert label is not None
    assert label.price == Money(2_875, "USD")
    assert label.names == (f"021234500000{check_digit('021234500000')}", "0212345", "12345")


def test_an_item_is_known_by_its_blank_label_its_beginning_and_its_number() -> None:
    label = read(whole("230000450482"), "LT")
    assert label is not None
    assert label.names == (whole("230000450000"), "23000045", "000045", "45")


def test_a_label_without_weight_says_nothing_of_it() -> None:
    label = read(whole("231234560000"), "LT")
    assert label is not None
    assert label.quantity is None


@pytest.mark.parametrize(
    "code", ["2312345604821", "4770190036016", "23123456048", "", "AB", "023123456048"]
)
def test_what_is_no_label_of_the_country_is_left_alone(code: str) -> None:
    assert read(code, "LT") is None


@pytest.mark.parametrize("country", ["DE", "GB", "US"])
@given(spoiled=st.integers(1, 9))
def test_a_value_that_does_not_fit_its_digit_is_told(country: str, spoiled: int) -> None:
    pattern = in_store_patterns(country)[0]
    at = pattern.letters.index("C")
    payload = pattern.prefix + "1" * (12 - len(pattern.prefix))
    digit = value_check_digit(payload[at + 1 :])
    assert digit is not None
    wrong = (digit + spoiled) % 10
    label = read(whole(payload[:at] + str(wrong) + payload[at + 1 :]), country)
    assert label is not None
    assert not label.is_sound


def test_a_shop_may_write_patterns_of_its_own() -> None:
    patterns = in_store_patterns("21IIIIIWW.WWW, 22IIIIIPPP.PP 29IIIIINNNNN")
    assert [one.measure for one in patterns] == [Measure.WEIGHT, Measure.PRICE, Measure.COUNT]
    label = read_label(whole("211234500482"), patterns, "EUR")
    assert label is not None
    assert label.quantity == Quantity(482)
    priced = read_label(whole("221234500482"), patterns, "EUR")
    assert priced is not None
    assert priced.price == Money(482, "EUR")
    assert in_store_patterns("") == ()


def test_a_price_finer_than_the_currency_is_not_taken() -> None:
    patterns = in_store_patterns("22IIIIIPPP.PP")
    even, odd = (
        read_label(whole(f"2212345{value}"), patterns, "JPY") for value in ("01200", "01250")
    )
    assert even is not None
    assert even.price == Money(12, "JPY")
    assert odd is not None
    assert odd.price is None


@pytest.mark.parametrize(
    "setting",
    [
        "XX",
        "Lithuania",
        "21IIIIIWWWW",  # eleven
        "30IIIIIWW.WWW",  # not a prefix of the shop's own
        "21WWWWWWWWWW",  # no item
        "21IIIIIIIIII",  # no value
        "21IIIWWIIWWW",  # the item in two pieces
        "21IIWWWPPPPP",  # two values
        "21IIICWWW.WWW",  # no digit guards six
        "21IIIIICCWWW",
        "21IIIII.WWWWW",
        "21IIIIIWWWWW 21IIIIIPPPPP",
        "21iiiiiWWWWW",
        "²1IIIIIWWWWW",
    ],
)
def test_any_other_setting_is_refused(setting: str) -> None:
    with pytest.raises(InputRefusedError) as refused:
        in_store_patterns(setting)
    assert refused.value.what == "in_store"


@given(st.text(max_size=20))
def test_no_text_breaks_a_pattern(text: str) -> None:
    try:
        pattern = InStorePattern.parse(text)
    except InputRefusedError:
        return
    assert pattern.text == text


@given(st.text(max_size=20), st.sampled_from(sorted(COUNTRIES)))
def test_no_text_breaks_the_reading_of_labels(text: str, country: str) -> None:
    label = read(text, country)
    assert label is None or label.names
