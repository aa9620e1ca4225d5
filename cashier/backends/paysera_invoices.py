"""The request for an invoice of Paysera eapi: for an order that the server has."""

from decimal import Decimal

from cashier.backends.paysera_lines import number
from cashier.domain.errors import NotGivenError
from cashier.domain.money import Money
from cashier.domain.order import Customer
from cashier.domain.remote import InvoiceRequest, RemoteLine

Body = dict[str, object]


def invoice_body(request: InvoiceRequest) -> Body:
    """Return the request; ``NotGivenError`` where it lacks what every invoice has.

    There is no field for a company's code: it goes into the notes, beside the company's name.
    """
    if not request.order_id:
        raise NotGivenError("order_id")
    if not request.lines:
        raise NotGivenError("lines", request.order_id)
    body: Body = {
        "type": request.type,
        "issueDate": None if request.issued_on is None else request.issued_on.isoformat(),
        "dueDate": None if request.due_on is None else request.due_on.isoformat(),
        "currency": request.currency,
        "notes": _notes(request) or None,
        "orderId": request.order_id,
        "relatedInvoiceId": request.related_invoice or None,
        "customer": _customer(request.customer),
        "invoicePositions": [_position(line) for line in request.lines],
    }
    return {name: value for name, value in body.items() if value is not None}


def _customer(customer: Customer) -> Body:
    name = customer.company.name if customer.company else customer.name
    if not name:
        raise NotGivenError("customer")
    contact = {"name": name, "email": customer.email, "phone": customer.phone}
    return {field: value for field, value in contact.items() if value}


def _notes(request: InvoiceRequest) -> str:
    company = request.customer.company
    details = (company.code, company.vat_number, company.address) if company else ()
    return "; ".join(filter(None, [request.note, *details]))


def _position(line: RemoteLine) -> Body:
    if line.quantity is None or line.price is None or line.vat_rate is None:
        raise NotGivenError("line", line.name)
    position: Body = {
        "title": line.name,
        "quantity": number(line.quantity.text()),
        "unitPrice": {"regular": _major(line.price)},
        "measureUnit": "unit",
        "tax": {"taxRate": number(line.vat_rate.text())},
    }
    return position | ({"productSKU": line.product_id} if line.product_id else {})


def _major(amount: Money) -> Decimal:
    return Decimal(amount.text())
