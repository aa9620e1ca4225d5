"""What a code is, by its own signs; the library is loaded only with a code that needs it."""

import asyncio
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cashier.domain.barcode import CheckDigit, CodeKind, ScannedCode
from cashier.domain.check_digit import check_digit
from cashier.domain.errors import InputRefusedError
from cashier.domain.money import Money
from cashier.domain.product import Unit
from cashier.domain.quantity import Quantity
from cashier.scanning.code_reader import CodeReader

GTIN = "4770190036016"


def read(text: str, country: str = "", currency: str = "EUR") -> ScannedCode:
    return asyncio.run(CodeReader(country, currency)(text))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (GTIN, CodeKind.EAN_13),
        (f"]E0{GTIN}", CodeKind.EAN_13),
        ("]E496385074", CodeKind.EAN_8),
        ("]E0042100005264", CodeKind.UPC_A),
        ("]I114770190036013", CodeKind.GTIN_14),
        ("]C0AB-12", CodeKind.OTHER),
        (f"]C101{GTIN.zfill(14)}", CodeKind.GS1),
        (f"]e001{GTIN.zfill(14)}", CodeKind.GS1),
        (f"]d201{GTIN.zfill(14)}", CodeKind.GS1),
        (f"]Q301{GTIN.zfill(14)}", CodeKind.GS1),
        (f"01{GTIN.zfill(14)}", CodeKind.GS1),
        (f"(01){GTIN.zfill(14)}", CodeKind.GS1),
        (f"\x1d01{GTIN.zfill(14)}10AB", CodeKind.GS1),
        (f"https://id.gs1.org/01/{GTIN.zfill(14)}", CodeKind.GS1),
        (f"]Q1https://shop.example/01/{GTIN.zfill(14)}", CodeKind.GS1),
        ("T1-000147", CodeKind.OTHER),
        ("AB|12", CodeKind.OTHER),
        ("(AB)12", CodeKind.OTHER),
        ("https://example.com/", CodeKind.OTHER),
        ("]", CodeKind.OTHER),
        ("", CodeKind.OTHER),
    ],
)
def test_codes_are_told_apart(text: str, kind: CodeKind) -> None:
    assert read(text).kind is kind


@pytest.mark.parametrize("group", ["\x1d", "|", "~", "^", "<GS>", "{GS}", "[GS]"])
def test_the_weight_behind_a_batch_is_found_however_the_separator_is_typed(group: str) -> None:
    code = read(f"01{GTIN.zfill(14)}10AB12{group}3103000482")
    assert (code.quantity, code.unit) == (Quantity(482), Unit.KILOGRAM)


def test_a_name_without_the_scanners_sign_is_asked_for() -> None:
    assert read("]C0AB-12").names == ("AB-12",)
    assert read(f"]E0{GTIN}").names == (GTIN,)


def test_labels_are_read_by_the_country_in_use() -> None:
    reader = CodeReader("", "EUR")
    assert asyncio.run(reader("2312345001504")).kind is CodeKind.EAN_13
    reader.use("LT")
    assert asyncio.run(reader("2312345001504")).quantity == Quantity(150)
    reader.use("22IIIIIPPP.PP")
    priced = "221234500299" + str(check_digit("221234500299"))
    assert asyncio.run(reader(priced)).price == Money(299, "EUR")
    with pytest.raises(InputRefusedError):
        reader.use("XX")
    assert asyncio.run(reader(priced)).price == Money(299, "EUR")


def test_a_wrong_check_digit_is_told() -> None:
    assert read("4770190036017").check is CheckDigit.WRONG
    assert read("AB-12").check is CheckDigit.NONE


def test_the_library_is_not_loaded_for_numbers_and_labels() -> None:
    program = (
        "import asyncio, sys; from cashier.scanning.code_reader import CodeReader;"
        "r = CodeReader('LT', 'EUR');"
        "[asyncio.run(r(c)) for c in ('4770190036016', '2312345001504', 'AB-12', '04252614')];"
        "before = 'biip' in sys.modules;"
        "asyncio.run(r('(01)04770190036016'));"
        "print(before, 'biip' in sys.modules)"
    )
    told = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert told.stdout.split() == ["False", "True"]


@given(
    st.text(max_size=60)
    | st.from_regex(r"\]?[CdQeE]?[0-3]?\(?0[0-9]\)?[0-9]{0,30}[\x1d|~^(]?[0-9A-Z(){}<>/:?=]{0,30}")
    | st.builds("{}{}".format, st.sampled_from([f"01{GTIN.zfill(14)}", "(01)", "]C1"]), st.text())
)
def test_no_text_breaks_the_reading(text: str) -> None:
    code = read(text, "LT")
    assert code.names
