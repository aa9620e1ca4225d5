"""Settings, Products: a list of products is looked through and imported."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from cashier.translation import _
from cashier.ui.import_page import ImportPage
from cashier.ui.import_presenter import ImportPresenter
from cashier.ui.settings_section import Section
from cashier.ui.theme import Theme


class ProductsSection(Section):
    """Acts at once: what is imported is in the catalogue when it says so."""

    def __init__(
        self, theme: Theme, importing: ImportPresenter, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, "products", _("Products"), parent)
        self.has_save = False
        page = ImportPage(theme, importing, self)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(page)
        self.setFocusProxy(page)
