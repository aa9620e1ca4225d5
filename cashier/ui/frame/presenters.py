"""Everyone who takes part in a sale; whom a scan does not need is made when first asked for."""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from cashier.ui.sell.park_presenter import ParkPresenter
from cashier.ui.sell.sale_presenter import SalePresenter

if TYPE_CHECKING:  # their modules are loaded after the first paint
    from cashier.ui.done.done_presenter import DonePresenter
    from cashier.ui.orders.orders_presenter import OrdersPresenter
    from cashier.ui.orders.refund_presenter import RefundPresenter
    from cashier.ui.pay.payment_presenter import PaymentPresenter


class Makers(Protocol):
    """Makes the presenters behind the Sell page, each with everyone who hears it."""

    def payment(self) -> "PaymentPresenter": ...
    def done(self) -> "DonePresenter": ...
    def orders(self) -> "OrdersPresenter": ...
    def refund(self) -> "RefundPresenter": ...


class Presenters:
    """Holds one presenter of each kind."""

    def __init__(
        self, sale: SalePresenter, park: ParkPresenter, makers: Callable[[], Makers]
    ) -> None:
        self.sale = sale
        self.park = park
        self._makers = makers

    @cached_property
    def payment(self) -> "PaymentPresenter":
        return self._makers().payment()

    @cached_property
    def done(self) -> "DonePresenter":
        return self._makers().done()

    @cached_property
    def orders(self) -> "OrdersPresenter":
        return self._makers().orders()

    @cached_property
    def refund(self) -> "RefundPresenter":
        return self._makers().refund()
