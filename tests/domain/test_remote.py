"""What a server says of its orders is kept as it came; what is due follows from its own figures."""

from dataclasses import replace

import pytest

from cashier.domain.money import Money
from cashier.domain.remote import RemoteList, RemoteOrder, RemotePayment

EURO = Money(100)
PAID = RemotePayment("card", Money(4999), "completed")
ORDER = RemoteOrder("1", "ORD-2024-158", "confirmed", "EUR", Money(5499), Money(500))


@pytest.mark.parametrize(
    ("word", "is_paid", "is_cancelled", "awaits_payment"),
    [
        ("completed", True, False, False),
        ("paid", True, False, False),
        ("cancelled", False, True, False),
        ("canceled", False, True, False),
        ("Canceled", False, True, False),
        ("pending", False, False, True),
        ("confirmed", False, False, True),
        ("waitingPayment", False, False, True),
        ("refunded", False, False, False),
        ("", False, False, False),
        ("something new", False, False, False),
    ],
)
def test_a_status_is_the_servers_word_and_an_unknown_one_allows_nothing(
    word: str, *, is_paid: bool, is_cancelled: bool, awaits_payment: bool
) -> None:
    order = replace(ORDER, status=word)
    assert order.status == word
    assert (order.is_paid, order.is_cancelled, order.awaits_payment) == (
        is_paid,
        is_cancelled,
        awaits_payment,
    )


def test_the_discount_is_not_taken_off_the_total_a_second_time() -> None:
    order = replace(ORDER, payments=(PAID,))
    assert order.due == Money(500)
    assert not order.is_paid


def test_only_a_completed_payment_counts() -> None:
    others = [replace(PAID, status=word) for word in ("pending", "failed", "", "refunded")]
    unknown = RemotePayment("cash", None, "completed")
    assert replace(ORDER, payments=(*others, unknown)).due == Money(5499)
    assert replace(ORDER, payments=(*others, PAID, PAID)).due == Money(5499 - 2 * 4999)


def test_nobody_knows_what_is_due_of_an_unknown_total() -> None:
    assert replace(ORDER, total=None, payments=(PAID,)).due is None


def test_what_was_left_out_is_empty_and_not_guessed() -> None:
    bare = RemoteOrder("1")
    assert (bare.total, bare.created_at, bare.lines, bare.missing) == (None, None, (), ())
    assert dict(bare.others) == {}
    assert bare.customer.name == ""


def test_lists_of_a_system_are_asked_for_by_names_of_their_own() -> None:
    names = [one.value for one in RemoteList]
    assert len(set(names)) == len(names)
    assert all(name == name.lower() and " " not in name for name in names)
