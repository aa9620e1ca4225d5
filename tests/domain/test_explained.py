"""Every amount that is shown can be explained, and the explanation recomputes to it."""

from dataclasses import replace
from uuid import UUID

from hypothesis import given

from cashier.domain.explained import ExplainedRefund, ExplainedSale
from cashier.domain.explanation import Explanation, Subject, Topic
from cashier.domain.money import Money
from cashier.domain.order import Order, OrderLine, TaxRules, work_out
from cashier.domain.quantity import Percent
from cashier.domain.refund import Sold
from cashier.domain.tender import Payment
from cashier.domain.worked_out import WorkedRefund, WorkedSale
from tests.domain.explanations import amounts, follows, recomputes
from tests.domain.laws import figures_of, offered, paid
from tests.domain.refund_laws import asked_of, sold_of
from tests.domain.sales import with_refund
from tests.domain.strategies import Offer, SaleCase, sales


def explained(by: ExplainedSale | ExplainedRefund, subject: Subject, amount: Money) -> Explanation:
    """Explain one amount, and everything its steps lead to."""
    found = by.explain(subject)
    assert found is not None, subject
    assert found.amount == amount, (subject, found)
    assert found.subject == subject
    recomputes(found)
    follows(found)
    return found


def everything_led_to(by: ExplainedSale | ExplainedRefund, start: Explanation) -> None:
    """Follow each step that leads on: its explanation comes to an amount of that step."""
    seen = {start.subject}
    waiting = [start]
    while waiting:
        for step in (*waiting[0].steps, *waiting[0].further):
            if step.leads is not None and step.leads not in seen:
                seen.add(step.leads)
                found = by.explain(step.leads)
                assert found is not None, step
                of_step = {abs(one) for one in (step.result.minor, *amounts(step))}
                assert abs(found.amount.minor) in of_step, (step, found)
                waiting.append(found)
        del waiting[0]


@given(case=sales())
def test_every_amount_of_a_sale_is_explained(case: SaleCase) -> None:
    figures = figures_of(case)
    by = ExplainedSale(WorkedSale.of_order(case.order, figures))
    zero = Money.zero(case.order.currency)
    gross = sum((line.gross for line in figures.lines), zero)
    for row, line in enumerate(figures.lines):
        explained(by, Subject(Topic.LINE_GROSS, row), line.gross)
        explained(by, Subject(Topic.LINE_DISCOUNT, row), -line.discount)
        explained(by, Subject(Topic.LINE, row), line.total)
        explained(by, Subject(Topic.LINE_NET, row), line.net)
    for group in figures.vat:
        explained(by, Subject(Topic.VAT, rate=group.rate), group.vat)
        explained(by, Subject(Topic.VAT_BASE, rate=group.rate), group.gross)
        explained(by, Subject(Topic.NET, rate=group.rate), group.net)
    explained(by, Subject(Topic.LINES), gross)
    explained(by, Subject(Topic.SUBTOTAL), figures.subtotal)
    explained(by, Subject(Topic.DISCOUNTS), figures.total - gross)
    explained(by, Subject(Topic.ORDER_DISCOUNT), -figures.discount)
    explained(by, Subject(Topic.ALL_VAT), sum((group.vat for group in figures.vat), zero))
    everything_led_to(by, explained(by, Subject(Topic.TOTAL), figures.total))


@given(case=sales())
def test_every_amount_of_a_payment_is_explained_as_it_is_taken(case: SaleCase) -> None:
    figures = figures_of(case)
    sale = WorkedSale.of_order(case.order, figures)
    payment = Payment(figures.total, case.cash_unit)
    for number, offer in enumerate((*case.offers, Offer(case.closing, 1_000))):
        tender = offered(payment, offer, str(number)) if not payment.covers else None
        if tender is not None:
            payment = payment.with_tender(tender)
        for in_cash in (True, False):
            by = ExplainedSale(sale, payment, in_cash)
            rounds = in_cash or payment.covers
            rounding = payment.cash_due - payment.rest if rounds else Money.zero("EUR")
            left = payment.due_in_cash if in_cash else payment.due
            explained(by, Subject(Topic.TO_PAY), figures.total + rounding)
            explained(by, Subject(Topic.OPEN), left)
            explained(by, Subject(Topic.ROUNDING), payment.cash_due - payment.rest)
            given_so_far = sum((one.amount for one in payment.tenders), Money.zero("EUR"))
            explained(by, Subject(Topic.PAID), given_so_far)
            if payment.covers:
                explained(by, Subject(Topic.CHANGE), payment.change)
                explained(by, Subject(Topic.ROUNDING), payment.rounding)


@given(case=sales())
def test_every_amount_of_a_refund_is_explained(case: SaleCase) -> None:
    sold = sold_of(case)
    for number, part in enumerate(case.parts, 2):
        after = with_refund(sold, asked_of(part), case.cash_unit)
        posted = replace(after.refunds[-1], id=UUID(int=number))
        refund = WorkedRefund.of_posting(sold, posted)
        by = ExplainedRefund(refund, case.cash_unit)
        for row, line in enumerate(posted.lines):
            explained(by, Subject(Topic.LINE_GROSS, row), line.figures.gross)
            explained(by, Subject(Topic.LINE_DISCOUNT, row), -line.figures.discount)
            explained(by, Subject(Topic.LINE, row), line.figures.total)
            explained(by, Subject(Topic.LINE_NET, row), line.figures.net)
        for group in posted.vat:
            explained(by, Subject(Topic.VAT, rate=group.rate), group.vat)
            explained(by, Subject(Topic.VAT_BASE, rate=group.rate), group.gross)
            explained(by, Subject(Topic.NET, rate=group.rate), group.net)
        explained(by, Subject(Topic.SUBTOTAL), posted.subtotal)
        explained(by, Subject(Topic.ORDER_DISCOUNT), -posted.discount)
        explained(by, Subject(Topic.TO_PAY), posted.paid)
        explained(by, Subject(Topic.ROUNDING), posted.rounding)
        everything_led_to(by, explained(by, Subject(Topic.TOTAL), posted.total))
        positive = ExplainedRefund(refund, case.cash_unit, is_negative=False)
        explained(positive, Subject(Topic.TO_PAY), -posted.paid)
        sold = Sold(sold.sale, (*sold.refunds, posted))
        assert WorkedRefund.of_posting(sold, posted) == refund


@given(case=sales())
def test_a_posted_sale_is_explained_as_it_was_sold(case: SaleCase) -> None:
    payment = paid(case)
    sale = sold_of(case).sale
    by = ExplainedSale(WorkedSale.of_posting(sale), payment, in_cash=True)
    assert by.sale == WorkedSale.of_order(case.order, figures_of(case))
    explained(by, Subject(Topic.TO_PAY), sale.paid)
    explained(by, Subject(Topic.CHANGE), sale.change)
    explained(by, Subject(Topic.ROUNDING), sale.rounding)


def test_an_amount_that_is_not_there_is_not_explained() -> None:
    order = Order(UUID(int=1), "EUR", (OrderLine("Bread", Money(109), Percent(21_000)),))
    tax = TaxRules()
    by = ExplainedSale(WorkedSale.of_order(order, work_out(order, tax)))
    for missing in (
        Subject(Topic.LINE, 1),
        Subject(Topic.VAT, rate=Percent(9_000)),
        Subject(Topic.VAT),
        Subject(Topic.CHANGE),
    ):
        assert by.explain(missing) is None
