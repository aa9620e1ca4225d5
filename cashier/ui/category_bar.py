"""The row of categories: favourites first, as many as fit, and All at the end for the rest."""

from PySide6.QtCore import QPoint, QRect, QSize, Signal, Slot
from PySide6.QtGui import QAction, QColor, QPainter, QResizeEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget
from typing_extensions import override

from cashier.translation import _
from cashier.ui.buttons import Button
from cashier.ui.goods_presenter import ALL, FAVOURITES
from cashier.ui.product_model import ProductQuery
from cashier.ui.theme import Theme

_HEIGHT = 48
_DOT = 10


class ShelfButton(Button):
    """One category, with a dot of its colour; pressed it tells which."""

    chosen = Signal(object)  # ProductQuery

    def __init__(self, theme: Theme, shelf: ProductQuery, label: str, parent: QWidget) -> None:
        super().__init__(theme, label, icon="star" if shelf.favourites else "", parent=parent)
        self._shelf = shelf
        self._padding = 12
        self.set_label_size(14, 500)
        self.setCheckable(True)
        self.clicked.connect(self._on_clicked)

    @property
    def shelf(self) -> ProductQuery:
        return self._shelf

    @override
    def sizeHint(self) -> QSize:
        dot = 0 if self._icon else self._theme.px(_DOT + 8)
        return QSize(super().sizeHint().width() + dot, self._theme.px(_HEIGHT))

    @override
    def _paint_face(self, painter: QPainter, text: QColor) -> None:
        if self._icon or self.isChecked():
            super()._paint_face(painter, text)
            return
        px = self._theme.px
        side = px(_DOT)
        left = px(self._padding)
        painter.setPen(QColor(0, 0, 0, 0))
        painter.setBrush(self._theme.category(self._shelf.category or "")[1])
        painter.drawRoundedRect(left, (self.height() - side) // 2, side, side, px(3), px(3))
        painter.translate(px(_DOT + 8) // 2, 0)
        super()._paint_face(painter, text)

    @Slot()
    def _on_clicked(self) -> None:
        self.setChecked(True)
        self.chosen.emit(self._shelf)


class CategoryBar(QWidget):
    """Tells which shelf was chosen; the one in view is marked."""

    shelf_chosen = Signal(object)  # ProductQuery

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("categoryBar")
        self.setAccessibleName(_("Categories"))
        self.setFixedHeight(theme.px(_HEIGHT))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._theme = theme
        self._shelf = FAVOURITES
        self._buttons: list[ShelfButton] = []
        self._all = Button(theme, _("All"), icon="menu", parent=self)
        self._all.setObjectName("allCategoriesButton")
        self._all.setAccessibleName(_("All categories"))
        self._all.setCheckable(True)
        self._all.set_label_size(14, 500)
        self._all.clicked.connect(self._on_all_clicked)
        self._menu = QMenu(self)
        self._menu.triggered.connect(self._on_menu_triggered)
        self.show_categories(())

    @property
    def stops(self) -> list[QWidget]:
        """Where Tab goes, in order."""
        return [*self._buttons, self._all]

    @Slot(object)
    def show_categories(self, categories: tuple[str, ...]) -> None:
        for button in self._buttons:
            button.deleteLater()
        shelves = [(FAVOURITES, _("Favourites"))]
        shelves += [(ProductQuery(category=name), name or _("Other")) for name in categories]
        self._buttons = [self._button(shelf, label) for shelf, label in shelves]
        self._menu.clear()
        for shelf, label in [(ALL, _("All products")), *shelves]:
            action = QAction(label, self._menu)
            action.setData(shelf)
            self._menu.addAction(action)
        self._place()
        self.mark(self._shelf)

    @Slot(object)
    def mark(self, shelf: ProductQuery) -> None:
        """Show which shelf is in view."""
        self._shelf = shelf
        for button in self._buttons:
            button.setChecked(button.shelf == shelf)
        is_hidden = all(button.shelf != shelf or button.isHidden() for button in self._buttons)
        self._all.setChecked(is_hidden)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()
        self.mark(self._shelf)

    def _button(self, shelf: ProductQuery, label: str) -> ShelfButton:
        button = ShelfButton(self._theme, shelf, label, self)
        button.chosen.connect(self.shelf_chosen)
        return button

    def _place(self) -> None:
        """Show the categories that fit whole; the others are in the menu."""
        gap = self._theme.px(8)
        height = self._theme.px(_HEIGHT)
        width = self._all.sizeHint().width()
        room = self.width() - width - gap
        self._all.setGeometry(QRect(self.width() - width, 0, width, height))
        left = 0
        fits = True
        for button in self._buttons:
            needed = button.sizeHint().width()
            fits = fits and left + needed <= room
            button.setVisible(fits)
            if fits:
                button.setGeometry(QRect(left, 0, needed, height))
                left += needed + gap

    @Slot()
    def _on_all_clicked(self) -> None:
        self.mark(self._shelf)
        self._menu.popup(self._all.mapToGlobal(QPoint(0, self._all.height())))

    @Slot(QAction)
    def _on_menu_triggered(self, action: QAction) -> None:
        self.shelf_chosen.emit(action.data())
