"""What the customer is shown: the item added last, the lines before it, and the figures."""

from dataclasses import dataclass

from cashier.domain.money import Money, round_to
from cashier.domain.order import LineFigures, OrderLine
from cashier.domain.posting import Posting
from cashier.domain.product import Unit
from cashier.domain.quantity import WHOLE
from cashier.domain.tender import TenderType
from cashier.translation import _
from cashier.ui.look import formatting
from cashier.ui.sell.sale_view import SaleView


@dataclass(frozen=True, slots=True)
class ShownLine:
    """One line in the customer's words."""

    quantity: str
    name: str
    priced: str
    saved: str
    total: str
    product_key: str = ""


@dataclass(frozen=True, slots=True)
class ShownSale:
    """A sale in progress: the ``last`` item by itself, the others from the newest."""

    last: ShownLine
    lines: tuple[ShownLine, ...]
    figures: tuple[tuple[str, str, bool], ...]
    total: str
    hint: str


@dataclass(frozen=True, slots=True)
class ShownEnd:
    """A finished sale: the one figure that concerns the customer, and how it came about."""

    caption: str
    figure: str
    below: str


def sale_of(view: SaleView, cash_unit: int) -> ShownSale | None:
    """Return what a sale shows; nothing while it is empty."""
    if view.is_empty:
        return None
    lines = [
        _line(line, figures)
        for line, figures in zip(view.order.lines, view.figures.lines, strict=True)
    ]
    at = len(lines) - 1 if view.selected is None else view.selected
    others = tuple(line for row, line in reversed(list(enumerate(lines))) if row != at)
    total = view.figures.total
    return ShownSale(
        lines[at],
        others,
        _figures(view),
        formatting.money_text(total),
        _cash_hint(total, cash_unit),
    )


def end_of(posting: Posting) -> ShownEnd:
    """Return what a posted sale or refund shows."""
    if posting.refund_of:
        return ShownEnd(_("You get back"), formatting.money_text(-posting.paid), "")
    given = sum(
        (one.tendered or one.amount for one in posting.tenders), Money.zero(posting.total.currency)
    )
    below = _("Paid {given} · to pay {due}").format(
        given=formatting.money_text(given), due=formatting.money_text(posting.paid)
    )
    if any(one.type is TenderType.CASH for one in posting.tenders):
        return ShownEnd(_("Your change"), formatting.money_text(posting.change), below)
    return ShownEnd(_("Paid"), formatting.money_text(posting.paid), "")


def _line(line: OrderLine, figures: LineFigures) -> ShownLine:
    is_piece = line.unit is Unit.PIECE
    unit = "" if is_piece else f"{formatting.NO_BREAK_SPACE}{line.unit.value}"
    quantity = f"{formatting.quantity(line.quantity)}{unit}"
    is_one = is_piece and line.quantity.milli == WHOLE and not figures.discount
    return ShownLine(
        f"{quantity} {formatting.TIMES}" if is_piece else quantity,
        line.name,
        "" if is_one else f"{quantity} {formatting.TIMES} {formatting.amount(line.price)}",
        _saved(line, figures),
        formatting.amount(figures.total),
        line.product_key,
    )


def _saved(line: OrderLine, figures: LineFigures) -> str:
    if not figures.discount or line.discount is None:
        return ""
    saved = _("you save {amount}").format(amount=formatting.amount(figures.discount))
    percent = line.discount.percent
    return saved if percent is None else f"{formatting.discount_percent(percent)}, {saved}"


def _figures(view: SaleView) -> tuple[tuple[str, str, bool], ...]:
    """Return the small figures: label, amount, and whether it is good news."""
    currency = view.order.currency
    figures = view.figures
    saved = figures.discount + sum((one.discount for one in figures.lines), Money.zero(currency))
    vat = sum((group.vat for group in figures.vat), Money.zero(currency))
    rows = [(_("Items"), str(view.piece_count), False)]
    if saved:
        rows.append((_("You save"), formatting.amount(saved), True))
    rows.append((_("VAT included"), formatting.amount(vat), False))
    return tuple(rows)


def _cash_hint(total: Money, cash_unit: int) -> str:
    due = Money(round_to(total.minor, cash_unit), total.currency)
    if due == total:
        return ""
    unit = formatting.amount(Money(cash_unit, total.currency))
    return _("In cash {amount}, rounded to {unit}").format(
        amount=formatting.money_text(due), unit=unit
    )
