"""The products in view as a list model: pages come as they are needed, few are held."""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from typing_extensions import override

from cashier.domain.product import Product
from cashier.domain.quantity import Quantity
from cashier.ports import Catalogue
from cashier.translation import _
from cashier.ui.frame.tasks import TaskOwner
from cashier.ui.look import formatting

LOOK_UP_PRODUCTS = "look up products"
PAGE_ROWS = 60
MOST_PAGES = 10
PRODUCT_ROLE = int(Qt.ItemDataRole.UserRole)
COUNT_ROLE = PRODUCT_ROLE + 1
_ROOT = QModelIndex()
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class ProductQuery:
    """Which products: found by text, else of a category, the favourites, those off sale, or all."""

    text: str = ""
    category: str | None = None
    favourites: bool = False
    off_sale: bool = False


class ProductModel(QAbstractListModel):
    """Shows what a query finds; the old rows stay until the first page of the new ones is there.

    Rows are exchanged, added and taken, never all of them reset: that is what a keystroke costs.
    At most ``MOST_PAGES`` pages are held, however far the list is scrolled. An answer to a query
    that is no longer wanted is dropped.
    """

    answered = Signal(object)  # ProductQuery
    counts_changed = Signal(object, object)  # before and now: dict[str, Quantity]
    exchanged = Signal()
    """Other products stand in the rows: the view begins at the first one again."""

    def __init__(
        self, catalogue: Catalogue, tasks: TaskOwner, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._catalogue = catalogue
        self._tasks = tasks
        self._wanted: ProductQuery | None = None
        self._shown: ProductQuery | None = None
        self._count = 0
        self._is_complete = True
        self._is_stale = False
        self._pages: OrderedDict[int, list[Product]] = OrderedDict()
        self._missing: list[int] = []
        self._in_cart: dict[str, Quantity] = {}

    @property
    def query(self) -> ProductQuery | None:
        """What is asked for; the rows may still be those of the query before."""
        return self._wanted

    @property
    def held_rows(self) -> int:
        return sum(len(page) for page in self._pages.values())

    def show(self, query: ProductQuery) -> None:
        """Find ``query``."""
        self._wanted = query
        self._look_up_soon()

    def refresh(self) -> None:
        """Find the same again, where the view is: the catalogue has changed."""
        self._is_stale = True
        self._look_up_soon()

    def show_counts(self, counts: Mapping[str, Quantity]) -> None:
        """Show how much of each product is in the cart."""
        if counts == self._in_cart:
            return
        before, self._in_cart = self._in_cart, dict(counts)
        keys = before.keys() | counts.keys()
        changed = {key for key in keys if before.get(key) != counts.get(key)}
        for row in self._rows_of(changed):
            self.dataChanged.emit(self.index(row), self.index(row), [COUNT_ROLE])
        self.counts_changed.emit(before, self._in_cart)

    def need(self, first: int, last: int) -> None:
        """Have the rows from ``first`` to ``last`` here soon, and a page beyond the last."""
        for number in range(first // PAGE_ROWS, last // PAGE_ROWS + 2):
            is_there = number in self._pages
            if is_there:
                self._pages.move_to_end(number)
            elif number not in self._missing and self._may_exist(number):
                self._missing.append(number)
        del self._missing[: max(len(self._missing) - MOST_PAGES, 0)]
        if self._missing:
            self._look_up_soon()

    def product(self, row: int) -> Product | None:
        """Return the product in ``row``, or None while its page is not here."""
        page = self._pages.get(row // PAGE_ROWS)
        place = row % PAGE_ROWS
        return page[place] if page is not None and place < len(page) else None

    @override
    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else self._count

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        product = self.product(index.row()) if index.isValid() else None
        if product is None:
            return None
        if role == PRODUCT_ROLE:
            return product
        if role == COUNT_ROLE:
            return self._in_cart.get(product.key)
        if role == Qt.ItemDataRole.DisplayRole:
            return product.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(product)
        return None

    def _rows_of(self, keys: set[str]) -> list[int]:
        """Return the rows that are here and show one of the products."""
        return [
            number * PAGE_ROWS + place
            for number, page in self._pages.items()
            for place, product in enumerate(page)
            if product.key in keys
        ]

    def _may_exist(self, number: int) -> bool:
        first = number * PAGE_ROWS
        return first < self._count or (first == self._count and not self._is_complete)

    def _look_up_soon(self) -> None:
        self._tasks.start(LOOK_UP_PRODUCTS, self._look_up)

    async def _look_up(self) -> None:
        while True:
            if self._wanted is not None and self._wanted != self._shown:
                await self._show_first_page(self._wanted)
            elif self._is_stale and self._shown is not None:
                await self._renew(self._shown)
            elif self._missing and self._shown is not None:
                await self._take_page(self._shown, self._missing.pop(0))
            else:
                return

    async def _show_first_page(self, query: ProductQuery) -> None:
        self._is_stale = False
        rows = await self._find(query, 0)
        if query != self._wanted:
            return
        self._shown = query
        self._is_complete = len(rows) < PAGE_ROWS
        self._exchange({0: rows}, len(rows))
        self.exchanged.emit()
        self.answered.emit(query)

    async def _renew(self, query: ProductQuery) -> None:
        """Read again what is held; where nothing is left there, begin at the first page."""
        self._is_stale = False
        numbers = sorted(self._pages)
        pages = {number: await self._find(query, number * PAGE_ROWS) for number in numbers}
        if query != self._wanted or query != self._shown:
            return
        last = numbers[-1] if numbers else 0
        held = last * PAGE_ROWS + len(pages.get(last, ()))
        is_end = len(pages.get(last, ())) < PAGE_ROWS
        self._is_complete = is_end or (self._is_complete and held <= self._count)
        self._exchange(pages, held if is_end else max(held, self._count))
        self.answered.emit(query)

    def _exchange(self, pages: dict[int, list[Product]], count: int) -> None:
        """Put other products into the rows; only what is more or less comes or goes."""
        before, self._missing = self._count, []
        if count < before:
            self.beginRemoveRows(QModelIndex(), count, before - 1)
            self._take_over(pages, count)
            self.endRemoveRows()
        elif count > before:
            self.beginInsertRows(QModelIndex(), before, count - 1)
            self._take_over(pages, count)
            self.endInsertRows()
        else:
            self._take_over(pages, count)
        if kept := min(before, count):
            self.dataChanged.emit(self.index(0), self.index(kept - 1))

    def _take_over(self, pages: dict[int, list[Product]], count: int) -> None:
        self._pages = OrderedDict(pages)
        self._count = count

    async def _take_page(self, query: ProductQuery, number: int) -> None:
        rows = await self._find(query, number * PAGE_ROWS)
        if query != self._wanted or query != self._shown:
            return
        first = number * PAGE_ROWS
        self._is_complete = self._is_complete or len(rows) < PAGE_ROWS
        self._hold(number, rows)
        if first == self._count and rows:
            self.beginInsertRows(QModelIndex(), first, first + len(rows) - 1)
            self._count += len(rows)
            self.endInsertRows()
        elif rows:
            self.dataChanged.emit(self.index(first), self.index(first + len(rows) - 1))

    def _hold(self, number: int, rows: list[Product]) -> None:
        self._pages[number] = rows
        while len(self._pages) > MOST_PAGES:
            self._pages.popitem(last=False)

    async def _find(self, query: ProductQuery, offset: int) -> list[Product]:
        if query.text:
            return await self._catalogue.search(query.text, limit=PAGE_ROWS, offset=offset)
        if query.off_sale:
            return await self._catalogue.not_sold(limit=PAGE_ROWS, offset=offset)
        return await self._catalogue.browse(
            category=query.category,
            favourites=query.favourites,
            limit=PAGE_ROWS,
            offset=offset,
        )

    def _spoken(self, product: Product) -> str:
        parts = [
            product.name,
            formatting.spoken(product.price),
            _("VAT {percent}").format(percent=formatting.percent(product.vat_rate)),
        ]
        if not product.is_active:
            parts.append(_("not for sale here"))
        count = self._in_cart.get(product.key)
        if count is not None:
            parts.append(_("{count} in cart").format(count=formatting.quantity(count)))
        return ", ".join(parts)
