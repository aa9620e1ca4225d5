"""Refunds in parts: figures that meet at the end, tenders that give back what they took."""

from dataclasses import replace
from uuid import UUID

import pytest

from cashier.domain.errors import NothingToRefundError, RefundTooLargeError
from cashier.domain.money import Money
from cashier.domain.order import Discount, Order, OrderLine, TaxRules, work_out
from cashier.domain.quantity import Percent, Quantity
from cashier.domain.refund import Sold, check_refund, propose_tenders, work_out_refund
from cashier.domain.tax import VatMode
from cashier.domain.tender import Payment, SettledTender, Tender, TenderType
from tests.domain.sales import posted_sale, with_goods_back, with_refund

CASH, CARD, WALLET = TenderType.CASH, TenderType.CARD, TenderType.WALLET
PER_RECEIPT = VatMode.PER_RECEIPT


def line(minor: int, milli: int, rate: str = "21", discount: Discount | None = None) -> OrderLine:
    return OrderLine("thing", Money(minor), Percent.parse(rate), Quantity(milli), discount=discount)


def sold(
    *lines: OrderLine,
    paid: tuple[tuple[TenderType, int], ...],
    unit: int = 5,
    mode: VatMode = PER_RECEIPT,
    discount: Discount | None = None,
) -> Sold:
    order = Order(UUID(int=1), "EUR", lines, discount)
    figures = work_out(order, TaxRules(mode))
    payment = Payment(figures.total, unit)
    for number, (kind, minor) in enumerate(paid):
        reference = "" if kind is CASH else f"slip {number}"
        payment = payment.with_tender(Tender(str(number), kind, Money(minor), reference=reference))
    return Sold(posted_sale(order, figures, payment, mode))


def back(kind: TenderType, minor: int, reference: str = "") -> SettledTender:
    return SettledTender(kind, Money(-minor), reference=reference)


def test_one_of_three_for_a_cent_each_time_adds_up_to_the_cent() -> None:
    # Three for 0.10: 0.03, then 0.07 so far, then all of it.
    sale = sold(line(10, 3_000, discount=Discount(amount=Money(20))), paid=((CARD, 10),))
    totals = []
    for _ in range(3):
        sale = with_goods_back(sale, {1: Quantity(1_000)})
        totals.append(sale.refunds[-1].total.minor)
    assert totals == [-3, -4, -3]


@pytest.mark.parametrize(
    ("mode", "vat"), [(PER_RECEIPT, [-1, 0, -1]), (VatMode.PER_LINE, [-1, -1, -1])]
)
def test_vat_of_a_part_is_what_the_cumulative_gross_adds(mode: VatMode, vat: list[int]) -> None:
    # 20 % of 0.03 is 0.005: by the receipt 0.01 of 0.03, 0.01 of 0.06, 0.02 of 0.09.
    lines = (line(3, 1_000, "20"), line(3, 1_000, "20"), line(3, 1_000, "20"))
    sale = sold(*lines, paid=((CARD, 9),), mode=mode)
    for number in (1, 2, 3):
        sale = with_goods_back(sale, {number: Quantity(1_000)})
    assert [one.vat[0].vat.minor for one in sale.refunds] == vat
    assert sum(vat) == -sale.sale.vat[0].vat.minor


@pytest.mark.parametrize(
    "asked",
    [
        {1: Quantity(2_001)},
        {1: Quantity(0)},
        {1: Quantity(-1_000)},
        {0: Quantity(1_000)},
        {2: Quantity(1_000)},
        {1: Quantity(10**12)},
        {1: Quantity(1_000), 7: Quantity(1)},
    ],
)
def test_what_was_not_sold_is_not_given_back(asked: dict[int, Quantity]) -> None:
    with pytest.raises(RefundTooLargeError):
        work_out_refund(sold(line(100, 2_000), paid=((CARD, 200),)), asked)


def test_nothing_asked_is_nothing_to_refund() -> None:
    with pytest.raises(NothingToRefundError):
        work_out_refund(sold(line(100, 2_000), paid=((CARD, 200),)), {})


def test_what_is_left_shrinks_with_each_refund() -> None:
    sale = sold(line(100, 2_000), line(50, 500), paid=((CARD, 225),))
    assert sale.all_left() == {1: Quantity(2_000), 2: Quantity(500)}
    sale = with_refund(sale, {1: Quantity(500), 2: Quantity(500)}, 5)
    assert sale.all_left() == {1: Quantity(1_500)}
    assert (sale.refunded_milli(1), sale.refunded_milli(2), sale.refunded_milli(3)) == (500, 500, 0)
    assert sale.left(sale.sale.lines[0]) == Quantity(1_500)


def test_a_refund_names_the_lines_it_gives_back_in_their_order() -> None:
    sale = sold(line(100, 1_000), line(50, 1_000), line(70, 1_000), paid=((CARD, 220),))
    figures = work_out_refund(sale, {3: Quantity(1_000), 1: Quantity(1_000)})
    assert [(one.line_no, one.quantity.milli) for one in figures.lines] == [
        (1, -1_000),
        (3, -1_000),
    ]
    assert (figures.subtotal, figures.discount, figures.total) == (
        Money(-170),
        Money(0),
        Money(-170),
    )


def test_everything_at_once_goes_back_as_it_came_with_its_rounding() -> None:
    sale = sold(line(2647, 1_000), paid=((CARD, 1000), (CASH, 2000)))
    figures = work_out_refund(sale, sale.all_left())
    tenders, rounding = propose_tenders(sale, figures.total, 10)
    assert tenders == (back(CASH, 1645), back(CARD, 1000, "slip 0"))
    assert rounding == Money(2)


def test_a_part_goes_to_the_last_tender_first_and_never_beyond_it() -> None:
    sale = sold(line(100, 30_000), paid=((CARD, 1000), (WALLET, 800), (CASH, 1200)))
    sale = with_refund(sale, {1: Quantity(10_000)}, 5)
    assert sale.refunds[-1].tenders == (back(CASH, 1000),)
    sale = with_refund(sale, {1: Quantity(12_000)}, 5)
    assert sale.refunds[-1].tenders == (
        back(CASH, 200),
        back(WALLET, 800, "slip 1"),
        back(CARD, 200, "slip 0"),
    )
    sale = with_refund(sale, {1: Quantity(8_000)}, 5)
    assert sale.refunds[-1].tenders == (back(CARD, 800, "slip 0"),)


def test_two_cards_get_back_what_each_of_them_took() -> None:
    sale = sold(line(100, 10_000), paid=((CARD, 500), (CARD, 500)))
    sale = with_refund(sale, {1: Quantity(8_000)}, 5)
    assert sale.refunds[-1].tenders == (back(CARD, 500, "slip 1"), back(CARD, 300, "slip 0"))
    sale = with_refund(sale, {1: Quantity(2_000)}, 5)
    assert sale.refunds[-1].tenders == (back(CARD, 200, "slip 0"),)


def test_a_rest_that_was_rounded_to_nothing_is_given_back_last() -> None:
    sale = sold(line(501, 2_000), paid=((CARD, 1000),))
    assert sale.sale.rounding == Money(-2)
    sale = with_refund(sale, {1: Quantity(1_000)}, 5)
    assert (sale.refunds[-1].tenders, sale.refunds[-1].rounding) == (
        (back(CARD, 501, "slip 0"),),
        Money(0),
    )
    sale = with_refund(sale, {1: Quantity(1_000)}, 5)
    assert (sale.refunds[-1].tenders, sale.refunds[-1].rounding) == (
        (back(CARD, 499, "slip 0"),),
        Money(2),
    )


def test_a_payout_in_cash_is_rounded_by_itself() -> None:
    sale = sold(line(333, 3_000), paid=((CASH, 1000),))
    payouts = []
    for _ in range(3):
        sale = with_refund(sale, {1: Quantity(1_000)}, 5)
        payouts.append((sale.refunds[-1].tenders[0].amount.minor, sale.refunds[-1].rounding.minor))
    assert payouts == [(-335, -2)] * 3
    assert sale.sale.rounding == Money(1)


def test_a_part_worth_nothing_in_coins_pays_nothing_out() -> None:
    sale = sold(line(2, 10_000), paid=((CASH, 20),))
    sale = with_refund(sale, {1: Quantity(1_000)}, 5)
    assert (sale.refunds[-1].tenders, sale.refunds[-1].rounding) == ((), Money(2))


def test_cash_may_give_back_what_a_card_took_but_no_card_what_cash_took() -> None:
    sale = sold(line(1003, 1_000), paid=((CARD, 1003),))
    total = work_out_refund(sale, sale.all_left()).total
    assert propose_tenders(sale, total, 5, CASH) == ((back(CASH, 1005),), Money(-2))
    in_cash = sold(line(1000, 1_000), paid=((CASH, 1000),))
    with pytest.raises(RefundTooLargeError) as refused:
        propose_tenders(in_cash, total, 5, CARD)
    assert refused.value.what == "card"


def test_a_card_gives_back_the_rest_after_cash_gave_back_a_part_of_it() -> None:
    sale = sold(line(100, 10_000), paid=((CARD, 600), (CASH, 400)))
    sale = with_refund(sale, {1: Quantity(7_000)}, 5, CASH)
    assert sale.refunds[-1].tenders == (back(CASH, 700),)
    sale = with_refund(sale, {1: Quantity(3_000)}, 5)
    assert sale.refunds[-1].tenders == (back(CARD, 300, "slip 0"),)


def test_what_was_given_away_comes_back_for_nothing() -> None:
    free = Discount(Percent.parse("100"))
    sale = with_refund(sold(line(100, 2_000), paid=(), discount=free), {1: Quantity(1_000)}, 5)
    assert (sale.refunds[-1].total, sale.refunds[-1].tenders) == (Money(0), ())
    assert sale.refunds[-1].discount == Money(-100)


def test_a_refund_beyond_all_tenders_is_refused() -> None:
    sale = sold(line(1000, 1_000), paid=((CARD, 1000),))
    with pytest.raises(RefundTooLargeError):
        propose_tenders(sale, Money(-1001), 5)


def test_a_refund_that_was_just_worked_out_may_be_posted() -> None:
    sale = sold(line(100, 10_000), paid=((CARD, 500), (CARD, 500)))
    for quantity in (3_000, 6_000, 1_000):
        after = with_refund(sale, {1: Quantity(quantity)}, 5)
        check_refund(sale, after.refunds[-1])
        sale = after


def test_a_refund_overtaken_by_another_is_refused() -> None:
    sale = sold(line(333, 3_000), paid=((CASH, 1000),))
    first = with_refund(sale, {1: Quantity(2_000)}, 5)
    with pytest.raises(RefundTooLargeError):
        check_refund(first, first.refunds[-1])
    uneven = sold(line(10, 3_000, discount=Discount(amount=Money(20))), paid=((CARD, 10),))
    overtaken = with_refund(uneven, {1: Quantity(1_000)}, 5).refunds[-1]
    with pytest.raises(RefundTooLargeError):
        check_refund(with_refund(uneven, {1: Quantity(1_000)}, 5), overtaken)


def test_a_refund_to_a_card_that_has_given_all_back_is_refused() -> None:
    sale = sold(line(100, 10_000), paid=((CASH, 500), (CARD, 500)))
    second = with_refund(sale, {1: Quantity(5_000)}, 5).refunds[-1]
    emptied = with_refund(sale, {1: Quantity(5_000)}, 5)
    with pytest.raises(RefundTooLargeError) as refused:
        check_refund(emptied, second)
    assert refused.value.what == "card"
    check_refund(emptied, replace(second, tenders=(back(CASH, 500),)))
