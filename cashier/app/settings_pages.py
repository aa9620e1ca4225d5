"""The Settings page put together: its presenter, its sections, and who hears of a change."""

from collections.abc import Callable, Mapping
from functools import cached_property

from PySide6.QtCore import QObject, Signal, Slot

from cashier import settings as shop_settings
from cashier.app import look
from cashier.app.backups import backup_needs
from cashier.app.in_force import InForce
from cashier.app.pages import PagesBehind
from cashier.app.product_files import products_needs
from cashier.app.till import letterhead_of
from cashier.domain.errors import CashierError
from cashier.domain.receipt import Receipt
from cashier.operations.issue_sample import issue_sample
from cashier.operations.save_settings import overlaid
from cashier.operations.try_code import TryCode
from cashier.scanning.code_reader import CodeReader
from cashier.settings import Settings
from cashier.translation import _
from cashier.ui.backup.backup_presenter import BackupPresenter
from cashier.ui.done.preview_presenter import PreviewPresenter
from cashier.ui.frame.main_window import Page
from cashier.ui.imports.import_presenter import ImportPresenter
from cashier.ui.scan.scan_rule import ScanRule
from cashier.ui.scan.scan_tester import ScanTester
from cashier.ui.sell.sale_presenter import SalePresenter
from cashier.ui.settings.products_overview import OverviewPresenter
from cashier.ui.settings.settings_backup import BackupSection
from cashier.ui.settings.settings_page import SettingsPage
from cashier.ui.settings.settings_payments import PaymentsSection
from cashier.ui.settings.settings_presenter import SettingsPresenter
from cashier.ui.settings.settings_products import ProductsSection
from cashier.ui.settings.settings_sample import SamplePreview
from cashier.ui.settings.settings_scanner import ScannerSection
from cashier.ui.settings.settings_screens import ScreensSection
from cashier.ui.settings.settings_section import Content, Section, SectionEntry
from cashier.ui.settings.settings_shop import ShopSection
from cashier.ui.settings.settings_taxes import TaxesSection
from cashier.ui.settings.wallet_presenter import WalletPresenter


class SettingsBehind(QObject):
    """Makes the presenter once, and the page with its sections when they are asked for."""

    reopen_wanted = Signal()
    in_force_changed = Signal(object)  # Settings
    products_pulled = Signal()

    def __init__(
        self,
        behind: PagesBehind,
        sale: SalePresenter,
        importing: Callable[[], ImportPresenter],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._of = behind.of
        self._behind = behind
        self._sale = sale
        self._importing = importing
        self._page: SettingsPage | None = None

    @cached_property
    def presenter(self) -> SettingsPresenter:
        """Who holds the settings while they are changed."""
        of, till = self._of, self._of.till
        made = SettingsPresenter(till.save_settings, till.settings, of.tasks, of.operator, self)
        made.noticed.connect(of.window.toaster.show_notice)
        made.saved.connect(self._in_force.take)
        return made

    @cached_property
    def _in_force(self) -> InForce:
        made = InForce(self._of.till, self._sale, self)
        made.noticed.connect(self._of.window.toaster.show_notice)
        made.changed.connect(self._behind.use_settings)
        made.changed.connect(self._on_in_force)
        made.changed.connect(self.in_force_changed)
        return made

    def page(self) -> SettingsPage:
        """Return the page, made anew; the section in view and what is entered stay."""
        page = SettingsPage(self._of.theme, self.presenter, self._entries())
        page.left.connect(self._on_left)
        if self._page is None:
            self._of.theme.measured.connect(self._on_measured)
        self._page = page
        return page

    def show_section(self, name: str) -> None:
        """Go to a section of the page."""
        self._of.window.show_page(Page.SETTINGS)
        if self._page is not None:
            self._page.choose_section(name)

    def _entries(self) -> tuple[SectionEntry, ...]:
        return (
            SectionEntry("shop", _("Shop"), "tag", self._shop),
            SectionEntry("backEnd", _("Back end"), "database", self._back_end),
            SectionEntry("scanner", _("Scanner"), "barcode", self._scanner),
            SectionEntry("payments", _("Payments"), "card", self._payments),
            SectionEntry("taxes", _("Taxes & rounding"), "percent", self._taxes),
            SectionEntry("screens", _("Screens"), "screen", self._screens),
            SectionEntry("products", _("Products"), "sell", self._products),
            SectionEntry("backup", _("Backup"), "backup", self._backup),
            SectionEntry("keys", _("Keys"), "keys", self._keys),
        )

    def _shop(self) -> Section:
        return ShopSection(self._of.theme, self._sample("draw shop"))

    def _back_end(self) -> Section:
        from cashier.app.back_end_settings import (  # noqa: PLC0415 - seldom wanted
            BackEndSettings,
        )
        from cashier.app.webhook_settings import WebhookBehind  # noqa: PLC0415 - as above
        from cashier.ui.back_end.back_end_presenter import (  # noqa: PLC0415 - as above
            BackEndPresenter,
        )
        from cashier.ui.back_end.register_day import (  # noqa: PLC0415 - as above
            RegisterDayPresenter,
        )
        from cashier.ui.back_end.webhook_presenter import (  # noqa: PLC0415 - as above
            WebhookPresenter,
        )
        from cashier.ui.settings.settings_back_end import (  # noqa: PLC0415 - as above
            BackEndSection,
        )

        behind = BackEndSettings(self._of.till, self._content)
        of = self._of
        presenter = BackEndPresenter(behind.needs, of.tasks, self)
        day = RegisterDayPresenter(behind.closing, of.tasks, of.operator, self)
        hook = WebhookPresenter(WebhookBehind(of.till, self._content).needs, of.tasks, self)
        section = BackEndSection(of.theme, presenter, day, hook)
        section.reopen_wanted.connect(self.reopen_wanted)
        return section

    def _content(self) -> Mapping[str, object]:
        return self.presenter.content

    def _scanner(self) -> Section:
        of = self._of
        trying = TryCode(of.till.catalogue, self._reader_for)
        tester = ScanTester(trying, of.scanner, of.tasks, self)
        of.steps.test_scans_while(tester.is_turned_on)
        return ScannerSection(of.theme, tester)

    def _reader_for(self, in_store: str) -> CodeReader:
        return CodeReader(in_store, self._of.till.settings.shop.currency)

    def _payments(self) -> Section:
        from cashier.app.wallet_settings import WalletBehind  # noqa: PLC0415 - not on every visit

        of = self._of
        behind = WalletBehind(of.till, self._content)
        wallet = WalletPresenter(behind.needs, of.tasks, self)
        wallet.products_pulled.connect(self.products_pulled)
        return PaymentsSection(of.theme, wallet)

    def _taxes(self) -> Section:
        of = self._of
        return TaxesSection(
            of.theme, self._sample("draw taxes"), of.till.catalogue.count_by_rate, of.tasks
        )

    def _screens(self) -> Section:
        return ScreensSection(self._of.theme)

    @cached_property
    def _backups(self) -> BackupPresenter:
        made = BackupPresenter(backup_needs(self._of.till), self._of.tasks, self)
        made.noticed.connect(self._of.window.toaster.show_notice)
        made.reopen_wanted.connect(self.reopen_wanted)
        return made

    def _backup(self) -> Section:
        return BackupSection(self._of.theme, self._backups)

    def _products(self) -> Section:
        of = self._of
        overview = OverviewPresenter(products_needs(of.till), of.tasks, self)
        overview.noticed.connect(of.window.toaster.show_notice)
        return ProductsSection(of.theme, self._importing(), overview)

    def _keys(self) -> Section:
        from cashier.ui.settings.settings_keys import KeysSection  # noqa: PLC0415 - seldom wanted

        return KeysSection(self._of.theme)

    def _sample(self, task: str) -> SamplePreview:
        of = self._of
        presenter = PreviewPresenter(of.documents.render, of.tasks, task, self)
        presenter.noticed.connect(of.window.toaster.show_notice)
        return SamplePreview(of.theme, self._issue, presenter)

    def _issue(self, content: Content) -> Receipt | None:
        """Return a sample receipt under ``content`` over what stands in the file."""
        of = self._of
        try:
            settings = shop_settings.parse(overlaid(self.presenter.content, content))
            names = (_("Rye bread"), _("Butter"), _("Newspaper"))
            letterhead = letterhead_of(settings.shop)
            at = of.till.clock.now()
            return issue_sample(settings, letterhead, names, at=at, operator=of.operator)
        except CashierError:  # while it is typed; Save says what is wrong
            return None

    @Slot()
    def _on_measured(self) -> None:
        """Go on where one was: in another size or for the other hand the page is another."""
        if self._page is not None and self._of.window.page is Page.SETTINGS:
            self._page.take_focus_back()

    @Slot(object)
    def _on_in_force(self, settings: Settings) -> None:
        """Let what is always in view follow."""
        of = self._of
        of.scanner.use(ScanRule.of(settings.scanner))
        of.window.strip.show_names(settings.shop.name, settings.prefix)
        look.follow(settings, of.theme, of.window.toaster)

    @Slot(object)
    def _on_left(self, page: Page | None) -> None:
        if page is None:
            self._of.window.show_entry(Page.SELL)
        else:
            self._of.window.show_page(page)
