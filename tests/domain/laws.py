"""The laws of order and payment: each a function that fails on an example that breaks it.

The expectations are worked out here with fractions, from the rules alone. The property tests hold
them against the domain; the planted errors show that each of them can fail.
"""

from collections import defaultdict
from dataclasses import replace
from fractions import Fraction

import pytest

from cashier.domain import money, order
from cashier.domain.errors import TenderRefusedError, UndecidedTenderError
from cashier.domain.money import Money
from cashier.domain.order import Figures
from cashier.domain.product import Product
from cashier.domain.quantity import Percent, Quantity
from cashier.domain.tax import VatMode
from cashier.domain.tender import Payment, Tender, TenderState, TenderType
from tests.domain.sales import posted_sale
from tests.domain.strategies import (
    CURRENCY,
    Offer,
    SaleCase,
    SplitCase,
    gross_of,
    nearest,
    taken_off,
)


def eur(minor: int) -> Money:
    return Money(minor, CURRENCY)


def figures_of(case: SaleCase) -> Figures:
    return order.work_out(case.order, case.tax)


def vat_inside(gross: int, rate: Percent) -> int:
    return nearest(Fraction(gross * rate.milli, 100_000 + rate.milli))


# --- The order -----------------------------------------------------------------------------------


def lines_add_up(case: SaleCase) -> None:
    """Each figure is rounded once by the rule; the lines make the total."""
    figures = figures_of(case)
    for line, worked_out in zip(case.order.lines, figures.lines, strict=True):
        assert worked_out.gross.minor == gross_of(line)
        assert worked_out.discount.minor == taken_off(line.discount, gross_of(line))
        assert worked_out.total == worked_out.gross - worked_out.discount
        assert 0 <= worked_out.share.minor <= worked_out.total.minor
    assert figures.subtotal.minor == sum(line.total.minor for line in figures.lines)
    assert figures.discount.minor == taken_off(case.order.discount, figures.subtotal.minor)
    assert figures.total == figures.subtotal - figures.discount
    assert figures.total.minor == sum(line.net.minor for line in figures.lines)


def shares_are_proportional(case: SaleCase) -> None:
    """The order discount is spread over the lines, each within a cent of its proportion."""
    figures = figures_of(case)
    assert sum(line.share.minor for line in figures.lines) == figures.discount.minor
    if figures.subtotal:
        for line in figures.lines:
            exact = Fraction(figures.discount.minor * line.total.minor, figures.subtotal.minor)
            assert abs(line.share.minor - exact) < 1


def allocation_is_exact(case: SplitCase) -> None:
    """Largest remainders get the spare cents, the earlier one where they tie."""
    parts = money.allocate(case.minor, case.weights)
    whole = sum(case.weights) or 1
    exact = [Fraction(case.minor * weight, whole) for weight in case.weights]
    floors = [int(share) for share in exact]
    spare = case.minor - sum(floors)
    lost = [floor - share for floor, share in zip(floors, exact, strict=True)]
    by_remainder = sorted((short, place) for place, short in enumerate(lost))
    favoured = {place for _, place in by_remainder[:spare]}
    assert parts == tuple(floor + (place in favoured) for place, floor in enumerate(floors))
    assert sum(parts) == case.minor


def vat_adds_up(case: SaleCase) -> None:
    """One group per rate, from the discounted totals, rounded where the mode says."""
    figures = figures_of(case)
    by_rate: dict[Percent, list[int]] = defaultdict(list)
    for line, worked_out in zip(case.order.lines, figures.lines, strict=True):
        by_rate[line.vat_rate].append(worked_out.total.minor - worked_out.share.minor)
    assert [group.rate for group in figures.vat] == sorted(by_rate, reverse=True)
    for group in figures.vat:
        parts = by_rate[group.rate]
        once = vat_inside(sum(parts), group.rate)
        by_line = sum(vat_inside(part, group.rate) for part in parts)
        assert group.gross.minor == sum(parts)
        assert group.vat.minor == (once if case.tax.mode is VatMode.PER_RECEIPT else by_line)
        assert group.net.minor + group.vat.minor == group.gross.minor
    assert sum(group.gross.minor for group in figures.vat) == figures.total.minor


def changes_leave_other_lines_alone(case: SaleCase) -> None:
    """Adding, changing, removing or naming (parking) touches one line and no other."""
    first, *others = case.order.lines
    without = order.Order(case.order.id, CURRENCY)
    for line in others:
        without = without.with_line(line)
    assert without.lines == tuple(others)
    added = without.with_line(first)
    assert added.lines == (*others, first)
    assert added.without_line(len(others)).lines == tuple(others)
    for place in range(len(case.order.lines)):
        changed = case.order.with_quantity(place, Quantity(7_000)).with_price(place, eur(123))
        removed = case.order.without_line(place)
        kept = case.order.lines[:place] + case.order.lines[place + 1 :]
        assert changed.lines[:place] + changed.lines[place + 1 :] == kept
        assert removed.lines == kept
    parked = replace(case.order, name="table 4", discount=None)
    alone = order.work_out(parked, case.tax)
    for line, worked_out in zip(case.order.lines, alone.lines, strict=True):
        single = order.work_out(order.Order(parked.id, CURRENCY, (line,)), case.tax)
        assert single.lines == (worked_out,)


def one_more_joins_only_its_own_line(case: SaleCase) -> None:
    """A product is added to a line only where nothing about that line differs from it."""
    for line in case.order.lines:
        product = Product("key", line.name, line.price, line.vat_rate)
        rung_up = case.order.with_product(product).with_product(product)
        assert rung_up.lines == (
            *case.order.lines,
            replace(order.OrderLine.of(product), quantity=Quantity(2_000)),
        )
        dearer = replace(product, price=eur((line.price.minor + 1) % 1_000))
        taxed = replace(product, vat_rate=Percent((line.vat_rate.milli + 1) % 100_000))
        for other in (dearer, taxed):
            assert len(rung_up.with_product(other).lines) == len(rung_up.lines) + 1
        dear = rung_up.with_line_discount(len(rung_up.lines) - 1, order.Discount(Percent(0)))
        assert len(dear.with_product(product).lines) == len(rung_up.lines) + 1


# --- The payment ---------------------------------------------------------------------------------


def offered(payment: Payment, offer: Offer, key: str) -> Tender | None:
    """Return the tender of ``offer``, or None where there is nothing it could take."""
    is_cash = offer.type is TenderType.CASH
    due = payment.due_in_cash if is_cash else payment.due
    amount = max(1, due.minor * offer.permille // 1_000)
    reference = "" if is_cash else f"slip {key}"
    return Tender(key, offer.type, eur(amount), reference=reference) if due else None


def paid(case: SaleCase) -> Payment:
    """Return the payment of the case: its offers in turn, then what closes it."""
    payment = Payment(figures_of(case).total, case.cash_unit)
    closing = (Offer(case.closing, 1_000), Offer(TenderType.CASH, 1_000))
    for number, offer in enumerate((*case.offers, *closing)):
        tender = offered(payment, offer, str(number)) if not payment.covers else None
        if tender is not None:
            payment = payment.with_tender(tender)
    return payment


def taken(payment: Payment, *, in_cash: bool) -> int:
    return sum(
        one.amount.minor
        for one in payment.tenders
        if one.state is TenderState.APPROVED and (one.type is TenderType.CASH) is in_cash
    )


def tenders_add_up(case: SaleCase) -> None:
    """Total and rounding make the tenders; what was given less the change is the cash tender."""
    payment = paid(case)
    settled = payment.settled_tenders()
    assert payment.is_settled
    assert sum(one.amount.minor for one in settled) == (payment.total + payment.rounding).minor
    cash = [one for one in settled if one.type is TenderType.CASH]
    given = taken(payment, in_cash=True)
    assert len(cash) == (1 if given else 0)
    for one in cash:
        assert one.tendered == eur(given)
        assert one.change == eur(given - one.amount.minor)
        assert given >= one.amount.minor >= 0
    assert payment.change.minor == given - sum(one.amount.minor for one in cash)
    assert len(settled) - len(cash) == len(payment.tenders) - sum(
        one.type is TenderType.CASH for one in payment.tenders
    )


def cash_alone_is_rounded(case: SaleCase) -> None:
    """Coins round the rest left for cash, to the nearest; every other tender is exact."""
    payment = Payment(figures_of(case).total, case.cash_unit)
    for number, offer in enumerate((*case.offers, Offer(case.closing, 1_000))):
        rest = payment.total.minor - taken(payment, in_cash=False)
        coins = nearest(Fraction(rest, case.cash_unit)) * case.cash_unit
        given = taken(payment, in_cash=True)
        assert payment.cash_due.minor == coins
        assert payment.due.minor == (0 if given >= coins else max(0, rest - given))
        assert payment.rounding.minor == (coins - rest if given >= coins else 0)
        tender = offered(payment, offer, str(number)) if not payment.covers else None
        if tender is None:
            continue
        payment = payment.with_tender(tender)
    if (
        case.closing is TenderType.CARD
        and not case.offers
        and payment.total.minor >= case.cash_unit
    ):
        assert payment.tenders[0].amount == payment.total
        assert not payment.rounding


def nothing_is_taken_twice(case: SaleCase) -> None:
    """No card takes more than the exact rest, nothing is taken after all is covered."""
    payment = paid(case)
    rest = payment.total.minor - taken(payment, in_cash=False) - taken(payment, in_cash=True)
    too_much = Tender("more", TenderType.CARD, eur(max(rest, 0) + 1))
    for tender in (too_much, Tender("more", TenderType.CASH, eur(1))):
        with pytest.raises(TenderRefusedError):
            payment.with_tender(tender)
    for tender in payment.tenders:
        asked = payment.with_answer(tender.key, TenderState.UNKNOWN)
        assert not asked.is_settled
        assert asked.rest.minor == payment.total.minor - taken(asked, in_cash=False)
        with pytest.raises(UndecidedTenderError):
            asked.settled_tenders()
        with pytest.raises(UndecidedTenderError):
            asked.with_tender(replace(too_much, amount=eur(1)))


def rounding_stays_outside_vat(case: SaleCase) -> None:
    """What coins cannot pay is a figure of its own: no line, and no VAT, knows of it."""
    sale = posted_sale(case.order, figures_of(case), paid(case), case.tax.mode)
    assert sum(group.gross.minor for group in sale.vat) == sale.total.minor
    assert sum(line.figures.net.minor for line in sale.lines) == sale.total.minor
    assert sale.paid.minor == sum(one.amount.minor for one in sale.tenders)
    assert sale.paid - sale.total == sale.rounding
    assert 2 * abs(sale.rounding.minor) <= case.cash_unit


ORDER_LAWS = (
    lines_add_up,
    shares_are_proportional,
    vat_adds_up,
    changes_leave_other_lines_alone,
    one_more_joins_only_its_own_line,
)
PAYMENT_LAWS = (
    tenders_add_up,
    cash_alone_is_rounded,
    nothing_is_taken_twice,
    rounding_stays_outside_vat,
)
