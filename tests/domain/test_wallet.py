"""Tokens are shown by their end alone, and product ids travel as codes of the catalogue."""

import pytest

from cashier.domain.product import CODE_LENGTH, checked_code
from cashier.domain.wallet import code_of, masked, product_id_of


@pytest.mark.parametrize(
    ("token", "shown"),
    [("04A2B31C5D7Qf2", "···7Qf2"), ("12345678", "···5678"), ("1234567", "···"), ("", "···")],
)
def test_only_the_end_of_a_long_token_is_shown(token: str, shown: str) -> None:
    assert masked(token) == shown


@pytest.mark.parametrize("product_id", ["espresso", "12", "a b", "x/y.z", "a|b;c", "ąčę", "%41"])
def test_an_id_comes_back_from_the_code_it_is_kept_as(product_id: str) -> None:
    code = code_of(product_id)
    assert checked_code(code) == code
    assert len(code) <= CODE_LENGTH
    assert product_id_of(("4770049061466", code)) == product_id


def test_a_product_without_such_a_code_is_none_of_a_wallet() -> None:
    assert product_id_of(("4770049061466", "R-7")) == ""
