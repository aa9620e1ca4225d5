"""An order goes out with the figures it was posted at; cash rounding stays at home."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest
from hypothesis import given

from cashier.domain.money import Money
from cashier.domain.order import Customer, Discount, Order, OrderLine, work_out
from cashier.domain.outgoing import (
    OutgoingOrder,
    OutgoingPayment,
    Reservation,
    Unpaid,
    marked_id,
    outgoing,
    unpaid,
)
from cashier.domain.posting import PostedOrder, Posting
from cashier.domain.product import Unit
from cashier.domain.quantity import Percent, Quantity
from cashier.domain.tax import VatMode
from cashier.domain.tender import Payment, Tender, TenderType
from tests.domain.refund_laws import asked_of, sold_of
from tests.domain.sales import NOON, posted_sale, with_refund
from tests.domain.strategies import SaleCase, sales
from tests.domain.test_posting import ORDER, TAX

FIGURES = work_out(ORDER, TAX)
CASH = Tender("a", TenderType.CASH, Money(1000))
CARD = Tender("b", TenderType.CARD, Money(500), reference="SLIP-7")


def posted(posting: Posting) -> PostedOrder:
    return PostedOrder(posting, "T1-000001", "T1", 1, 1, "")


def sold(*tenders: Tender) -> OutgoingOrder:
    payment = Payment(FIGURES.total, 5)
    for one in tenders:
        payment = payment.with_tender(one)
    return outgoing(posted(posted_sale(ORDER, FIGURES, payment, VatMode.PER_LINE)))


def test_a_sale_goes_out_as_it_was_posted() -> None:
    order = sold(CASH)
    assert (order.id, order.number, order.created_at) == (ORDER.id, "T1-000001", NOON)
    assert (order.currency, order.total, order.discount) == ("EUR", Money(792), Money(42))
    assert (order.customer, order.note, order.language) == (Customer("Jane Smith"), "table 4", "en")
    assert not order.is_refund
    assert (order.reservation, order.remote) == (None, "")


def test_a_line_goes_out_with_everything_that_was_rung_up() -> None:
    coffee, ham = sold(CASH).lines
    assert (coffee.name, coffee.quantity, coffee.unit, coffee.note) == (
        "Coffee",
        Quantity(2_000),
        "pcs",
        "to go",
    )
    assert (coffee.price, coffee.discount, coffee.product_key) == (Money(250), Money(0), "coffee")
    assert (ham.unit, ham.barcode, ham.vat_rate) == ("kg", "4770190036016", Percent.parse("21"))
    assert ham.discount == Money(37)
    assert coffee.share + ham.share == Money(42)
    assert coffee.charged + ham.charged == Money(792)


def test_cash_goes_out_at_what_it_counts_for_without_rounding() -> None:
    assert sold(CASH).payments == (OutgoingPayment(TenderType.CASH, Money(792)),)


def test_cash_takes_the_exact_rest_beside_other_tenders() -> None:
    assert sold(CARD, CASH).payments == (
        OutgoingPayment(TenderType.CARD, Money(500), "SLIP-7"),
        OutgoingPayment(TenderType.CASH, Money(292)),
    )


def test_what_is_paid_by_card_alone_has_no_cash() -> None:
    card = replace(CARD, amount=FIGURES.total)
    assert sold(card).payments == (OutgoingPayment(TenderType.CARD, Money(792), "SLIP-7"),)


def test_an_order_of_nothing_has_no_payments() -> None:
    free = Order(UUID(int=3), "EUR", (OrderLine.free("Bag", Money(0), Percent(0)),))
    figures = work_out(free, TAX)
    order = outgoing(posted(posted_sale(free, figures, Payment(Money(0)), VatMode.PER_LINE)))
    assert order.payments == ()
    assert order.total == Money(0)


def test_the_mark_holds_our_number_and_the_orders_id() -> None:
    order = sold(CASH)
    assert order.marker == "Cashier T1-000001 00000000-0000-0000-0000-000000000007"
    assert replace(order, id=UUID(int=8)).marker != order.marker


def test_a_refund_says_of_what() -> None:
    order = replace(sold(CASH), refund_of="T1-000000")
    assert order.is_refund


def test_the_payment_of_a_servers_order_says_of_which() -> None:
    posting = posted_sale(ORDER, FIGURES, Payment(FIGURES.total, 5, (CASH,)), VatMode.PER_LINE)
    assert outgoing(posted(replace(posting, remote="550e8400"))).remote == "550e8400"


def test_an_order_that_is_paid_later_goes_out_without_payments() -> None:
    reservation = Reservation("Smith", "By the window", datetime(2025, 6, 3, tzinfo=UTC))
    how = Unpaid("T1-U0000000000", NOON, "lt", reservation)
    order = unpaid(ORDER, FIGURES, how)
    assert (order.number, order.created_at, order.language) == ("T1-U0000000000", NOON, "lt")
    assert (order.payments, order.reservation) == ((), reservation)
    paid = sold(CASH)
    assert (order.lines, order.total, order.discount) == (paid.lines, paid.total, paid.discount)


@given(sales())
def test_lines_and_payments_each_make_up_the_total_of_sales_and_refunds(case: SaleCase) -> None:
    found = sold_of(case)
    for part in case.parts:
        found = with_refund(found, asked_of(part), case.cash_unit)
    for posting in (found.sale, *found.refunds):
        order = outgoing(posted(posting))
        zero = Money.zero(order.currency)
        assert sum((line.charged for line in order.lines), zero) == order.total
        assert sum((one.amount for one in order.payments), zero) == order.total
        assert all(one.amount.minor for one in order.payments)


@pytest.mark.parametrize("unit", Unit)
def test_a_unit_goes_out_by_its_name_in_json(unit: Unit) -> None:
    line = OrderLine("thing", Money(100), Percent(0), unit=unit)
    order = Order(UUID(int=1), "EUR", (line,), Discount(amount=Money(0)))
    how = Unpaid("T1-U", NOON, "en", Reservation())
    assert unpaid(order, work_out(order, TAX), how).lines[0].unit == unit.value


def test_an_order_is_known_by_its_mark_wherever_it_stands() -> None:
    order = sold(CASH)
    assert marked_id(order.marker) == str(order.id)
    assert marked_id(f"Please ring\n{order.marker}\nno onions") == str(order.id)
    assert marked_id(f"Cashier {order.number} and no id") == ""
    assert marked_id("") == ""
