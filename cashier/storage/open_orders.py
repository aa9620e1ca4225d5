"""Orders that are not posted, and the tenders asked for them."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import apsw

from cashier.domain.errors import UnknownOrderError
from cashier.domain.journal import EntryKind
from cashier.domain.money import Money
from cashier.domain.open_order import OpenOrder, check_may_change, check_may_void
from cashier.domain.order import OrderLine
from cashier.domain.posting import OrderStatus
from cashier.domain.tender import Tender, TenderState, TenderType
from cashier.storage import records
from cashier.storage.database import Row, first
from cashier.storage.journal_store import JournalStore

_UNPOSTED = (OrderStatus.OPEN.value, OrderStatus.PARKED.value)


class OpenOrderStore:
    """Keeps unposted orders inside the caller's transaction."""

    def __init__(self, connection: apsw.Connection, journal: JournalStore) -> None:
        self._connection = connection
        self._journal = journal

    def keep(self, kept: OpenOrder, removed: Sequence[OrderLine], day: int) -> None:
        """Write an order as it stands; a removed line is an entry of the journal."""
        check_may_change(read_tenders(self._connection, kept.order.id), kept.total)
        order = kept.order
        row = (
            order.id.bytes,
            kept.status.value,
            records.order_text(order),
            kept.total.minor,
            kept.updated_at.isoformat(),
            kept.operator,
        )
        self._connection.execute(
            "INSERT OR REPLACE INTO open_orders VALUES (?, ?, ?, ?, ?, ?)", row
        )
        for line in removed:
            data = {
                "id": str(order.id),
                "name": line.name,
                "quantity": line.quantity.milli,
                "price": line.price.minor,
            }
            self._journal.append(
                EntryKind.LINE_REMOVED, data, at=kept.updated_at, operator=kept.operator, day=day
            )

    def void(self, order_id: UUID, *, at: datetime, operator: str, day: int) -> None:
        """Cancel an unposted order."""
        row = first(
            self._connection,
            "SELECT status, total FROM open_orders WHERE id = ?",
            (order_id.bytes,),
        )
        if row is None or row[0] not in _UNPOSTED:
            raise UnknownOrderError("order", order_id)
        check_may_void(read_tenders(self._connection, order_id))
        self._connection.execute(
            "UPDATE open_orders SET status = ?, updated_at = ? WHERE id = ?",
            (OrderStatus.CANCELLED.value, at.isoformat(), order_id.bytes),
        )
        data = {"id": str(order_id), "total": row[1]}
        self._journal.append(EntryKind.VOID, data, at=at, operator=operator, day=day)

    def ask(self, order_id: UUID, tender: Tender) -> None:
        """Note a tender before it is asked for; the same key again changes nothing."""
        row = (
            tender.key,
            order_id.bytes,
            tender.type.value,
            tender.amount.minor,
            tender.amount.currency,
            tender.state.value,
            tender.reference,
            tender.asked_at.isoformat() if tender.asked_at else "",
        )
        self._connection.execute(
            "INSERT INTO tender_attempts VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL)"
            " ON CONFLICT DO NOTHING",
            row,
        )

    def answer(
        self, key: str, state: TenderState, *, at: datetime, operator: str, day: int
    ) -> None:
        """Note the outcome; taking an approved tender back is an entry of the journal."""
        row = first(
            self._connection,
            "SELECT order_id, type, amount, state FROM tender_attempts WHERE key = ?",
            (key,),
        )
        if row is None:
            raise UnknownOrderError("tender", key)
        self._connection.execute(
            "UPDATE tender_attempts SET state = ?, answered_at = ? WHERE key = ?",
            (state.value, at.isoformat(), key),
        )
        if state is TenderState.REVERSED:
            order_id = UUID(bytes=row[0])
            data = {"id": str(order_id), "key": key, "type": row[1], "amount": row[2]}
            self._journal.append(EntryKind.TENDER_REVERSED, data, at=at, operator=operator, day=day)

    def forget(self, order_id: UUID) -> None:
        """Drop the unposted form of an order that is posted now; its attempts stay on record."""
        self._connection.execute("DELETE FROM open_orders WHERE id = ?", (order_id.bytes,))


def read_tenders(connection: apsw.Connection, order_id: UUID) -> tuple[Tender, ...]:
    """Return the tenders asked for an order, oldest first."""
    rows = connection.execute(
        "SELECT key, type, amount, currency, state, reference, asked_at FROM tender_attempts"
        " WHERE order_id = ? ORDER BY asked_at, key",
        (order_id.bytes,),
    )
    return tuple(
        Tender(
            key,
            TenderType(kind),
            Money(amount, currency),
            TenderState(state),
            reference,
            datetime.fromisoformat(asked_at) if asked_at else None,
        )
        for key, kind, amount, currency, state, reference, asked_at in rows
    )


def read_open(connection: apsw.Connection) -> list[OpenOrder]:
    """Return orders in progress and parked ones with their tenders, oldest first."""
    rows = connection.execute(
        "SELECT id, status, content, total, updated_at, operator FROM open_orders"
        " WHERE status IN (?, ?) ORDER BY updated_at",
        _UNPOSTED,
    ).fetchall()
    return [_open_order(connection, row) for row in rows]


def _open_order(connection: apsw.Connection, row: Row) -> OpenOrder:
    raw_id, status, content, total, updated_at, operator = row
    order = records.order_of(UUID(bytes=raw_id), content)
    return OpenOrder(
        order,
        OrderStatus(status),
        Money(total, order.currency),
        datetime.fromisoformat(updated_at),
        operator,
        read_tenders(connection, order.id),
    )
