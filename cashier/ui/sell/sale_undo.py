"""What can be undone in a sale: a line that was removed."""

from dataclasses import dataclass, replace

from cashier.domain.order import Discount, Order, OrderLine


@dataclass(frozen=True, slots=True)
class Removed:
    """A removed line: where it stood, and the order discount that went with the last line."""

    row: int
    line: OrderLine
    discount: Discount | None

    def put_back(self, order: Order) -> Order:
        """Return ``order`` with the line where it was."""
        row = min(self.row, len(order.lines))
        lines = (*order.lines[:row], self.line, *order.lines[row:])
        return replace(order, lines=lines, discount=order.discount or self.discount)
