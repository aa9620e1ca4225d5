"""How fast an import goes and how long it still takes, in words that do not jump about."""

import pytest

from cashier.operations.import_products import ImportProgress
from cashier.ui.controls.progress_bar import WHOLE_BAR
from cashier.ui.imports.import_pace import Pace
from tests.ui.import_stage import plain


def pace(rows: int, done: int, seconds: int, *, is_check: bool = True, reads: bool = True) -> Pace:
    began = Pace(100, 100, is_check)
    return began.at(ImportProgress(rows, done, 1_000, is_reading=reads), 100 + seconds)


def test_nothing_is_guessed_before_a_second_has_passed() -> None:
    assert Pace(100, 100, is_check=True).words == ""
    assert pace(5_000, 200, 0).words == ""


@pytest.mark.parametrize(
    ("rows", "done", "seconds", "words"),
    [
        (20_000, 500, 2, "10 000 rows a second · a few seconds left"),
        (21_987, 100, 2, "10 000 rows a second · about 18 seconds left"),
        (45_678, 100, 10, "4 500 rows a second · about 2 minutes left"),
        (7, 10, 1, "7 rows a second · about 2 minutes left"),
    ],
)
def test_rate_and_rest_are_told(rows: int, done: int, seconds: int, words: str) -> None:
    assert plain(pace(rows, done, seconds).words) == words


def test_while_names_are_put_in_order_only_the_rest_is_told() -> None:
    ordering = pace(100_000, 500, 8, is_check=False, reads=False)
    assert ordering.rows_a_second == 0
    assert ordering.words == "a few seconds left"


def test_the_bar_of_an_import_only_goes_forward() -> None:
    reading = [pace(1, done, 1, is_check=False).bar for done in (0, 400, 1_000)]
    ordering = [pace(1, done, 1, is_check=False, reads=False).bar for done in (0, 500, 1_000)]
    assert reading + ordering == sorted(reading + ordering)
    assert ordering[-1] == pace(1, 1_000, 1).bar == WHOLE_BAR


def test_a_file_that_grew_is_not_more_than_done() -> None:
    assert pace(1, 2_000, 1).bar == WHOLE_BAR
