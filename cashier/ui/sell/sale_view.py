"""What the Sell page shows: one frozen value, and what a typed number makes of its order."""

import enum
from dataclasses import dataclass, field, replace

from cashier.domain.errors import InputRefusedError
from cashier.domain.money import Money, minor_digits
from cashier.domain.order import (
    Discount,
    Figures,
    Order,
    OrderLine,
    require_lines,
    require_prices,
)
from cashier.domain.product import Product, Unit
from cashier.domain.quantity import WHOLE, Percent, Quantity
from cashier.domain.tender import Tender
from cashier.ui.sell.input_buffer import InputBuffer
from cashier.ui.sell.sale_notes import SaleNotes

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
        return SaleNotes.of(self.order) != SaleNotes()

    @property
    def is_for_next(self) -> bool:
        """Whether a number is of what comes next: how many of it, or what a free line costs."""
        return self.selected is None and self.mode is not InputMode.PERCENT

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


def touched_row(before: Order, after: Order) -> int:
    """Return the row that a product went into."""
    for row, (old, new) in enumerate(zip(before.lines, after.lines, strict=False)):
        if old != new:
            return row
    return len(after.lines) - 1


def unpriced_row(order: Order) -> int | None:
    """Return the first line that waits for its price."""
    return next((row for row, line in enumerate(order.lines) if line.awaits_price), None)


def payable(order: Order) -> Order:
    """Return ``order``; raises where it holds nothing, or a line without its price."""
    require_lines(order)
    require_prices(order)
    return order


def with_next(order: Order, product: Product, quantity: Quantity) -> Order:
    """Return ``order`` with so much of ``product``; what is sold by the piece is never in parts."""
    if product.unit is Unit.PIECE and not quantity.is_whole():
        raise InputRefusedError("quantity", quantity.text())
    return order.with_product(product, quantity)


def label_of(order: Order) -> str:
    """Return what a sale is called: its name, else its customer, else empty."""
    return order.name or order.customer.name


def with_typed(view: SaleView) -> Order:
    """Return the order with the typed number in it; raises what the number's kind raises."""
    text, row = view.typed.plain, view.selected
    if view.mode is InputMode.PERCENT:
        return _with_percent(view, Percent.parse(text, what="discount"))
    if row is None:
        return view.order
    if view.mode is InputMode.QUANTITY:
        return view.order.with_quantity(row, Quantity.parse(text))
    return view.order.with_price(row, Money.parse(text, view.order.currency, what="price"))


def _with_percent(view: SaleView, percent: Percent) -> Order:
    discount = Discount(percent=percent) if percent.milli else None
    if view.selected is None:
        return replace(view.order, discount=discount)
    return view.order.with_line_discount(view.selected, discount)


def _decimals(view: SaleView, mode: InputMode) -> int:
    match mode:
        case InputMode.QUANTITY:
            is_piece = view.line is not None and view.line.unit is Unit.PIECE
            return 0 if is_piece else _QUANTITY_DECIMALS
        case InputMode.PERCENT:
            return _PERCENT_DECIMALS
        case InputMode.PRICE:
            return minor_digits(view.order.currency)
