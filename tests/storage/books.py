"""Checks the books of a data folder from the bare rows: nothing lost, doubled or left out."""

import asyncio
import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import apsw

from cashier.domain.journal import Verdict
from cashier.storage.ledger_reader import LEDGER_FILE, SqliteLedgerReader

Totals = dict[tuple[int, str], tuple[int, int, int]]


@dataclass(frozen=True)
class Books:
    """What the tables of a ledger hold."""

    serials: list[int]
    numbers: list[str]
    ids: list[str]
    last_noted: int
    kept_totals: Totals
    summed_totals: Totals
    journalled: list[str]
    documents: list[int]


def rows(folder: Path, sql: str) -> list[tuple[Any, ...]]:
    """Return what a query finds, on a connection of its own."""
    connection = apsw.Connection(str(folder / LEDGER_FILE))
    try:
        return _all(connection, sql)
    finally:
        connection.close()


def _all(connection: apsw.Connection, sql: str) -> list[tuple[Any, ...]]:
    return connection.execute(sql).fetchall()


def change(folder: Path, *statements: str) -> None:
    """Change the ledger behind the program's back."""
    connection = apsw.Connection(str(folder / LEDGER_FILE))
    for sql in statements:
        connection.execute(sql)
    connection.close()


def verdict_of(folder: Path) -> Verdict:
    """Return what a check of the journal finds, beside or without a till."""
    reader = SqliteLedgerReader.open(folder)
    try:
        return asyncio.run(reader.verify())
    finally:
        reader.close()


def read_books(folder: Path) -> Books:
    connection = apsw.Connection(str(folder / LEDGER_FILE))
    try:
        orders = _all(connection, "SELECT serial, number, lower(hex(id)) FROM orders ORDER BY 1")
        noted = _all(connection, "SELECT value FROM meta WHERE name = 'last_serial'")
        bodies = _all(connection, "SELECT body FROM journal ORDER BY seq")
        entries = [json.loads(body) for (body,) in bodies]
        return Books(
            serials=[serial for serial, _, _ in orders],
            numbers=[number for _, number, _ in orders],
            ids=[order_id for _, _, order_id in orders],
            last_noted=int(noted[0][0]) if noted else 0,
            kept_totals=_kept(connection),
            summed_totals=_summed(connection),
            journalled=[
                one["data"]["number"] for one in entries if one["kind"] in {"sale", "refund"}
            ],
            documents=[one[0] for one in _all(connection, "SELECT serial FROM documents")],
        )
    finally:
        connection.close()


def check_books(folder: Path) -> Books:
    """Raise where the books are not whole; return them for further questions."""
    books = read_books(folder)
    assert verdict_of(folder).damage is None
    assert books.serials == list(range(1, len(books.serials) + 1))
    assert books.numbers == [f"T1-{serial:06d}" for serial in books.serials]
    assert len(set(books.ids)) == len(books.ids)
    assert books.journalled == books.numbers
    assert sorted(books.documents) == books.serials
    assert books.kept_totals == books.summed_totals
    assert integrity(folder) == "ok"
    return books


def integrity(folder: Path) -> object:
    return rows(folder, "PRAGMA integrity_check")[0][0]


def _kept(connection: apsw.Connection) -> Totals:
    found = _all(connection, "SELECT day, key, count, amount, vat FROM day_totals")
    return {(day, key): (count, amount, vat) for day, key, count, amount, vat in found}


def _summed(connection: apsw.Connection) -> Totals:
    """Work the running totals out anew, from the rows of orders, lines and tenders."""
    counts: Counter[tuple[int, str]] = Counter()
    amounts: Counter[tuple[int, str]] = Counter()
    vats: Counter[tuple[int, str]] = Counter()

    def add(day: int, key: str, amount: int, vat: int = 0) -> None:
        counts[day, key] += 1
        amounts[day, key] += amount
        vats[day, key] += vat

    orders = _all(
        connection,
        "SELECT o.serial, fiscal_day, kind, o.total, rounding, vat, sum(l.discount + l.share),"
        " sum(l.discount != 0 OR l.share != 0) FROM orders AS o"
        " JOIN order_lines AS l ON l.serial = o.serial GROUP BY o.serial",
    )
    tenders = _all(connection, "SELECT serial, type, amount FROM order_tenders")
    for serial, day, kind, total, rounding, vat, off, discounted in orders:
        add(day, f"{kind}s", total)
        if discounted:
            add(day, "discounts", -off)
        if rounding:
            add(day, "rounding", rounding)
        for rate, _, gross, tax in json.loads(vat):
            add(day, f"rate:{rate}", gross, tax)
        for method, amount in (one[1:] for one in tenders if one[0] == serial):
            add(day, f"tender:{method}", amount)
            if method == "cash":
                add(day, f"cash-{kind}s", amount)
    return {key: (counts[key], amounts[key], vats[key]) for key in counts}
