"""What an empty shop shows instead of tiles: how to set it up, or how to get products."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from cashier.settings import STARTED, Settings
from cashier.translation import _
from cashier.ui.controls.buttons import Button, ButtonKind
from cashier.ui.goods.goods_presenter import ALL
from cashier.ui.goods.product_grid import ProductGrid
from cashier.ui.goods.product_model import ProductModel, ProductQuery
from cashier.ui.imports.import_panel import Emblem
from cashier.ui.look.theme import Theme

_CENTER = Qt.AlignmentFlag.AlignHCenter


class ImportHint(QWidget):
    """Lies over the grid while the whole catalogue is empty; its buttons lead on.

    Made when everything was asked for and nothing found.
    """

    import_requested = Signal()
    set_up_requested = Signal()

    def __init__(
        self, theme: Theme, grid: ProductGrid, model: ProductModel, settings: Settings
    ) -> None:
        super().__init__(grid)
        self.setObjectName("emptyShop")
        self._grid = grid
        self._model = model
        self.button = Button(
            theme, _("Import products"), kind=ButtonKind.PRIMARY, icon="tag", parent=self
        )
        self.button.setObjectName("emptyShopImportButton")
        self.button.clicked.connect(self.import_requested)
        self.set_up = Button(
            theme, _("Set up the till"), kind=ButtonKind.PRIMARY, icon="settings", parent=self
        )
        self.set_up.setObjectName("emptyShopSetUpButton")
        self.set_up.clicked.connect(self.set_up_requested)
        self._title = self._label(theme.font(16, 600), "")
        self._text = self._label(theme.font(14), "second")
        box = QVBoxLayout(self)
        box.setSpacing(theme.px(8))
        box.addStretch(2)
        box.addWidget(Emblem(theme, "tag", self), 0, _CENTER)
        box.addWidget(self._title)
        box.addWidget(self._text)
        box.addSpacing(theme.px(8))
        for button in (self.set_up, self.button):
            box.addWidget(button, 0, _CENTER)
        box.addStretch(3)
        self.take_settings(settings)
        grid.installEventFilter(self)
        model.answered.connect(self._on_answered)
        self._on_answered(ALL)

    @Slot(object)
    def take_settings(self, settings: Settings) -> None:
        """Lead a shop that is new to its three steps, and any other to the import."""
        is_new = settings.start_step < STARTED
        self.set_up.setVisible(is_new)
        self.button.set_kind(ButtonKind.PLAIN if is_new else ButtonKind.PRIMARY)
        if is_new:
            self._title.setText(_("Set up in three steps: shop, products, go"))
            self._text.setText(_("Selling works before any of them."))
        else:
            self._title.setText(_("No products yet"))
            text = _("Import a list from a spreadsheet, a supplier or another till.")
            self._text.setText(text)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._grid and event.type() == QEvent.Type.Resize:
            self.setGeometry(self._grid.rect())
        return False

    def _label(self, font: QFont, tone: str) -> QLabel:
        label = QLabel(self)
        label.setFont(font)
        label.setProperty("tone", tone)
        label.setAlignment(_CENTER)
        label.setWordWrap(True)
        return label

    @Slot(object)
    def _on_answered(self, query: ProductQuery) -> None:
        self.setGeometry(self._grid.rect())
        self.setVisible(query == ALL and self._model.rowCount() == 0)
