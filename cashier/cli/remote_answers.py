"""What a back end tells, in the JSON that is promised and as lines for people.

Amounts are in major units whatever the wire says; words are the server's own.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, tzinfo

from cashier.domain.money import Money
from cashier.domain.remote import (
    RemoteDocument,
    RemoteFiscalDay,
    RemoteInvoice,
    RemoteLine,
    RemoteOrder,
)

Answer = dict[str, object]


def order(one: RemoteOrder) -> Answer:
    """Return an order of the back end."""
    return {
        "id": one.id,
        "number": one.number or None,
        "status": one.status,
        "currency": one.currency or None,
        "total": _amount(one.total),
        "discount": _amount(one.discount),
        "due": _amount(one.due),
        "customer": {
            "name": one.customer.name,
            "email": one.customer.email,
            "phone": one.customer.phone,
        },
        "lines": _lines(one.lines),
        "payments": [
            {"method": paid.type, "amount": _amount(paid.amount), "status": paid.status}
            for paid in one.payments
        ],
        "note": one.note,
        "created_at": _moment(one.created_at),
        "updated_at": _moment(one.updated_at),
        "missing": list(one.missing),
        "others": dict(one.others),
    }


def document(one: RemoteDocument) -> Answer:
    """Return a financial document of the register."""
    return {
        "id": one.id,
        "type": one.type,
        "number": one.number or None,
        "status": one.status,
        "currency": _currency(one.amount),
        "amount": _amount(one.amount),
        "vat": _amount(one.vat),
        "fiscal_day": one.fiscal_day or None,
        "lines": _lines(one.lines),
        "created_at": _moment(one.created_at),
        "others": dict(one.others),
    }


def invoice(one: RemoteInvoice) -> Answer:
    """Return an invoice."""
    return {
        "id": one.id,
        "number": one.number or None,
        "status": one.status,
        "currency": _currency(one.total),
        "total": _amount(one.total),
        "vat": _amount(one.vat),
        "customer": {"name": one.customer.name, "email": one.customer.email},
        "lines": _lines(one.lines),
        "created_at": _moment(one.created_at),
        "due_date": _moment(one.due_date),
        "others": dict(one.others),
    }


def fiscal_day(one: RemoteFiscalDay) -> Answer:
    """Return the register's fiscal day."""
    return {
        "id": one.id,
        "number": one.number,
        "status": one.status,
        "currency": _currency(one.sales, one.returns, one.collections),
        "sales": _amount(one.sales),
        "returns": _amount(one.returns),
        "collections": _amount(one.collections),
        "receipts": one.receipts,
        "started_at": _moment(one.started_at),
        "closed_at": _moment(one.closed_at),
        "others": dict(one.others),
    }


def row(answer: Mapping[str, object], figure: str, zone: tzinfo) -> str:
    """Return one of a list as a line: number, moment by the shop's clock, amount, state."""
    named = str(answer["number"] or answer["id"])
    amount = str(answer[figure] or "-")
    kind = str(answer.get("type") or answer["status"])
    at = _by_clock(str(answer["created_at"] or "-"), zone)
    return f"{named:<24} {at:<16}  {amount:>12} {answer['currency'] or ''}  {kind}".rstrip()


def _by_clock(moment: str, zone: tzinfo) -> str:
    if "T" not in moment:
        return moment
    at = datetime.fromisoformat(moment)
    return f"{at.astimezone(zone) if at.tzinfo else at:%Y-%m-%d %H:%M}"


def facts(answer: Mapping[str, object]) -> str:
    """Return every known fact on a line of its own."""
    known = {name: value for name, value in answer.items() if value not in (None, "", {}, [])}
    width = max((len(name) for name in known), default=0)
    return "\n".join(f"{name:<{width}}  {value}" for name, value in known.items())


def _lines(lines: Sequence[RemoteLine]) -> list[Answer]:
    return [
        {
            "name": one.name,
            "quantity": one.quantity.text() if one.quantity is not None else None,
            "price": _amount(one.price),
            "total": _amount(one.total),
            "vat_rate": one.vat_rate.text() if one.vat_rate is not None else None,
            "vat": _amount(one.vat),
        }
        for one in lines
    ]


def _amount(money: Money | None) -> str | None:
    return None if money is None else money.text()


def _currency(*amounts: Money | None) -> str | None:
    return next((one.currency for one in amounts if one is not None), None)


def _moment(at: datetime | date | None) -> str | None:
    if isinstance(at, datetime):
        return at.isoformat(timespec="seconds")
    return None if at is None else at.isoformat()
