"""The samples of Paysera's pages, read as what they are: shapes, units and what is left over."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from cashier.backends.paysera_register import AnsweredRegister
from cashier.backends.reading import Fields
from cashier.backends.wire_json import loads
from cashier.domain.backend_errors import DamagedAnswerError
from cashier.domain.money import Money
from cashier.domain.quantity import Percent, Quantity

VILNIUS = ZoneInfo("Europe/Vilnius")


def minor(fields: Fields, currency: str, *names: str) -> Money | None:
    return fields.money_minor(currency, *names)


def major(fields: Fields, currency: str, *names: str) -> Money | None:
    return fields.money_major(currency, *names)


EPAPI = AnsweredRegister(minor, "EUR", lambda: VILNIUS)
EAPI = AnsweredRegister(major, "EUR", lambda: VILNIUS)


def said(text: str) -> object:
    return loads(text.encode())


def test_the_status_of_the_guide() -> None:
    told = EAPI.status(
        said(
            '{"name":"Front","status":"online","fiscal_mode":true,'
            '"last_activity":"2024-01-23 14:30:00","mood":"good"}'
        ),
        "123",
    )
    assert (told.name, told.status, told.fiscal_mode) == ("Front", "online", True)
    assert told.last_activity == datetime(2024, 1, 23, 14, 30, tzinfo=VILNIUS)
    assert (told.fiscal_day, told.is_day_started, told.balance) == (None, None, None)
    assert told.others == {"mood": "good"}


def test_the_status_of_the_reference() -> None:
    told = EPAPI.status(
        said(
            '{"number":"REG001","status":"online","fiscalDayNumber":125,"fiscalDayStarted":true,'
            '"lastTransaction":"2024-01-23T14:30:00Z","currentBalance":125000,"currency":"EUR"}'
        ),
        "REG001",
    )
    assert (told.name, told.fiscal_day, told.is_day_started) == ("REG001", 125, True)
    assert told.last_activity == datetime(2024, 1, 23, 14, 30, tzinfo=UTC)
    assert told.balance == Money(125_000)
    assert told.others == {}


def test_a_register_without_a_name_is_called_as_in_the_settings() -> None:
    assert EAPI.status({}, "123").name == "123"


@pytest.mark.parametrize("word", ["maybe", [], "\x1b[31m"])
def test_a_strange_mode_is_shown_and_not_guessed(word: object) -> None:
    told = EAPI.status({"fiscal_mode": word}, "123")
    assert told.fiscal_mode is None
    assert "fiscal_mode" in told.others
    assert "\x1b" not in told.others["fiscal_mode"]


def test_a_receipt_with_its_lines_as_it_was_printed() -> None:
    told = EPAPI.document(
        said(
            '{"id":"r1","number":"RCP-2024-001","cashRegisterNumber":"REG001","fiscalDayNumber":125,'
            '"amount":5499,"vatAmount":952,"currency":"EUR","status":"completed",'
            '"createdAt":"2024-01-23T14:30:00Z","lineItems":[{"description":"Wireless Mouse",'
            '"quantity":1,"unitPrice":2999,"totalPrice":2999,"vatRate":21,"vatAmount":519}]}'
        ),
        "receipt",
    )
    assert (told.type, told.amount, told.vat) == ("receipt", Money(5499), Money(952))
    assert told.fiscal_day == "125"
    line = told.lines[0]
    assert (line.name, line.quantity) == ("Wireless Mouse", Quantity(1000))
    assert (line.price, line.total, line.vat) == (Money(2999), Money(2999), Money(519))
    assert line.vat_rate == Percent.parse("21")
    assert told.others == {"cashRegisterNumber": "REG001"}


def test_a_document_of_the_guide_has_a_number_and_a_total() -> None:
    told = EAPI.document(said('{"number":"A-1","total":8.0,"currency":"EUR"}'))
    assert (told.id, told.number, told.amount) == ("A-1", "A-1", Money(800))


def test_a_return_says_what_it_returns_and_a_collection_who_took_it() -> None:
    back = EPAPI.document(said('{"id":"1","originalReceiptId":"r1","amount":1500}'), "return")
    assert back.others["originalReceiptId"] == "r1"
    taken = EPAPI.document(said('{"id":"1","collectedBy":"Jane","notes":""}'), "collection")
    assert taken.others["collectedBy"] == "Jane"


def test_a_fiscal_day() -> None:
    told = EPAPI.fiscal_day(
        said(
            '{"id":"FD20240123","number":125,"startedAt":"2024-01-23T08:00:00Z",'
            '"closedAt":null,"status":"closed","totalSales":125000,"totalReturns":5000,'
            '"totalCollections":50000,"currency":"EUR","transactionCount":45,"receiptCount":42,'
            '"returnCount":3}'
        )
    )
    assert (told.id, told.number, told.receipts) == ("FD20240123", 125, 42)
    assert (told.sales, told.returns) == (Money(125_000), Money(5_000))
    assert told.collections == Money(50_000)
    assert told.closed_at is None
    assert told.others == {"transactionCount": "45", "returnCount": "3"}


def test_an_invoice_with_its_customer_whole() -> None:
    told = EPAPI.invoice(
        said(
            '{"uuid":"u-1","number":1,"prefix":"INV-","totalAmount":5499,"vatAmount":952,'
            '"currency":"EUR","status":"paid","dueDate":"2024-02-06",'
            '"customer":{"name":"Jane","email":"j@example.com","phone":null,"address":"Vilnius"},'
            '"lineItems":[{"description":"Mouse","quantity":0.455,"unitPrice":{"regular":2999}}]}'
        )
    )
    assert (told.id, told.number, told.total) == ("u-1", "INV-1", Money(5499))
    assert (told.customer.name, told.customer.email) == ("Jane", "j@example.com")
    assert told.others["customer.address"] == "Vilnius"
    assert (told.lines[0].quantity, told.lines[0].price) == (Quantity(455), Money(2999))
    assert told.due_date is not None


@pytest.mark.parametrize("amount", ["-5499", '"x"', "1e20", "0.5"])
def test_amounts_that_cannot_be_are_shown_and_not_counted(amount: str) -> None:
    told = EPAPI.document(said(f'{{"id":"1","amount":{amount}}}'))
    if amount == "-5499":
        assert told.amount == Money(-5499)  # a return may be written so
    else:
        assert told.amount is None
        assert "amount" in told.others


def test_a_foreign_currency_stays_foreign() -> None:
    assert EAPI.document(said('{"id":"1","total":5,"currency":"SEK"}')).amount == Money(500, "SEK")
    odd = EAPI.document(said('{"id":"1","total":5,"currency":"zzz"}'))
    assert odd.amount is None
    assert odd.others == {"currency": "zzz", "total": "5"}


@pytest.mark.parametrize("source", [None, [], "x", 1])
def test_what_is_no_object_is_damaged(source: object) -> None:
    for read in (EAPI.document, EAPI.invoice, EAPI.fiscal_day):
        with pytest.raises(DamagedAnswerError):
            read(source)
    with pytest.raises(DamagedAnswerError):
        EAPI.status(source, "123")
