"""The order: lines come, change and go; what cannot be is refused by name."""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

import pytest

from cashier.domain.errors import (
    CurrencyMismatchError,
    DiscountTooLargeError,
    EmptyOrderError,
    InputRefusedError,
    NegativeError,
    NotGivenError,
    TextRefusedError,
    TooLargeError,
)
from cashier.domain.money import MAX_PRICE_MINOR, MAX_TOTAL_MINOR, Money
from cashier.domain.order import (
    MAX_LINES,
    Discount,
    Order,
    OrderLine,
    TaxRules,
    require_lines,
    require_prices,
    work_out,
)
from cashier.domain.product import Product, Unit
from cashier.domain.quantity import MAX_QUANTITY_MILLI, Percent, Quantity

EMPTY = Order(UUID(int=1), "EUR")
HIGH = Percent.parse("21")
COFFEE = Product("coffee", "Coffee", Money(250), HIGH, barcodes=("4770190036016", "12345670"))
HAM = Product("ham", "Ham", Money(1190), Percent.parse("12"), unit=Unit.KILOGRAM)


def line(minor: int, milli: int = 1_000, discount: Discount | None = None) -> OrderLine:
    return OrderLine("thing", Money(minor), HIGH, Quantity(milli), discount=discount)


def order_of(*lines: OrderLine, discount: Discount | None = None) -> Order:
    return Order(UUID(int=1), "EUR", lines, discount)


def amount(minor: int) -> Discount:
    return Discount(amount=Money(minor))


def percent(text: str) -> Discount:
    return Discount(Percent.parse(text))


def test_a_product_becomes_a_line_under_its_first_barcode() -> None:
    (rung_up,) = EMPTY.with_product(COFFEE).lines
    assert (rung_up.name, rung_up.price, rung_up.vat_rate) == ("Coffee", Money(250), HIGH)
    assert (rung_up.product_key, rung_up.barcode) == ("coffee", "4770190036016")
    assert (rung_up.quantity, rung_up.unit, rung_up.list_price) == (
        Quantity(1_000),
        Unit.PIECE,
        None,
    )


def test_one_more_of_a_product_joins_its_line_wherever_that_stands() -> None:
    order = EMPTY.with_product(COFFEE).with_product(HAM, Quantity(312)).with_product(COFFEE)
    assert [(one.name, one.quantity.milli) for one in order.lines] == [
        ("Coffee", 2_000),
        ("Ham", 312),
    ]


def test_what_is_weighed_twice_stays_two_lines() -> None:
    order = EMPTY.with_product(HAM, Quantity(312)).with_product(HAM, Quantity(455))
    assert [one.quantity.milli for one in order.lines] == [312, 455]


@pytest.mark.parametrize(
    "changed",
    [
        EMPTY.with_product(COFFEE).with_price(0, Money(200)),
        EMPTY.with_product(COFFEE).with_line_discount(0, percent("10")),
        EMPTY.with_product(COFFEE).with_line_note(0, "to go"),
    ],
    ids=["price", "discount", "note"],
)
def test_one_more_does_not_join_a_line_that_was_changed(changed: Order) -> None:
    assert len(changed.with_product(COFFEE).lines) == 2


@pytest.mark.parametrize(
    "product",
    [replace(COFFEE, price=Money(260)), replace(COFFEE, vat_rate=Percent.parse("9"))],
    ids=["price", "rate"],
)
def test_one_more_does_not_join_a_line_sold_under_other_terms(product: Product) -> None:
    assert len(EMPTY.with_product(COFFEE).with_product(product).lines) == 2


def test_a_changed_price_keeps_the_first_one_as_list_price() -> None:
    dearer = EMPTY.with_product(COFFEE).with_price(0, Money(300)).with_price(0, Money(280))
    assert (dearer.lines[0].price, dearer.lines[0].list_price) == (Money(280), Money(250))
    back = dearer.with_price(0, Money(250))
    assert (back.lines[0].price, back.lines[0].list_price) == (Money(250), None)


LUNCH = Product("lunch", "Lunch", Money(0), HIGH, has_open_price=True)


@pytest.mark.parametrize(
    ("product", "awaits"),
    [
        (COFFEE, False),
        (LUNCH, True),
        (replace(LUNCH, price=Money(650)), True),
        (replace(COFFEE, price=Money(0)), True),
    ],
    ids=["priced", "open", "open with a usual price", "without a price"],
)
def test_a_line_waits_for_a_price_that_the_catalogue_does_not_say(
    product: Product, awaits: bool
) -> None:
    assert EMPTY.with_product(product).lines[0].awaits_price is awaits


def test_a_price_that_was_waited_for_is_no_changed_price() -> None:
    order = EMPTY.with_product(replace(LUNCH, price=Money(650)))
    with pytest.raises(NotGivenError) as refused:
        require_prices(order)
    assert (refused.value.what, refused.value.given) == ("price", "Lunch")
    priced = order.with_price(0, Money(700))
    require_prices(priced)
    assert (priced.lines[0].price, priced.lines[0].list_price) == (Money(700), None)


def test_one_more_joins_a_line_that_waits_and_none_that_has_its_price() -> None:
    two = EMPTY.with_product(LUNCH).with_product(LUNCH)
    assert [one.quantity.milli for one in two.lines] == [2_000]
    assert len(two.with_price(0, Money(700)).with_product(LUNCH).lines) == 2
    assert len(two.with_price(0, Money(0)).with_product(LUNCH).lines) == 2


def test_a_free_line_belongs_to_no_product() -> None:
    made = OrderLine.free(" Gift box ", Money(450), HIGH)
    assert (made.name, made.price, made.product_key) == ("Gift box", Money(450), "")
    assert not made.awaits_price
    assert len(EMPTY.with_line(made).with_product(COFFEE).lines) == 2


def test_a_free_line_needs_a_name_that_can_be_printed() -> None:
    with pytest.raises(NotGivenError):
        OrderLine.free("  ", Money(450), HIGH)
    with pytest.raises(TextRefusedError):
        OrderLine.free("\x07", Money(450), HIGH)


def test_the_last_line_takes_the_discount_of_the_order_with_it() -> None:
    order = order_of(line(100), line(200), discount=percent("10"))
    assert order.without_line(0).discount == percent("10")
    assert order.without_line(0).without_line(0) == order_of()


@pytest.mark.parametrize("index", [-1, 1, 99])
def test_a_line_that_is_not_there_is_not_changed(index: int) -> None:
    order = order_of(line(100))
    changes: tuple[Callable[[], Order], ...] = (
        lambda: order.with_changed(index, line(1)),
        lambda: order.with_quantity(index, Quantity(2_000)),
        lambda: order.with_price(index, Money(1)),
        lambda: order.with_line_discount(index, None),
        lambda: order.with_line_note(index, "x"),
        lambda: order.without_line(index),
    )
    for change in changes:
        with pytest.raises(IndexError):
            change()


def test_an_order_of_nothing_comes_to_nothing_but_cannot_be_paid() -> None:
    figures = work_out(EMPTY, TaxRules())
    assert (figures.total, figures.lines, figures.vat) == (Money(0), (), ())
    with pytest.raises(EmptyOrderError):
        require_lines(EMPTY)


def test_an_order_with_a_line_may_be_paid() -> None:
    require_lines(order_of(line(0)))


def test_there_is_an_end_to_the_lines_of_an_order() -> None:
    full = order_of(*[line(1)] * MAX_LINES)
    with pytest.raises(TooLargeError) as refused:
        full.with_line(line(1))
    assert refused.value.what == "lines"


@pytest.mark.parametrize(
    ("minor", "milli", "error"),
    [
        (-1, 1_000, NegativeError),
        (100, 0, NegativeError),
        (100, -1_000, NegativeError),
        (MAX_PRICE_MINOR + 1, 1_000, TooLargeError),
        (10**12, 1_000, TooLargeError),
        (100, MAX_QUANTITY_MILLI + 1, TooLargeError),
        (100, 10**12, TooLargeError),
    ],
)
def test_no_line_is_negative_of_nothing_or_absurd(
    minor: int, milli: int, error: type[Exception]
) -> None:
    with pytest.raises(error):
        line(minor, milli)


def test_a_quantity_does_not_grow_past_the_largest_by_one_more() -> None:
    order = EMPTY.with_product(COFFEE, Quantity(MAX_QUANTITY_MILLI))
    with pytest.raises(TooLargeError):
        order.with_product(COFFEE)


def test_the_dearest_order_is_refused_and_does_not_wrap() -> None:
    largest = line(MAX_PRICE_MINOR, MAX_QUANTITY_MILLI)
    assert work_out(order_of(largest), TaxRules()).total.minor < MAX_TOTAL_MINOR
    with pytest.raises(TooLargeError) as refused:
        work_out(order_of(largest, largest), TaxRules())
    assert refused.value.what == "total"


@pytest.mark.parametrize(
    "order",
    [
        order_of(line(100, discount=amount(101))),
        order_of(line(100), discount=amount(101)),
        order_of(line(100, discount=amount(60)), discount=amount(50)),
    ],
    ids=["line", "order", "both"],
)
def test_a_discount_beyond_its_base_is_refused(order: Order) -> None:
    with pytest.raises(DiscountTooLargeError):
        work_out(order, TaxRules())


@pytest.mark.parametrize("discount", [amount(100), percent("100")], ids=["amount", "percent"])
def test_all_may_be_given_away(discount: Discount) -> None:
    for order in (order_of(line(100, discount=discount)), order_of(line(100), discount=discount)):
        figures = work_out(order, TaxRules())
        assert figures.total == Money(0)
        assert [(one.gross, one.vat) for one in figures.vat] == [(Money(0), Money(0))]


def test_a_discount_of_an_order_given_away_already_is_nothing() -> None:
    figures = work_out(
        order_of(line(100, discount=percent("100")), discount=percent("50")), TaxRules()
    )
    assert (figures.discount, figures.lines[0].share) == (Money(0), Money(0))


def test_a_discount_is_never_a_surcharge_nor_two_things_at_once() -> None:
    with pytest.raises(NegativeError):
        amount(-1)
    with pytest.raises(InputRefusedError):
        Discount(Percent.parse("5"), Money(5))


def test_a_discount_of_neither_kind_takes_nothing() -> None:
    assert Discount().on(Money(100)) == Money(0)


@pytest.mark.parametrize(
    "order",
    [
        Order(UUID(int=1), "USD", (line(100),)),
        order_of(line(100, discount=Discount(amount=Money(1, "USD")))),
        order_of(line(100), discount=Discount(amount=Money(1, "USD"))),
    ],
    ids=["price", "line discount", "order discount"],
)
def test_amounts_of_another_currency_are_refused(order: Order) -> None:
    with pytest.raises(CurrencyMismatchError):
        work_out(order, TaxRules())
