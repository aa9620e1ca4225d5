"""Fields of an answer: read where they can be, named and shown where they cannot."""

from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cashier.backends.reading import Fields
from cashier.backends.wire_json import loads
from cashier.domain.backend_errors import DamagedAnswerError
from cashier.domain.money import Money
from cashier.domain.quantity import Percent, Quantity

VILNIUS = ZoneInfo("Europe/Vilnius")
ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.decimals(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


def fields(text: str) -> Fields:
    return Fields(loads(text.encode()))


@pytest.mark.parametrize(
    ("text", "minor"),
    [("8", 800), ("8.0", 800), ("8.00", 800), ('"12.34"', 1234), ("19.99", 1999), ("-3.5", -350)],
)
def test_major_units_are_read_by_dialect_and_never_by_type(text: str, minor: int) -> None:
    assert fields(f'{{"total":{text}}}').money_major("EUR", "total") == Money(minor)


@pytest.mark.parametrize(("text", "minor"), [("1999", 1999), ('"5499"', 5499), ("-500", -500)])
def test_minor_units_are_read_as_they_are(text: str, minor: int) -> None:
    assert fields(f'{{"total":{text}}}').money_minor("EUR", "total") == Money(minor)


def test_decimals_are_those_of_the_currency() -> None:
    assert fields('{"total": 1500}').money_major("JPY", "total") == Money(1500, "JPY")
    assert fields('{"total": 1.234}').money_major("KWD", "total") == Money(1234, "KWD")


@pytest.mark.parametrize("value", ["true", "[]", '"12,50"', '"1e3"', "19.999", "{}", "9e29"])
def test_an_amount_that_is_none_is_named_and_shown(value: str) -> None:
    read = fields(f'{{"total":{value}}}')
    assert read.money_major("EUR", "total") is None
    assert read.missing == ("total",)
    assert list(read.others) == ["total"]


def test_half_a_cent_is_no_amount() -> None:
    read = fields('{"total": 19.5}')
    assert read.money_minor("EUR", "total") is None
    assert read.missing == ("total",)


def test_an_unknown_currency_is_named_and_its_amounts_are_shown() -> None:
    read = fields('{"currency":"ZZZ","total":5}')
    currency = read.currency("EUR")
    assert read.money_major(currency, "total") is None
    assert read.missing == ("currency", "total")
    assert read.others == {"currency": "ZZZ", "total": "5"}


def test_a_currency_left_out_is_the_one_of_the_shop() -> None:
    assert fields("{}").currency("EUR") == "EUR"
    assert fields('{"currency":"sek"}').currency("EUR") == "SEK"


def test_texts_act_on_no_screen() -> None:
    read = fields(r'{"name":"Tea\u001b[31m\u0007\u202egnp\ud800","id":123}')
    assert read.text("name") == "Tea [31m gnp"
    assert read.text("id") == "123"


def test_a_text_is_bounded() -> None:
    assert len(fields(f'{{"name":"{"x" * 100_000}"}}').text("name")) <= 1000


def test_the_first_name_that_is_there_counts() -> None:
    assert fields('{"uuid":"a","id":null}').text("id", "uuid") == "a"


def test_what_is_needed_and_not_there_is_named() -> None:
    read = fields('{"id":"1","status":null}')
    read.need("id", "status", "number")
    assert read.missing == ("status", "number")
    with pytest.raises(DamagedAnswerError) as caught:
        read.needed_text("number")
    assert "number" in caught.value.words


def test_what_nobody_reads_is_kept_as_text() -> None:
    read = fields(r'{"id":"1","colour":"blue","more":{"a":[1,2.50,"\ud800"]}}')
    read.text("id")
    assert read.others == {"colour": "blue", "more": '{"a":[1,2.50," "]}'}


def test_other_fields_are_bounded_in_number_and_length() -> None:
    read = Fields({f"field{index}": "x" * 1000 for index in range(1000)})
    assert len(read.others) == 100
    assert max(map(len, read.others.values())) == 200


def test_quantities_and_rates_are_exact() -> None:
    read = fields('{"q":0.455,"back":-2,"vat":"25.5","odd":"21%","far":120,"fine":0.0001}')
    assert read.quantity("q") == Quantity(455)
    assert read.quantity("back") == Quantity(-2000)
    assert read.percent("vat") == Percent(25_500)
    assert read.percent("odd") is None
    assert read.percent("far") is None
    assert read.quantity("fine") is None
    assert read.missing == ("odd", "far", "fine")


def test_whole_numbers_are_whole() -> None:
    read = fields('{"n":"125","m":1.5,"k":3.0}')
    assert read.whole("n") == 125
    assert read.whole("k") == 3
    assert read.whole("m") is None
    assert read.missing == ("m",)


@pytest.mark.parametrize(
    ("value", "expected"),
    [("true", True), ('"false"', False), ("0", False), ('"1"', True), ("null", None)],
)
def test_the_word_false_is_no(value: str, expected: bool | None) -> None:
    assert fields(f'{{"isRefund":{value}}}').flag("isRefund") is expected


def test_a_flag_that_is_none_is_named() -> None:
    read = fields('{"fiscal_mode":"maybe"}')
    assert read.flag("fiscal_mode") is None
    assert read.missing == ("fiscal_mode",)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ('"2024-01-23T14:30:00Z"', datetime(2024, 1, 23, 14, 30, tzinfo=UTC)),
        ('"2021-10-31T20:45:20.123456Z"', datetime(2021, 10, 31, 20, 45, 20, 123456, UTC)),
        ('"2024-01-23 14:30:00"', datetime(2024, 1, 23, 14, 30, tzinfo=VILNIUS)),
        ("1730730600", datetime.fromtimestamp(1730730600, UTC)),
        ("1730730600000", datetime.fromtimestamp(1730730600, UTC)),
    ],
)
def test_a_moment_without_zone_is_of_the_shop(value: str, expected: datetime) -> None:
    assert fields(f'{{"at":{value}}}').instant(VILNIUS, "at") == expected


@pytest.mark.parametrize("value", ['"yesterday"', "true", "[]", "99999999999999999999"])
def test_a_moment_that_is_none_is_named(value: str) -> None:
    read = fields(f'{{"at":{value}}}')
    assert read.instant(UTC, "at") is None
    assert read.missing == ("at",)


def test_days_are_read_from_moments_too() -> None:
    assert fields('{"due":"2024-02-01T00:00:00Z"}').day("due") == date(2024, 2, 1)


def test_lists_and_objects_within() -> None:
    read = fields('{"lines":[{"name":"Tea"}],"customer":[],"codes":["1",2],"odd":[1]}')
    assert [one.text("name") for one in read.each("lines")] == ["Tea"]
    assert read.nested("customer") is None
    assert read.texts("codes") == ("1", "2")
    assert read.each("odd") == ()
    assert read.missing == ("odd",)


@pytest.mark.parametrize("source", [None, [], "text", 1, Decimal(1)])
def test_what_is_no_object_is_a_damaged_answer(source: object) -> None:
    with pytest.raises(DamagedAnswerError):
        Fields(source, "order")


@given(ANYTHING)
def test_no_value_breaks_a_reader(value: object) -> None:
    read = Fields({"x": value})
    read.text("x")
    read.currency("EUR", "x")
    read.money_minor("EUR", "x")
    read.money_major("EUR", "x")
    read.quantity("x")
    read.percent("x")
    read.whole("x")
    read.flag("x")
    read.instant(UTC, "x")
    read.day("x")
    read.nested("x")
    read.each("x")
    read.texts("x")
    assert set(read.missing) <= {"x"}
    assert set(read.others) <= {"x"}
