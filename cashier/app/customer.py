"""The customer's screen put together: it hears the sale and its end, and asks nothing back."""

from PySide6.QtCore import QObject, QTimer, Slot

from cashier.app.till import Till
from cashier.app.wiring import TillWindow
from cashier.domain.posting import PostedOrder
from cashier.domain.product import Product
from cashier.settings import Settings
from cashier.translation import _
from cashier.ui.customer.customer_screen import CustomerScreen
from cashier.ui.customer.customer_view import end_of, sale_of
from cashier.ui.customer.customer_window import Band, CustomerWindow, ShopWords
from cashier.ui.goods.product_colours import band_colours
from cashier.ui.goods.tile_words import initials
from cashier.ui.sell.sale_view import SaleView

SHOW_PRODUCT = "show product to the customer"
_LOOK_AT_THE_CLOCK_MS = 5_000


class CustomerDisplay(QObject):
    """Keeps the customer's window up to date, and in its place."""

    def __init__(self, till: Till, window: TillWindow, settings: Settings) -> None:
        super().__init__(window)
        self._till = till
        self._beside = window
        self._cash_unit = settings.shop.cash_unit
        self._product: Product | None = None
        self._wanted = ""
        self.window = CustomerWindow(window.theme, _words(settings))
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._on_time)
        self._timer.start(_LOOK_AT_THE_CLOCK_MS)
        self._on_time()
        self._listen()
        self.show_sale(window.presenters.sale.view)
        name = settings.screens.customer_screen
        self._screen = CustomerScreen(self.window, window.window, name, self)

    def use_settings(self, settings: Settings) -> None:
        """Follow the settings: the screen, the shop's words, the smallest coin."""
        self._cash_unit = settings.shop.cash_unit
        self.window.show_words(_words(settings))
        self._screen.use(settings.screens.customer_screen)

    @Slot(object)
    def show_sale(self, view: SaleView) -> None:
        """Show the sale in progress; what is added after a sale takes the change away."""
        sale = sale_of(view, self._cash_unit)
        if sale is not None:
            self.window.show_end(None)
        self.window.show_sale(sale)
        self._look_up(sale.last.product_key if sale is not None else "")

    @Slot(object)
    def show_end(self, posted: PostedOrder) -> None:
        """Show what the customer gets back."""
        self.window.show_end(end_of(posted.posting))

    @Slot()
    def end(self) -> None:
        """Make way for the next customer."""
        self.window.show_end(None)

    @Slot()
    def close(self) -> None:
        """Take the window away."""
        self._timer.stop()
        self._screen.close()

    def _listen(self) -> None:
        beside = self._beside
        beside.presenters.sale.sale_changed.connect(self.show_sale)
        beside.steps.order_shown.connect(self.show_end)
        beside.steps.order_left.connect(self.end)
        beside.goods.pictures.loaded.connect(self._on_picture_loaded)
        beside.closing.connect(self.close)

    def _look_up(self, key: str) -> None:
        if key != self._wanted:
            self._wanted, self._product = key, None
            self._beside.tasks.start(SHOW_PRODUCT, self._find)

    async def _find(self) -> None:
        """Look up what was added last; what was added meanwhile is looked up after it."""
        found = ""
        while self._wanted and self._wanted != found:
            found = self._wanted
            product = await self._till.catalogue.by_key(found)
            if found == self._wanted:
                self._product = product
                self._show_band()

    def _show_band(self) -> None:
        product = self._product
        if product is None:
            return
        theme, window = self._beside.theme, self.window
        fill, text = band_colours(theme, product)
        picture = self._beside.goods.pictures.pixmap(
            product.picture, window.picture_size, window.devicePixelRatioF(), is_dark=theme.is_dark
        )
        window.show_band(Band(fill, text, initials(product.name), picture))

    @Slot(str)
    def _on_picture_loaded(self, name: str) -> None:
        if self._product is not None and self._product.picture == name:
            self._show_band()

    @Slot()
    def _on_time(self) -> None:
        self.window.show_time(self._till.clock.now())


def _words(settings: Settings) -> ShopWords:
    shop = settings.shop
    thanks = shop.footer[0] if shop.footer else _("Thank you.")
    return ShopWords(shop.name, _("Till {prefix}").format(prefix=settings.prefix), thanks)
