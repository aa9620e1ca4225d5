"""The receipt as plain text."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from cashier.printing.columns import width
from cashier.printing.text import as_text
from tests.printing.receipts import NAMES, SALE, selling


def test_every_line_ends_and_none_is_padded() -> None:
    text = as_text(SALE)
    assert text.endswith("\n")
    assert [line for line in text.splitlines() if line != line.rstrip()] == []


def test_names_of_every_script_are_there_and_amounts_at_the_edge() -> None:
    text = as_text(selling(*NAMES.values()))
    for name in NAMES.values():
        row = next(row for row in text.splitlines() if name[:12] in row)
        assert width(row) == 42
        assert row.endswith("2.20 A")


def test_right_to_left_names_do_not_pull_the_amounts_over() -> None:
    text = as_text(selling("חלב טרי 3%", "Milk"))
    row = next(row for row in text.splitlines() if "חלב" in row)
    assert row.startswith("\u200eחלב טרי 3%\u200e ")
    assert "\u200e" not in text.replace(row, "")


@given(st.text(max_size=80), st.sampled_from([32, 42, 48]))
def test_no_printer_command_comes_through(name: str, columns: int) -> None:
    text = as_text(selling(f"\x1b@{name}\x1dV\x00"), columns)
    assert not [char for char in text if unicodedata.category(char) == "Cc" and char != "\n"]
    assert all(width(line) <= columns for line in text.splitlines())
