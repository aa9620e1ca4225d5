"""A number is known, still to come, or a person's affair; nobody waits for it without end."""

from datetime import timedelta

from cashier.domain.receipt_number import PATIENCE, ReceiptNumber


def test_a_number_that_is_still_to_come_asks_nobody_yet() -> None:
    assert not ReceiptNumber("T1-000001", is_fiscal=False).wants_person


def test_the_print_step_waits_ten_seconds() -> None:
    assert timedelta(seconds=10) == PATIENCE
