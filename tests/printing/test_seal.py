"""The journal seal in short form and in the QR code."""

from dataclasses import replace

from cashier.domain.money import Money
from cashier.domain.receipt import number_in
from cashier.printing.seal import qr_payload, short_seal
from tests.printing.receipts import REFUND, SALE, SEAL


def test_the_short_form_is_sixteen_digits_in_groups() -> None:
    assert short_seal(SEAL) == "9f86 d081 884c 7d65"
    assert short_seal("9f86d0") == "9f86 d0"
    assert short_seal("") == ""


def test_the_payload_names_number_time_total_currency_and_the_whole_seal() -> None:
    assert qr_payload(SALE) == f"T1-000147 2026-11-20T14:33:07+02:00 16.99 EUR {SEAL}"
    assert qr_payload(REFUND).split(" ")[2] == "-3.49"


def test_a_number_with_spaces_can_still_be_told_from_the_rest() -> None:
    odd = replace(SALE, number="Till 1 / 7", total=Money(1500, "JPY"), seal="")
    fields = qr_payload(odd).rsplit(" ", 4)
    assert fields == ["Till 1 / 7", "2026-11-20T14:33:07+02:00", "1500", "JPY", "-"]


def test_a_till_that_reads_the_code_finds_the_number_in_it() -> None:
    for receipt in (SALE, REFUND, replace(SALE, number="Till 1 / 7", seal="")):
        assert number_in(qr_payload(receipt)) == receipt.number


def test_a_copy_carries_the_originals_code() -> None:
    assert qr_payload(replace(SALE, copy=3)) == qr_payload(SALE)
