"""The words of a receipt: every tender has one, and a letterhead keeps its own."""

import pytest

from cashier.domain.receipt import RECEIPT_WORDS, Letterhead, number_in
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


@pytest.mark.parametrize(
    ("code", "number"),
    [
        ("T1-000147 2026-11-20T14:33:07+02:00 26.47 EUR 9f86d081884c7d65", "T1-000147"),
        ("Shop 2-000001 2026-11-20T14:33:07+02:00 -3.49 EUR -", "Shop 2-000001"),
        ("T1-000147", "T1-000147"),
        (" T1-000147 ", "T1-000147"),
        ("4770049061466", "4770049061466"),
        ("Juoda duona 26.47 EUR", "Juoda duona 26.47 EUR"),
    ],
)
def test_a_scanned_receipt_tells_its_number(code: str, number: str) -> None:
    assert number_in(code) == number
