"""Writes a posting: order, journal entry, day totals, document and outbox in one transaction."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

import apsw

from cashier.domain.errors import (
    ApprovedTenderError,
    OrderIdTakenError,
    UndecidedTenderError,
    UnknownOrderError,
)
from cashier.domain.journal import Data, Entry, EntryKind
from cashier.domain.money import Money
from cashier.domain.posting import Delivery, OrderStatus, PostedLine, PostedOrder, Posting
from cashier.domain.receipt import Letterhead, ReceiptKind
from cashier.domain.refund import check_refund
from cashier.domain.tender import TenderState, TenderType
from cashier.storage import order_reader, records
from cashier.storage.database import Row, required
from cashier.storage.day_store import DayStore
from cashier.storage.journal_store import JournalStore
from cashier.storage.open_orders import OpenOrderStore, read_tenders

_KNOWN = (
    "SELECT (SELECT serial FROM orders WHERE id = ?1),"
    " (SELECT status FROM open_orders WHERE id = ?1),"
    " EXISTS (SELECT 1 FROM tender_attempts WHERE order_id = ?1)"
)
_ORDER = "INSERT INTO orders VALUES (" + "?, " * 22 + "?)"
_LINE = "INSERT INTO order_lines VALUES (" + "?, " * 16 + "?)"
_TELL = (
    "INSERT INTO webhook_calls (hook, serial, event)"
    " VALUES (?1, ?2, 'validated'), (?1, ?2, 'terminated')"
)
_TENDER = "INSERT INTO order_tenders VALUES (?, ?, ?, ?, ?, ?, ?)"


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a posting goes: what the ledger gives it."""

    serial: int
    number: str
    day: int
    refund_of: int | None
    seq: int


class PostingWriter:
    """The only writer of orders; takes their numbers from one series without a gap."""

    def __init__(
        self,
        connection: apsw.Connection,
        journal: JournalStore,
        days: DayStore,
        open_orders: OpenOrderStore,
        prefix: str,
    ) -> None:
        self._connection = connection
        self._journal = journal
        self._days = days
        self._open_orders = open_orders
        self._prefix = prefix
        self._last_words: tuple[Letterhead, int] | None = None
        self.webhook = ""
        """The name of whoever wants to be told of each order, empty where nobody does."""
        self.serial = 0
        self._last_at: datetime | None = None
        self.reload()

    def reload(self) -> None:
        """Look the last number up again: after a rollback, or when another process wrote."""
        self.serial = last_serial(self._connection)
        last = self._connection.execute(
            "SELECT at FROM orders ORDER BY serial DESC LIMIT 1"
        ).fetchone()
        self._last_at = datetime.fromisoformat(last[0]) if last else None
        self._last_words = None

    def go_on_after(self, serial: int) -> None:
        """Give out no number up to ``serial`` any more, inside the caller's transaction."""
        if serial > self.serial:
            self._connection.execute(
                "INSERT OR REPLACE INTO meta VALUES ('last_serial', ?)", (str(serial),)
            )
            self.serial = serial

    def post(self, posting: Posting) -> PostedOrder:
        """Post inside the caller's transaction; see ``ports.Ledger.post``."""
        serial, status, has_attempts = required(self._connection, _KNOWN, (posting.id.bytes,))
        if serial is not None:
            return self._posted_before(serial, posting)
        if status == OrderStatus.CANCELLED.value:
            raise UnknownOrderError("order", posting.id)
        if has_attempts:
            self._check_tenders(posting)
        refund_of = self._check_refund(posting)
        opened = self._days.open_number is None
        if opened:
            zero = Money.zero(posting.total.currency)
            self._days.open(zero, at=posting.at, operator=posting.operator)
        if status is not None:
            self._open_orders.forget(posting.id)
        return self._write(posting, refund_of, opened=opened)

    def _posted_before(self, serial: int, posting: Posting) -> PostedOrder:
        known = order_reader.read_posted(self._connection, serial, is_repeat=True)
        if known.posting.fingerprint != posting.fingerprint:
            raise OrderIdTakenError("order", posting.id)
        return known

    def _write(self, posting: Posting, refund_of: int | None, *, opened: bool) -> PostedOrder:
        day = self._days.open_number or 0
        serial = self.serial + 1
        number = f"{self._prefix}-{serial:06d}"
        entry = self._journalled(posting, number, day)
        self._insert(posting, _Place(serial, number, day, refund_of, entry.seq))
        self._days.grow(day, posting)
        self.serial, self._last_at = serial, posting.at
        return PostedOrder(
            posting=posting,
            number=number,
            register=self._prefix,
            fiscal_day=day,
            seq=entry.seq,
            seal=entry.seal,
            delivery=Delivery.UNSENT if posting.profile else Delivery.NOT_NEEDED,
            opened_day=opened,
        )

    def _journalled(self, posting: Posting, number: str, day: int) -> Entry:
        if self._last_at is not None and _is_before(posting.at, self._last_at):
            self._append(
                EntryKind.CLOCK_SET_BACK, {"last": self._last_at.isoformat()}, posting, day
            )
        for line in posting.lines:
            if line.list_price is not None and posting.kind is ReceiptKind.SALE:
                self._append(EntryKind.PRICE_OVERRIDDEN, _override(line, number), posting, day)
        kind = EntryKind.SALE if posting.kind is ReceiptKind.SALE else EntryKind.REFUND
        return self._append(kind, records.posting_data(posting, number), posting, day)

    def _append(self, kind: EntryKind, data: Data, posting: Posting, day: int) -> Entry:
        return self._journal.append(kind, data, at=posting.at, operator=posting.operator, day=day)

    def _insert(self, posting: Posting, place: _Place) -> None:
        execute = self._connection.execute
        execute(_ORDER, self._order_row(posting, place))
        self._connection.executemany(_LINE, [_line_row(place.serial, one) for one in posting.lines])
        for position, one in enumerate(posting.tenders, 1):
            execute(_TENDER, records.settled_row(place.serial, position, one))
        execute("INSERT INTO documents VALUES (?, NULL, 0)", (place.serial,))
        if posting.remote:
            execute("INSERT INTO remote_orders VALUES (?, ?)", (place.serial, posting.remote))
        if posting.profile:
            execute(
                "INSERT INTO outbox (serial, profile, state, tries, last_error)"
                " VALUES (?, ?, 'waiting', 0, '')",
                (place.serial, posting.profile),
            )
        if self.webhook:
            execute(_TELL, (self.webhook, place.serial))

    def _order_row(self, posting: Posting, place: _Place) -> Row:
        percent = posting.discount_percent
        return (
            place.serial,
            posting.id.bytes,
            place.number,
            posting.kind.value,
            posting.at.isoformat(),
            place.day,
            posting.operator,
            posting.total.currency,
            posting.subtotal.minor,
            posting.discount.minor,
            percent.milli if percent else None,
            posting.total.minor,
            posting.rounding.minor,
            posting.change.minor,
            posting.vat_mode.value,
            records.dump(records.vat_rows(posting.vat)),
            records.customer_text(posting.customer),
            posting.note,
            place.refund_of,
            posting.profile,
            posting.fingerprint,
            self._letterhead(posting.letterhead),
            place.seq,
        )

    def _letterhead(self, letterhead: Letterhead) -> int:
        """Return the row of these words; they seldom change, so the last ones are remembered."""
        if self._last_words is None or self._last_words[0] is not letterhead:
            text = records.letterhead_text(letterhead)
            self._connection.execute(
                "INSERT INTO letterheads (content) VALUES (?) ON CONFLICT DO NOTHING", (text,)
            )
            row = required(
                self._connection, "SELECT id FROM letterheads WHERE content = ?", (text,)
            )
            self._last_words = (letterhead, int(row[0]))
        return self._last_words[1]

    def _check_tenders(self, posting: Posting) -> None:
        """Hold the posting against the attempts on record: none undecided, none left out."""
        attempts = read_tenders(self._connection, posting.id)
        if any(one.is_undecided for one in attempts):
            raise UndecidedTenderError("tender")
        approved: Counter[tuple[TenderType, Money]] = Counter(
            (one.type, one.amount)
            for one in attempts
            if one.state is TenderState.APPROVED and one.type is not TenderType.CASH
        )
        if approved - Counter((one.type, one.amount) for one in posting.tenders):
            raise ApprovedTenderError("tender")

    def _check_refund(self, posting: Posting) -> int | None:
        if posting.kind is not ReceiptKind.REFUND:
            return None
        serial = order_reader.find_serial(self._connection, posting.refund_of)
        if serial is None:
            raise UnknownOrderError("order", posting.refund_of)
        check_refund(order_reader.read_sold(self._connection, serial), posting)
        return serial


def last_serial(connection: apsw.Connection) -> int:
    """Return the last number of the series, given out here or before a restore."""
    row = required(
        connection,
        "SELECT max(coalesce((SELECT max(serial) FROM orders), 0),"
        " coalesce((SELECT CAST(value AS INTEGER) FROM meta WHERE name = 'last_serial'), 0))",
    )
    return int(row[0])


def _is_before(at: datetime, last: datetime) -> bool:
    """Compare instants: two times of one zone would be compared by the clock on the wall.

    That one shows an hour twice when summer time ends.
    """
    return at.timestamp() < last.timestamp()


def _override(line: PostedLine, number: str) -> dict[str, object]:
    return {
        "number": number,
        "line": line.line_no,
        "name": line.name,
        "list_price": None if line.list_price is None else line.list_price.minor,
        "price": line.price.minor,
    }


def _line_row(serial: int, line: PostedLine) -> Row:
    figures = line.figures
    return (
        serial,
        line.line_no,
        line.name,
        line.quantity.milli,
        line.unit,
        line.price.minor,
        None if line.list_price is None else line.list_price.minor,
        line.vat_rate.milli,
        line.letter,
        figures.gross.minor,
        figures.discount.minor,
        line.discount_percent.milli if line.discount_percent else None,
        figures.total.minor,
        figures.share.minor,
        line.note,
        line.product_key,
        line.barcode,
    )
