"""What the states of an order are called, with the icon and tone that stand for them."""

from cashier.domain.order_list import OrderSummary
from cashier.domain.posting import Delivery, OrderStatus
from cashier.domain.receipt import ReceiptKind
from cashier.translation import _
from cashier.ui import formatting
from cashier.ui.chips import Tone

Chip = tuple[str, str, Tone]
"""Icon, word and tone."""


def status_chip(status: OrderStatus) -> Chip:
    match status:
        case OrderStatus.OPEN:
            return "clock", _("Open"), Tone.INFO
        case OrderStatus.PARKED:
            return "parked", _("Parked"), Tone.INFO
        case OrderStatus.COMPLETED:
            return "ready", _("Completed"), Tone.OK
        case OrderStatus.CANCELLED:
            return "cancelled", _("Cancelled"), Tone.NEUTRAL
        case OrderStatus.REFUNDED:
            return "undo", _("Refunded"), Tone.NEUTRAL
        case OrderStatus.PARTLY_REFUNDED:
            return "undo", _("Partly refunded"), Tone.NEUTRAL


def order_chip(order: OrderSummary) -> Chip:
    """Return the one state of an order that matters most in a list."""
    match order.delivery:
        case Delivery.NEEDS_ATTENTION:
            return "attention", _("Needs attention"), Tone.ERROR
        case Delivery.UNSENT:
            return "to-send", _("To send"), Tone.WARN
        case Delivery.NOT_NEEDED | Delivery.SENT:
            if order.kind is ReceiptKind.REFUND:
                return "undo", _("Refund"), Tone.NEUTRAL
            return status_chip(order.status)


def order_title(order: OrderSummary) -> str:
    """Return what an order is called: its number, or that it has none yet."""
    return order.number or order.customer or _("No number yet")


def order_label(order: OrderSummary) -> str:
    """Return the short form of the title for a list."""
    return order.number or order.customer or "–"


def when(order: OrderSummary) -> str:
    return f"{formatting.short_date(order.at)} {formatting.time_of_day(order.at)}"
