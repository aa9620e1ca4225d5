"""The Settings page put together: its presenter, its sections, and who hears of a change."""

from collections.abc import Callable
from functools import cached_property

from PySide6.QtCore import QObject, Slot

from cashier.app.pages import Surroundings
from cashier.translation import _
from cashier.ui.import_presenter import ImportPresenter
from cashier.ui.main_window import Page
from cashier.ui.settings_page import SettingsPage
from cashier.ui.settings_presenter import SettingsPresenter
from cashier.ui.settings_products import ProductsSection
from cashier.ui.settings_section import Section, SectionEntry

PRODUCTS = "products"


class SettingsBehind(QObject):
    """Makes the page and each section when it is first asked for."""

    def __init__(
        self, of: Surroundings, importing: Callable[[], ImportPresenter], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._of = of
        self._importing = importing

    @cached_property
    def presenter(self) -> SettingsPresenter:
        """Who holds the settings while they are changed."""
        of, till = self._of, self._of.till
        made = SettingsPresenter(till.save_settings, till.settings, of.tasks, of.operator, self)
        made.noticed.connect(of.window.toaster.show_notice)
        return made

    @cached_property
    def page(self) -> SettingsPage:
        page = SettingsPage(self._of.theme, self.presenter, self._entries())
        page.left.connect(self._on_left)
        return page

    def _entries(self) -> tuple[SectionEntry, ...]:
        return (SectionEntry(PRODUCTS, _("Products"), "tag", self._products),)

    def _products(self) -> Section:
        return ProductsSection(self._of.theme, self._importing())

    @Slot(object)
    def _on_left(self, page: Page | None) -> None:
        if page is None:
            self._of.window.show_entry(Page.SELL)
        else:
            self._of.window.show_page(page)
