"""Orders that are not posted, and the tenders asked for them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import apsw

from cashier.domain.errors import OrderIdTakenError, TenderRefusedError, UnknownOrderError
from cashier.domain.journal import EntryKind
from cashier.domain.money import Money
from cashier.domain.open_order import (
    OpenOrder,
    check_may_ask,
    check_may_become,
    check_may_change,
    check_may_void,
)
from cashier.domain.order import OrderLine
from cashier.domain.posting import OrderStatus
from cashier.domain.tender import Tender, TenderState, TenderType
from cashier.domain.wallet import WalletCharge
from cashier.storage import records, wallet_charges
from cashier.storage.database import Row, first, required
from cashier.storage.journal_store import JournalStore

_UNPOSTED = (OrderStatus.OPEN.value, OrderStatus.PARKED.value)


class OpenOrderStore:
    """Keeps unposted orders inside the caller's transaction."""

    def __init__(self, connection: apsw.Connection, journal: JournalStore) -> None:
        self._connection = connection
        self._journal = journal

    def keep(self, kept: OpenOrder, removed: Sequence[OrderLine], day: int) -> None:
        """Write an order as it stands; a removed line is an entry of the journal.

        What is posted or void stays so: ``OrderIdTakenError`` or ``UnknownOrderError``.
        """
        order = kept.order
        if self._is_posted(order.id):
            raise OrderIdTakenError("order", order.id)
        if self._status(order.id) == OrderStatus.CANCELLED.value:
            raise UnknownOrderError("order", order.id)
        check_may_change(read_tenders(self._connection, order.id), kept.total)
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
        self._require_open(order_id)
        check_may_void(read_tenders(self._connection, order_id))
        self._connection.execute(
            "UPDATE open_orders SET status = ?, updated_at = ? WHERE id = ?",
            (OrderStatus.CANCELLED.value, at.isoformat(), order_id.bytes),
        )
        total = required(
            self._connection, "SELECT total FROM open_orders WHERE id = ?", (order_id.bytes,)
        )
        data = {"id": str(order_id), "total": total[0]}
        self._journal.append(EntryKind.VOID, data, at=at, operator=operator, day=day)

    def ask(self, order_id: UUID, tender: Tender) -> None:
        """Note a tender of a kept order before it is asked for.

        The same one again changes nothing; another one under its key is refused by
        ``TenderRefusedError``, one beside an undecided one by ``UndecidedTenderError``.
        """
        self._require_open(order_id)
        known = self._attempt(tender.key)
        if known is not None:
            if known != (order_id, tender.type, tender.amount):
                raise TenderRefusedError("tender", tender.amount.text())
            return
        check_may_ask(read_tenders(self._connection, order_id), tender)
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
            "INSERT INTO tender_attempts VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, NULL)", row
        )
        wallet_charges.note(self._connection, order_id, tender)

    def answer(  # noqa: PLR0913 - who, when and what an outcome is
        self,
        key: str,
        state: TenderState,
        *,
        at: datetime,
        operator: str,
        day: int,
        wallet: WalletCharge | None = None,
    ) -> None:
        """Note the outcome; taking an approved tender back is an entry of the journal.

        The same outcome again changes nothing. Raises as ``check_may_become`` does, and
        ``UnknownOrderError`` for a tender never asked for or of an order that is not open any more.
        """
        known = self._attempt(key)
        if known is None:
            raise UnknownOrderError("tender", key)
        order_id = known[0]
        tender = next(one for one in read_tenders(self._connection, order_id) if one.key == key)
        if tender.state is state:
            return
        check_may_become(tender, state)
        self._require_open(order_id)
        self._connection.execute(
            "UPDATE tender_attempts SET state = ?, answered_at = ? WHERE key = ?",
            (state.value, at.isoformat(), key),
        )
        if tender.wallet is not None:
            wallet_charges.answer(self._connection, key, state, wallet)
        if state is TenderState.REVERSED:
            data = {
                "id": str(order_id),
                "key": key,
                "type": tender.type.value,
                "amount": tender.amount.minor,
            }
            self._journal.append(EntryKind.TENDER_REVERSED, data, at=at, operator=operator, day=day)

    def forget(self, order_id: UUID) -> None:
        """Drop the unposted form of an order that is posted now; its attempts stay on record."""
        self._connection.execute("DELETE FROM open_orders WHERE id = ?", (order_id.bytes,))

    def _attempt(self, key: str) -> tuple[UUID, TenderType, Money] | None:
        row = first(
            self._connection,
            "SELECT order_id, type, amount, currency FROM tender_attempts WHERE key = ?",
            (key,),
        )
        return (UUID(bytes=row[0]), TenderType(row[1]), Money(row[2], row[3])) if row else None

    def _require_open(self, order_id: UUID) -> None:
        if self._status(order_id) not in _UNPOSTED:
            raise UnknownOrderError("order", order_id)

    def _status(self, order_id: UUID) -> str | None:
        row = first(
            self._connection, "SELECT status FROM open_orders WHERE id = ?", (order_id.bytes,)
        )
        return row[0] if row else None

    def _is_posted(self, order_id: UUID) -> bool:
        found = first(self._connection, "SELECT 1 FROM orders WHERE id = ?", (order_id.bytes,))
        return found is not None


def read_tenders(connection: apsw.Connection, order_id: UUID) -> tuple[Tender, ...]:
    """Return the tenders asked for an order, oldest first."""
    rows: list[tuple[Any, ...]] = connection.execute(
        "SELECT key, type, amount, currency, state, reference, asked_at FROM tender_attempts"
        " WHERE order_id = ? ORDER BY position",
        (order_id.bytes,),
    ).fetchall()
    has_wallet = any(row[1] == TenderType.WALLET.value for row in rows)
    wallets = wallet_charges.of_order(connection, order_id, rows[0][3]) if has_wallet else {}
    return tuple(
        Tender(
            key,
            TenderType(kind),
            Money(amount, currency),
            TenderState(state),
            reference,
            datetime.fromisoformat(asked_at) if asked_at else None,
            wallets.get(key),
        )
        for key, kind, amount, currency, state, reference, asked_at in rows
    )


def read_open(connection: apsw.Connection) -> list[OpenOrder]:
    """Return orders in progress and parked ones with their tenders, oldest first."""
    rows = connection.execute(
        "SELECT id, status, content, total, updated_at, operator FROM open_orders"
        " WHERE status IN (?, ?)",
        _UNPOSTED,
    ).fetchall()
    found = [_open_order(connection, row) for row in rows]
    return sorted(found, key=lambda one: one.updated_at.timestamp())


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
