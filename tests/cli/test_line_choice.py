"""Lines named for a refund: "1:2,3:1", and everything that only looks like it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cashier.cli.line_choice import read_lines
from cashier.domain.errors import InputRefusedError


@pytest.mark.parametrize(
    ("text", "milli"),
    [
        ("1:2", {1: 2_000}),
        ("1:2,3:1", {1: 2_000, 3: 1_000}),
        (" 2:0.455 , 1:1", {2: 455, 1: 1_000}),
        ("1:1,1:1.5", {1: 2_500}),
    ],
)
def test_it_is_read_as_line_and_quantity(text: str, milli: dict[int, int]) -> None:
    assert {line: quantity.milli for line, quantity in read_lines(text).items()} == milli


WRONG = (
    "|1|1:|:2|1:2,|,1:2|1:0|1:-1|1:1e3|1:1:1|a:b|1.5:1|-1:1|1:2;3:1|1:1.0005|1:1000000000|٣:1"
    "|99999:1|1=2|1:nan"
).split("|")


@pytest.mark.parametrize("text", WRONG)
def test_it_is_refused(text: str) -> None:
    with pytest.raises(InputRefusedError):
        read_lines(text)


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        assert all(quantity.milli > 0 for quantity in read_lines(text).values())
    except InputRefusedError as refused:
        assert refused.code  # noqa: PT017 - either way is right
