"""A waiting order of the back end becomes a sale that comes to the server's total to the cent."""

from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cashier.domain.errors import (
    CurrencyMismatchError,
    NegativeError,
    NotGivenError,
    RemoteOrderRefusedError,
)
from cashier.domain.money import Money
from cashier.domain.order import TaxRules, work_out
from cashier.domain.quantity import Percent, Quantity
from cashier.domain.remote import RemoteLine, RemoteOrder, RemotePayment
from cashier.domain.remote_sale import paid_before, sale_of
from cashier.domain.tender import Payment, TenderType

ID = UUID(int=7)
VAT = Percent(21_000)


def euro(minor: int) -> Money:
    return Money(minor, "EUR")


def line(total: int | None, *, price: int | None = None, quantity: int = 1) -> RemoteLine:
    shown = None if price is None else euro(price)
    counted = None if total is None else euro(total)
    return RemoteLine("Mug", Quantity(quantity * 1000), shown, counted, VAT)


def waiting(*lines: RemoteLine, total: int, paid: tuple[RemotePayment, ...] = ()) -> RemoteOrder:
    return RemoteOrder("550e", "ORD1", "confirmed", "EUR", euro(total), lines=lines, payments=paid)


def test_the_sale_has_the_servers_lines_its_discount_and_the_way_back_to_it() -> None:
    remote = waiting(line(2999, price=2999), line(3000, price=1500, quantity=2), total=5499)
    sale = sale_of(remote, ID, "EUR")
    assert [one.quantity.text() for one in sale.lines] == ["1", "2"]
    assert work_out(sale, TaxRules()).total == euro(5499)
    assert (sale.remote, sale.name) == ("550e", "ORD1")


def test_what_was_paid_there_is_a_tender_here_and_the_rest_is_due() -> None:
    """The example of the documentation: 5499 less one completed payment of 4999."""
    paid = (
        RemotePayment("card", euro(4999), "completed"),
        RemotePayment("card", euro(100), "failed"),
    )
    remote = waiting(line(5499, price=5499), total=5499, paid=paid)
    payment = Payment(euro(5499), tenders=paid_before(remote, ID))
    assert [(one.type, one.amount) for one in payment.tenders] == [(TenderType.CARD, euro(4999))]
    assert payment.due == remote.due == euro(500)


def test_an_unknown_way_of_paying_is_named_other() -> None:
    remote = waiting(line(9), total=9, paid=(RemotePayment("wolt", euro(4), "completed"),))
    assert paid_before(remote, ID)[0].type is TenderType.OTHER


def test_a_line_that_its_price_does_not_explain_counts_for_its_total() -> None:
    dearer = sale_of(waiting(line(500, price=100, quantity=2), total=500), ID, "EUR")
    assert (dearer.lines[0].name, dearer.lines[0].gross) == ("Mug × 2", euro(500))
    cheaper = sale_of(waiting(line(150, price=100, quantity=2), total=150), ID, "EUR")
    assert work_out(cheaper, TaxRules()).total == euro(150)
    assert cheaper.lines[0].quantity.text() == "2"


def test_an_order_without_totals_of_lines_goes_by_price_and_quantity() -> None:
    sale = sale_of(waiting(line(None, price=120, quantity=3), total=360), ID, "EUR")
    assert sale.lines[0].gross == euro(360)


@pytest.mark.parametrize(
    ("remote", "error"),
    [
        (RemoteOrder("1", status="pending"), NotGivenError),
        (waiting(line(5), total=0), RemoteOrderRefusedError),
        (waiting(total=5), RemoteOrderRefusedError),
        (waiting(line(5), total=6), RemoteOrderRefusedError),
        (waiting(line(None), total=5), NotGivenError),
        (waiting(RemoteLine("Mug", total=euro(5)), total=5), NotGivenError),
        (waiting(line(-5), line(9), total=4), NegativeError),
        (RemoteOrder("1", status="completed", total=euro(5), lines=(line(5),)),
         RemoteOrderRefusedError),
        (RemoteOrder("1", status="pending", total=Money(5, "USD")), CurrencyMismatchError),
        (waiting(RemoteLine("Mug", total=Money(5, "USD"), vat_rate=VAT), total=5),
         CurrencyMismatchError),
    ],
)  # fmt: skip
def test_what_cannot_be_paid_here_is_refused(remote: RemoteOrder, error: type[Exception]) -> None:
    with pytest.raises(error):
        sale_of(remote, ID, "EUR")


def test_control_characters_of_a_server_reach_no_line() -> None:
    remote = waiting(RemoteLine("A\x1b[31m\nB", total=euro(5), vat_rate=VAT), total=5)
    assert sale_of(remote, ID, "EUR").lines[0].name == "A [31m B"


@given(
    st.lists(
        st.tuples(st.integers(0, 90_000), st.integers(1, 9_999), st.integers(0, 900_000)),
        min_size=1,
        max_size=12,
    ),
    st.integers(0, 500),
)
@settings(max_examples=300, deadline=None)
def test_the_total_is_the_servers_whatever_its_lines_say(
    told: list[tuple[int, int, int]], off: int
) -> None:
    lines = tuple(
        RemoteLine(f"line {at}", Quantity(milli), euro(price), euro(total), VAT)
        for at, (price, milli, total) in enumerate(told)
    )
    total = sum(one[2] for one in told) - off
    if total > 0:
        sale = sale_of(waiting(*lines, total=total), ID, "EUR")
        assert work_out(sale, TaxRules()).total == euro(total)
