"""Fiscal days and their running totals, inside the caller's transaction."""

from collections.abc import Iterator
from datetime import datetime

import apsw

from cashier.domain.errors import DayOpenError
from cashier.domain.fiscal_day import (
    CountedSum,
    DayReport,
    DayState,
    DayTotals,
    FiscalDay,
    RateTotals,
)
from cashier.domain.journal import EntryKind
from cashier.domain.money import Money
from cashier.domain.posting import Posting
from cashier.domain.quantity import Percent
from cashier.domain.receipt import ReceiptKind
from cashier.domain.tender import TenderType
from cashier.storage.database import Row, first, required
from cashier.storage.journal_store import JournalStore

_GROW = (
    "INSERT INTO day_totals VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET"
    " count = count + excluded.count, amount = amount + excluded.amount, vat = vat + excluded.vat"
)
_DAY = "SELECT number, state, opened_at, closed_at, float, currency, z_number FROM days"


class DayStore:
    """Knows the open day without asking; every posting belongs to it."""

    def __init__(self, connection: apsw.Connection, journal: JournalStore) -> None:
        self._connection = connection
        self._journal = journal
        self.open_number: int | None = None
        self.reload()

    def reload(self) -> None:
        """Look the open day up again, after a rollback."""
        found = first(
            self._connection, "SELECT number FROM days WHERE state = ?", (DayState.OPEN.value,)
        )
        self.open_number = found[0] if found else None

    def open(self, float_: Money, *, at: datetime, operator: str) -> FiscalDay:
        """Open the next day in the open transaction; ``DayOpenError`` while one is open."""
        if self.open_number is not None:
            raise DayOpenError("day", self.open_number)
        last = first(self._connection, "SELECT coalesce(max(number), 0) FROM days")
        day = FiscalDay(last[0] + 1, DayState.OPEN, at, float_)
        self._connection.execute(
            "INSERT INTO days VALUES (?, ?, ?, NULL, ?, ?, NULL)",
            (day.number, day.state.value, at.isoformat(), float_.minor, float_.currency),
        )
        data = {"float": float_.minor, "currency": float_.currency}
        self._journal.append(EntryKind.DAY_OPENED, data, at=at, operator=operator, day=day.number)
        self.open_number = day.number
        return day

    def grow(self, day: int, posting: Posting) -> None:
        """Add a posting to the running totals of its day."""
        self._connection.executemany(_GROW, [(day, *row) for row in growth(posting)])


def growth(posting: Posting) -> Iterator[tuple[str, int, int, int]]:
    """Yield (key, count, amount, vat) of everything that a posting adds to its day."""
    kind = "sales" if posting.kind is ReceiptKind.SALE else "refunds"
    yield kind, 1, posting.total.minor, 0
    off = [line.figures.discount.minor + line.figures.share.minor for line in posting.lines]
    if any(off):
        yield "discounts", 1, -sum(off), 0
    if posting.rounding:
        yield "rounding", 1, posting.rounding.minor, 0
    for group in posting.vat:
        yield f"rate:{group.rate.milli}", 1, group.gross.minor, group.vat.minor
    for one in posting.tenders:
        yield f"tender:{one.type.value}", 1, one.amount.minor, 0
        if one.type is TenderType.CASH:
            yield f"cash-{kind}", 1, one.amount.minor, 0


def read_report(connection: apsw.Connection, number: int | None) -> DayReport | None:
    """Return a day with its totals; without a number the newest one."""
    newest = " ORDER BY number DESC LIMIT 1"
    row = first(
        connection,
        _DAY + (" WHERE number = ?" if number is not None else newest),
        () if number is None else (number,),
    )
    return _report(connection, row) if row else None


def read_reports(connection: apsw.Connection) -> list[DayReport]:
    """Return every day with its totals, newest first."""
    rows = connection.execute(_DAY + " ORDER BY number DESC").fetchall()
    return [_report(connection, row) for row in rows]


def _report(connection: apsw.Connection, row: Row) -> DayReport:
    number, state, opened_at, closed_at, float_, currency, z_number = row
    day = FiscalDay(
        number,
        DayState(state),
        datetime.fromisoformat(opened_at),
        Money(float_, currency),
        datetime.fromisoformat(closed_at) if closed_at else None,
        z_number,
    )
    sums = dict(
        connection.execute(
            "SELECT key, sum(amount) FROM day_totals WHERE day <= ? AND key IN ('sales', 'refunds')"
            " GROUP BY key",
            (day.number,),
        )
    )
    return DayReport(
        day,
        _totals(connection, day),
        Money(sums.get("sales", 0), day.float_.currency),
        Money(sums.get("refunds", 0), day.float_.currency),
    )


def _totals(connection: apsw.Connection, day: FiscalDay) -> DayTotals:
    currency = day.float_.currency
    rows = {
        key: (count, amount, vat)
        for key, count, amount, vat in connection.execute(
            "SELECT key, count, amount, vat FROM day_totals WHERE day = ?", (day.number,)
        )
    }

    def counted(key: str) -> CountedSum:
        count, amount, _ = rows.get(key, (0, 0, 0))
        return CountedSum(count, Money(amount, currency))

    rates = sorted((int(key[5:]) for key in rows if key.startswith("rate:")), reverse=True)
    first, last = _first_and_last(connection, day.number)
    return DayTotals(
        sales=counted("sales"),
        refunds=counted("refunds"),
        discounts=counted("discounts"),
        rounding=counted("rounding").amount,
        rates=tuple(
            RateTotals(
                Percent(rate),
                Money(rows[f"rate:{rate}"][1], currency),
                Money(rows[f"rate:{rate}"][2], currency),
            )
            for rate in rates
        ),
        tenders=tuple(
            (kind, counted(f"tender:{kind.value}"))
            for kind in TenderType
            if f"tender:{kind.value}" in rows
        ),
        cash_sales=counted("cash-sales").amount,
        cash_refunds=counted("cash-refunds").amount,
        first_number=first,
        last_number=last,
        unsent=_one(connection, "SELECT count(*) FROM outbox WHERE state != 'sent'"),
        seal=_last_seal(connection),
    )


def _first_and_last(connection: apsw.Connection, day: int) -> tuple[str, str]:
    row = first(
        connection, "SELECT min(serial), max(serial) FROM orders WHERE fiscal_day = ?", (day,)
    )
    if row is None or row[0] is None:
        return "", ""
    numbers = dict(
        connection.execute("SELECT serial, number FROM orders WHERE serial IN (?, ?)", row)
    )
    return str(numbers[row[0]]), str(numbers[row[1]])


def _last_seal(connection: apsw.Connection) -> str:
    row = first(connection, "SELECT seal FROM journal ORDER BY seq DESC LIMIT 1")
    return row[0] if row else ""


def _one(connection: apsw.Connection, sql: str) -> int:
    return int(required(connection, sql)[0])
