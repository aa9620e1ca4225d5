"""The whole journal recomputed, and held against the order tables and the noted head."""

import json
from collections.abc import Iterator
from typing import Any

import apsw

from cashier.domain.journal import Chain, Damage, Entry, EntryKind, Head, Verdict
from cashier.storage import records
from cashier.storage.journal_store import entries

_POSTINGS = {EntryKind.SALE.value, EntryKind.REFUND.value}
_ORDERS = (
    "SELECT o.entry, o.serial, o.number, lower(hex(o.id)), o.kind, o.currency, o.subtotal,"
    " o.discount, o.total, o.rounding, o.vat, coalesce(s.number, ''), o.fiscal_day, o.operator,"
    " o.at FROM orders AS o LEFT JOIN orders AS s ON s.serial = o.refund_of ORDER BY o.serial"
)
_LINES = (
    "SELECT line_no, name, barcode, quantity, price, list_price, vat_rate, total, discount, share"
    " FROM order_lines WHERE serial = ? ORDER BY line_no"
)
_LINE_KEYS = (
    "line", "name", "barcode", "quantity", "price", "list_price", "vat_rate", "total", "discount",
    "share",
)  # fmt: skip
_TENDERS = "SELECT type, amount FROM order_tenders WHERE serial = ? ORDER BY position"


def verify(connection: apsw.Connection, noted: Head | None) -> Verdict:
    """Return the first damage: in the chain, at the noted head, or between journal and orders.

    Without a noted head the end may have been cut off: then that is the verdict. The caller holds
    a read transaction, so that the till may go on selling.
    """
    check = _Check(connection, noted)
    for entry in entries(connection):
        damage = check.add(entry)
        if damage is not None:
            broken = check.chain.seq + 1 if damage is Damage.MISSING else entry.seq
            return Verdict(check.count, check.chain.seal, damage, broken)
    if noted is None or noted.seq > check.chain.seq:
        return Verdict(check.count, check.chain.seal, Damage.CUT_OFF, check.chain.seq + 1)
    left = next(check.orders, None)
    if left is not None:
        return Verdict(check.count, check.chain.seal, Damage.TOTALS_DIFFER, left[0])
    return Verdict(check.count, check.chain.seal)


def first_damage(connection: apsw.Connection) -> Damage | None:
    """Return what is broken in a ledger by itself; a cut that is on record already is none."""
    check = _Check(connection, None)
    for entry in entries(connection):
        damage = check.add(entry)
        if damage not in {None, Damage.CUT_OFF}:
            return damage
    return Damage.TOTALS_DIFFER if next(check.orders, None) else None


class _Check:
    """Takes entries in order; walks the orders beside them, so that memory does not grow."""

    def __init__(self, connection: apsw.Connection, noted: Head | None) -> None:
        self.chain = Chain()
        self.count = 0
        self.orders: Iterator[Any] = connection.execute(_ORDERS)
        self._connection = connection
        self._noted = noted

    def add(self, entry: Entry) -> Damage | None:
        self.count += 1
        damage = self.chain.add(entry)
        if damage is not None:
            return damage
        noted = self._noted
        if noted is not None and entry.seq == noted.seq and entry.seal != noted.seal:
            return Damage.CHANGED
        try:
            return self._content_damage(json.loads(entry.body))
        except (ValueError, KeyError, TypeError, AttributeError):
            return Damage.CHANGED  # sealed anew over something that is no entry

    def _content_damage(self, content: dict[str, Any]) -> Damage | None:
        if content["kind"] == EntryKind.JOURNAL_CUT.value:
            return Damage.CUT_OFF
        if content["kind"] in _POSTINGS and _as_journalled(content) != self._next_order():
            return Damage.TOTALS_DIFFER
        return None

    def _next_order(self) -> dict[str, object] | None:
        row = next(self.orders, None)
        if row is None:
            return None
        execute, serial = self._connection.execute, row[1]
        return {
            "row": row[2:],
            "seq": row[0],
            "lines": execute(_LINES, (serial,)).fetchall(),
            "tenders": execute(_TENDERS, (serial,)).fetchall(),
        }


def _as_journalled(content: dict[str, Any]) -> dict[str, object]:
    """Return an entry of a posting in the form of ``_Check._next_order``."""
    data = content["data"]
    return {
        "row": (
            data["number"],
            data["id"].replace("-", ""),
            content["kind"],
            data["currency"],
            data["subtotal"],
            data["discount"],
            data["total"],
            data["rounding"],
            records.dump(data["vat"]),
            data["refund_of"],
            content["fiscal_day"],
            content["operator"],
            content["at"],
        ),
        "seq": content["seq"],
        "lines": [tuple(line[key] for key in _LINE_KEYS) for line in data["lines"]],
        "tenders": [tuple(one) for one in data["tenders"]],
    }
