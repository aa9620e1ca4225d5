"""What the Sell page shows: one frozen value, and what a typed number makes of its order."""

import enum
from dataclasses import dataclass, field, replace

from cashier.domain.money import Money, minor_digits
from cashier.domain.order import Discount, Figures, Order, OrderLine
from cashier.domain.product import Unit
from cashier.domain.quantity import WHOLE, Percent, Quantity
from cashier.domain.tender import Tender
from cashier.ui.input_buffer import InputBuffer

_PERCENT_DECIMALS = 2
_QUANTITY_DECIMALS = 3


class InputMode(enum.Enum):
    """What the keypad changes about the selected line."""

    QUANTITY = "quantity"
    PERCENT = "percent"
    PRICE = "price"


@dataclass(frozen=True, slots=True)
class SaleView:
    """The sale in progress; without a selected line the keypad means the whole order."""

    order: Order
    figures: Figures
    selected: int | None = None
    mode: InputMode = InputMode.QUANTITY
    typed: InputBuffer = field(default_factory=InputBuffer)
    tenders: tuple[Tender, ...] = ()
    is_busy: bool = False

    @property
    def line(self) -> OrderLine | None:
        """The selected line."""
        return None if self.selected is None else self.order.lines[self.selected]

    @property
    def is_empty(self) -> bool:
        return not self.order.lines

    @property
    def piece_count(self) -> int:
        return piece_count(self.order)

    @property
    def has_notes(self) -> bool:
        """Whether something but lines was put into the order."""
        return bool(self.order.note or self.order.customer.name)

    def fresh(self, mode: InputMode) -> "SaleView":
        """Return the view ready for a number in ``mode``; the old value stands until then."""
        return replace(self, mode=mode, typed=InputBuffer("", _decimals(self, mode)))


def piece_count(order: Order) -> int:
    """Return how many things there are: pieces by their number, what is weighed as one."""
    return sum(
        line.quantity.milli // WHOLE if line.unit is Unit.PIECE else 1 for line in order.lines
    )


def counts_by_product(order: Order) -> dict[str, Quantity]:
    """Return how much of each product is in the order, by the product's key."""
    counts: dict[str, Quantity] = {}
    for line in order.lines:
        if line.product_key:
            known = counts.get(line.product_key)
            counts[line.product_key] = known + line.quantity if known else line.quantity
    return counts


def label_of(order: Order) -> str:
    """Return what a sale is called: its name, else its customer, else empty."""
    return order.name or order.customer.name


def with_typed(view: SaleView) -> Order:
    """Return the order with the typed number in it; raises what the number's kind raises."""
    text = view.typed.plain
    match view.mode:
        case InputMode.QUANTITY:
            quantity = Quantity.parse(text)
            if view.selected is None:
                return view.order
            return view.order.with_quantity(view.selected, quantity)
        case InputMode.PERCENT:
            return _with_percent(view, Percent.parse(text, what="discount"))
        case InputMode.PRICE:
            if view.selected is None:
                return view.order
            price = Money.parse(text, view.order.currency, what="price")
            return view.order.with_price(view.selected, price)


def _with_percent(view: SaleView, percent: Percent) -> Order:
    discount = Discount(percent=percent) if percent.milli else None
    if view.selected is None:
        return replace(view.order, discount=discount)
    return view.order.with_line_discount(view.selected, discount)


def _decimals(view: SaleView, mode: InputMode) -> int:
    match mode:
        case InputMode.QUANTITY:
            line = view.line
            return 0 if line is None or line.unit is Unit.PIECE else _QUANTITY_DECIMALS
        case InputMode.PERCENT:
            return _PERCENT_DECIMALS
        case InputMode.PRICE:
            return minor_digits(view.order.currency)
