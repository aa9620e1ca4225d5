"""Finding products: which ones the grid shows, and what Enter in the search chooses."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from cashier.domain.product import Product
from cashier.ports import Catalogue
from cashier.translation import _
from cashier.ui.frame.notice import Notice, NoticeKind
from cashier.ui.frame.tasks import TaskOwner
from cashier.ui.goods.product_model import ProductModel, ProductQuery
from cashier.ui.goods.product_pictures import ProductPictures, Read

if TYPE_CHECKING:  # its module is loaded when a card is opened first
    from cashier.ui.product.product_presenter import ProductPresenter

LOAD_CATEGORIES = "load categories"
CHOOSE_FIRST = "choose first product"
FAVOURITES = ProductQuery(favourites=True)
ALL = ProductQuery()
OFF_SALE = ProductQuery(off_sale=True)


def _no_picture(_name: str) -> None:
    """Know no pictures, as a till whose products have none."""


class GoodsPresenter(QObject):
    """Holds what is looked for; a search stands before the category until it is cleared."""

    categories_changed = Signal(object)  # tuple[str, ...]
    shelf_changed = Signal(object)  # ProductQuery
    product_chosen = Signal(object)  # Product
    search_ended = Signal()
    noticed = Signal(object)  # Notice
    card_requested = Signal(object)  # Product
    new_product_requested = Signal(str)  # what was looked for
    free_line_requested = Signal(str)  # what was looked for
    picking_changed = Signal(object)  # bool
    card_changed = Signal(object)  # ProductCardState, or None

    def __init__(
        self,
        catalogue: Catalogue,
        tasks: TaskOwner,
        parent: QObject | None = None,
        *,
        read_picture: Read = _no_picture,
    ) -> None:
        super().__init__(parent)
        self.pictures = ProductPictures(read_picture, tasks, self)
        self._catalogue = catalogue
        self._tasks = tasks
        self.product: ProductPresenter | None = None
        self._is_picking = False
        self._shelf = FAVOURITES
        self._text = ""
        self._categories: tuple[str, ...] = ()
        self._model = ProductModel(catalogue, tasks, self)
        self._model.answered.connect(self._on_answered)

    @property
    def model(self) -> ProductModel:
        return self._model

    @property
    def shelf(self) -> ProductQuery:
        """What is shown while nothing is looked for."""
        return self._shelf

    @property
    def categories(self) -> tuple[str, ...]:
        """The categories as they were read last."""
        return self._categories

    @property
    def text(self) -> str:
        """What is looked for; empty while a shelf is shown."""
        return self._text

    @property
    def is_picking(self) -> bool:
        """Whether the next product that is tapped opens its card."""
        return self._is_picking

    def follow(self, product: "ProductPresenter") -> None:
        """Show the cards of ``product``, and look again when one was saved."""
        self.product = product
        product.card_changed.connect(self._on_card_changed)
        product.saved.connect(self._on_saved)

    @Slot()
    def pick(self) -> None:
        """Open the card of the product that is tapped next, instead of selling it."""
        self._set_picking(is_picking=True)

    @Slot()
    def end_picking(self) -> None:
        """Let a tap sell again."""
        self._set_picking(is_picking=False)

    @Slot(object)
    def choose(self, product: Product) -> None:
        """Sell ``product``; one that is not for sale, or that was to be picked, shows its card."""
        if self._is_picking or not product.is_active:
            self.end_picking()
            self.card_requested.emit(product)
        else:
            self.product_chosen.emit(product)

    def start(self) -> None:
        """Show the favourites, or everything where nothing is a favourite yet."""
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Look again: the catalogue has changed."""
        self._tasks.start(LOAD_CATEGORIES, self._load_categories)
        self._model.refresh()
        self._show()

    @Slot(str)
    def search(self, text: str) -> None:
        """Show what ``text`` finds, as it is typed; empty goes back to the category."""
        if text.strip() != self._text:
            self._text = text.strip()
            self._show()

    @Slot(object)
    def choose_shelf(self, shelf: ProductQuery) -> None:
        """Show the favourites, a category, or everything; a search ends."""
        self._shelf = shelf
        self._text = ""
        self.search_ended.emit()
        self.shelf_changed.emit(shelf)
        self._show()

    @Slot(str)
    def choose_first(self, text: str) -> None:
        """Choose the product whose code ``text`` is, else the first that it finds."""
        if text.strip():
            self._tasks.start(CHOOSE_FIRST, partial(self._choose_first, text.strip()))

    def _show(self) -> None:
        self._model.show(ProductQuery(text=self._text) if self._text else self._shelf)

    async def _choose_first(self, text: str) -> None:
        product = await self._catalogue.by_barcode(text)
        if product is None:
            found = await self._catalogue.search(text, limit=1)
            product = found[0] if found else None
        if product is None:
            words = _("Nothing called “{text}” here.").format(text=text)
            hint = _("The sale is unchanged. Try fewer letters.")
            self.noticed.emit(Notice(NoticeKind.ERROR, words, hint, "search"))
            return
        self.choose(product)
        self._text = ""
        self.search_ended.emit()
        self._show()

    async def _load_categories(self) -> None:
        self._categories = tuple(await self._catalogue.categories())
        self.categories_changed.emit(self._categories)

    def _set_picking(self, *, is_picking: bool) -> None:
        if is_picking is not self._is_picking:
            self._is_picking = is_picking
            self.picking_changed.emit(is_picking)

    @Slot(object)
    def _on_card_changed(self, state: object) -> None:
        self.end_picking()
        self.card_changed.emit(state)

    @Slot(object)
    def _on_saved(self, _product: object) -> None:
        self.pictures.forget_missing()
        self.refresh()

    @Slot(object)
    def _on_answered(self, query: ProductQuery) -> None:
        if query == FAVOURITES and self._model.rowCount() == 0:
            self.choose_shelf(ALL)
