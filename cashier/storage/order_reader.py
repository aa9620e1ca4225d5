"""Reads posted orders back, figure by figure as they were posted."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

import apsw

from cashier.domain.errors import NothingToRefundError
from cashier.domain.money import Money
from cashier.domain.order import LineFigures
from cashier.domain.posting import Delivery, OrderStatus, PostedLine, PostedOrder, Posting
from cashier.domain.quantity import Percent, Quantity
from cashier.domain.receipt import ReceiptKind
from cashier.domain.refund import Sold
from cashier.domain.tax import VatMode
from cashier.domain.tender import SettledTender, TenderType
from cashier.storage import records
from cashier.storage.database import Row, first, required
from cashier.storage.wallet_charges import balance_after

_COLUMNS = (
    "o.serial, o.id, o.number, o.kind, o.at, o.fiscal_day, o.operator, o.currency, o.subtotal,"
    " o.discount, o.discount_percent, o.total, o.rounding, o.change, o.vat_mode, o.vat,"
    " o.customer, o.note, o.refund_of, o.profile, o.fingerprint, l.content, o.entry,"
    " j.seal, d.printed_at, d.copies, b.state, r.remote,"
    " b.receipt_number"
)
_ORDER = (
    f"SELECT {_COLUMNS} FROM orders AS o"  # noqa: S608 - fixed column names
    " JOIN letterheads AS l ON l.id = o.letterhead JOIN journal AS j ON j.seq = o.entry"
    " JOIN documents AS d ON d.serial = o.serial LEFT JOIN outbox AS b ON b.serial = o.serial"
    " LEFT JOIN remote_orders AS r ON r.serial = o.serial"
    " WHERE o.serial = ?"
)

_WALLET = TenderType.WALLET.value
_DELIVERIES = {
    "sent": Delivery.SENT,
    "refused": Delivery.NEEDS_ATTENTION,
    "needs-attention": Delivery.NEEDS_ATTENTION,
}


def find_serial(connection: apsw.Connection, number_or_id: str) -> int | None:
    """Return the row of the order with this receipt number or order id."""
    tail = number_or_id.rpartition("-")[2]
    if tail.isascii() and tail.isdigit() and len(tail) < 19:  # noqa: PLR2004 - 64-bit integers
        row = first(
            connection,
            "SELECT serial FROM orders WHERE serial = ? AND number = ?",
            (int(tail), number_or_id),
        )
        if row is not None:
            return int(row[0])
    try:
        order_id = UUID(number_or_id)
    except ValueError:
        return None
    row = first(connection, "SELECT serial FROM orders WHERE id = ?", (order_id.bytes,))
    return int(row[0]) if row else None


def read_posted(
    connection: apsw.Connection, serial: int, *, is_repeat: bool = False
) -> PostedOrder:
    """Return the order of this row with everything it was posted with."""
    row = required(connection, _ORDER, (serial,))
    posting = _posting(connection, row)
    seq, seal, printed_at, copies, outbox = row[22], row[23], row[24], row[25], row[26]
    return PostedOrder(
        posting=posting,
        number=row[2],
        register=str(row[2]).rpartition("-")[0],
        fiscal_day=row[5],
        seq=seq,
        seal=seal,
        status=status_of(connection, serial, posting.kind),
        delivery=delivery_of(outbox),
        printed=printed_at is not None,
        copies=copies,
        is_repeat=is_repeat,
        printed_at=None if printed_at is None else datetime.fromisoformat(printed_at),
        fiscal_number=row[28] or "",
    )


def read_sold(connection: apsw.Connection, serial: int) -> Sold:
    """Return a sale with the refunds posted for it; ``NothingToRefundError`` for a refund."""
    sale = read_posted(connection, serial).posting
    if sale.kind is not ReceiptKind.SALE:
        raise NothingToRefundError("refund")
    rows: list[Row] = connection.execute(
        "SELECT serial FROM orders WHERE refund_of = ? ORDER BY serial", (serial,)
    ).fetchall()
    return Sold(sale, tuple(read_posted(connection, row[0]).posting for row in rows))


def status_of(connection: apsw.Connection, serial: int, kind: ReceiptKind) -> OrderStatus:
    """Return whether a sale was given back, in part or whole; a refund is completed."""
    if kind is ReceiptKind.REFUND:
        return OrderStatus.COMPLETED
    row = first(
        connection,
        "SELECT sum(l.quantity), (SELECT sum(quantity) FROM order_lines WHERE serial = ?)"
        " FROM orders AS o JOIN order_lines AS l ON l.serial = o.serial WHERE o.refund_of = ?",
        (serial, serial),
    )
    if row is None or row[0] is None:
        return OrderStatus.COMPLETED
    return OrderStatus.REFUNDED if -row[0] == row[1] else OrderStatus.PARTLY_REFUNDED


def delivery_of(outbox_state: str | None) -> Delivery:
    """Return the delivery that an outbox state means."""
    if outbox_state is None:
        return Delivery.NOT_NEEDED
    return _DELIVERIES.get(outbox_state, Delivery.UNSENT)


def _posting(connection: apsw.Connection, row: Row) -> Posting:
    (serial, raw_id, _, kind, at, _, operator, currency, subtotal, discount, percent, total,
     rounding, change, vat_mode, vat, customer, note, refund_of, profile, fingerprint, words,
     *_) = row  # fmt: skip

    def money(minor: int) -> Money:
        return Money(minor, currency)

    return Posting(
        id=UUID(bytes=raw_id),
        kind=ReceiptKind(kind),
        lines=tuple(_lines(connection, serial, currency)),
        subtotal=money(subtotal),
        discount=money(discount),
        discount_percent=_percent(percent),
        total=money(total),
        rounding=money(rounding),
        change=money(change),
        vat=records.vat_groups(vat, currency),
        tenders=tuple(_tenders(connection, serial, currency)),
        customer=records.customer_of(customer),
        note=note,
        at=datetime.fromisoformat(at),
        operator=operator,
        letterhead=records.letterhead_of(words),
        fingerprint=fingerprint,
        refund_of=number_of(connection, refund_of),
        profile=profile,
        vat_mode=VatMode(vat_mode),
        remote=row[27] or "",
    )


def number_of(connection: apsw.Connection, serial: int | None) -> str:
    """Return the receipt number of a row, empty where there is none."""
    if serial is None:
        return ""
    return str(required(connection, "SELECT number FROM orders WHERE serial = ?", (serial,))[0])


def _percent(milli: int | None) -> Percent | None:
    return None if milli is None else Percent(milli)


def _lines(connection: apsw.Connection, serial: int, currency: str) -> Iterator[PostedLine]:
    rows = connection.execute(
        "SELECT line_no, name, quantity, unit, price, list_price, vat_rate, letter, gross,"
        " discount, discount_percent, total, share, note, product_key, barcode"
        " FROM order_lines WHERE serial = ? ORDER BY line_no",
        (serial,),
    )
    for no, name, quantity, unit, price, listed, rate, letter, *rest in rows:
        gross, discount, percent, total, share, note, key, barcode = rest
        amounts = (Money(minor, currency) for minor in (gross, discount, total, share))
        yield PostedLine(
            line_no=no,
            name=name,
            quantity=Quantity(quantity),
            unit=unit,
            price=Money(price, currency),
            vat_rate=Percent(rate),
            letter=letter,
            figures=LineFigures(*amounts),
            discount_percent=_percent(percent),
            note=note,
            product_key=key,
            barcode=barcode,
            list_price=None if listed is None else Money(listed, currency),
        )


def _tenders(connection: apsw.Connection, serial: int, currency: str) -> Iterator[SettledTender]:
    rows = connection.execute(
        "SELECT type, amount, tendered, change, reference FROM order_tenders"
        " WHERE serial = ? ORDER BY position",
        (serial,),
    )
    for kind, amount, tendered, change, reference in rows:
        yield SettledTender(
            TenderType(kind),
            Money(amount, currency),
            None if tendered is None else Money(tendered, currency),
            None if change is None else Money(change, currency),
            reference,
            balance_after(connection, serial, currency) if kind == _WALLET else None,
        )
