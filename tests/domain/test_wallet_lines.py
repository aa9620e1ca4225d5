"""A wallet pays whole lines of what it knows, at the very price; all else is left to another."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cashier.domain.money import Money
from cashier.domain.order import Discount, Order, OrderLine, TaxRules, work_out
from cashier.domain.quantity import Percent, Quantity
from cashier.domain.wallet import Wallet, WalletProduct
from cashier.domain.wallet_lines import LineFit, WalletOffer, WalletPlan, plan

VAT = Percent(21_000)
PRODUCTS = (
    WalletProduct("espresso", "Espresso", Money(25)),
    WalletProduct("cappuccino", "Cappuccino", Money(50)),
    WalletProduct("nothing", "Water", Money(0)),
)
PLENTY = Money(1_000_000)


def line(price: int, milli: int = 1_000, discount: Discount | None = None) -> OrderLine:
    return OrderLine("Coffee", Money(price), VAT, Quantity(milli), discount=discount)


def planned(
    *lines: tuple[OrderLine, str], most: Money = PLENTY, discount: Discount | None = None
) -> WalletPlan:
    order = Order(UUID(int=1), "EUR", tuple(one for one, _id in lines), discount)
    figures = work_out(order, TaxRules())
    return plan(order, figures, [id_ for _one, id_ in lines], PRODUCTS, most)


def fits(found: WalletPlan) -> list[LineFit]:
    return [one.fit for one in found.lines]


def test_the_sample_order_is_paid_as_the_server_charges_it() -> None:
    found = planned((line(25, 2_000), "espresso"), (line(50), "cappuccino"))
    assert found.products == ("espresso", "espresso", "cappuccino")
    assert found.amount == Money(100)
    assert found.left == ()


@pytest.mark.parametrize(
    ("one", "id_", "fit"),
    [
        (line(25), "", LineFit.UNKNOWN),
        (line(25), "tea", LineFit.UNKNOWN),
        (line(26), "espresso", LineFit.OTHER_PRICE),
        (line(25, 1_500), "espresso", LineFit.NOT_WHOLE),
        (line(25, 1_001_000), "espresso", LineFit.NOT_WHOLE),
        (line(25, discount=Discount(percent=Percent(10_000))), "espresso", LineFit.DISCOUNTED),
        (line(0), "nothing", LineFit.OTHER_PRICE),
    ],
)
def test_what_it_cannot_pay_whole_and_exactly_is_left(
    one: OrderLine, id_: str, fit: LineFit
) -> None:
    found = planned((one, id_), (line(50), "cappuccino"))
    assert fits(found) == [fit, LineFit.PAID]
    assert found.products == ("cappuccino",)


def test_a_discount_on_the_order_leaves_no_line_at_its_price() -> None:
    found = planned((line(25), "espresso"), discount=Discount(amount=Money(1)))
    assert fits(found) == [LineFit.DISCOUNTED]


def test_lines_are_taken_in_their_order_as_far_as_there_is_room() -> None:
    lines = ((line(50), "cappuccino"), (line(50), "cappuccino"), (line(25), "espresso"))
    found = planned(*lines, most=Money(80))
    assert fits(found) == [LineFit.PAID, LineFit.NO_ROOM, LineFit.PAID]
    assert found.amount == Money(75)


def test_one_charge_holds_no_more_pieces_than_a_person_can_answer_for() -> None:
    found = planned((line(25, 900_000), "espresso"), (line(50, 101_000), "cappuccino"))
    assert fits(found) == [LineFit.PAID, LineFit.NO_ROOM]


def test_a_balance_that_is_too_low_still_affords_some_lines() -> None:
    whole = planned((line(50), "cappuccino"), (line(25), "espresso"))
    offer = WalletOffer(Wallet("t", Money(74)), whole)
    assert not offer.is_enough
    assert offer.affordable.amount == Money(50)
    assert WalletOffer(Wallet("t", Money(75)), whole).is_enough
    assert WalletOffer(Wallet("t", Money(-5)), whole).affordable.amount == Money(0)


@given(
    st.lists(
        st.tuples(
            st.sampled_from([0, 25, 26, 50]),
            st.integers(1, 5_000),
            st.sampled_from(["", "espresso", "cappuccino", "nothing", "tea"]),
        ),
        min_size=1,
        max_size=8,
    ),
    st.integers(0, 2_000),
)
def test_what_the_server_charges_is_what_the_lines_come_to(
    asked: list[tuple[int, int, str]], most: int
) -> None:
    found = planned(*((line(p, milli), id_) for p, milli, id_ in asked), most=Money(most))
    prices = {one.id: one.price.minor for one in PRODUCTS}
    assert sum(prices[id_] for id_ in found.products) == found.amount.minor <= most
    assert len(found.paid) + len(found.left) == len(asked)
