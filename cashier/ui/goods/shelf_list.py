"""The list behind All: every category, and what can be done with the products themselves."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QScrollArea,
    QScroller,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from cashier.translation import _
from cashier.ui.controls.buttons import Button
from cashier.ui.goods.category_bar import ShelfButton
from cashier.ui.goods.goods_presenter import OFF_SALE
from cashier.ui.goods.product_model import ProductQuery
from cashier.ui.look.flow import Flow
from cashier.ui.look.theme import Theme

_LONGEST = 150


class ShelfList(QFrame):
    """Stands in the place of the grid until something is chosen, or Escape closes it."""

    shelf_chosen = Signal(object)  # ProductQuery
    new_product_requested = Signal()
    picking_requested = Signal()
    closed = Signal()

    def __init__(
        self, theme: Theme, shelves: list[ProductQuery], now: ProductQuery, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName("shelfList")
        self.setAccessibleName(_("All categories"))
        self.setProperty("frame", "card")
        self._theme = theme
        self._now = now
        box = QVBoxLayout(self)
        box.setContentsMargins(1, 1, 1, 1)
        box.setSpacing(0)
        box.addWidget(self._scrolling(self._content(shelves)))

    @property
    def stops(self) -> list[QWidget]:
        return [*self.findChildren(Button)]

    def begin(self) -> None:
        """Let the keys choose from here."""
        first = next((one for one in self.findChildren(ShelfButton) if one.isChecked()), None)
        (first or self.findChildren(Button)[0]).setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _content(self, shelves: list[ProductQuery]) -> QWidget:
        px = self._theme.px
        content = QWidget(self)
        box = QVBoxLayout(content)
        box.setContentsMargins(px(16), px(12), px(16), px(16))
        box.setSpacing(px(8))
        box.addWidget(self._flow([self._shelf_button(one, content) for one in shelves], content))
        box.addSpacing(px(12))
        words = QLabel(_("Products"), content)
        words.setFont(self._theme.font(13, 600))
        words.setProperty("tone", "second")
        box.addWidget(words)
        box.addWidget(self._flow(self._of_products(content), content))
        box.addStretch(1)
        return content

    def _of_products(self, content: QWidget) -> list[Button]:
        new = Button(self._theme, _("New product"), icon="plus", parent=content)
        new.setObjectName("newProductButton")
        new.clicked.connect(self.new_product_requested)
        pick = Button(
            self._theme, _("Change a product"), icon="tag", action="sell.product", parent=content
        )
        pick.setObjectName("pickProductButton")
        pick.clicked.connect(self.picking_requested)
        return [new, pick, self._shelf_button(OFF_SALE, content)]

    def _flow(self, buttons: Sequence[Button], content: QWidget) -> Flow:
        flow = Flow(self._theme, content, fills=True)
        flow.lay(buttons)
        return flow

    def _shelf_button(self, shelf: ProductQuery, content: QWidget) -> ShelfButton:
        button = ShelfButton(self._theme, shelf, content, _LONGEST)
        button.setObjectName("offSaleButton" if shelf == OFF_SALE else "shelfButton")
        button.setChecked(shelf == self._now)
        button.chosen.connect(self.shelf_chosen)
        return button

    def _scrolling(self, content: QWidget) -> QScrollArea:
        scroll = QScrollArea(self)
        scroll.setObjectName("shelfListScroll")
        scroll.setAccessibleName(_("All categories"))
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(content)
        scroll.viewport().setAutoFillBackground(False)
        content.setAutoFillBackground(False)
        QScroller.grabGesture(scroll.viewport(), QScroller.ScrollerGestureType.TouchGesture)
        return scroll

    @Slot()
    def leave(self) -> None:
        """Close and choose nothing."""
        self.closed.emit()
