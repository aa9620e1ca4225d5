"""The settings that the window works under: what is saved reaches everyone whom it concerns."""

from PySide6.QtCore import QObject, Signal, Slot

from cashier.app.till import Till
from cashier.operations.apply_settings import apply_settings
from cashier.settings import Settings
from cashier.translation import _
from cashier.ui.frame.notice import Notice, NoticeKind
from cashier.ui.sell.sale_presenter import SalePresenter
from cashier.ui.sell.sale_view import SaleView


class InForce(QObject):
    """Tells of ``changed`` settings; a sale in progress ends under the rules it began with."""

    changed = Signal(object)  # Settings
    noticed = Signal(object)  # Notice

    def __init__(self, till: Till, sale: SalePresenter, parent: QObject) -> None:
        super().__init__(parent)
        self._till = till
        self._sale = sale
        self._next: Settings | None = None
        self._waiting: tuple[str, ...] = ()
        sale.sale_changed.connect(self._on_sale_changed)

    @property
    def settings(self) -> Settings:
        return self._till.settings

    @Slot(object)
    def take(self, saved: Settings) -> None:
        """Work under ``saved`` as far as that can be now, and say what has to wait."""
        is_selling = not self._sale.view.is_empty
        applied = apply_settings(self._till.settings, saved, is_selling=is_selling)
        self._next = applied.next_sale
        self._apply(applied.now)
        if self._next is not None:
            hint = _("The sale in progress keeps the VAT and rounding that it began with.")
            self.noticed.emit(Notice(NoticeKind.DONE, _("Saved for the next sale on."), hint))
        was_told, self._waiting = self._waiting, applied.waiting
        if applied.waiting and applied.waiting != was_told:
            hint = _("Part of it applies when Cashier is started again.")
            self.noticed.emit(Notice(NoticeKind.DONE, _("Saved."), hint))

    def _apply(self, settings: Settings) -> None:
        self._till.use(settings)
        self._sale.use_tax(settings.shop.tax)
        self.changed.emit(settings)

    @Slot(object)
    def _on_sale_changed(self, view: SaleView) -> None:
        if self._next is not None and view.is_empty:
            saved, self._next = self._next, None
            self._apply(apply_settings(self._till.settings, saved, is_selling=False).now)
