"""What an empty shop shows instead of tiles: that there are no products, and how to get some."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from cashier.translation import _
from cashier.ui.buttons import Button, ButtonKind
from cashier.ui.goods_presenter import ALL
from cashier.ui.import_panel import Emblem
from cashier.ui.product_grid import ProductGrid
from cashier.ui.product_model import ProductModel, ProductQuery
from cashier.ui.theme import Theme

_CENTER = Qt.AlignmentFlag.AlignHCenter


class ImportHint(QWidget):
    """Lies over the grid while the whole catalogue is empty; its button leads to the import.

    Made when everything was asked for and nothing found.
    """

    import_requested = Signal()

    def __init__(self, theme: Theme, grid: ProductGrid, model: ProductModel) -> None:
        super().__init__(grid)
        self.setObjectName("emptyShop")
        self._grid = grid
        self._model = model
        self.button = Button(
            theme, _("Import products"), kind=ButtonKind.PRIMARY, icon="tag", parent=self
        )
        self.button.setObjectName("emptyShopImportButton")
        self.button.clicked.connect(self.import_requested)
        box = QVBoxLayout(self)
        box.setSpacing(theme.px(8))
        box.addStretch(2)
        box.addWidget(Emblem(theme, "tag", self), 0, _CENTER)
        box.addWidget(self._label(_("No products yet"), theme.font(16, 600), ""))
        text = _("Import a list from a spreadsheet, a supplier or another till.")
        box.addWidget(self._label(text, theme.font(14), "second"))
        box.addSpacing(theme.px(8))
        box.addWidget(self.button, 0, _CENTER)
        box.addStretch(3)
        grid.installEventFilter(self)
        model.answered.connect(self._on_answered)
        self._on_answered(ALL)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._grid and event.type() == QEvent.Type.Resize:
            self.setGeometry(self._grid.rect())
        return False

    def _label(self, text: str, font: QFont, tone: str) -> QLabel:
        label = QLabel(text, self)
        label.setFont(font)
        label.setProperty("tone", tone)
        label.setAlignment(_CENTER)
        label.setWordWrap(True)
        return label

    @Slot(object)
    def _on_answered(self, query: ProductQuery) -> None:
        self.setGeometry(self._grid.rect())
        self.setVisible(query == ALL and self._model.rowCount() == 0)
