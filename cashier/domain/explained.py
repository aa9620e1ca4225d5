"""Any amount of a sale, its payment or a refund, explained by its subject."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from cashier.domain import explained_payment as payments
from cashier.domain import explained_refund as refunds
from cashier.domain import explained_sale as sales
from cashier.domain import explained_vat as vat
from cashier.domain.explanation import Explanation, Subject, Topic, turned
from cashier.domain.quantity import Percent
from cashier.domain.tender import Payment
from cashier.domain.worked_out import WorkedRefund, WorkedSale

_NO_RATE = Percent(0)


@dataclass(frozen=True, slots=True)
class ExplainedSale:
    """A sale and, once it is being paid, its payment; ``in_cash``: cash is to pay the rest."""

    sale: WorkedSale
    payment: Payment | None = None
    in_cash: bool = False

    def explain(self, subject: Subject) -> Explanation | None:
        """Return how an amount came about; None for one that this sale does not have."""
        if subject.row >= len(self.sale.lines) or not self._has_rate(subject):
            return None
        row, rate = subject.row, subject.rate or _NO_RATE
        of_line = _LINES.get(subject.topic)
        of_rate = _RATES.get(subject.topic)
        of_sale = _WHOLE.get(subject.topic)
        if of_line is not None:
            return of_line(self.sale, row)
        if of_rate is not None:
            return of_rate(self.sale, rate)
        return of_sale(self.sale) if of_sale is not None else self._of_payment(subject.topic)

    def _has_rate(self, subject: Subject) -> bool:
        known = any(group.rate == subject.rate for group in self.sale.vat)
        return known or subject.topic not in _RATES

    def _of_payment(self, topic: Topic) -> Explanation | None:
        if self.payment is None:
            return None
        if topic is Topic.TO_PAY:
            return payments.explain_to_pay(self.payment, in_cash=self.in_cash)
        if topic is Topic.OPEN:
            return payments.explain_open(self.payment, in_cash=self.in_cash)
        of_payment = _PAYMENT.get(topic)
        return of_payment(self.payment) if of_payment is not None else None


@dataclass(frozen=True, slots=True)
class ExplainedRefund:
    """A refund; ``is_negative`` where its amounts are shown as they are posted."""

    refund: WorkedRefund
    cash_unit: int = 1
    is_negative: bool = True

    def explain(self, subject: Subject) -> Explanation | None:
        """Return how an amount came about; None for one that this refund does not have."""
        found = self._positive(subject)
        return turned(found) if found is not None and self.is_negative else found

    def _positive(self, subject: Subject) -> Explanation | None:
        refund, rate = self.refund, subject.rate or _NO_RATE
        has_rate = any(group.rate == rate for group in refund.figures.vat)
        if subject.row >= len(refund.lines) or (subject.topic in _RATES and not has_rate):
            return None
        if subject.topic in _PARTS:
            return refunds.explain_refunded(refund, subject.row, _PARTS[subject.topic])
        if subject.topic in _REFUND_RATES:
            return _REFUND_RATES[subject.topic](refund, rate)
        if subject.topic in _REFUND:
            return _REFUND[subject.topic](refund)
        return self._of_payout(subject)

    def _of_payout(self, subject: Subject) -> Explanation | None:
        match subject.topic:
            case Topic.LINE_DISCOUNT:
                return refunds.explain_discount_back(self.refund, subject.row)
            case Topic.TO_PAY:
                return refunds.explain_paid_out(self.refund, self.cash_unit)
            case Topic.ROUNDING:
                return refunds.explain_payout_rounding(self.refund, self.cash_unit)
            case _:
                return None


Explained = ExplainedSale | ExplainedRefund

_LINES: Mapping[Topic, Callable[[WorkedSale, int], Explanation]] = {
    Topic.LINE_GROSS: sales.explain_gross,
    Topic.LINE_DISCOUNT: sales.explain_line_discount,
    Topic.LINE: sales.explain_line,
    Topic.LINE_NET: sales.explain_line_net,
}
_RATES: Mapping[Topic, Callable[[WorkedSale, Percent], Explanation]] = {
    Topic.VAT: vat.explain_vat,
    Topic.VAT_BASE: vat.explain_vat_base,
    Topic.NET: vat.explain_net,
}
_WHOLE: Mapping[Topic, Callable[[WorkedSale], Explanation]] = {
    Topic.LINES: sales.explain_lines,
    Topic.SUBTOTAL: sales.explain_subtotal,
    Topic.DISCOUNTS: sales.explain_discounts,
    Topic.ORDER_DISCOUNT: sales.explain_order_discount,
    Topic.TOTAL: sales.explain_total,
    Topic.ALL_VAT: vat.explain_all_vat,
}
_PAYMENT: Mapping[Topic, Callable[[Payment], Explanation]] = {
    Topic.ROUNDING: payments.explain_rounding,
    Topic.PAID: payments.explain_paid,
    Topic.CHANGE: payments.explain_change,
}
_PARTS: Mapping[Topic, refunds.Part] = {
    Topic.LINE_GROSS: refunds.Part.GROSS,
    Topic.LINE: refunds.Part.TOTAL,
    Topic.LINE_NET: refunds.Part.NET,
}
_REFUND_RATES: Mapping[Topic, Callable[[WorkedRefund, Percent], Explanation]] = {
    Topic.VAT: refunds.explain_refund_vat,
    Topic.VAT_BASE: refunds.explain_refund_base,
    Topic.NET: refunds.explain_refund_net,
}
_REFUND: Mapping[Topic, Callable[[WorkedRefund], Explanation]] = {
    Topic.SUBTOTAL: refunds.explain_refund_subtotal,
    Topic.ORDER_DISCOUNT: refunds.explain_refund_share,
    Topic.TOTAL: refunds.explain_refund_total,
}
