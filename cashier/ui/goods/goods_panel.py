"""The goods: search field, categories and the grid, or the card of one product in their place."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from cashier.domain.order import Order
from cashier.ui.controls.touched_field import TouchedField, lines_of
from cashier.ui.goods.category_bar import CategoryBar
from cashier.ui.goods.goods_presenter import GoodsPresenter
from cashier.ui.goods.product_delegate import GAP
from cashier.ui.goods.product_grid import ProductGrid
from cashier.ui.goods.product_model import ProductQuery
from cashier.ui.goods.search_field import SearchField
from cashier.ui.look.theme import Theme
from cashier.ui.sell.keypad import Key
from cashier.ui.sell.sale_view import counts_by_product

if TYPE_CHECKING:  # their modules are loaded when they are shown first
    from cashier.ui.goods.picking_strip import PickingStrip
    from cashier.ui.goods.search_empty import SearchEmpty
    from cashier.ui.goods.shelf_list import ShelfList
    from cashier.ui.product.product_card import ProductCard
    from cashier.ui.product.product_state import ProductCardState


class GoodsPanel(QWidget):
    """Shows what its presenter finds; the last tiles bring the gaps beside and below along."""

    stops_changed = Signal()

    def __init__(
        self, theme: Theme, presenter: GoodsPresenter, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._presenter = presenter
        self._before_typing = ""
        self._counted: Order | None = None
        self._card_before: list[TouchedField] = []
        self._card: ProductCard | None = None
        self._empty: SearchEmpty | None = None
        self._list: ShelfList | None = None
        self._strip: PickingStrip | None = None
        self.search = SearchField(theme, self)
        self.categories = CategoryBar(theme, self)
        self.grid = ProductGrid(theme, presenter.model, self, pictures=presenter.pictures)
        self._lay_out()
        self._connect(presenter)
        self.search.setText(presenter.text)
        self.categories.show_categories(presenter.categories)
        self.categories.mark(presenter.shelf)
        if presenter.product is not None:  # the page was made anew, in other sizes
            self._on_card_changed(presenter.product.state)

    @property
    def stops(self) -> list[QWidget]:
        """Where Tab goes, in order."""
        instead = self._card or self._list
        beside = instead.stops if instead is not None else []
        return [self.search, *self.categories.stops, self.grid, *beside]

    @property
    def card(self) -> "ProductCard | None":
        """The open card."""
        return self._card

    @property
    def not_found(self) -> str:
        """What was looked for in vain; empty where something was found, or nothing looked for."""
        empty = self._empty
        return "" if empty is None or empty.isHidden() else self.search.text().strip()

    def takes(self, key: Key) -> bool:
        """Return whether the open card has a use for a key of the keypad."""
        if self._card is not None:
            self._card.press(key)
        return self._card is not None

    def takes_text(self, text: str) -> bool:
        """Return whether what was typed goes to the open card."""
        if self._card is None or len(text) != 1 or not text.isprintable():
            return False
        self._card.type(text)
        return True

    def type_into_search(self, text: str) -> None:
        """Open the search with what was typed elsewhere."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.insert(text)

    @Slot()
    def open_search(self) -> None:
        """Write on the search; an open card with nothing to lose makes way for it."""
        if self.leave_card():
            self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.search.selectAll()

    @Slot()
    def save_card(self) -> None:
        """Save the open card."""
        if self._card is not None and self._presenter.product is not None:
            self._presenter.product.save()

    def leave_card(self) -> bool:
        """Close the open card; return whether none is open any more: it asks before it loses."""
        if self._card is not None and self._presenter.product is not None:
            self._presenter.product.leave()
        return self._card is None

    def show_counts(self, order: Order) -> None:
        """Show on the tiles how much of each product is in the order."""
        if order is self._counted:
            return
        self._counted = order
        self._presenter.model.show_counts(counts_by_product(order))

    def mark_typing(self) -> None:
        self._before_typing = self.search.text()
        self._card_before = [] if self._card is None else lines_of(self._card)

    def take_typing_back(self) -> None:
        if self.search.text() != self._before_typing:
            self.search.setText(self._before_typing)
        for line in self._card_before:
            line.restore()

    @Slot()
    def step_back(self) -> bool:
        """Close what lies over the tiles; return whether there was anything."""
        if self._card is not None:
            self.leave_card()
        elif self._list is not None:
            self._close_list()
        elif self._presenter.is_picking:
            self._presenter.end_picking()
        else:
            return False
        return True

    @Slot()
    def leave_search(self) -> None:
        """Empty the search and go back to the tiles."""
        self.search.clear()
        self.grid.leave_tile()
        if self.search.hasFocus():
            self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        gap = self._theme.px(GAP)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(gap)
        self._above = QVBoxLayout()
        is_mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        self._beside = (gap, 0, 0, 0) if is_mirrored else (0, 0, gap, 0)
        self._above.setContentsMargins(*self._beside)
        self._above.setSpacing(gap)
        self._above.addWidget(self.search)
        self._above.addWidget(self.categories)
        self._box.addLayout(self._above)
        self._box.addWidget(self.grid, 1)
        self._below = QVBoxLayout()
        self._below.setContentsMargins(0, 0, 0, 0)
        self._box.addLayout(self._below)

    def _connect(self, presenter: GoodsPresenter) -> None:
        self.search.text_searched.connect(presenter.search)
        self.search.first_wanted.connect(presenter.choose_first)
        self.search.left.connect(self.leave_search)
        self.categories.shelf_chosen.connect(presenter.choose_shelf)
        self.categories.list_requested.connect(self._on_list_requested)
        self.grid.product_chosen.connect(presenter.choose)
        self.grid.card_requested.connect(presenter.card_requested)
        presenter.categories_changed.connect(self.categories.show_categories)
        presenter.shelf_changed.connect(self.categories.mark)
        presenter.search_ended.connect(self.leave_search)
        presenter.card_changed.connect(self._on_card_changed)
        presenter.picking_changed.connect(self._on_picking_changed)
        presenter.model.answered.connect(self._on_answered)

    @Slot(object)
    def _on_card_changed(self, state: "ProductCardState | None") -> None:
        if state is None:
            self._close_card()
        else:
            self._opened_card().show_state(state)

    def _opened_card(self) -> "ProductCard":
        if self._card is None:
            from cashier.ui.product.product_card import ProductCard  # noqa: PLC0415 - seldom wanted

            assert self._presenter.product is not None  # noqa: S101 - it told of the card
            self._close_list()
            self._card = ProductCard(
                self._theme, self._presenter.product, self._presenter.pictures, self
            )
            for other in (self.search, self.categories, self.grid):
                other.hide()
            self._show_below(self._card)
            self._card.opened.connect(self.stops_changed)
            self._card.form.codes.codes_shown.connect(self.stops_changed)
        return self._card

    def _close_card(self) -> None:
        if self._card is None:
            return
        card, self._card = self._card, None
        focus = QApplication.focusWidget()
        had_focus = focus is None or card.isAncestorOf(focus)
        self._take_below(card)
        for other in (self.search, self.categories, self.grid):
            other.show()
        if had_focus:
            self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
        self.stops_changed.emit()

    def _show_below(self, instead: QWidget) -> None:
        """Put ``instead`` in the place of the tiles, without the gaps that these bring along."""
        self._below.setContentsMargins(self._beside[0], 0, self._beside[2], self._theme.px(GAP))
        self._below.addWidget(instead)
        instead.show()

    def _take_below(self, instead: QWidget) -> None:
        instead.hide()
        self._below.removeWidget(instead)
        self._below.setContentsMargins(0, 0, 0, 0)
        instead.deleteLater()

    @Slot()
    def _on_list_requested(self) -> None:
        if self._list is not None:
            self._close_list()
            return
        from cashier.ui.goods.shelf_list import ShelfList  # noqa: PLC0415 - seldom wanted

        bar, presenter = self.categories, self._presenter
        opened = ShelfList(self._theme, bar.shelves, presenter.shelf, self)
        opened.shelf_chosen.connect(self._on_shelf_chosen)
        opened.new_product_requested.connect(self._on_new_product)
        opened.picking_requested.connect(self._on_picking_requested)
        opened.closed.connect(self._close_list)
        self._list = opened
        self.grid.hide()
        self._show_below(opened)
        opened.begin()
        self.stops_changed.emit()

    @Slot()
    def _close_list(self) -> None:
        if self._list is not None:
            opened, self._list = self._list, None
            self._take_below(opened)
            self.grid.show()
            self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
            self.stops_changed.emit()

    @Slot(object)
    def _on_shelf_chosen(self, shelf: ProductQuery) -> None:
        self._close_list()
        self._presenter.choose_shelf(shelf)

    @Slot()
    def _on_new_product(self) -> None:
        self._close_list()
        self._presenter.new_product_requested.emit("")

    @Slot()
    def _on_picking_requested(self) -> None:
        self._close_list()
        self._presenter.pick()

    @Slot(object)
    def _on_picking_changed(self, is_picking: bool) -> None:  # noqa: FBT001 - the signal's value
        if self._strip is None and is_picking:
            from cashier.ui.goods.picking_strip import PickingStrip  # noqa: PLC0415 - seldom wanted

            self._strip = PickingStrip(self._theme, self)
            self._strip.ended.connect(self._presenter.end_picking)
            self._above.addWidget(self._strip)
        if self._strip is not None:
            self._strip.setVisible(is_picking and self._card is None)
            self.categories.setVisible(not is_picking and self._card is None)

    @Slot(object)
    def _on_answered(self, query: ProductQuery) -> None:
        """Say so where a search found nothing, and what can be done then."""
        finds_nothing = bool(query.text) and self._presenter.model.rowCount() == 0
        if self._empty is None and finds_nothing:
            from cashier.ui.goods.search_empty import SearchEmpty  # noqa: PLC0415 - seldom wanted

            self._empty = SearchEmpty(self._theme, self.grid)
            self._empty.free_line_requested.connect(self._presenter.free_line_requested)
            self._empty.new_product_requested.connect(self._presenter.new_product_requested)
        if self._empty is not None:
            if finds_nothing:
                self._empty.show_for(query.text)
            else:
                self._empty.hide()
