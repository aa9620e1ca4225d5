"""A document checks off the one thing it stands for: by type, amount and time, and only one."""

from datetime import datetime, timedelta

import pytest

from cashier.domain.by_hand import ByHand, ByHandKind, checked, matched
from cashier.domain.money import Money
from cashier.domain.remote import RemoteDocument
from tests.domain.sales import NOON

PROFILE = "paysera-mac:1@b"


def waiting(
    id_: int, minor: int = -500, kind: ByHandKind = ByHandKind.REFUND, currency: str = "EUR"
) -> ByHand:
    return ByHand(id_, PROFILE, kind, f"T1-00000{id_}", Money(minor, currency), NOON)


def document(
    id_: str, minor: int = 500, type_: str = "return", at: datetime | None = NOON
) -> RemoteDocument:
    return RemoteDocument(id_, type_, amount=Money(minor, "EUR"), created_at=at)


def found(waits: list[ByHand], documents: list[RemoteDocument], *used: str) -> dict[int, str]:
    return {one.id: doc.id for one, doc in matched(waits, documents, used)}


def test_a_return_of_the_amount_checks_a_refund_off_whatever_its_sign() -> None:
    assert found([waiting(1)], [document("d", 500)]) == {1: "d"}
    assert found([waiting(1)], [document("d", -500)]) == {1: "d"}


def test_each_document_counts_once_the_oldest_for_the_oldest() -> None:
    later = NOON + timedelta(minutes=5)
    documents = [document("second", at=later), document("first")]
    assert found([waiting(2), waiting(1)], documents) == {1: "first", 2: "second"}
    assert found([waiting(1), waiting(2)], [document("only")]) == {1: "only"}
    assert found([waiting(1)], [document("d")], "d") == {}


@pytest.mark.parametrize(
    "other",
    [
        document("d", 501),
        document("d", type_="receipt"),
        document("d", at=NOON - timedelta(hours=1)),
        document("d", at=None),
        RemoteDocument("d", "return", created_at=NOON),
        RemoteDocument("d", "return", amount=Money(500, "USD"), created_at=NOON),
    ],
)
def test_any_other_document_checks_nothing_off(other: RemoteDocument) -> None:
    assert found([waiting(1)], [other]) == {}


def test_a_collection_stands_for_cash_that_was_taken_out() -> None:
    out = waiting(1, -10_000, ByHandKind.CASH_OUT)
    assert found([out], [document("c", 10_000, "collection")]) == {1: "c"}
    assert found([waiting(1, 10_000, ByHandKind.CASH_IN)], [document("c", 10_000)]) == {}


def test_what_was_checked_off_says_when_by_whom_and_by_what() -> None:
    done = checked(waiting(1), at=NOON, by="owner", document="d")
    assert (done.is_done, done.checked_by, done.document) == (True, "owner", "d")
