"""What the operations need from outside: one Protocol per port, with the promises it makes."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

from cashier.ports.back_ends import (
    Backend,
    ByHandBook,
    ByHandReader,
    Outbox,
    OutboxReader,
    Secrets,
    TagReader,
    TenderProvider,
    Webhook,
    WebhookCalls,
)

if TYPE_CHECKING:  # a promise names these; who keeps it loads what it needs
    from cashier.domain.fiscal_day import DayReport, FiscalDay
    from cashier.domain.journal import EntryKind, Verdict
    from cashier.domain.money import Money
    from cashier.domain.open_order import OpenOrder
    from cashier.domain.order import OrderLine
    from cashier.domain.order_list import (
        OrderFilter,
        OrderGroup,
        OrderMark,
        OrderPage,
        OrderSummary,
        Period,
    )
    from cashier.domain.posting import PostedOrder, Posting
    from cashier.domain.product import Product
    from cashier.domain.product_change import ProductChange
    from cashier.domain.quantity import Percent
    from cashier.domain.receipt import Receipt
    from cashier.domain.refund import Sold
    from cashier.domain.tender import Tender, TenderState
    from cashier.domain.wallet import WalletCharge


__all__ = [
    "Backend",
    "ByHandBook",
    "ByHandReader",
    "Catalogue",
    "Clock",
    "Ledger",
    "LedgerReader",
    "NoteChange",
    "Outbox",
    "OutboxReader",
    "PictureStore",
    "ProductStore",
    "ReceiptPrinter",
    "Secrets",
    "SettingsFile",
    "TagReader",
    "TenderProvider",
    "Webhook",
    "WebhookCalls",
]


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> datetime:
        """Return the present time in the shop's time zone (aware)."""


class LedgerReader(Protocol):
    """Answers from the ledger; may run beside the till that writes.

    Every method may raise ``DamagedLedgerError``.
    """

    async def find(self, number_or_id: str) -> PostedOrder | None:
        """Return the posted order with this receipt number or order id."""

    async def sold(self, number_or_id: str) -> Sold:
        """Return a sale with its refunds; ``UnknownOrderError`` or ``NothingToRefundError``."""

    async def orders(self, wanted: OrderFilter) -> list[OrderSummary]:
        """Return matching orders, posted and not, newest first."""

    async def order_page(self, wanted: OrderFilter, after: OrderMark | None = None) -> OrderPage:
        """Return the next matching orders after a mark (None: the newest), newest first.

        Quick however many orders there are: a page for a text may hold few rows or none and yet
        have a mark to go on from. ``wanted.offset`` is not looked at.
        """

    async def order_counts(self, days: Period) -> Mapping[OrderGroup, int]:
        """Return how many orders of each group there are on ``days``; none is 0."""

    async def open_orders(self) -> list[OpenOrder]:
        """Return orders in progress and parked, oldest first, each with its tenders."""

    async def day(self, number: int | None = None) -> DayReport | None:
        """Return a fiscal day with its totals; without a number the newest."""

    async def days(self) -> list[DayReport]:
        """Return all fiscal days, newest first."""

    async def unprinted(self) -> list[str]:
        """Return the numbers of documents that wait for their first print."""

    async def unsent(self) -> int:
        """Return how many orders wait for their back end."""

    async def payment_of_remote(self, remote: str) -> str:
        """Return the number of the posted order that paid this order of the back end, or none."""

    async def verify(self) -> Verdict:
        """Recompute the whole journal and hold it against the orders and the head file."""


class Ledger(LedgerReader, Protocol):
    """The local store that posts; every method that writes is durable when it returns.

    Every method may raise ``DiskFullError``, ``FolderNotWritableError`` or
    ``DamagedLedgerError``; then nothing was changed.
    """

    async def post(self, posting: Posting) -> PostedOrder:
        """Make an order final: order, tenders, journal entry, day totals, document and outbox.

        All in one transaction that also takes the number, and opens a fiscal day where none is
        open. The same id and fingerprint again return the first posting (``is_repeat``); the same
        id with another fingerprint raises ``OrderIdTakenError``. A refund of more than is left
        raises ``RefundTooLargeError``; an unconfirmed tender attempt ``UndecidedTenderError``, an
        approved one that is not among the tenders ``ApprovedTenderError``.
        """

    async def keep_open(self, kept: OpenOrder, removed: Sequence[OrderLine] = ()) -> None:
        """Keep an unposted order; each removed line becomes a journal entry.

        Raises ``ApprovedTenderError`` where the order would fall below what tenders took.
        """

    async def void(self, order_id: UUID, *, at: datetime, operator: str) -> None:
        """Cancel an unposted order; refused while a tender is approved or undecided."""

    async def ask_tender(self, order_id: UUID, tender: Tender) -> None:
        """Note a tender before it is asked for; returns once that is durable."""

    async def answer_tender(
        self,
        key: str,
        state: TenderState,
        *,
        at: datetime,
        operator: str,
        wallet: WalletCharge | None = None,
    ) -> None:
        """Note the outcome of a tender, of a wallet with what is known of it by then.

        A reversal is a journal entry.
        """

    async def open_day(self, float_: Money, *, at: datetime, operator: str) -> FiscalDay:
        """Open the next fiscal day; ``DayOpenError`` when one is open."""

    async def count_copy(self, number: str, *, at: datetime, operator: str) -> int:
        """Count and journal a copy of a document; returns which copy it is, from 1."""

    async def mark_printed(self, number: str, *, at: datetime) -> None:
        """Note that the original of a document is on paper."""

    async def record(
        self, kind: EntryKind, data: Mapping[str, object], *, at: datetime, operator: str
    ) -> None:
        """Append an entry to the journal."""

    async def record_change(self, change: ProductChange, *, at: datetime, operator: str) -> int:
        """Append the entry of a changed product; returns its number, to be kept beside it."""


class Catalogue(Protocol):
    """The products of the shop; answers from disk, nothing is held in memory."""

    async def by_barcode(self, code: str) -> Product | None:
        """Return the active product with this barcode."""

    async def by_key(self, key: str) -> Product | None:
        """Return the product with this key."""

    async def search(self, text: str, *, limit: int, offset: int = 0) -> list[Product]:
        """Return active products that hold every word of ``text``, best first."""

    async def browse(
        self, *, category: str | None, favourites: bool, limit: int, offset: int = 0
    ) -> list[Product]:
        """Return active products by name, of one category or the favourites."""

    async def not_sold(self, *, limit: int, offset: int = 0) -> list[Product]:
        """Return the products that are not sold any more, by name."""

    async def categories(self) -> list[str]:
        """Return the categories that have active products, by name."""

    async def count(self) -> int:
        """Return the number of active products."""

    async def count_by_rate(self) -> dict[Percent, int]:
        """Return how many active products are sold at each VAT rate."""


class ProductStore(Protocol):
    """Changes single products of the catalogue in use; durable when it returns.

    Look-ups go on meanwhile and see a product before or after, never in between.
    """

    async def change(self, product: Product, note: NoteChange) -> Product:
        """Keep ``product`` under its key, or as a new one where it has none; returns it as kept.

        ``note`` is awaited when all is ready to be made final, and before it is; where it raises,
        nothing was changed. Where nothing would change it is not asked. The number it returns
        stays with the catalogue: entries up to it are in. Raises ``UnknownProductError`` for a
        key that is not there, ``BarcodeTakenError``, or what ``Ledger`` raises for its disk.
        """


NoteChange = Callable[["ProductChange"], Awaitable[int]]


class PictureStore(Protocol):
    """Keeps the pictures of products; a name is all that a product knows of its picture."""

    async def keep(self, content: bytes, kind: str) -> str:
        """Keep an encoded picture (``png`` or ``jpg``) and return its name; the same, the same.

        Raises ``DiskFullError`` or ``FolderNotWritableError``.
        """

    def read(self, name: str) -> bytes | None:
        """Return a kept picture, or None for a name that is none; called off the window's thread.

        A name is never a path: one that the till did not give finds nothing.
        """


class ReceiptPrinter(Protocol):
    """Puts a document on paper."""

    async def print_receipt(self, receipt: Receipt) -> None:
        """Print; returns when the paper is out, raises ``PrinterError`` when it is not."""


class SettingsFile(Protocol):
    """The file that holds the shop's settings; people write into it too.

    Every method may raise ``FolderNotWritableError`` or ``DiskFullError``; then it is as it was.
    """

    async def read(self) -> tuple[Mapping[str, object], str]:
        """Return its tables, and a mark that is another as soon as the file is another.

        Raises ``SettingsRefusedError`` where it cannot be read as settings at all.
        """

    async def prepare(self, changes: Mapping[str, Mapping[str, object]], seen: str) -> None:
        """Make the file with ``changes`` (table -> key -> value, None: without it) ready, durably.

        Comments, order and unknown keys stay. Raises ``SettingsChangedError`` where the file is
        not the one marked ``seen`` any more.
        """

    async def put_in_place(self) -> str:
        """Let what was prepared take the file's place, at once or not at all; returns its mark."""
