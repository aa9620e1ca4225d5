"""The words of a receipt: every tender has one, and a letterhead keeps its own."""

import pytest

from cashier.domain.receipt import RECEIPT_WORDS, Letterhead
from cashier.domain.tender import TenderType


@pytest.mark.parametrize("kind", TenderType)
def test_every_tender_has_a_word_on_the_receipt(kind: TenderType) -> None:
    assert RECEIPT_WORDS[kind.value]


def test_every_key_has_one_word_of_its_own() -> None:
    assert all(RECEIPT_WORDS.values())
    assert len(set(RECEIPT_WORDS.values())) == len(RECEIPT_WORDS)


def test_a_letterhead_speaks_english_unless_it_is_told_otherwise() -> None:
    assert Letterhead("Corner Shop").words == RECEIPT_WORDS
    assert Letterhead("Corner Shop").language == "en"
    assert Letterhead("Corner Shop", words={"total": "IŠ VISO"}).words["total"] == "IŠ VISO"
