"""Each dialect writes every field it knows, in its own form, and nothing that it does not know."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest

from cashier.backends.paysera_orders import (
    dialect_of,
    instant,
    order_body,
    payments_body,
    shares_lines,
)
from cashier.backends.wire_json import dumps
from cashier.domain.company import Company
from cashier.domain.errors import NotAvailableError
from cashier.domain.order import Customer
from cashier.domain.outgoing import OutgoingOrder, OutgoingPayment, Reservation
from cashier.domain.quantity import Quantity
from cashier.domain.tender import TenderType
from cashier.settings.back_end import BackEndProfile
from tests.backends.paysera_shop import (
    COFFEE,
    DIALECTS,
    EPAPI,
    GUIDE,
    HAM,
    NEW,
    choosing,
    money,
    naming,
    order,
    shared,
)
from tests.servers.paysera_dialects import Dialect, OrderReader, Strictness
from tests.servers.wire import loads

JANE = Customer("Jane Smith", "jane@example.com", "+37060012345")
UNTIL = datetime(2026, 11, 22, 18, 0, tzinfo=timezone(timedelta(hours=2)))
FULL = replace(
    order(shared(COFFEE, 20), shared(HAM, 14)),
    customer=JANE,
    note="to go",
    reservation=Reservation("Smith, 4", "By the window", UNTIL),
)
TABLE = Reservation("Smith", "", None)


def body(sent: OutgoingOrder, profile: BackEndProfile) -> dict[str, Any]:
    return order_body(sent, profile)


def test_guide_is_written_as_in_its_sample() -> None:
    croissant = replace(
        COFFEE, name="Croissant", quantity=Quantity(1_000), price=money(300),
        charged=money(300), vat_rate=HAM.vat_rate,
    )  # fmt: skip
    sent = replace(order(COFFEE, croissant), customer=JANE, note="To go")
    assert dumps(body(sent, GUIDE)).decode() == (
        '{"customer":{"email":"jane@example.com","name":"Jane Smith","phone":"+37060012345"},'
        '"items":[{"name":"Coffee","quantity":2,"price":2.50,"tax_rate":21},'
        '{"name":"Croissant","quantity":1,"price":3.00,"tax_rate":9}],'
        '"notes":"Cashier T1-000042 00000000-0000-0000-0000-00000000002a\\nTo go"}'
    )


def test_guide_has_notes_for_what_it_has_no_field_for() -> None:
    sent = replace(FULL, lines=(replace(FULL.lines[0], note="decaf"), FULL.lines[1]))
    assert body(sent, GUIDE)["notes"].split("\n") == [
        sent.marker,
        "to go",
        "Coffee: decaf",
        "Smith, 4",
        "By the window",
        "2026-11-22T16:00:00Z",
    ]


def test_new_is_written_with_every_field_that_is_known() -> None:
    sent = replace(order(COFFEE), customer=JANE)
    names = naming(NEW, vat_classes={"21": "PVM1"}, products={"p-coffee": "SKU-1"})
    assert body(sent, names) == {
        "number": "T1-000042",
        "currency": "EUR",
        "languageCode": "lt",
        "createdAt": "2024-11-21T12:00:05Z",
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
        "payments": [
            {
                "paymentMethod": "card",
                "amount": "5.00",
                "advancePayment": 0,
                "createdAt": "2024-11-21T12:00:05Z",
            }
        ],
        "customer": {"email": "jane@example.com", "billingAddress": {"phone": "+37060012345"}},
    }


def test_new_leaves_out_what_is_not_set_up() -> None:
    (position,) = body(order(COFFEE), NEW)["orderPositions"]
    assert position["productSKU"] is None
    assert position["tax"] == {"taxRate": 21}


def test_new_has_no_field_for_a_reservation_and_says_so() -> None:
    with pytest.raises(NotAvailableError, match="reservation"):
        order_body(replace(FULL, reservation=TABLE), NEW)
    order_body(replace(FULL, reservation=Reservation()), NEW)


def test_epapi_is_written_with_every_field_of_its_request() -> None:
    assert body(FULL, naming(EPAPI, products={"p-coffee": "PROD001"})) == {
        "number": "T1-000042",
        "currency": "EUR",
        "languageCode": "lt",
        "createdAt": "2024-11-21T12:00:05Z",
        "orderPositions": [
            {
                "productId": "PROD001",
                "quantity": 2,
                "price": Decimal("2.50"),
                "name": "Coffee",
                "vatRate": 21,
            },
            {
                "productId": "free",
                "quantity": 1,
                "price": Decimal("3.34"),
                "name": "Ham (0.312 kg x 11.90 -0.37)",
                "vatRate": 9,
            },
        ],
        "reservationName": "Smith, 4",
        "reservationComment": "By the window",
        "expiresAt": "2026-11-22T16:00:00Z",
        "customer": {
            "email": "jane@example.com",
            "name": "Jane Smith",
            "phone": "+37060012345",
        },
        "discountPrice": Decimal("0.34"),
        "payments": [{"type": "card", "amount": Decimal("8.00")}],
    }


def test_a_note_comes_with_a_reservation_that_has_no_comment() -> None:
    assert body(replace(FULL, reservation=TABLE), EPAPI)["reservationComment"] == "to go"
    assert "reservationComment" not in body(replace(FULL, reservation=None), EPAPI)


@pytest.mark.parametrize(
    ("way", "off", "prices"),
    [
        ("major", Decimal("0.34"), [Decimal("2.50"), Decimal("3.34")]),
        ("minor", 34, [Decimal("2.50"), Decimal("3.34")]),
        ("lines", None, [Decimal("4.80"), Decimal("3.20")]),
    ],
)
def test_a_discount_of_the_order_goes_the_way_that_is_chosen(
    way: str, off: object, prices: list[Decimal]
) -> None:
    found = body(FULL, choosing(EPAPI, discount=way))
    assert found.get("discountPrice") == off
    assert type(found.get("discountPrice")) is type(off)
    assert [one["price"] for one in found["orderPositions"]] == prices


def test_a_product_without_an_id_goes_by_its_own_code_in_epapi() -> None:
    assert body(order(COFFEE), EPAPI)["orderPositions"][0]["productId"] == "p-coffee"


@pytest.mark.parametrize("profile", [NEW, EPAPI])
def test_payments_stay_at_home_where_that_is_chosen(profile: BackEndProfile) -> None:
    paid = replace(FULL, reservation=None)
    assert "payments" not in order_body(paid, choosing(profile, sends_payments=False))


PAID = tuple(OutgoingPayment(type_, money(100)) for type_ in TenderType)


@pytest.mark.parametrize(
    ("profile", "words"),
    [
        (NEW, ["cash", "card", "wallet", "voucher", "bankTransfer", "other"]),
        (EPAPI, ["cash", "card", "wallet", "voucher", "transfer", "other"]),
    ],
)
def test_a_tender_goes_by_its_own_name_or_the_one_set_up(
    profile: BackEndProfile, words: list[str]
) -> None:
    sent = replace(order(COFFEE), payments=PAID)
    key = "paymentMethod" if profile is NEW else "type"
    assert [one[key] for one in body(sent, profile)["payments"]] == words
    named = naming(profile, tenders={"card": "wolt", "voucher": "-"})
    found = [one[key] for one in body(sent, named)["payments"]]
    assert found == [word if word != "card" else "wolt" for word in words if word != "voucher"]


def test_payments_are_numbers_in_epapi_and_text_in_new() -> None:
    assert payments_body(PAID[:1], EPAPI) == [{"type": "cash", "amount": Decimal("1.00")}]
    sent = replace(order(COFFEE), payments=PAID[:1])
    assert body(sent, NEW)["payments"][0]["amount"] == "1.00"


@pytest.mark.parametrize("profile", DIALECTS, ids=dialect_of)
def test_a_refund_has_no_form(profile: BackEndProfile) -> None:
    with pytest.raises(NotAvailableError, match="refund"):
        order_body(replace(order(), refund_of="T1-000041"), profile)
    with pytest.raises(NotAvailableError, match="refund"):
        order_body(replace(order(), total=money(-1)), profile)


@pytest.mark.parametrize(
    ("language", "code"),
    [("lt", "lt"), ("en_GB", "en"), ("pt-BR", "pt"), ("LV", "lv"), ("", None), ("english", None)],
)
@pytest.mark.parametrize("profile", [NEW, EPAPI], ids=dialect_of)
def test_a_language_is_two_letters(profile: BackEndProfile, language: str, code: object) -> None:
    found = body(replace(order(), language=language), profile)
    assert found.get("languageCode") == code


@pytest.mark.parametrize("profile", DIALECTS, ids=dialect_of)
def test_nobody_is_no_customer(profile: BackEndProfile) -> None:
    assert "customer" not in order_body(order(), profile)


@pytest.mark.parametrize("profile", [GUIDE, EPAPI], ids=dialect_of)
def test_a_company_stands_for_a_customer_without_a_name(profile: BackEndProfile) -> None:
    bought = replace(order(), customer=Customer(company=Company("UAB Kava", "3001")))
    assert body(bought, profile)["customer"] == {"name": "UAB Kava"}


@pytest.mark.parametrize(
    ("currency", "minor", "price"), [("JPY", 500, "500"), ("KWD", 1_250, "1.250")]
)
@pytest.mark.parametrize("profile", DIALECTS, ids=dialect_of)
def test_major_units_have_the_decimals_of_their_currency(
    profile: BackEndProfile, currency: str, minor: int, price: str
) -> None:
    zero = money(0, currency)
    line = replace(
        COFFEE, price=money(minor, currency), discount=zero, share=zero,
        charged=money(2 * minor, currency),
    )  # fmt: skip
    assert f":{price}" in dumps(order_body(order(line), profile)).decode()


def test_the_dialect_is_the_one_chosen_or_the_first_of_its_kind() -> None:
    assert dialect_of(BackEndProfile("paysera-token")) == "guide"
    assert dialect_of(BackEndProfile("paysera-mac")) == "epapi"
    assert [shares_lines(one) for one in DIALECTS] == [True, True, False]


def test_times_are_utc_to_the_second() -> None:
    assert instant(UNTIL) == "2026-11-22T16:00:00Z"
    assert instant(datetime(2026, 1, 1, 0, 0, 0, 999_999, UTC)) == "2026-01-01T00:00:00Z"


STRICT = {"guide": Dialect.GUIDE, "new": Dialect.NEW, "epapi": Dialect.EPAPI}


@pytest.mark.parametrize("profile", DIALECTS, ids=dialect_of)
def test_a_strict_reader_finds_nothing_wrong(profile: BackEndProfile) -> None:
    full = FULL if profile is not NEW else replace(FULL, reservation=None)
    read: object = loads(dumps(order_body(full, profile)))
    assert isinstance(read, Mapping)
    reader = OrderReader(read, Strictness(payments_make_up_total=True))
    draft = reader.draft(STRICT[dialect_of(profile)])
    assert reader.problems.found == []
    assert draft.total == full.total.minor == 800
