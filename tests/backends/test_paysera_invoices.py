"""The request for an invoice says all that an invoice has, and is refused where it cannot."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from cashier.backends.paysera_invoices import invoice_body
from cashier.domain.company import Company
from cashier.domain.errors import NotGivenError
from cashier.domain.money import Money
from cashier.domain.order import Customer
from cashier.domain.quantity import Percent, Quantity
from cashier.domain.remote import InvoiceRequest, RemoteLine

LINE = RemoteLine("Ham", Quantity(312), Money(1190), vat_rate=Percent.parse("9"), product_id="H1")
REQUEST = InvoiceRequest(
    "order-1",
    customer=Customer("Jane", "jane@example.com", "+37060012345"),
    lines=(LINE,),
    issued_on=date(2026, 11, 21),
    due_on=date(2026, 12, 5),
    note="Thank you",
    related_invoice="proforma-1",
)


def test_a_request_has_every_field() -> None:
    assert invoice_body(REQUEST) == {
        "type": "invoice",
        "issueDate": "2026-11-21",
        "dueDate": "2026-12-05",
        "currency": "EUR",
        "notes": "Thank you",
        "orderId": "order-1",
        "relatedInvoiceId": "proforma-1",
        "customer": {"name": "Jane", "email": "jane@example.com", "phone": "+37060012345"},
        "invoicePositions": [
            {
                "title": "Ham",
                "productSKU": "H1",
                "quantity": Decimal("0.312"),
                "unitPrice": {"regular": Decimal("11.90")},
                "measureUnit": "unit",
                "tax": {"taxRate": 9},
            }
        ],
    }


def test_what_is_not_given_is_left_to_the_server() -> None:
    body = invoice_body(InvoiceRequest("1", customer=Customer("Jane"), lines=(LINE,)))
    assert {"issueDate", "dueDate", "notes", "relatedInvoiceId"} & set(body) == set()
    assert body["customer"] == {"name": "Jane"}


def test_a_company_is_the_buyer_and_its_codes_are_noted() -> None:
    company = Company("UAB Rytas", "300", "LT300", "Vilnius")
    body = invoice_body(replace(REQUEST, customer=Customer("Jane", company=company)))
    assert body["customer"] == {"name": "UAB Rytas"}
    assert body["notes"] == "Thank you; 300; LT300; Vilnius"


@pytest.mark.parametrize(
    "request_",
    [
        replace(REQUEST, order_id=""),
        replace(REQUEST, lines=()),
        replace(REQUEST, customer=Customer(email="jane@example.com")),
        replace(REQUEST, lines=(replace(LINE, price=None),)),
        replace(REQUEST, lines=(replace(LINE, quantity=None),)),
        replace(REQUEST, lines=(replace(LINE, vat_rate=None),)),
    ],
)
def test_an_invoice_that_lacks_something_is_not_asked_for(request_: InvoiceRequest) -> None:
    with pytest.raises(NotGivenError):
        invoice_body(request_)
