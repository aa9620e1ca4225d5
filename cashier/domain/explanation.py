"""How an amount came about: the steps of the domain's own calculation, each rounded at most once.

The exact value of a step is taken from the function that the calculation itself rounds, and its
result from the figures that are shown; the words for both belong to the window.
"""

import enum
from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction

from cashier.domain.decimals import Ratio, plain
from cashier.domain.money import Money, minor_digits
from cashier.domain.quantity import Percent, Quantity
from cashier.domain.tax import VatGroup
from cashier.domain.tender import TenderType

_MOST_DECIMALS = 6
_CUT = "…"


class Topic(enum.Enum):
    """Which amount is asked about."""

    LINE_GROSS = "line-gross"
    LINE_DISCOUNT = "line-discount"
    LINE = "line"
    LINE_NET = "line-net"
    LINES = "lines"
    SUBTOTAL = "subtotal"
    DISCOUNTS = "discounts"
    ORDER_DISCOUNT = "order-discount"
    TOTAL = "total"
    VAT = "vat"
    ALL_VAT = "all-vat"
    NET = "net"
    VAT_BASE = "vat-base"
    TO_PAY = "to-pay"
    ROUNDING = "rounding"
    PAID = "paid"
    OPEN = "open"
    CHANGE = "change"


@dataclass(frozen=True, slots=True)
class Subject:
    """One amount of an order or payment: ``row`` counts from 0, ``rate`` says which VAT."""

    topic: Topic
    row: int = 0
    rate: Percent | None = None


class Rule(enum.Enum):
    """What a step does with its inputs."""

    AS_IS = "as-is"
    PRICE_CHANGED = "price-changed"
    PRICE_TIMES_QUANTITY = "price-times-quantity"
    PERCENT_OFF = "percent-off"
    AMOUNT_OFF = "amount-off"
    LINE_TOTAL = "line-total"
    SHARE_OF_DISCOUNT = "share-of-discount"
    SPARE_CENT = "spare-cent"
    LINE_NET = "line-net"
    SUM_OF_LINES = "sum-of-lines"
    SUM_OF_DISCOUNTS = "sum-of-discounts"
    ORDER_TOTAL = "order-total"
    LINES_AT_RATE = "lines-at-rate"
    SHARES_AT_RATE = "shares-at-rate"
    VAT_BASE = "vat-base"
    VAT_PER_RECEIPT = "vat-per-receipt"
    VAT_PER_LINE = "vat-per-line"
    VAT_OF_ALL = "vat-of-all"
    SUM_OF_VAT = "sum-of-vat"
    NET = "net"
    REST_FOR_CASH = "rest-for-cash"
    COINS = "coins"
    ROUNDING = "rounding"
    NO_ROUNDING = "no-rounding"
    TO_PAY = "to-pay"
    PAID = "paid"
    OPEN = "open"
    CHANGE = "change"
    REFUNDED_SO_FAR = "refunded-so-far"
    REFUNDED_BEFORE = "refunded-before"
    VAT_SO_FAR = "vat-so-far"
    VAT_BEFORE = "vat-before"
    REFUNDED_NOW = "refunded-now"
    SALE_ROUNDING = "sale-rounding"
    PAID_OUT = "paid-out"


class Rounding(enum.Enum):
    """How a step's exact value becomes whole cents."""

    NONE = "none"
    HALF_UP = "half-up"
    CUT = "cut"
    TO_COINS = "to-coins"


_ROUNDINGS = {
    Rule.PRICE_TIMES_QUANTITY: Rounding.HALF_UP,
    Rule.PERCENT_OFF: Rounding.HALF_UP,
    Rule.SHARE_OF_DISCOUNT: Rounding.CUT,
    Rule.VAT_PER_RECEIPT: Rounding.HALF_UP,
    Rule.VAT_PER_LINE: Rounding.HALF_UP,
    Rule.VAT_SO_FAR: Rounding.HALF_UP,
    Rule.VAT_BEFORE: Rounding.HALF_UP,
    Rule.REFUNDED_SO_FAR: Rounding.HALF_UP,
    Rule.COINS: Rounding.TO_COINS,
}

Value = Money | Quantity | Percent
About = str | TenderType | VatGroup | None
"""What a step is about beside its rule: a product's name, a tender, a VAT rate."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step: ``exact`` is its value in minor units before rounding, ``result`` after it.

    ``leads`` is the amount that explains this one further.
    """

    rule: Rule
    inputs: tuple[Value, ...]
    exact: Fraction
    result: Money
    about: About = None
    leads: Subject | None = None

    @property
    def rounding(self) -> Rounding:
        return _ROUNDINGS.get(self.rule, Rounding.NONE)

    @property
    def is_rounded(self) -> bool:
        """Whether rounding changed anything."""
        return self.exact != self.result.minor

    def exact_text(self) -> str:
        """Return the exact value in major units; an ellipsis stands for decimals that go on."""
        digits = minor_digits(self.result.currency)
        places = digits + _MOST_DECIMALS - 2
        scaled, left = divmod(
            abs(self.exact.numerator) * 10 ** (places - digits), self.exact.denominator
        )
        text = plain(scaled, places, trim=not left)
        if not left:
            text = _padded(text, digits)
        return f"{'-' if self.exact < 0 else ''}{text}{_CUT if left else ''}"


@dataclass(frozen=True, slots=True)
class Explanation:
    """The steps that end in the amount; ``further`` tells what becomes of it afterwards.

    ``name`` is the product's where the amount is of one line.
    """

    subject: Subject
    steps: tuple[Step, ...]
    further: tuple[Step, ...] = ()
    name: str = ""

    @property
    def amount(self) -> Money:
        return self.steps[-1].result


def rounded(
    rule: Rule, inputs: tuple[Value, ...], exact: Ratio, result: Money, about: About = None
) -> Step:
    """Return a step whose exact value is ``exact`` minor units."""
    return Step(rule, inputs, Fraction(*exact), result, about)


def added(rule: Rule, inputs: Iterable[Money], result: Money, about: About = None) -> Step:
    """Return a step that adds its inputs up; nothing is rounded."""
    return Step(rule, tuple(inputs), Fraction(result.minor), result, about)


def taken_over(amount: Money, about: About = None, leads: Subject | None = None) -> Step:
    """Return a step that only names an amount that is explained elsewhere."""
    return Step(Rule.AS_IS, (amount,), Fraction(amount.minor), amount, about, leads)


def turned(explanation: Explanation) -> Explanation:
    """Return the explanation with every amount's sign turned: half-up is the same on both sides."""
    return replace(
        explanation,
        steps=tuple(map(_turned, explanation.steps)),
        further=tuple(map(_turned, explanation.further)),
    )


def _turned(step: Step) -> Step:
    inputs = tuple(-one if isinstance(one, Money) else one for one in step.inputs)
    return replace(step, inputs=inputs, exact=-step.exact, result=-step.result)


def _padded(text: str, digits: int) -> str:
    whole, _, part = text.partition(".")
    return f"{whole}.{part.ljust(digits, '0')}" if digits else text
