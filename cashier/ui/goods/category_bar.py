"""The row of categories: favourites first, as many as fit, and All at the end for the rest."""

from PySide6.QtCore import QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from cashier.translation import _
from cashier.ui.controls.buttons import Button
from cashier.ui.goods.goods_presenter import ALL, FAVOURITES, OFF_SALE
from cashier.ui.goods.product_model import ProductQuery
from cashier.ui.look.theme import Theme

_HEIGHT = 48
_DOT = 10
_LONGEST = 220
_ICONS = {FAVOURITES: "star", ALL: "menu", OFF_SALE: "cancelled"}


def shelf_words(shelf: ProductQuery) -> str:
    """Return what a shelf is called."""
    words = {FAVOURITES: _("Favourites"), ALL: _("All products"), OFF_SALE: _("Not for sale here")}
    return words.get(shelf) or shelf.category or _("Other")


class ShelfButton(Button):
    """One category, with a dot of its colour; pressed it tells which."""

    chosen = Signal(object)  # ProductQuery

    def __init__(
        self, theme: Theme, shelf: ProductQuery, parent: QWidget, longest: int = _LONGEST
    ) -> None:
        name = shelf_words(shelf)
        font = theme.font(14, 500)
        shown = QFontMetrics(font).elidedText(name, Qt.TextElideMode.ElideRight, theme.px(longest))
        super().__init__(theme, shown, icon=_ICONS.get(shelf, ""), parent=parent)
        self._shelf = shelf
        self.set_spoken(name)
        self.setToolTip(name if shown != name else "")
        self.set_padding(12)
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
        side, beside = px(_DOT), px(_DOT + 8)
        is_mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        words = QFontMetrics(self._theme.font(14, 500)).horizontalAdvance(self.text()) + 1
        left = (self.width() - words - beside) // 2
        if is_mirrored:
            left = self.width() - left - side
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.category(self._shelf.category or "")[1])
        painter.drawRoundedRect(left, (self.height() - side) // 2, side, side, px(3), px(3))
        painter.translate((-beside if is_mirrored else beside) / 2, 0)
        super()._paint_face(painter, text)

    @Slot()
    def _on_clicked(self) -> None:
        self.setChecked(True)
        self.chosen.emit(self._shelf)


class CategoryBar(QWidget):
    """Tells which shelf was chosen; the one in view is marked."""

    shelf_chosen = Signal(object)  # ProductQuery
    list_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("categoryBar")
        self.setAccessibleName(_("Categories"))
        self.setFixedHeight(theme.px(_HEIGHT))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._theme = theme
        self._shelf = FAVOURITES
        self._categories: tuple[str, ...] = ()
        self._buttons: list[ShelfButton] = []
        self._all = Button(theme, _("All"), icon="menu", parent=self)
        self._all.setObjectName("allCategoriesButton")
        self._all.set_spoken(_("All categories"))
        self._all.setCheckable(True)
        self._all.set_label_size(14, 500)
        self._all.clicked.connect(self._on_all_clicked)
        self._make_buttons()

    @property
    def stops(self) -> list[QWidget]:
        """Where Tab goes, in order."""
        return [*self._buttons, self._all]

    @property
    def shelves(self) -> list[ProductQuery]:
        """Every shelf there is: all that do not fit into the bar, too."""
        return [ALL, FAVOURITES, *(ProductQuery(category=name) for name in self._categories)]

    @property
    def shelf(self) -> ProductQuery:
        """The shelf in view."""
        return self._shelf

    @Slot(object)
    def show_categories(self, categories: tuple[str, ...]) -> None:
        if categories != self._categories:
            self._categories = categories
            self._make_buttons()

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

    def _make_buttons(self) -> None:
        for old in self._buttons:
            old.hide()
            old.deleteLater()
        # More never fit; a shop may have hundreds of categories.
        most = self.screen().size().width() // self._theme.px(_HEIGHT)
        shown = [one for one in self.shelves[: most + 1] if one != ALL]
        self._buttons = [ShelfButton(self._theme, shelf, self) for shelf in shown]
        for button in self._buttons:
            button.chosen.connect(self.shelf_chosen)
        self._place()
        self.mark(self._shelf)

    def _place(self) -> None:
        """Show the categories that fit whole; the others are in the list."""
        gap, height = self._theme.px(8), self._theme.px(_HEIGHT)
        width = self._all.sizeHint().width()
        room = self.width() - width - gap
        self._all.setGeometry(self._mirrored(QRect(self.width() - width, 0, width, height)))
        left = 0
        fits = True
        for button in self._buttons:
            needed = button.sizeHint().width()
            fits = fits and left + needed <= room
            button.setVisible(fits)
            if fits:
                button.setGeometry(self._mirrored(QRect(left, 0, needed, height)))
                left += needed + gap

    def _mirrored(self, place: QRect) -> QRect:
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            place.moveLeft(self.width() - place.right() - 1)
        return place

    @Slot()
    def _on_all_clicked(self) -> None:
        self.mark(self._shelf)
        self.list_requested.emit()
