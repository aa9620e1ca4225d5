"""What the states of an order are called, with the icon and tone that stand for them."""

from cashier.domain.order_list import OrderGroup, OrderSummary, PeriodName
from cashier.domain.posting import Delivery, OrderStatus
from cashier.domain.receipt import ReceiptKind
from cashier.translation import _
from cashier.ui.frame.chips import Tone
from cashier.ui.look import formatting
from cashier.ui.orders.orders_state import PeriodChoice

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


def group_words(group: OrderGroup) -> tuple[str, str]:
    """Return icon and word of a group; all orders have no icon."""
    words = {
        OrderGroup.ALL: ("", _("All")),
        OrderGroup.COMPLETED: ("ready", _("Completed")),
        OrderGroup.PENDING: ("clock", _("Pending")),
        OrderGroup.REFUNDED: ("undo", _("Refunded")),
        OrderGroup.CANCELLED: ("cancelled", _("Cancelled")),
        OrderGroup.UNSENT: ("to-send", _("Unsent")),
        OrderGroup.ATTENTION: ("attention", _("Needs attention")),
    }
    return words[group]


def period_words(choice: PeriodChoice) -> str:
    """Return what a period is called."""
    if choice.day is not None:
        return formatting.full_date(choice.day)
    match choice.name:
        case PeriodName.TODAY:
            return _("Today")
        case PeriodName.YESTERDAY:
            return _("Yesterday")
        case PeriodName.THIS_WEEK:
            return _("This week")
        case PeriodName.THIS_MONTH:
            return _("This month")
        case PeriodName.ALL:
            return _("All days")


def order_title(order: OrderSummary) -> str:
    """Return what an order is called: its number, or that it has none yet."""
    return order.number or order.customer or _("No number yet")


def order_label(order: OrderSummary) -> str:
    """Return the short form of the title for a list."""
    return order.number or order.customer or "–"


def when(order: OrderSummary, *, with_day: bool = True) -> str:
    """Return when an order was made final, or last changed; the day where it is in question."""
    time = formatting.time_of_day(order.at)
    return f"{formatting.full_date(order.at)} {time}" if with_day else time
