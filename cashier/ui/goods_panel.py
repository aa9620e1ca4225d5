"""The goods: search field, categories and the grid, one below the other."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cashier.domain.order import Order
from cashier.ui.category_bar import CategoryBar
from cashier.ui.goods_presenter import GoodsPresenter
from cashier.ui.product_delegate import GAP
from cashier.ui.product_grid import ProductGrid
from cashier.ui.sale_view import counts_by_product
from cashier.ui.search_field import SearchField
from cashier.ui.theme import Theme


class GoodsPanel(QWidget):
    """Shows what its presenter finds. Its right and lower edge hold the gap of the last tiles."""

    def __init__(
        self, theme: Theme, presenter: GoodsPresenter, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._before_typing = ""
        self.search = SearchField(theme, self)
        self.categories = CategoryBar(theme, self)
        self.grid = ProductGrid(theme, presenter.model, self, pictures=presenter.pictures)
        gap = theme.px(GAP)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(gap)
        above = QVBoxLayout()
        is_mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        above.setContentsMargins(gap if is_mirrored else 0, 0, 0 if is_mirrored else gap, 0)
        above.setSpacing(gap)
        above.addWidget(self.search)
        above.addWidget(self.categories)
        box.addLayout(above)
        box.addWidget(self.grid, 1)
        self._presenter = presenter
        self.search.text_searched.connect(presenter.search)
        self.search.first_wanted.connect(presenter.choose_first)
        self.search.left.connect(self.leave_search)
        self.categories.shelf_chosen.connect(presenter.choose_shelf)
        self.grid.product_chosen.connect(presenter.product_chosen)
        presenter.categories_changed.connect(self.categories.show_categories)
        presenter.shelf_changed.connect(self.categories.mark)
        presenter.search_ended.connect(self.leave_search)

    def type_into_search(self, text: str) -> None:
        """Open the search with what was typed elsewhere."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.insert(text)

    @Slot()
    def open_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def show_counts(self, order: Order) -> None:
        """Show on the tiles how much of each product is in the order."""
        self._presenter.model.show_counts(counts_by_product(order))

    def mark_typing(self) -> None:
        self._before_typing = self.search.text()

    def take_typing_back(self) -> None:
        if self.search.text() != self._before_typing:
            self.search.setText(self._before_typing)

    @Slot()
    def leave_search(self) -> None:
        """Empty the search and go back to the tiles."""
        self.search.clear()
        self.grid.leave_tile()
        if self.search.hasFocus():
            self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
