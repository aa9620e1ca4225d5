"""What a till does besides selling: loaded and made when it is first asked for.

A start is the quicker for everything that is in here and not in the till itself.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from cashier.app.sending import Sending
from cashier.operations.catalogue_turn import CatalogueTurn

if TYPE_CHECKING:
    from cashier.app.clock import SystemClock
    from cashier.domain.order import TaxRules
    from cashier.domain.receipt import Letterhead
    from cashier.operations.back_up import BackUp
    from cashier.operations.copy_receipt import CopyReceipt
    from cashier.operations.import_products import ImportProducts, ImportSummary
    from cashier.operations.keep_order import KeepOrder
    from cashier.operations.look_at_file import LookAtFile
    from cashier.operations.open_fiscal_day import OpenFiscalDay
    from cashier.operations.post_order import PostOrder
    from cashier.operations.pull_wallet_products import PullWalletProducts
    from cashier.operations.refund_order import RefundOrder
    from cashier.operations.ring_up import RingUp
    from cashier.operations.save_product import SaveProduct
    from cashier.operations.save_settings import SaveSettings
    from cashier.operations.take_tender import TakeTender
    from cashier.operations.take_wallet import TakeWallet
    from cashier.ports import TenderProvider
    from cashier.settings import Settings
    from cashier.storage.data_folder import DataFolder
    from cashier.storage.ledger import SqliteLedger
    from cashier.storage.live_catalogue import LiveCatalogue
    from cashier.storage.picture_folder import PictureFolder
    from cashier.storage.product_store import SqliteProductStore
    from cashier.storage.settings_file import TomlFile

# ruff: noqa: PLC0415 - to import late is what this module is for


class SeldomDone(Sending):
    """The operations a till has beyond those of the sale in progress."""

    clock: SystemClock
    settings: Settings
    ledger: SqliteLedger
    catalogue: LiveCatalogue
    letterhead: Letterhead
    post_order: PostOrder
    take_tender: TakeTender
    keep_order: KeepOrder

    def __init__(self, folder: DataFolder, operator: str) -> None:
        self._folder = folder
        self._operator = operator
        self._turn = CatalogueTurn()

    @cached_property
    def refund_order(self) -> RefundOrder:
        from cashier.operations.refund_order import RefundOrder

        profile = self._profile
        return RefundOrder(self.ledger, self.clock, self._letterhead, self._cash_unit, profile)

    @cached_property
    def open_fiscal_day(self) -> OpenFiscalDay:
        from cashier.operations.open_fiscal_day import OpenFiscalDay

        return OpenFiscalDay(self.ledger, self.clock)

    @cached_property
    def copy_receipt(self) -> CopyReceipt:
        from cashier.operations.copy_receipt import CopyReceipt

        return CopyReceipt(self.ledger, self.clock)

    @cached_property
    def ring_up(self) -> RingUp:
        from cashier.operations.pay_from_wallet import PayFromWallet
        from cashier.operations.ring_up import RingUp

        shop = self.settings.shop
        return RingUp(
            self.ledger,
            self.catalogue,
            self.post_order,
            shop.tax,
            shop.cash_unit,
            PayFromWallet(self.ledger, self.keep_order, self.take_wallet),
        )

    @cached_property
    def import_products(self) -> ImportProducts:
        from cashier.operations.import_products import ImportProducts
        from cashier.storage.catalogue_import import SqliteBuilder

        builder = SqliteBuilder(self._folder.path, self._live_generation, self.catalogue.adopt)
        return ImportProducts(builder, self._switch, self._turn)

    @cached_property
    def look_at_file(self) -> LookAtFile:
        """Who looks into a file of products before an import."""
        from cashier.operations.look_at_file import LookAtFile
        from cashier.storage.column_memory import FileColumnMemory
        from cashier.storage.product_csv_look import ProductFileLooker

        memory = FileColumnMemory(self._folder.path)
        return LookAtFile(ProductFileLooker(), memory, self.catalogue)

    @cached_property
    def back_up(self) -> BackUp:
        """Who makes backups, whenever they are asked for."""
        from cashier.operations.back_up import BackUp
        from cashier.storage.backup_store import FileBackupStore

        store = FileBackupStore(self._folder.path)
        return BackUp(store, self.ledger, self.clock, self.settings.prefix)

    @cached_property
    def save_settings(self) -> SaveSettings:
        from cashier.operations.save_settings import SaveSettings

        file = self._settings_file
        return SaveSettings(
            file,
            self.ledger,
            self.clock,
            has_amounts=self._has_amounts,
            unsent=self.unsent_under,
        )

    async def let_back_ends_go(self) -> None:
        """Close the connections to whatever was asked."""
        made = vars(self).get("back_ends")
        if made is not None:
            await made.aclose()
        if self.network is not None:
            self.network.close()

    @cached_property
    def take_wallet(self) -> TakeWallet:
        """Who takes a wallet as a tender; the wallet itself is made when it is first asked."""
        from cashier.operations.take_wallet import TakeWallet

        return TakeWallet(
            self.ledger,
            self.catalogue,
            self.clock,
            self._wallets,
            self.take_tender.new_key,
            self._shop_name,
        )

    @cached_property
    def pull_wallet_products(self) -> PullWalletProducts:
        """Who brings in what a wallet can pay."""
        from cashier.operations.pull_wallet_products import PullWalletProducts

        return PullWalletProducts(self._wallets, self.catalogue, self.save_product)

    @cached_property
    def save_product(self) -> SaveProduct:
        from cashier.operations.save_product import SaveProduct

        return SaveProduct(self._products, self.ledger, self.clock, self._turn)

    @cached_property
    def pictures(self) -> PictureFolder:
        """The pictures of products."""
        from cashier.storage.picture_folder import PictureFolder

        return PictureFolder(self._folder.path)

    def read_picture(self, name: str) -> bytes | None:
        """Return a picture of a product, or None; called off the window's thread."""
        return self.pictures.read(name)

    def catch_up(self) -> None:
        """Bring the changes of products into the catalogue that a fall cut off."""
        missed = self.ledger.changes_after(self.catalogue.last_change())
        if missed:
            self._products.catch_up(missed)

    def close_seldom_done(self) -> None:
        """End the threads of what was asked for."""
        for name in ("_settings_file", "_products"):
            made = vars(self).get(name)
            if made is not None:
                made.close()

    @cached_property
    def _settings_file(self) -> TomlFile:
        from cashier.storage.settings_file import TomlFile

        return TomlFile(self._folder.path)

    @cached_property
    def _products(self) -> SqliteProductStore:
        from cashier.storage.product_store import SqliteProductStore

        currency = self.settings.shop.currency
        begin = self.ledger.begin_catalogue
        return SqliteProductStore(self._folder.path, self.catalogue, currency, begin)

    async def _has_amounts(self) -> bool:
        """Whether there is a product, or was a sale or a float, in the shop's currency."""
        if await self.ledger.day() is not None:
            return True
        return bool(await self.catalogue.count() or await self.catalogue.not_sold(limit=1))

    def _wallets(self) -> TenderProvider:
        return self.back_ends.wallet()

    def _shop_name(self) -> str:
        return self.settings.shop.name

    async def unsent_under(self, profile: str) -> int:
        """Return how much still needs a back end: sales to send, and what is done by hand there."""
        waiting = (await self.outbox.unsent_by_profile()).get(profile, 0)
        return waiting + len(await self.by_hand.waiting(profile))

    def _letterhead(self) -> Letterhead:
        return self.letterhead

    def _profile(self) -> str:
        return self.settings.back_end.name

    def _tax(self) -> TaxRules:
        return self.settings.shop.tax

    def _cash_unit(self) -> int:
        return self.settings.shop.cash_unit

    def _live_generation(self) -> int:
        return self.catalogue.generation

    async def _switch(self, generation: int, summary: ImportSummary) -> None:
        data = {"generation": generation, "added": summary.added, "updated": summary.updated}
        at = self.clock.now()
        await self.ledger.switch_catalogue(generation, data, at=at, operator=self._operator)
