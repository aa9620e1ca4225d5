"""What somebody's own system is told of a sale: the parameters the web service tells its users.

Every amount is a decimal text with the currency's digits, of a refund a negative one; a rate and a
quantity are decimal texts too.
"""

import enum
from urllib.parse import quote

from cashier.domain.money import Money
from cashier.domain.order import Customer
from cashier.domain.posting import PostedLine, PostedOrder
from cashier.domain.tax import VatGroup

COUNTER_SALE = 4
Payload = dict[str, object]


class WebhookEvent(enum.Enum):
    """When it is told; each order is told at both, in this order."""

    VALIDATED = "validated"
    TERMINATED = "terminated"


def payload(event: WebhookEvent, order: PostedOrder, invoice_prefix: str = "") -> Payload:
    """Return what is told of ``order``: the order is final, or its payment is complete.

    ``PDFinvoice`` is the document's name, ``<number>.pdf``, behind the prefix; without one empty.
    """
    posting = order.posting
    return {
        "type": event.value,
        "orderID": order.number,
        "orderInternalID": str(posting.id),
        "price": posting.total.text(),
        "clientID": "",
        "customer": _customer(posting.customer),
        "cashBoxID": order.register,
        "deliveryMethod": str(COUNTER_SALE),
        "PDFinvoice": _invoice(order.number, invoice_prefix),
        "items": [_item(line) for line in posting.lines],
        "VATs": [_vat(group) for group in posting.vat],
        "VAT": sum((group.vat for group in posting.vat), Money.zero(posting.total.currency)).text(),
        "isRefund": bool(posting.refund_of),
    }


def _invoice(number: str, prefix: str) -> str:
    return f"{prefix}{quote(number, safe='')}.pdf" if prefix else ""


def _customer(customer: Customer) -> Payload:
    company = customer.company
    details = {
        "name": customer.name,
        "email": customer.email,
        "phone": customer.phone,
        "company": company.name if company else "",
        "companyCode": company.code if company else "",
        "vatNumber": company.vat_number if company else "",
        "address": company.address if company else "",
    }
    return {name: text for name, text in details.items() if text}


def _item(line: PostedLine) -> Payload:
    return {
        "title": line.name,
        "quantity": line.quantity.text(),
        "unit": line.unit,
        "price": line.price.text(),
        "total": line.figures.net.text(),
        "vatRate": line.vat_rate.text(),
        "id": line.product_key,
        "barcode": line.barcode,
        "note": line.note,
    }


def _vat(group: VatGroup) -> Payload:
    return {
        "rate": group.rate.text(),
        "net": group.net.text(),
        "amount": group.vat.text(),
        "gross": group.gross.text(),
    }
