"""An order of the back end that is paid at the till: the sale that is made of it."""

from dataclasses import replace
from uuid import UUID

from cashier.domain.decimals import half_up
from cashier.domain.errors import CurrencyMismatchError, NotGivenError, RemoteOrderRefusedError
from cashier.domain.money import Money
from cashier.domain.order import Customer, Discount, Order, OrderLine
from cashier.domain.quantity import WHOLE, Quantity
from cashier.domain.remote import PAID_WORDS, RemoteLine, RemoteOrder
from cashier.domain.tender import PAID_THERE, Tender, TenderState, TenderType
from cashier.domain.text import NAME_LENGTH, NOTE_LENGTH, cleaned

_BY_WORD = {
    "card": TenderType.CARD,
    "banktransfer": TenderType.TRANSFER,
    "transfer": TenderType.TRANSFER,
    "voucher": TenderType.VOUCHER,
}


def sale_of(remote: RemoteOrder, new_id: UUID, currency: str) -> Order:
    """Return the sale for a waiting order: its lines at their own VAT, its discount, its link.

    What it comes to is the server's total to the cent. Raises ``RemoteOrderRefusedError`` where
    nothing is due or a figure is missing, ``CurrencyMismatchError``, ``NotGivenError``.
    """
    total = _required_total(remote, currency)
    lines = tuple(_line(line, currency) for line in remote.lines)
    before = sum((_net(line) for line in lines), Money.zero(currency))
    off = before - total
    if not lines or off.minor < 0:
        raise RemoteOrderRefusedError("total", total.text())
    return Order(
        new_id,
        currency,
        lines,
        Discount(amount=off) if off.minor else None,
        _customer(remote.customer),
        cleaned(remote.note)[:NOTE_LENGTH],
        cleaned(remote.number)[:NAME_LENGTH],
        remote=remote.id,
    )


def _customer(told: Customer) -> Customer:
    name, email, phone = (
        cleaned(text)[:NAME_LENGTH] for text in (told.name, told.email, told.phone)
    )
    return replace(told, name=name, email=email, phone=phone)


def paid_before(remote: RemoteOrder, order_id: UUID) -> tuple[Tender, ...]:
    """Return what the server has as paid already, as tenders that are settled."""
    taken = [
        one
        for one in remote.payments
        if one.amount is not None and one.amount.minor > 0 and one.status.lower() in PAID_WORDS
    ]
    return tuple(
        Tender(
            f"{order_id.hex}{PAID_THERE}{place}",
            _BY_WORD.get(one.type.lower(), TenderType.OTHER),
            one.amount,
            TenderState.APPROVED,
            remote.number or remote.id,
        )
        for place, one in enumerate(taken, 1)
        if one.amount is not None
    )


def _required_total(remote: RemoteOrder, currency: str) -> Money:
    due = remote.due
    if remote.total is None or due is None:
        raise NotGivenError("total", remote.number or remote.id)
    if remote.total.currency != currency:
        raise CurrencyMismatchError(currency, remote.total.currency)
    if due.minor <= 0 or not remote.awaits_payment:
        raise RemoteOrderRefusedError("due", remote.status)
    return remote.total


def _line(line: RemoteLine, currency: str) -> OrderLine:
    """Return a line that counts for the server's total of it, whatever its price says."""
    if line.vat_rate is None:
        raise NotGivenError("vat_rate", line.name)
    quantity = line.quantity or Quantity()
    total = line.total if line.total is not None else _times(line.price, quantity)
    if total is None:
        raise NotGivenError("price", line.name)
    if total.currency != currency:
        raise CurrencyMismatchError(currency, total.currency)
    name = cleaned(line.name or line.product_id)[:NAME_LENGTH] or "–"
    made = OrderLine(name, total, line.vat_rate)
    if line.price is None or line.price.currency != currency or line.price.minor < 0:
        return _whole(made, quantity)
    priced = replace(made, price=line.price, quantity=quantity)
    off = priced.gross - total
    if off.minor < 0:
        return _whole(made, quantity)
    return replace(priced, discount=Discount(amount=off)) if off.minor else priced


def _whole(line: OrderLine, quantity: Quantity) -> OrderLine:
    """Return one of all that the line is, with the quantity in its name."""
    if quantity.milli == WHOLE:
        return line
    return replace(line, name=f"{line.name} × {quantity.text()}"[:NAME_LENGTH])


def _times(price: Money | None, quantity: Quantity) -> Money | None:
    if price is None:
        return None
    return Money(half_up(price.minor * quantity.milli, WHOLE), price.currency)


def _net(line: OrderLine) -> Money:
    gross = line.gross
    return gross if line.discount is None else gross - line.discount.on(gross)
