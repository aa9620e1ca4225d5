"""The life of an order, in any order of events: rung up, paid, posted, given back in parts."""

from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from typing_extensions import override

from cashier.domain.errors import (
    ApprovedTenderError,
    RefundTooLargeError,
    TenderRefusedError,
    TooLargeError,
    UndecidedTenderError,
)
from cashier.domain.money import MAX_TOTAL_MINOR, Money
from cashier.domain.open_order import approved_without_cash, check_may_change, check_may_void
from cashier.domain.order import Order, OrderLine, TaxRules, work_out
from cashier.domain.quantity import Quantity
from cashier.domain.refund import Sold, work_out_refund
from cashier.domain.tax import VatMode
from cashier.domain.tender import Payment, Tender, TenderState, TenderType
from tests.domain.sales import posted_sale, with_refund
from tests.domain.strategies import CURRENCY, discounts, lines, quantities, total_of

PAID_FOR = lines().filter(lambda line: total_of(line) >= 50)
SHARES = st.integers(1, 1_000)
CARDS = st.sampled_from((TenderType.CARD, TenderType.WALLET))
ANSWERS = st.sampled_from((TenderState.APPROVED, TenderState.DECLINED, TenderState.UNKNOWN))


class OrderLife(RuleBasedStateMachine):
    """One order; ``sold`` is None until it is posted."""

    def __init__(self) -> None:
        super().__init__()
        self.order = Order(UUID(int=1), CURRENCY)
        self.tax = TaxRules()
        self.payment = Payment(Money(0, CURRENCY))
        self.sold: Sold | None = None
        self.next_key = 0

    @initialize(mode=st.sampled_from(VatMode), unit=st.sampled_from((1, 5, 10, 50)))
    def opens(self, mode: VatMode, unit: int) -> None:
        self.tax = TaxRules(mode)
        self.payment = Payment(Money(0, CURRENCY), unit)

    def is_open(self) -> bool:
        return self.sold is None

    def is_decided(self) -> bool:
        return self.is_open() and not self.payment.is_undecided

    def is_payable(self) -> bool:
        return self.is_decided() and bool(self.order.lines) and not self.payment.covers

    def change(self, order: Order) -> None:
        """Take the changed order over where sum and tenders allow it, as the till does."""
        if sum(total_of(line) for line in order.lines) > MAX_TOTAL_MINOR:
            with pytest.raises(TooLargeError):
                work_out(order, self.tax)
            return
        total = work_out(order, self.tax).total
        allowed = approved_without_cash(self.payment.tenders, CURRENCY)
        if total < allowed:
            with pytest.raises(ApprovedTenderError):
                check_may_change(self.payment.tenders, total)
            return
        check_may_change(self.payment.tenders, total)
        self.order, self.payment = order, replace(self.payment, total=total)

    @precondition(is_decided)
    @rule(line=PAID_FOR)
    def rings_up(self, line: OrderLine) -> None:
        self.change(replace(self.order.with_line(line), discount=None))

    @precondition(lambda self: self.is_decided() and self.order.lines)
    @rule(data=st.data(), quantity=quantities())
    def changes_quantity(self, data: st.DataObject, quantity: Quantity) -> None:
        place = data.draw(st.integers(0, len(self.order.lines) - 1))
        undiscounted = replace(self.order, discount=None).with_line_discount(place, None)
        self.change(undiscounted.with_quantity(place, quantity))

    @precondition(lambda self: self.is_decided() and self.order.lines)
    @rule(data=st.data())
    def removes_a_line(self, data: st.DataObject) -> None:
        place = data.draw(st.integers(0, len(self.order.lines) - 1))
        self.change(replace(self.order, discount=None).without_line(place))

    @precondition(lambda self: self.is_decided() and self.order.lines)
    @rule(data=st.data())
    def gives_a_discount(self, data: st.DataObject) -> None:
        subtotal = work_out(replace(self.order, discount=None), self.tax).subtotal
        self.change(replace(self.order, discount=data.draw(discounts(subtotal.minor))))

    @precondition(is_payable)
    @rule(kind=CARDS, share=SHARES)
    def asks_a_card(self, kind: TenderType, share: int) -> None:
        amount = self.payment.due.minor * share // 1_000
        if amount:
            self.take(Tender(self.new_key(), kind, Money(amount, CURRENCY), TenderState.ASKED))

    @precondition(is_payable)
    @rule(share=st.integers(1, 2_000))
    def takes_cash(self, share: int) -> None:
        amount = max(1, self.payment.due_in_cash.minor * share // 1_000)
        self.take(Tender(self.new_key(), TenderType.CASH, Money(amount, CURRENCY)))

    def new_key(self) -> str:
        self.next_key += 1
        return str(self.next_key)

    def take(self, tender: Tender) -> None:
        reference = "" if tender.type is TenderType.CASH else f"slip {tender.key}"
        self.payment = self.payment.with_tender(replace(tender, reference=reference))

    @precondition(lambda self: self.is_open() and self.payment.is_undecided)
    @rule(answer=ANSWERS)
    def hears_from_the_card(self, answer: TenderState) -> None:
        (asked,) = [one for one in self.payment.tenders if one.is_undecided]
        self.payment = self.payment.with_answer(asked.key, answer)

    @precondition(lambda self: self.is_decided() and self.payment.approved)
    @rule(data=st.data())
    def takes_a_tender_back(self, data: st.DataObject) -> None:
        one = data.draw(st.sampled_from(self.payment.approved))
        if one.type is TenderType.CASH:
            self.payment = self.payment.without(one.key)
            return
        with pytest.raises(ApprovedTenderError):
            self.payment.without(one.key)
        with pytest.raises(ApprovedTenderError):
            check_may_void(self.payment.tenders)
        self.payment = self.payment.with_answer(one.key, TenderState.REVERSED)

    @precondition(lambda self: self.is_open() and self.order.lines and self.payment.is_settled)
    @rule()
    def is_posted(self) -> None:
        figures = work_out(self.order, self.tax)
        self.sold = Sold(posted_sale(self.order, figures, self.payment, self.tax.mode))

    @precondition(lambda self: self.sold is not None and self.sold.all_left())
    @rule(data=st.data(), whole=st.booleans())
    def gives_back(self, data: st.DataObject, whole: bool) -> None:
        assert self.sold is not None
        left = self.sold.all_left()
        number = data.draw(st.sampled_from(sorted(left)))
        part = Quantity(data.draw(st.integers(1, left[number].milli)))
        asked = left if whole else {number: part}
        self.sold = with_refund(self.sold, asked, self.payment.cash_unit)

    @precondition(lambda self: self.sold is not None)
    @rule()
    def next_customer(self) -> None:
        self.everything_can_come_back()
        self.order, self.sold = Order(UUID(int=1), CURRENCY), None
        self.payment = Payment(Money(0, CURRENCY), self.payment.cash_unit)

    @invariant()
    def the_order_adds_up(self) -> None:
        figures = work_out(self.order, self.tax)
        assert sum(line.net.minor for line in figures.lines) == figures.total.minor
        assert sum(group.gross.minor for group in figures.vat) == figures.total.minor
        assert self.payment.total == figures.total

    @invariant()
    def no_tender_is_lost_or_overdrawn(self) -> None:
        assert approved_without_cash(self.payment.tenders, CURRENCY) <= self.payment.total
        assert self.payment.due.minor >= 0
        assert self.payment.change.minor >= 0
        assert 2 * abs(self.payment.rounding.minor) <= self.payment.cash_unit
        card = Tender("more", TenderType.CARD, self.payment.total + Money(1, CURRENCY))
        refusal = UndecidedTenderError if self.payment.is_undecided else TenderRefusedError
        with pytest.raises(refusal):
            self.payment.with_tender(card)

    @invariant()
    def nothing_comes_back_that_was_not_sold(self) -> None:
        if self.sold is None:
            return
        sale, refunds = self.sold.sale, self.sold.refunds
        total_left = sale.total.minor + sum(one.total.minor for one in refunds)
        assert 0 <= total_left <= sale.total.minor
        assert bool(self.sold.all_left()) or total_left == 0
        for one in (sale, *refunds):
            paid = sum(tender.amount.minor for tender in one.tenders)
            assert paid == (one.total + one.rounding).minor
        for line in sale.lines:
            with pytest.raises(RefundTooLargeError):
                work_out_refund(self.sold, {line.line_no: Quantity(self.sold.left(line).milli + 1)})

    @override
    def teardown(self) -> None:
        self.everything_can_come_back()

    def everything_can_come_back(self) -> None:
        """Give all that is left back, and find nothing left over at any rate."""
        if self.sold is None:
            return
        left = self.sold.all_left()
        sold = with_refund(self.sold, left, self.payment.cash_unit) if left else self.sold
        for group in sold.sale.vat:
            back = [one for part in sold.refunds for one in part.vat if one.rate == group.rate]
            assert sum(one.gross.minor for one in back) == -group.gross.minor
            assert sum(one.vat.minor for one in back) == -group.vat.minor


TestOrderLife = OrderLife.TestCase
