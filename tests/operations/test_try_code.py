"""A code is tried by the rules of a country that need not be saved yet; nothing is sold."""

import pytest

from cashier.domain.barcode import CodeKind
from cashier.domain.check_digit import check_digit
from cashier.domain.errors import InputRefusedError, LabelRefusedError
from cashier.domain.product import Unit
from cashier.domain.quantity import Quantity
from cashier.operations.find_code import ReadCode
from cashier.operations.try_code import TryCode
from cashier.scanning.code_reader import CodeReader
from tests.fakes import FakeCatalogue, product

APPLES = product("Apples", "1.99", "23123450", unit=Unit.KILOGRAM)
HAM = product("Ham", "9.90", "221234")
LABEL = "231234500482" + str(check_digit("231234500482"))


def reader_for(in_store: str) -> ReadCode:
    return CodeReader(in_store, "EUR")


def trying() -> TryCode:
    return TryCode(FakeCatalogue([APPLES, HAM]), reader_for)


async def test_a_label_is_read_by_the_country_that_is_tried() -> None:
    tried = await trying()(LABEL, "LT")
    assert (tried.code.kind, tried.code.quantity) == (CodeKind.IN_STORE, Quantity(482))
    assert tried.found is not None
    assert tried.found.product == APPLES
    plain = await trying()(LABEL, "")
    assert (plain.code.kind, plain.found) == (CodeKind.EAN_13, None)


async def test_a_label_that_does_not_hold_together_is_shown_with_why() -> None:
    tried = await trying()("221234000199" + str(check_digit("221234000199")), "DE")
    assert isinstance(tried.refused, LabelRefusedError)
    assert tried.found is None
    assert not tried.code.is_sound


async def test_rules_that_cannot_be_are_refused() -> None:
    with pytest.raises(InputRefusedError):
        await trying()(LABEL, "XX")
