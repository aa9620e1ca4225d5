"""The JSON that the command line promises: names and forms as in docs/command-line.md."""

from cashier.domain.fiscal_day import CountedSum, DayReport, DayState
from cashier.domain.journal import Verdict
from cashier.domain.money import Money
from cashier.domain.open_order import OpenOrder
from cashier.domain.order import Figures
from cashier.domain.order_list import OrderSummary
from cashier.domain.posting import PostedLine, PostedOrder
from cashier.domain.product import Product
from cashier.domain.receipt import ReceiptKind
from cashier.domain.tax import VatGroup
from cashier.domain.tender import SettledTender

Answer = dict[str, object]


def order(posted: PostedOrder) -> Answer:
    """Return a posted order in the form of ``sell``."""
    posting = posted.posting
    answer: Answer = {
        "id": str(posting.id),
        "number": posted.number,
        "status": posted.status.value,
        "currency": posting.total.currency,
        "subtotal": posting.subtotal.text(),
        "discount": posting.discount.text(),
        "total": posting.total.text(),
        "rounding": posting.rounding.text(),
        "paid": posting.paid.text(),
        "change": posting.change.text(),
        "vat": [vat(group) for group in posting.vat],
        "lines": [_line(line) for line in posting.lines],
        "payments": [_payment(one) for one in posting.tenders],
        "created_at": posting.at.isoformat(timespec="seconds"),
        "fiscal_day": posted.fiscal_day,
        "delivery": posted.delivery.value,
        "printed": posted.printed,
        "operator": posting.operator,
        "seal": posted.seal,
    }
    if posting.kind is ReceiptKind.REFUND:
        answer["refund_of"] = posting.refund_of
    if posting.customer.name:
        answer["customer"] = {"name": posting.customer.name}
    if posting.note:
        answer["note"] = posting.note
    return answer


def open_order(kept: OpenOrder, figures: Figures) -> Answer:
    """Return an unposted order in the same form; it has no number yet."""
    return {
        "id": str(kept.order.id),
        "number": None,
        "status": kept.status.value,
        "currency": kept.order.currency,
        "subtotal": figures.subtotal.text(),
        "discount": figures.discount.text(),
        "total": figures.total.text(),
        "vat": [vat(group) for group in figures.vat],
        "lines": [
            {
                "name": line.name,
                "quantity": line.quantity.text(),
                "price": line.price.text(),
                "discount": one.discount.text(),
                "total": one.total.text(),
                "vat_rate": line.vat_rate.text(),
            }
            for line, one in zip(kept.order.lines, figures.lines, strict=True)
        ],
        "payments": [
            {"method": one.type.value, "amount": one.amount.text(), "state": one.state.value}
            for one in kept.tenders
        ],
        "created_at": kept.updated_at.isoformat(timespec="seconds"),
        "operator": kept.operator,
    }


def summary(one: OrderSummary) -> Answer:
    """Return a row of the list of orders."""
    answer: Answer = {
        "id": one.id,
        "number": one.number or None,
        "status": one.status.value,
        "kind": one.kind.value,
        "total": one.total.text(),
        "currency": one.total.currency,
        "lines": one.line_count,
        "payments": [kind.value for kind in one.tenders],
        "customer": one.customer,
        "created_at": one.at.isoformat(timespec="seconds"),
        "fiscal_day": one.fiscal_day,
        "operator": one.operator,
        "delivery": one.delivery.value,
        "printed": one.printed,
    }
    if one.refund_of:
        answer["refund_of"] = one.refund_of
    return answer


def vat(group: VatGroup) -> Answer:
    """Return one VAT group."""
    return {
        "rate": group.rate.text(),
        "net": group.net.text(),
        "vat": group.vat.text(),
        "gross": group.gross.text(),
    }


def _line(line: PostedLine) -> Answer:
    answer: Answer = {
        "line": line.line_no,
        "name": line.name,
        "quantity": line.quantity.text(),
        "price": line.price.text(),
        "discount": line.figures.discount.text(),
        "total": line.figures.total.text(),
        "vat_rate": line.vat_rate.text(),
    }
    if line.barcode:
        answer["barcode"] = line.barcode
    if line.note:
        answer["note"] = line.note
    return answer


def _payment(one: SettledTender) -> Answer:
    answer: Answer = {"method": one.type.value, "amount": one.amount.text()}
    if one.tendered is not None:
        answer["tendered"] = one.tendered.text()
    if one.change is not None:
        answer["change"] = one.change.text()
    if one.balance is not None:
        answer["balance"] = one.balance.text()
    if one.gives_back_wallet:
        answer["gives_back"] = "wallet"
    return answer


def product(one: Product) -> Answer:
    """Return a product of the catalogue."""
    return {
        "name": one.name,
        "barcode": one.barcodes[0] if one.barcodes else None,
        "barcodes": list(one.barcodes),
        "category": one.category,
        "price": one.price.text(),
        "currency": one.price.currency,
        "vat_rate": one.vat_rate.text(),
        "unit": one.unit.value,
        "favourite": one.is_favourite,
        "open_price": one.has_open_price,
    }


def day(report: DayReport) -> Answer:
    """Return a fiscal day with its figures."""
    one, totals = report.day, report.totals
    expected = one.float_ + totals.cash_sales + totals.cash_refunds
    zero = Money.zero(one.float_.currency)
    return {
        "fiscal_day": one.number,
        "z_number": one.z_number,
        "status": one.state.value,
        "opened_at": one.opened_at.isoformat(timespec="seconds"),
        "closed_at": one.closed_at.isoformat(timespec="seconds") if one.closed_at else None,
        "currency": one.float_.currency,
        "sales": _counted(totals.sales, "total"),
        "refunds": _counted(totals.refunds, "total"),
        "net": totals.net.text(),
        "discounts": _counted(totals.discounts, "total"),
        "rounding": totals.rounding.text(),
        "vat": [
            {
                "rate": rate.rate.text(),
                "net": rate.net.text(),
                "vat": rate.vat.text(),
                "gross": rate.gross.text(),
            }
            for rate in totals.rates
        ],
        "payments": [
            {"method": kind.value} | _counted(sums, "amount") for kind, sums in totals.tenders
        ],
        "cash": {
            "float": one.float_.text(),
            "sales": totals.cash_sales.text(),
            "refunds": totals.cash_refunds.text(),
            "in": zero.text(),
            "out": zero.text(),
            "expected": expected.text(),
            "counted": None,
            "difference": None,
        },
        "perpetual": {
            "sales": report.perpetual_sales.text(),
            "refunds": report.perpetual_refunds.text(),
            "net": (report.perpetual_sales + report.perpetual_refunds).text(),
        },
        "first_number": totals.first_number or None,
        "last_number": totals.last_number or None,
        "unsent": totals.unsent,
        "seal": totals.seal,
    }


def _counted(sums: CountedSum, name: str) -> Answer:
    return {"count": sums.count, name: sums.amount.text()}


def verdict(found: Verdict) -> Answer:
    """Return what a check of the journal found."""
    broken: Answer | None = None
    if found.damage is not None:
        broken = {"entry": found.broken_seq, "damage": found.damage.value}
    return {
        "ok": found.is_whole,
        "entries": found.entries,
        "seal": found.head,
        "broken": broken,
    }


def is_open(report: DayReport | None) -> bool:
    """Whether the newest day takes sales."""
    return report is not None and report.day.state is DayState.OPEN
