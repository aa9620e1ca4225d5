"""JSON of the wire: exact both ways, and refused by name where it is not what it should be."""

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cashier.backends.wire_json import DEEPEST, LARGEST, dumps, loads
from cashier.domain.backend_errors import DamagedAnswerError

NAMES = st.text(st.characters(exclude_categories=["Cs"]))
AMOUNTS = st.decimals(min_value=-(10**12), max_value=10**12, places=2)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**30), 10**30) | NAMES | AMOUNTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=4),
    max_leaves=20,
)


@given(VALUES)
def test_what_is_written_is_read_back_exactly(value: object) -> None:
    assert loads(dumps(value)) == value


@given(VALUES)
def test_what_is_written_is_json_to_others(value: object) -> None:
    assert json.loads(dumps(value), parse_float=Decimal) == value


def test_an_amount_is_the_very_number_on_the_wire() -> None:
    assert dumps({"price": Decimal("19.99"), "n": [1, Decimal("2.50")], "t": "Käse"}) == (
        '{"price":19.99,"n":[1,2.50],"t":"Käse"}'.encode()
    )
    assert dumps(Decimal("1E+3")) == b"1000"


@pytest.mark.parametrize("value", [1.5, {"a": 0.1}, {1: "a"}, b"x", object(), Decimal("NaN")])
def test_what_is_no_json_is_never_written(value: object) -> None:
    with pytest.raises(TypeError):
        dumps(value)


def test_fractions_never_pass_through_a_float() -> None:
    found = loads(b'{"total": 19.99, "sum": 0.10}')
    assert found == {"total": Decimal("19.99"), "sum": Decimal("0.10")}


def test_a_mark_of_byte_order_is_no_harm() -> None:
    assert loads(b"\xef\xbb\xbf[]") == []


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "empty"),
        (b"   \n", "empty"),
        (b"<html><body>502</body></html>", "a web page"),
        (b'{"data": [1, 2', "only a part"),
        (b"{'a': 1}", "no JSON"),
        (b"[] []", "no JSON"),
        (b'"\xff"', "no UTF-8"),
        (b"[NaN]", "NaN"),
        (b"[-Infinity]", "Infinity"),
        (b'{"total": 1, "total": 2}', "twice"),
        (b'[{"id": 1}, {"a": {"x": 1, "x": 1}}]', "twice"),
        (b"[1e999999999]", "of this world"),
        (b"[1e99999999999999999999999]", "of this world"),
        (b"[" + b"9" * 5000 + b"]", "of this world"),
        (b"[0." + b"9" * 5000 + b"]", "of this world"),
        (b"[" * 100_000 + b"]" * 100_000, "deeper"),
        (b'{"a":' * 70 + b"1" + b"}" * 70, "deeper"),
        (b"[" + b" " * LARGEST + b"]", "more than"),
    ],
)
def test_a_damaged_answer_is_refused_by_name(data: bytes, why: str) -> None:
    with pytest.raises(DamagedAnswerError) as caught:
        loads(data)
    assert why in caught.value.words


def test_brackets_in_words_are_no_depth() -> None:
    words = "[{" * 1000 + '\\" [['
    assert loads(dumps({"name": words})) == {"name": words}
    assert loads(b"[" * DEEPEST + b"]" * DEEPEST) is not None


def test_the_name_of_a_repeated_key_is_bounded() -> None:
    name = "k" * 100_000
    with pytest.raises(DamagedAnswerError) as caught:
        loads(f'{{"{name}":1,"{name}":2}}'.encode())
    assert len(caught.value.words) <= 400
