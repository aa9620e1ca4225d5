"""Answers for people: an order, a list of orders, a fiscal day as lines of text."""

from typing import Any

from cashier.domain.fiscal_day import DayReport
from cashier.domain.order_list import OrderSummary
from cashier.domain.product import Product
from cashier.domain.quantity import Percent
from cashier.translation import _


def summary(one: OrderSummary) -> str:
    """Return a row of the list of orders; an unposted one shows its id, having no number."""
    named = one.number or one.id
    back = f"  {_refund_of(one.refund_of)}" if one.refund_of else ""
    return (
        f"{named:<12} {one.at:%Y-%m-%d %H:%M}  {one.total.text():>12}"
        f" {one.total.currency}  {one.status.value}{back}"
    )


def order(answer: dict[str, Any]) -> str:
    """Return an order, posted or not, from what JSON would say about it."""
    back = f"  {_refund_of(answer['refund_of'])}" if "refund_of" in answer else ""
    rows = [
        f"{answer['number'] or answer['id']}  {answer['created_at']}  {answer['status']}{back}",
        *(
            _row(f"{line['quantity']} x {line['price']}  {line['name']}", line["total"])
            for line in answer["lines"]
        ),
        _row(_("Discount"), f"-{answer['discount']}".replace("--", "")),
        _row(_("Total {currency}").format(currency=answer["currency"]), answer["total"]),
        *(_row(payment["method"], payment["amount"]) for payment in answer["payments"]),
    ]
    if "change" in answer:
        rows.append(_row(_("Change"), answer["change"]))
    return "\n".join(rows)


def product(one: Product) -> str:
    """Return a row of the list of products."""
    code = one.barcodes[0] if one.barcodes else "-"
    return f"{code:<14} {one.price.text():>10}  {one.vat_rate.text():>4} %  {one.name}"


def day(report: DayReport) -> str:
    """Return a row of the list of fiscal days."""
    one, totals = report.day, report.totals
    named = _("Fiscal day {number}").format(number=one.number)
    return (
        f"{named}  {one.state.value}  {one.opened_at:%Y-%m-%d %H:%M}"
        f"  {totals.sales.count} + {totals.refunds.count}  {totals.net.text()}"
        f" {one.float_.currency}"
    )


def day_report(report: DayReport) -> str:
    """Return a fiscal day with its figures."""
    totals = report.totals
    rows = [
        day(report),
        _row(_("Sales"), totals.sales.amount.text()),
        _row(_("Refunds"), totals.refunds.amount.text()),
        *(_row(_vat(rate.rate), rate.vat.text()) for rate in totals.rates),
        *(_row(kind.value, sums.amount.text()) for kind, sums in totals.tenders),
        _row(_("Float"), report.day.float_.text()),
    ]
    return "\n".join(rows)


def _refund_of(number: str) -> str:
    return _("refund of {number}").format(number=number)


def _vat(rate: Percent) -> str:
    return _("VAT {percent}").format(percent=f"{rate.text()} %")


def _row(name: str, figure: str) -> str:
    return f"  {name:<44} {figure:>12}"
