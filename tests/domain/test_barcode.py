"""Numbers of the trade by their length and check digit; the library expands UPC-E the same way."""

import pytest
from biip import ParseError
from biip.upc import Upc
from hypothesis import given
from hypothesis import strategies as st

from cashier.domain.barcode import CheckDigit, CodeKind, ScannedCode, read_number, upc_a_of
from cashier.domain.check_digit import check_digit, has_check_digit
from cashier.domain.in_store import in_store_patterns
from cashier.domain.product import Unit
from cashier.domain.quantity import Quantity


def read(text: str, country: str = "") -> ScannedCode | None:
    return read_number(text, in_store_patterns(country), "EUR")


def required(text: str, country: str = "") -> ScannedCode:
    code = read(text, country)
    assert code is not None
    return code


@pytest.mark.parametrize(
    ("text", "kind", "gtin"),
    [
        ("4770190036016", CodeKind.EAN_13, "04770190036016"),
        ("96385074", CodeKind.EAN_8, "00000096385074"),
        ("042100005264", CodeKind.UPC_A, "00042100005264"),
        ("04252614", CodeKind.UPC_E, "00042100005264"),
        ("0425261", CodeKind.UPC_E, "00042100005264"),
        ("425261", CodeKind.UPC_E, "00042100005264"),
        ("14770190036013", CodeKind.GTIN_14, "14770190036013"),
        ("04770190036016", CodeKind.GTIN_14, "04770190036016"),
    ],
)
def test_numbers_of_each_length(text: str, kind: CodeKind, gtin: str) -> None:
    code = required(text)
    assert (code.kind, code.gtin) == (kind, gtin)
    assert code.names[0] == text


def test_a_wrong_check_digit_is_told_and_names_no_item() -> None:
    code = required("4770190036017")
    assert code.check is CheckDigit.WRONG
    assert code.gtin == ""
    assert required("4770190036016").check is CheckDigit.RIGHT


def test_a_pack_of_goods_is_not_taken_for_one_of_them() -> None:
    assert required("14770190036013").names == ("14770190036013",)
    assert required("04770190036016").names == ("04770190036016", "4770190036016")


def test_eight_digits_may_be_both_and_the_shorter_one_is_asked_first() -> None:
    both = next(
        text
        for number in range(100_000)
        if has_check_digit(text := f"0{number:06}" + str(check_digit(f"0{number:06}")))
        and upc_a_of(text)
    )
    code = required(both)
    assert code.kind is CodeKind.EAN_8
    assert code.names == (both, upc_a_of(both), f"0{upc_a_of(both)}")


@pytest.mark.parametrize(("beside", "whole"), [("05", 15), ("52495", 18)])
def test_a_magazine_is_known_without_the_number_of_its_issue(beside: str, whole: int) -> None:
    text = "9771234567003" + beside
    assert len(text) == whole
    assert required(text).names == (text, "9771234567003")
    assert read("4770190036016" + beside) is None


@pytest.mark.parametrize(
    "text", ["", "AB-12", "1234", "12345678901", "４７７０１９００３６０１６", "4770190036016 "]
)
def test_what_is_no_number_of_the_trade_is_not_read(text: str) -> None:
    assert read(text) is None


def test_a_label_says_how_much_there_is() -> None:
    code = required("2312345001504", "LT")
    assert (code.kind, code.quantity, code.unit) == (
        CodeKind.IN_STORE,
        Quantity(150),
        Unit.KILOGRAM,
    )
    assert code.rule == "23IIIIIIW.WWW"
    assert code.gtin == ""
    assert required("2312345001504").kind is CodeKind.EAN_13  # no country, no label


@given(st.text("0123456789", min_size=5, max_size=9))
def test_the_library_expands_short_codes_alike(digits: str) -> None:
    try:
        theirs = Upc.parse(digits).as_upc_a() if len(digits) in {6, 7, 8} else None
    except ParseError:
        theirs = None
    if theirs is not None and len(digits) < 8:
        theirs = theirs[:-1] + str(check_digit(theirs[:-1]))
    assert upc_a_of(digits) == theirs


@given(st.integers(0, 10**6 - 1), st.sampled_from("01"))
def test_every_whole_short_code_is_right(number: int, system: str) -> None:
    upc_a = upc_a_of(f"{system}{number:06}")
    assert upc_a is not None
    assert has_check_digit(upc_a)
    assert upc_a_of(f"{system}{number:06}{upc_a[-1]}") == upc_a


@given(st.text(max_size=25), st.sampled_from(["", "LT", "DE", "US"]))
def test_no_text_breaks_the_reading(text: str, country: str) -> None:
    code = read(text, country)
    assert code is None or code.names[0] == text
