"""Cards of products: who asks for one, and who hears what became of it."""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from cashier.app.till import OPERATOR, Till
from cashier.domain.capability import Capability
from cashier.domain.product import Product
from cashier.domain.tax import VatRates
from cashier.ui.frame.notice import Notice
from cashier.ui.frame.presenters import Presenters
from cashier.ui.frame.tasks import TaskOwner
from cashier.ui.goods.goods_presenter import GoodsPresenter

if TYPE_CHECKING:
    from cashier.domain.remote import RemoteProduct
    from cashier.ui.product.product_presenter import ProductPresenter


class ProductCards(QObject):
    """Opens cards for the Sell page; the presenter is made when the first one is asked for."""

    noticed = Signal(object)  # Notice

    def __init__(
        self, till: Till, tasks: TaskOwner, on: Presenters, goods: GoodsPresenter, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._till = till
        self._tasks = tasks
        self._on = on
        self._goods = goods
        self._unknown = ""
        goods.card_requested.connect(self._on_card_requested)
        goods.new_product_requested.connect(self._on_new_product_requested)
        on.sale.code_unknown.connect(self._on_code_unknown)
        on.sale.sale_changed.connect(self._on_sale_changed)
        on.park.undo_first(self._undo)

    @cached_property
    def presenter(self) -> "ProductPresenter":
        """Who holds the card."""
        from cashier.ui.product.product_presenter import (  # noqa: PLC0415 - not for the first paint
            ProductNeeds,
            ProductPresenter,
        )

        till = self._till
        needs = ProductNeeds(
            till.catalogue,
            till.save_product,
            till.pictures.keep,
            till.read_code,
            self._currency,
            self._rates,
            OPERATOR,
            self._ask,
        )
        made = ProductPresenter(needs, self._tasks, self)
        made.noticed.connect(self.noticed)
        made.product_sold.connect(self._on.sale.add_product)
        made.bell_rung.connect(self._on.sale.bell_rung)
        for other in (self._on.sale, self._on.park):
            other.noticed.connect(made.end_undo)
        self._goods.follow(made)
        return made

    def takes_code(self, code: str) -> bool:
        """Return whether a scan is for the open card: then it is a barcode of its product."""
        if self._goods.product is None or self._goods.product.state is None:
            return False
        self._goods.product.add_code(code)
        return True

    @Slot(str)
    def open(self, key: str) -> None:
        """Open the card of the product in hand; a code that nobody knows comes first."""
        if self._unknown:
            self._add_coded(self._unknown)
        elif key:
            self.presenter.open_key(key)
        else:
            self._goods.pick()

    @Slot(str)
    def open_key(self, key: str) -> None:
        """Open the card of the product with this key."""
        self.presenter.open_key(key)

    @Slot(object)
    def on_offer_taken(self, notice: Notice) -> None:
        """Do what a notice offered: open the card of a new product with the code it is about."""
        if notice.offer == "sell.product":
            self._add_coded(notice.about)

    def _add_coded(self, code: str) -> None:
        self._unknown = ""
        self.presenter.add_coded(code)

    def _currency(self) -> str:
        return self._till.settings.shop.currency

    def _rates(self) -> VatRates:
        return self._till.settings.shop.tax.rates

    async def _ask(self, code: str) -> "RemoteProduct | None":
        """Ask the back end for a code, where there is one that lists its products."""
        if not self._till.settings.back_end.name:
            return None
        await self._till.back_ends.load()
        back_end = self._till.back_ends.in_force
        if back_end is None or Capability.LISTS_PRODUCTS not in back_end.capabilities:
            return None
        return await back_end.product(code)

    def _undo(self) -> bool:
        return self._goods.product is not None and self._goods.product.undo()

    @Slot(object)
    def _on_card_requested(self, product: Product) -> None:
        self.presenter.open(product)

    @Slot(str)
    def _on_new_product_requested(self, name: str) -> None:
        self.presenter.add_named(name)

    @Slot(str)
    def _on_code_unknown(self, code: str) -> None:
        self._unknown = code

    @Slot(object)
    def _on_sale_changed(self, _view: object) -> None:
        self._unknown = ""
