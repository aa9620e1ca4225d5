"""What ``sell`` takes: every wrong thing is refused by its name, whatever the bytes are."""

import json
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cashier.cli.sale_json import LONGEST_REQUEST, read_sale
from cashier.domain.errors import InputRefusedError
from cashier.domain.money import Money
from cashier.domain.order import MAX_LINES
from cashier.domain.tender import TenderType
from cashier.messages import sentence_for
from cashier.operations.ring_up import SaleRequest
from tests.cli.command import as_bytes, sale

NEW = UUID("11111111-2222-3333-4444-555555555555")
LINE = {"name": "Tea", "price": "1.20", "vat_rate": "21"}


def read(raw: bytes) -> SaleRequest:
    return read_sale(raw, "EUR", lambda: NEW)


def with_line(**change: object) -> bytes:
    return as_bytes({"lines": [LINE | change]})


def with_payment(**payment: object) -> bytes:
    return as_bytes({"lines": [LINE], "payments": [payment]})


DEEP = b"[" * 100_000
REFUSED: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "file-refused"),
    "blanks": (b" \n\t ", "file-refused"),
    "truncated": (as_bytes(sale())[:-5], "file-refused"),
    "two values": (b"{} {}", "file-refused"),
    "wrong UTF-8": (b'{"note":"\xff\xfe"}', "file-refused"),
    "UTF-16": (json.dumps(sale()).encode("utf-16"), "file-refused"),
    "an encoded surrogate": (b'{"note":"\xed\xa0\x80"}', "file-refused"),
    "binary": (bytes(range(256)), "file-refused"),
    "deep lists": (DEEP, "file-refused"),
    "deep objects": (b'{"a":' * 100_000, "file-refused"),
    "deep and closed": (b'{"lines":' + DEEP + b"]" * 100_000 + b"}", "file-refused"),
    "too long": (b" " * (LONGEST_REQUEST + 1), "file-refused"),
    "a list": (b"[]", "input-refused"),
    "a text": (b'"lines"', "input-refused"),
    "null": (b"null", "input-refused"),
    "NaN": (b'{"lines":[{"name":"a","price":NaN}]}', "input-refused"),
    "Infinity": (b'{"lines":[{"name":"a","price":-Infinity}]}', "input-refused"),
    "duplicate keys": (b'{"lines":[],"lines":[]}', "input-refused"),
    "duplicate keys inside": (
        b'{"lines":[{"name":"a","price":"1","price":"2"}]}',
        "input-refused",
    ),
    "an unknown key": (as_bytes(sale(total="3")), "input-refused"),
    "an unknown key in a line": (with_line(qty="1"), "input-refused"),
    "an unknown key with an escape": (as_bytes({"\x1b[2J": 1}), "input-refused"),
    "an unknown key that is a surrogate": (b'{"\\ud800":1}', "input-refused"),
    "no lines": (b"{}", "empty-order"),
    "empty lines": (b'{"lines":[]}', "empty-order"),
    "lines of null": (b'{"lines":null}', "empty-order"),
    "lines that are none": (b'{"lines":{}}', "input-refused"),
    "a line that is none": (b'{"lines":["tea"]}', "input-refused"),
    "too many lines": (as_bytes({"lines": [LINE] * (MAX_LINES + 1)}), "input-refused"),
    "a price that is true": (with_line(price=True), "input-refused"),
    "a price that is a list": (with_line(price=["1"]), "input-refused"),
    "a price of words": (with_line(price="one"), "not-a-decimal"),
    "a price with a comma": (with_line(price="1,20"), "not-a-decimal"),
    "a price with an exponent": (b'{"lines":[{"name":"a","price":1e2}]}', "not-a-decimal"),
    "a price below nothing": (with_line(price="-1"), "negative"),
    "a price too precise": (with_line(price="1.005"), "too-precise"),
    "a price beyond measure": (with_line(price="1000000000000"), "too-large"),
    "a price of a thousand digits": (with_line(price="9" * 1_000), "too-large"),
    "a number of 5000 digits": (
        b'{"lines":[{"name":"a","price":' + b"9" * 5_000 + b"}]}",
        "too-large",
    ),
    "a quantity beyond measure": (with_line(quantity=10**9), "too-large"),
    "a quantity of nothing": (with_line(quantity=0), "negative"),
    "a quantity below nothing": (with_line(quantity=-1), "negative"),
    "a quantity too precise": (with_line(quantity="1.0005"), "too-precise"),
    "a rate above a hundred": (with_line(vat_rate="101"), "too-large"),
    "a discount above a hundred": (with_line(discount_percent="101"), "too-large"),
    "a discount given twice": (
        with_line(discount_percent="1", discount={"amount": "1"}),
        "input-refused",
    ),
    "a discount of both kinds": (
        as_bytes(sale(discount={"amount": "1", "percent": "1"})),
        "input-refused",
    ),
    "a discount of no kind": (as_bytes(sale(discount={})), "input-refused"),
    "a discount below nothing": (as_bytes(sale(discount={"amount": "-1"})), "negative"),
    "a control character": (with_line(name="a\x07b"), "text-refused"),
    "a printer escape": (with_line(name="a\x1bp\x00"), "text-refused"),
    "a lone surrogate": (b'{"lines":[{"name":"\\ud800"}]}', "text-refused"),
    "a turned direction": (with_line(name="\u202e0.01"), "text-refused"),
    "a name too long": (with_line(name="a" * 201), "text-refused"),
    "a note of a megabyte": (as_bytes(sale(note="a" * 1_000_000)), "text-refused"),
    "a note with a line break": (as_bytes(sale(note="a\nb")), "text-refused"),
    "a customer that is a text": (as_bytes(sale(customer="Jane")), "input-refused"),
    "an e-mail that is a list": (as_bytes(sale(customer={"email": []})), "input-refused"),
    "an id that is none": (as_bytes(sale(id="1")), "input-refused"),
    "an id that is a number": (as_bytes(sale(id=5)), "input-refused"),
    "an id that is a list": (as_bytes(sale(id=["x"])), "input-refused"),
    "payments that are none": (as_bytes(sale(payments={})), "input-refused"),
    "too many payments": (
        as_bytes(sale(payments=[{"method": "card"}] * 101)),
        "input-refused",
    ),
    "a payment without a method": (with_payment(amount="1"), "not-given"),
    "an unknown method": (with_payment(method="shells"), "input-refused"),
    "amount and tendered": (
        with_payment(method="cash", amount="1.20", tendered="2"),
        "input-refused",
    ),
    "a card that is tendered": (with_payment(method="card", tendered="2"), "input-refused"),
    "cash with a token": (with_payment(method="cash", token="x"), "input-refused"),  # noqa: S106
    "a payment of words": (with_payment(method="cash", tendered="all"), "not-a-decimal"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_by_its_name(name: str) -> None:
    raw, code = REFUSED[name]
    with pytest.raises(InputRefusedError) as refused:
        read(raw)
    assert refused.value.code == code
    told = str(sentence_for(refused.value))
    assert told.isprintable()
    assert len(told) < 300


def test_what_is_right_is_read_as_it_stands() -> None:
    request = read(
        as_bytes(
            {
                "id": "0B0F3F2C-5C1E-4A6E-9A53-0D5A5C9D9B11",
                "lines": [{"barcode": 4770190036016, "quantity": 0.455}, LINE],
                "payments": [{"method": "card"}, {"method": "cash", "tendered": "5"}],
                "note": None,
                "customer": {"name": " Jane ", "email": None},
            }
        )
    )
    assert request.id == UUID("0b0f3f2c-5c1e-4a6e-9a53-0d5a5c9d9b11")
    assert [line.barcode for line in request.lines] == ["4770190036016", ""]
    assert [line.quantity.milli for line in request.lines] == [455, 1_000]
    assert [one.method for one in request.payments] == [TenderType.CARD, TenderType.CASH]
    assert [one.amount for one in request.payments] == [None, Money(500, "EUR")]
    assert (request.customer.name, request.customer.email, request.note) == ("Jane", "", "")


def test_without_an_id_it_gets_a_new_one() -> None:
    assert read(with_line()).id == NEW


def test_a_thousand_lines_are_a_sale() -> None:
    assert len(read(as_bytes({"lines": [LINE] * MAX_LINES})).lines) == MAX_LINES


def test_many_keys_with_the_last_one_twice_are_refused_at_once() -> None:
    keys = ",".join(f'"{number}":1' for number in range(200_000))
    with pytest.raises(InputRefusedError, match="199999"):
        read(f'{{{keys},"199999":2}}'.encode())


def test_the_fingerprint_tells_sales_apart_and_not_spellings() -> None:
    plain = read(with_line(quantity="1")).fingerprint
    assert read(with_line(quantity=1)).fingerprint == plain
    assert read(with_line(quantity="1.0", note=None)).fingerprint == plain
    assert read(with_line()).fingerprint == plain
    others = {
        read(with_line(quantity="2")).fingerprint,
        read(with_line(price="1.21")).fingerprint,
        read(with_line(note="hot")).fingerprint,
        read(with_line(discount={"amount": "0.10"})).fingerprint,
        read(with_line(discount={"percent": "10"})).fingerprint,
        read(with_line(discount_percent="0")).fingerprint,
        read_sale(with_line(), "USD", lambda: NEW).fingerprint,
    }
    assert len(others) == 7
    assert plain not in others


def reads_or_refuses(raw: bytes) -> None:
    try:
        assert isinstance(read(raw), SaleRequest)
    except InputRefusedError as refused:
        assert str(sentence_for(refused)).isprintable()  # noqa: PT017 - either way is right


@given(st.binary(max_size=400))
def test_any_bytes_are_a_sale_or_refused(raw: bytes) -> None:
    reads_or_refuses(raw)


KEYS = st.sampled_from(
    "id lines barcode name price vat_rate quantity discount discount_percent amount percent note "
    "customer email phone payments method tendered token".split()
)
LEAVES: st.SearchStrategy[Any] = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(),
    st.sampled_from(["1", "2.50", "cash", "card", "wallet", "-1", "1e3", "\ud800", "\x1b@", "٣"]),
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS | st.text(), inner),
    max_leaves=12,
)
LINES = st.lists(st.dictionaries(KEYS, LEAVES | VALUES, max_size=6), max_size=3)


@given(
    st.fixed_dictionaries(
        {"lines": LINES | VALUES},
        optional={
            "id": VALUES,
            "discount": VALUES,
            "customer": VALUES,
            "note": VALUES,
            "payments": st.lists(st.dictionaries(KEYS, LEAVES)) | VALUES,
        },
    )
)
def test_any_json_is_a_sale_or_refused(content: dict[str, Any]) -> None:
    reads_or_refuses(json.dumps(content).encode())


@given(st.data())
def test_a_sale_with_bytes_changed_is_a_sale_or_refused(data: st.DataObject) -> None:
    raw = bytearray(as_bytes(sale(payments=[{"method": "cash", "tendered": "10.00"}], note="x")))
    for _ in range(data.draw(st.integers(1, 4))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    reads_or_refuses(bytes(raw))
