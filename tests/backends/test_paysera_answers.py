"""Answers are read with patience: units by the dialect, odd things named, unknown ones kept."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from cashier.backends.paysera_answers import AnsweredOrders
from cashier.backends.wire_json import loads
from cashier.domain.backend_errors import DamagedAnswerError
from cashier.domain.money import Money
from cashier.domain.order import Customer
from cashier.domain.quantity import Percent, Quantity
from cashier.domain.remote import Accepted, RemoteLine, RemoteOrder, RemotePayment
from cashier.settings.back_end import BackEndProfile
from tests.backends.paysera_shop import EPAPI, GUIDE, NEW, choosing

VILNIUS = ZoneInfo("Europe/Vilnius")
# As the documents of epapi print it.
GET_ORDER = b"""{
"id": "123e4567-e89b-12d3-a456-426614174000", "number": "ORD-2024-158", "currency": "EUR",
"languageCode": "en", "status": "confirmed", "totalPrice": 5499, "discountPrice": 500,
"createdAt": "2024-11-04T10:15:30Z", "updatedAt": "2024-11-04T10:20:45Z",
"customer": {"email": "customer@example.com", "name": "Jane Smith", "phone": "+37060012345"},
"orderPositions": [
{"id": "pos-1", "productId": "PROD123", "name": "Wireless Mouse", "quantity": 1, "price": 2999,
 "totalPrice": 2999, "vatRate": 21, "vatAmount": 519},
{"id": "pos-2", "productId": "PROD456", "name": "USB Cable", "quantity": 2, "price": 1500,
 "totalPrice": 3000, "vatRate": 21, "vatAmount": 519}],
"payments": [{"id": "pay-1", "type": "card", "amount": 4999, "status": "completed",
 "timestamp": "2024-11-04T10:20:30Z"}]}"""


def read(source: object, profile: BackEndProfile = EPAPI) -> RemoteOrder:
    return AnsweredOrders(profile, "EUR", VILNIUS).read(source)


def test_the_printed_order_is_read_to_its_last_field() -> None:
    order = read(loads(GET_ORDER))
    assert order == RemoteOrder(
        id="123e4567-e89b-12d3-a456-426614174000",
        number="ORD-2024-158",
        status="confirmed",
        currency="EUR",
        total=Money(5499),
        discount=Money(500),
        lines=(
            RemoteLine(
                "Wireless Mouse", Quantity(1_000), Money(2999), Money(2999), Percent(21_000),
                Money(519), "PROD123", {"id": "pos-1"},
            ),
            RemoteLine(
                "USB Cable", Quantity(2_000), Money(1500), Money(3000), Percent(21_000),
                Money(519), "PROD456", {"id": "pos-2"},
            ),
        ),
        payments=(
            RemotePayment(
                "card", Money(4999), "completed", datetime(2024, 11, 4, 10, 20, 30, tzinfo=UTC)
            ),
        ),
        customer=Customer("Jane Smith", "customer@example.com", "+37060012345"),
        created_at=datetime(2024, 11, 4, 10, 15, 30, tzinfo=UTC),
        updated_at=datetime(2024, 11, 4, 10, 20, 45, tzinfo=UTC),
        others={"languageCode": "en"},
    )  # fmt: skip
    assert order.due == Money(500)


@pytest.mark.parametrize("total", [b"8", b"8.0", b"8.00", b'"8.00"'])
@pytest.mark.parametrize("profile", [GUIDE, NEW], ids=["guide", "new"])
def test_eapi_answers_major_units_whatever_they_look_like(
    profile: BackEndProfile, total: bytes
) -> None:
    answer = b'{"number": "A1", "total": %b, "currency": "EUR"}' % total
    assert read(loads(answer), profile).total == Money(800)


@pytest.mark.parametrize(
    ("profile", "unit", "total"),
    [
        (GUIDE, "minor", Money(8)),
        (NEW, "minor", Money(8)),
        (EPAPI, "major", Money(800)),
        (EPAPI, "minor", Money(8)),
        (EPAPI, "dialect", Money(8)),
        (GUIDE, "dialect", Money(800)),
    ],
)
def test_the_unit_of_answers_can_be_chosen(
    profile: BackEndProfile, unit: str, total: Money
) -> None:
    answer = {"id": "1", "total": 8, "currency": "EUR"}
    assert read(answer, choosing(profile, answer_money=unit)).total == total


def test_new_has_its_own_names_for_lines_and_payments() -> None:
    order = read(
        {
            "id": 7,
            "number": "T1-1",
            "total": 5,
            "currency": "EUR",
            "orderPositions": [
                {
                    "title": "Coffee",
                    "productSKU": "SKU-1",
                    "quantity": 2,
                    "unitPrice": {"regular": Decimal("2.50")},
                    "measureUnit": "unit",
                    "tax": {"taxRate": 21, "taxClassifier": "PVM1"},
                }
            ],
            "payments": [{"paymentMethod": "card", "amount": "5.00", "status": "completed"}],
            "customer": {"email": "j@example.com", "billingAddress": {"phone": "+3706"}},
        },
        NEW,
    )
    (line,) = order.lines
    assert (line.name, line.price, line.vat_rate) == ("Coffee", Money(250), Percent(21_000))
    assert (line.product_id, line.others) == ("SKU-1", {"measureUnit": "unit"})
    assert order.payments == (RemotePayment("card", Money(500), "completed"),)
    assert order.customer == Customer("", "j@example.com", "+3706")
    assert order.id == "7"
    assert order.due == Money(0)


def test_guide_tells_little_and_that_is_enough() -> None:
    order = read({"number": "A000001", "total": 8, "currency": "EUR"}, GUIDE)
    assert (order.id, order.number, order.missing) == ("A000001", "A000001", ())


def test_what_is_missing_is_named_by_its_own_name() -> None:
    assert read({"id": "1"}).missing == ("totalPrice",)
    assert read({"id": "1"}, GUIDE).missing == ("total",)


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"totalPrice": [5499]}, "totalPrice"),
        ({"totalPrice": "many"}, "totalPrice"),
        ({"totalPrice": True}, "totalPrice"),
        ({"createdAt": {"text": "today"}}, "createdAt"),
        ({"orderPositions": "none"}, "orderPositions"),
        ({"orderPositions": [{"name": "Mouse", "quantity": "one"}]}, "quantity"),
        ({"payments": [{"type": "card", "amount": {}}]}, "amount"),
        ({"currency": "XTS"}, "currency"),
    ],
)
def test_what_cannot_be_read_is_named_and_the_rest_is_read(
    change: dict[str, object], named: str
) -> None:
    whole: Any = loads(GET_ORDER)
    order = read({**whole, **change})
    assert named in order.missing
    assert (order.number, order.status) == ("ORD-2024-158", "confirmed")


def test_a_currency_that_is_none_leaves_no_amount_standing() -> None:
    whole: Any = loads(GET_ORDER)
    order = read({**whole, "currency": "XTS"})
    assert (order.total, order.lines[0].price, order.due) == (None, None, None)


def test_a_negative_total_and_a_foreign_currency_are_told_as_they_are() -> None:
    whole: Any = loads(GET_ORDER)
    assert read({**whole, "totalPrice": -5499}).total == Money(-5499)
    assert read({**whole, "currency": "SEK"}).total == Money(5499, "SEK")


def test_nothing_that_acts_on_a_screen_comes_through() -> None:
    order = read({"id": "1", "status": "\x1b[2Jpending\x07", "notes": "a\r\n\u202eb", "x": "\x00"})
    texts = (order.status, order.note, *order.others.values())
    assert all(char.isprintable() for text in texts for char in text)


def test_unknown_fields_and_statuses_are_kept_to_be_shown() -> None:
    order = read({"id": "1", "status": "onTheWay", "totalPrice": 1, "loyalty": {"points": 3}})
    assert order.status == "onTheWay"
    assert order.others == {"loyalty": '{"points":3}'}
    assert not any((order.is_paid, order.is_cancelled, order.awaits_payment))


def test_a_time_without_a_zone_is_the_shops() -> None:
    order = read({"id": "1", "createdAt": "2024-11-04T12:15:30"})
    assert order.created_at == datetime(2024, 11, 4, 10, 15, 30, tzinfo=UTC)


def test_an_order_may_be_wrapped() -> None:
    plain = {"id": "1", "number": "A7", "totalPrice": 500}
    assert read({"data": plain}) == read(plain)
    kept = read({**plain, "data": {"number": "A8"}})
    assert (kept.number, kept.others) == ("A7", {"data": '{"number":"A8"}'})


@pytest.mark.parametrize("damaged", [None, [], "order", 7])
def test_what_is_no_order_is_damaged(damaged: object) -> None:
    with pytest.raises(DamagedAnswerError):
        read(damaged)


def test_accepted_says_what_the_server_made_of_it() -> None:
    order = read({"id": "1", "number": "A7", "totalPrice": 500, "status": "pending"})
    accepted = AnsweredOrders(EPAPI, "EUR", UTC).accepted(order, was_there=True)
    assert accepted == Accepted("1", "A7", Money(500), "pending", "", was_there=True)
    numbering = AnsweredOrders(choosing(EPAPI, numbers_receipts=True), "EUR", UTC)
    assert numbering.accepted(order, was_there=False).receipt_number == "A7"
