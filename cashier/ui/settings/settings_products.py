"""Settings, Products: what is in the shop, and a list that is looked through and imported."""

from PySide6.QtCore import Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from cashier.translation import _
from cashier.ui.imports.import_page import ImportPage
from cashier.ui.imports.import_presenter import ImportPresenter
from cashier.ui.look.theme import Theme
from cashier.ui.settings.products_overview import OverviewCard, OverviewPresenter
from cashier.ui.settings.settings_section import Section


class ProductsSection(Section):
    """Acts at once: what is imported is in the catalogue when it says so."""

    def __init__(
        self,
        theme: Theme,
        importing: ImportPresenter,
        overview: OverviewPresenter,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, "products", _("Products"), parent)
        self.has_save = False
        self._overview = overview
        page = ImportPage(theme, importing, OverviewCard(theme, overview, self), self)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(page)
        self.setFocusProxy(page)
        importing.imported.connect(self._on_imported)
        overview.pulled.connect(importing.check_pulled)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._overview.count()

    @Slot()
    def _on_imported(self) -> None:
        self._overview.count()
