"""The till without its window: opens a data folder and wires ledger, catalogue and operations."""

from __future__ import annotations

import time
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Self

from cashier import settings as shop_settings
from cashier.app.clock import SystemClock
from cashier.app.seldom_done import SeldomDone
from cashier.domain.errors import InputRefusedError, LedgerInUseError
from cashier.domain.receipt import RECEIPT_WORDS, Letterhead
from cashier.operations.find_code import FindCode
from cashier.operations.keep_order import KeepOrder
from cashier.operations.post_order import PostOrder
from cashier.operations.take_tender import TakeTender
from cashier.operations.void_order import VoidOrder
from cashier.scanning.code_reader import CodeReader
from cashier.settings import Settings, Shop
from cashier.storage.catalogue_files import discard_leftovers
from cashier.storage.data_folder import DataFolder, is_restore_waiting
from cashier.storage.ledger import SqliteLedger
from cashier.storage.ledger_reader import HEAD_FILE, LEDGER_FILE, SqliteLedgerReader
from cashier.storage.live_catalogue import LiveCatalogue
from cashier.translation import catalogue as texts_in

if TYPE_CHECKING:
    from cashier.app.restoring import Restored
    from cashier.ports import ByHandReader, Catalogue, LedgerReader, OutboxReader

OPERATOR = "owner"
"""Who acts until operators exist."""
_WAIT_S = 0.05
_MOST_WAITS = 40
_ONE_PAGE = 4096


@dataclass(frozen=True, slots=True)
class Reading:
    """A data folder opened for answers only; may run beside the till."""

    folder: Path
    settings: Settings
    clock: SystemClock
    ledger: LedgerReader
    catalogue: Catalogue
    _closing: SqliteLedgerReader
    _live: LiveCatalogue

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open ``path``, made with an empty shop where there is none yet."""
        folder, settings = _prepare(path)
        _make_shop(path)
        ledger = SqliteLedgerReader(path)
        live = LiveCatalogue(path, ledger.catalogue_generation(), settings.shop.currency)
        clock = SystemClock(settings.shop.timezone)
        return cls(folder.path, settings, clock, ledger, live, ledger, live)

    @property
    def outbox(self) -> OutboxReader:
        """The posted orders on their way to a back end."""
        from cashier.storage.outbox import SqliteOutboxReader  # noqa: PLC0415 - seldom asked for

        return SqliteOutboxReader(self._closing)

    @property
    def by_hand(self) -> ByHandReader:
        """What a person registers at a system."""
        from cashier.storage.by_hand import SqliteByHandReader  # noqa: PLC0415 - seldom asked for

        return SqliteByHandReader(self._closing)

    async def export_products(self, target: Path, kind: str) -> None:
        """Write the whole catalogue to ``target`` as csv, json or html."""
        await self._live.export(kind, target)

    async def export_journal(self, target: Path) -> int:
        """Write every journal entry to ``target``; returns how many."""
        return await self._closing.export_journal(target)

    def close(self) -> None:
        """Close what was opened."""
        self._live.close()
        self._closing.close()


class Till(SeldomDone):
    """A data folder opened by its one writer, with everything a cashier does.

    ``restored`` tells that a backup was put in place at this start, or why it was not.
    """

    def __init__(
        self,
        folder: DataFolder,
        settings: Settings,
        ledger: SqliteLedger,
        restored: Restored | None = None,
    ) -> None:
        super().__init__(folder, OPERATOR)
        self.restored = restored
        shop = settings.shop
        self.settings = settings
        self.clock = SystemClock(shop.timezone)
        self.ledger = ledger
        self.letterhead = letterhead_of(shop)
        self.catalogue = LiveCatalogue(folder.path, ledger.catalogue_generation(), shop.currency)
        self.read_code = CodeReader(settings.scanner.in_store, shop.currency)
        self.find_code = FindCode(self.catalogue, self.read_code)
        profile = self._profile
        self.post_order = PostOrder(ledger, self.clock, self._tax, self._letterhead, profile)
        self.keep_order = KeepOrder(ledger, self.clock, shop.tax)
        self.void_order = VoidOrder(ledger, self.clock)
        self.take_tender = TakeTender(ledger, self.clock, new_key)
        ledger.tell_of_orders(settings.webhook.name)
        self.catch_up()

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open ``path`` as its one writer, made where it is not there yet.

        Raises ``LedgerInUseError`` while another process writes, ``NewerLedgerError``,
        ``DamagedLedgerError``, ``FolderNotWritableError`` and ``SettingsRefusedError``.
        """
        folder, settings = _prepare(path)
        folder.lock()
        try:
            restored = None
            if folder.has_unfinished_restore or folder.has_restore_request:
                from cashier.app.restoring import bring_back  # noqa: PLC0415 - seldom there is one

                restored = bring_back(folder, settings, OPERATOR)
                settings = shop_settings.parse(folder.settings())
            ledger = SqliteLedger.open_for_writing(
                path,
                settings.prefix,
                at=SystemClock(settings.shop.timezone).now(),
                operator=OPERATOR,
            )
            try:
                discard_leftovers(path, ledger.catalogue_generation())
                return cls(folder, settings, ledger, restored)
            except BaseException:
                ledger.close()
                raise
        except BaseException:
            folder.unlock()
            raise

    def use(self, settings: Settings) -> None:
        """Work under ``settings`` from now on."""
        self.settings = settings
        self.letterhead = letterhead_of(settings.shop)
        self.read_code.use(settings.scanner.in_store)
        self.ledger.tell_of_orders(settings.webhook.name)
        if "back_ends" in vars(self):
            self.back_ends.use(settings)

    @property
    def folder(self) -> Path:
        return self._folder.path

    def close(self) -> None:
        """Finish what was asked, close everything and let the next writer in."""
        try:
            self.close_seldom_done()
            self.catalogue.close()
            self.ledger.close()
        finally:
            self._folder.unlock()


def new_id() -> uuid.UUID:
    """Return the id of a new order."""
    return uuid.uuid4()


def new_key() -> str:
    """Return the key of a new tender."""
    return uuid.uuid4().hex


def letterhead_of(shop: Shop) -> Letterhead:
    """Return the words this shop's documents are issued under, in its language."""
    texts = texts_in(shop.language)
    words = {key: texts.gettext(word) for key, word in RECEIPT_WORDS.items()}
    return Letterhead(shop.name, shop.address, shop.tax_number, shop.footer, shop.language, words)


def _make_shop(path: Path) -> None:
    """Make the shop in ``path`` where there is none, or wait for the process that is at it."""
    for _ in range(_MOST_WAITS):
        if _is_made(path):
            return
        try:
            Till.open(path).close()
        except LedgerInUseError:
            time.sleep(_WAIT_S)
    if not _is_made(path):
        raise LedgerInUseError(path.name)


def _is_made(path: Path) -> bool:
    """Whether there is a whole ledger: it grows past its first page, or gets a head file, at last.

    A ledger without the head file is whole all the same; what is missing is for the next writer.
    """
    ledger = path / LEDGER_FILE
    if not ledger.exists() or is_restore_waiting(path):
        return False
    return (path / HEAD_FILE).exists() or ledger.stat().st_size > _ONE_PAGE


def _prepare(path: Path) -> tuple[DataFolder, Settings]:
    try:
        str(path).encode()
    except UnicodeEncodeError as error:  # SQLite names its files in UTF-8
        raise InputRefusedError("data-dir", path) from error
    folder = DataFolder(path)
    folder.make(first_settings)
    return folder, shop_settings.parse(folder.settings())


def first_settings() -> Mapping[str, Mapping[str, str]]:
    """Return what stands in a new shop's cashier.toml."""
    return {
        "shop": {
            "name": "My shop",
            "currency": "EUR",
            "timezone": _system_zone(),
            "language": "en",
            "cash_rounding": "0.01",
        },
        "till": {"prefix": "T1"},
        "backend": {"kind": "embedded"},
    }


def _system_zone() -> str:
    """Return the name of this machine's time zone, UTC where it has none."""
    from babel.localtime import LOCALTZ  # noqa: PLC0415 - only when a shop is made

    return str(getattr(LOCALTZ, "key", "UTC"))
