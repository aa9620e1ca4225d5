"""Posting a three-line sale beside its bare rows in one durable transaction of raw apsw.

The limit writes the same order, line and tender rows, as the ledger bound them, into tables with
the same columns and indexes, on the same disk, with the same settings (write-ahead log,
synchronous = FULL). The two are timed in turns, so that a disturbance hits both. Ours is timed
twice: the job on the storage thread alone, and from awaiting ``PostOrder`` to its answer, on the
window's event loop.
"""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter
from uuid import UUID

import apsw
from PySide6.QtCore import QCoreApplication
from qasync import QEventLoop

from benchmarks.measure import Measured, in_pairs
from cashier.domain.money import Money
from cashier.domain.order import Order, OrderLine, TaxRules, work_out
from cashier.domain.posting import Circumstances, Posting, sale
from cashier.domain.quantity import Percent, Quantity
from cashier.domain.receipt import Letterhead
from cashier.domain.tax import VatRates
from cashier.domain.tender import Payment, Tender, TenderType
from cashier.operations.post_order import PostOrder, content_of
from cashier.storage.database import connect
from cashier.storage.ledger import SqliteLedger
from cashier.storage.ledger_file import LedgerFile
from cashier.storage.migrate import migrate

ROUNDS = 1_500
WARM_UP = 100
STORAGE_AIM = 2.0
PRESENTER_AIM = 4.0
OPENED = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
TAX = TaxRules(rates=VatRates(((Percent(21_000), "A"), (Percent(9_000), "B"))))
SHOP = Letterhead("Gintaro krautuvė", ("Pilies g. 14, Vilnius",), "LT100001234517", ("Ačiū!",))
WANTED = (("Juoda duona", 189, 9_000), ("Sviestas 82 %", 259, 9_000), ("Kava", 250, 21_000))


class Shop:
    """Orders to post: another one each round, ready before the clock runs."""

    def now(self) -> datetime:
        return OPENED + timedelta(hours=1)

    def order(self, series: int, at: int) -> Order:
        lines = tuple(
            OrderLine(
                name,
                Money(price),
                Percent(rate),
                Quantity(1_000 * (1 + (at + price) % 3)),
                product_key=name,
                barcode=f"47701900{price:05}",
            )
            for name, price, rate in WANTED
        )
        return Order(UUID(int=(series << 64) + at + WARM_UP), "EUR", lines)

    def payment(self, order: Order) -> Payment:
        unpaid = Payment(work_out(order, TAX).total)
        return unpaid.with_tender(Tender("1", TenderType.CASH, Money(5_000)))

    def posting(self, series: int, at: int) -> Posting:
        order = self.order(series, at)
        payment = self.payment(order)
        now = Circumstances(self.now(), "owner", SHOP)
        return sale(order, work_out(order, TAX), payment, content_of(order, payment), now)


class Bare:
    """The same rows by raw apsw: one transaction, prepared statements, nothing else."""

    def __init__(self, path: Path, rows: dict[str, list[tuple[object, ...]]]) -> None:
        self._connection = connect(path)
        migrate(self._connection, path)
        self._rows = rows
        self._inserts = {
            table: f"INSERT INTO {table} VALUES ({', '.join('?' * len(found[0]))})"  # noqa: S608
            for table, found in rows.items()
        }

    def post(self, at: int) -> None:
        serial = at + WARM_UP + 1
        order = self._rows["orders"][0]
        execute = self._connection.execute
        execute("BEGIN IMMEDIATE")
        execute(self._inserts["orders"], (serial, serial.to_bytes(16, "big"), *order[2:]))
        for table in ("order_lines", "order_tenders"):
            rows = [(serial, *row[1:]) for row in self._rows[table]]
            self._connection.executemany(self._inserts[table], rows)
        execute("COMMIT")


def rows_of(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Return the rows the ledger wrote for its first order."""
    connection = apsw.Connection(str(path))
    found = {
        table: connection.execute(f"SELECT * FROM {table} WHERE serial = 1").fetchall()  # noqa: S608
        for table in ("orders", "order_lines", "order_tenders")
    }
    connection.close()
    return found


def on_the_storage_thread(folder: Path) -> None:
    shop, file = Shop(), LedgerFile(folder, "T1")
    postings = {at: shop.posting(1, at) for at in range(-WARM_UP, ROUNDS)}

    def ours(posting: Posting) -> None:
        file.write(lambda: file.writer.post(posting))

    ours(shop.posting(0, 0))
    bare = Bare(folder / "bare.db", rows_of(folder / "ledger.db"))
    measured = in_pairs(lambda at: ours(postings[at]), bare.post, ROUNDS, WARM_UP)
    file.close()
    print(measured.line("posting a three-line sale, on the storage thread", STORAGE_AIM))


def as_the_presenter_sees_it(folder: Path) -> None:
    """Await the operation as the window does: on Qt's loop, the storage thread beside it."""
    shop = Shop()
    ledger = SqliteLedger.open_for_writing(folder, "T1", at=OPENED, operator="owner")
    post = PostOrder(ledger, shop, lambda: TAX, lambda: SHOP)
    application = QCoreApplication([])
    loop = QEventLoop(application)
    measured = loop.run_until_complete(_awaited_in_turns(post, shop, folder))
    ledger.close()
    loop.close()
    print(measured.line("the same as the presenter awaits it", PRESENTER_AIM))


async def _awaited_in_turns(post: PostOrder, shop: Shop, folder: Path) -> Measured:
    first = shop.order(0, 0)
    await post(first, shop.payment(first), operator="owner")
    bare = Bare(folder / "bare.db", rows_of(folder / "ledger.db"))
    pairs: list[tuple[float, float]] = []
    for at in range(-WARM_UP, ROUNDS):
        order = shop.order(2, at)
        payment = shop.payment(order)
        start = perf_counter()
        await post(order, payment, operator="owner")
        middle = perf_counter()
        bare.post(at)
        pairs.append((middle - start, perf_counter() - middle))
    return Measured.of(pairs[WARM_UP:])


def main() -> None:
    for measure in (on_the_storage_thread, as_the_presenter_sees_it):
        with tempfile.TemporaryDirectory(prefix="posting-", dir=Path.cwd()) as name:
            measure(Path(name))


if __name__ == "__main__":
    main()
