"""Every refusal has a code of its own and quotes safely what it refuses."""

import pickle

import pytest

from cashier.domain import errors
from cashier.domain.errors import CashierError, InputRefusedError, NotADecimalError

ALL = [
    each
    for each in vars(errors).values()
    if isinstance(each, type) and issubclass(each, CashierError)
]


def test_no_two_errors_share_a_code() -> None:
    codes = [each.code for each in ALL if each is not InputRefusedError]
    assert len(set(codes)) == len(codes)
    assert len(codes) > 20


@pytest.mark.parametrize("each", ALL, ids=lambda each: each.__name__)
def test_an_error_is_named_as_one(each: type[CashierError]) -> None:
    assert each.__name__.endswith("Error")
    assert each.code == each.code.lower().strip()


@pytest.mark.parametrize(
    ("given", "shown"),
    [("12,50", "12,50"), ("a\x1b[2Jb", "a?[2Jb"), ("\ud800x", "?x"), ("1\u202e2", "1?2"), ("", "")],
)
def test_what_was_given_is_quoted_without_anything_that_acts(given: str, shown: str) -> None:
    refused = NotADecimalError("price", given)
    assert (refused.what, refused.given) == ("price", shown)
    assert refused.args == ("price", shown)


def test_a_megabyte_is_not_quoted_in_full() -> None:
    assert len(NotADecimalError("price", "9" * 1_000_000).given) == 80


def test_an_error_survives_the_way_between_processes() -> None:
    refused = pickle.loads(pickle.dumps(NotADecimalError("price", "x")))  # noqa: S301 - our own
    assert (type(refused), refused.what, refused.given) == (NotADecimalError, "price", "x")
