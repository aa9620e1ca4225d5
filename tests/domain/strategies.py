"""What a counter may see: orders, tenders in any order, refunds in parts, journals."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from itertools import pairwise
from uuid import UUID

from hypothesis import assume
from hypothesis import strategies as st

from cashier.domain.journal import EntryKind
from cashier.domain.money import MAX_PRICE_MINOR, MAX_TOTAL_MINOR, Money
from cashier.domain.order import Discount, Order, OrderLine, TaxRules
from cashier.domain.quantity import Percent, Quantity
from cashier.domain.tax import VatMode, VatRates
from cashier.domain.tender import TenderType

CURRENCY = "EUR"
MOST_LINES = 6
MOST_OF_A_LINE = MAX_TOTAL_MINOR // MOST_LINES
WITHOUT_CASH = (TenderType.CARD, TenderType.WALLET)


def nearest(exact: Fraction) -> int:
    """Return the whole number nearest to ``exact``, ties away from zero: the oracle's rounding."""
    size = int(abs(exact) + Fraction(1, 2))
    return size if exact >= 0 else -size


@dataclass(frozen=True)
class Offer:
    """A tender as a share of what is due, in thousandths; cash may be more than is due."""

    type: TenderType
    permille: int


@dataclass(frozen=True)
class SaleCase:
    """A sale from order to refunds, as input alone: nothing in it is worked out by the domain.

    ``parts`` holds one tuple per refund: thousandths of each line, together all of the line.
    """

    order: Order
    tax: TaxRules
    cash_unit: int
    offers: tuple[Offer, ...]
    closing: TenderType
    parts: tuple[tuple[int, ...], ...]


@dataclass(frozen=True)
class SplitCase:
    """An amount to split, and the weights to split it by."""

    minor: int
    weights: tuple[int, ...]


@dataclass(frozen=True)
class Note:
    """The content of a journal entry."""

    kind: EntryKind
    at: datetime
    data: dict[str, object]


RATES = [Percent(milli) for milli in (0, 4_900, 5_000, 9_000, 12_000, 20_000, 21_000, 25_500)]


def rates() -> st.SearchStrategy[Percent]:
    return st.sampled_from(RATES) | st.integers(0, 100_000).map(Percent)


def prices() -> st.SearchStrategy[Money]:
    small, any_price = st.integers(0, 3_000), st.integers(0, MAX_PRICE_MINOR)
    return st.one_of(small, small, any_price).map(lambda minor: Money(minor, CURRENCY))


def quantities() -> st.SearchStrategy[Quantity]:
    pieces = st.integers(1, 12).map(lambda number: Quantity(number * 1_000))
    ties = st.sampled_from((500, 1_500, 2_500, 250, 125)).map(Quantity)
    weights = st.integers(1, 5_000).map(Quantity)
    return pieces | ties | weights | st.integers(1, 99_999_999).map(Quantity)


@st.composite
def discounts(draw: st.DrawFn, most: int) -> Discount | None:
    kind = draw(st.sampled_from(("none", "percent", "amount")))
    if kind == "percent":
        common = st.sampled_from((2_500, 5_000, 12_500, 50_000))
        return Discount(Percent(draw(common | st.integers(0, 100_000))))
    return (
        Discount(amount=Money(draw(st.integers(0, most)), CURRENCY)) if kind == "amount" else None
    )


def taken_off(discount: Discount | None, base: int) -> int:
    """Return what ``discount`` takes off ``base``, by the rule and not by the domain."""
    if discount is None:
        return 0
    if discount.percent is not None:
        return nearest(Fraction(base * discount.percent.milli, 100_000))
    assert discount.amount is not None
    return discount.amount.minor


def gross_of(line: OrderLine) -> int:
    return nearest(Fraction(line.price.minor * line.quantity.milli, 1_000))


def total_of(line: OrderLine) -> int:
    return gross_of(line) - taken_off(line.discount, gross_of(line))


@st.composite
def lines(draw: st.DrawFn) -> OrderLine:
    plain = OrderLine("thing", draw(prices()), draw(rates()), draw(quantities()))
    assume(gross_of(plain) <= MOST_OF_A_LINE)
    discount = draw(discounts(gross_of(plain)))
    return OrderLine(plain.name, plain.price, plain.vat_rate, plain.quantity, discount=discount)


@st.composite
def orders(draw: st.DrawFn) -> Order:
    rung_up = tuple(draw(st.lists(lines(), min_size=1, max_size=MOST_LINES)))
    discount = draw(discounts(sum(total_of(line) for line in rung_up)))
    return Order(UUID(int=1), CURRENCY, rung_up, discount)


@st.composite
def tax_rules(draw: st.DrawFn) -> TaxRules:
    letters = tuple(zip(RATES, "ABCDEFGH", strict=True))
    return TaxRules(draw(st.sampled_from(VatMode)), VatRates(letters))


def offers() -> st.SearchStrategy[tuple[Offer, ...]]:
    by_card = st.builds(Offer, st.sampled_from(WITHOUT_CASH), st.integers(1, 1_000))
    in_cash = st.builds(Offer, st.just(TenderType.CASH), st.integers(1, 3_000))
    return st.lists(by_card | by_card | in_cash, max_size=4).map(tuple)


@st.composite
def partitions(draw: st.DrawFn, order: Order) -> tuple[tuple[int, ...], ...]:
    count = draw(st.integers(1, 4))
    by_line: list[list[int]] = []
    for line in order.lines:
        whole = line.quantity.milli
        step = 1_000 if whole % 1_000 == 0 and draw(st.booleans()) else 1
        inner = st.lists(st.integers(0, whole // step), min_size=count - 1, max_size=count - 1)
        cuts = [0, *sorted(cut * step for cut in draw(inner)), whole]
        by_line.append([end - start for start, end in pairwise(cuts)])
    parts = zip(*by_line, strict=True)
    return tuple(part for part in parts if any(part))


@st.composite
def sales(draw: st.DrawFn) -> SaleCase:
    order = draw(orders())
    return SaleCase(
        order,
        draw(tax_rules()),
        draw(st.sampled_from((1, 5, 10, 50, 100))),
        draw(offers()),
        draw(st.sampled_from((TenderType.CASH, TenderType.CARD))),
        draw(partitions(order)),
    )


@st.composite
def splits(draw: st.DrawFn) -> SplitCase:
    repeated = st.tuples(st.integers(1, 300), st.integers(1, 8)).map(
        lambda pair: (pair[0],) * pair[1]
    )
    varied = st.lists(st.integers(0, 5_000), min_size=1, max_size=8).map(tuple)
    weights = draw(repeated | varied)
    return SplitCase(draw(st.integers(0, sum(weights))), weights)


def contents() -> st.SearchStrategy[dict[str, object]]:
    words = st.text(st.characters(codec="utf-8"), max_size=8)
    leaves = st.none() | st.booleans() | st.integers(-(10**14), 10**14) | words
    nested = st.lists(leaves, max_size=3) | st.dictionaries(words, leaves, max_size=3)
    return st.dictionaries(words, leaves | nested, max_size=5)


@st.composite
def journals(draw: st.DrawFn) -> tuple[Note, ...]:
    noon = datetime(2025, 6, 2, 12, 0, tzinfo=UTC)
    notes = st.builds(
        Note,
        st.sampled_from(EntryKind),
        st.integers(0, 86_400).map(lambda seconds: noon + timedelta(seconds=seconds)),
        contents(),
    )
    return tuple(draw(st.lists(notes, min_size=2, max_size=4)))
