"""The words of an explanation: what each step is called, how it is worked out and rounded."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from cashier.domain.explanation import (
    Explanation,
    Rounding,
    Rule,
    Step,
    Subject,
    Topic,
)
from cashier.domain.money import Money
from cashier.domain.product import Unit
from cashier.domain.quantity import Percent, Quantity
from cashier.domain.tax import VatGroup
from cashier.domain.tender import TenderType
from cashier.translation import _, several
from cashier.ui.look import formatting
from cashier.ui.pay.tender_words import tender_name

_MOST_ADDENDS = 3
_ARROW = "→"
_DIVIDED = "÷"


@dataclass(frozen=True, slots=True)
class StepWords:
    """One step as it is read; ``spoken`` is the whole of it as a sentence."""

    label: str
    working: str
    note: str
    amount: str
    leads: Subject | None = None

    @property
    def spoken(self) -> str:
        parts = (self.label, self.working, self.note, self.amount)
        return ", ".join(part for part in parts if part)


def step_words(step: Step) -> StepWords:
    """Return what a step says."""
    return StepWords(
        label_of(step), working_of(step), note_of(step), formatting.amount(step.result), step.leads
    )


def heading(explanation: Explanation) -> str:
    """Return what is explained, with its amount."""
    is_payout = explanation.steps[-1].rule is Rule.PAID_OUT
    what = _("Give back") if is_payout else _TOPICS[explanation.subject.topic]()
    return f"{what}: {formatting.money_text(explanation.amount)}"


def label_of(step: Step) -> str:
    """Return what a step is called."""
    if step.rule is Rule.AS_IS:
        return _taken_over(step)
    return _named(step) or _LABELS[step.rule](step)


def working_of(step: Step) -> str:
    """Return the sum or the product that a step works out; empty where it names an amount."""
    work = _WORKINGS.get(step.rule)
    return work(step) if work is not None else _sum_of(step)


def note_of(step: Step) -> str:
    """Return the rule by which a step was rounded, or why it was not."""
    called = _LABELS[step.rule](step) if _named(step) else ""
    told = _NOTES.get(step.rule)
    parts = (called, told() if told is not None else "", _rounding_of(step))
    return "; ".join(part for part in parts if part)


def _named(step: Step) -> str:
    """Return the product a step is named after; what it does stands in its note."""
    is_named = step.rule in _NAMED_AFTER and isinstance(step.about, str)
    return str(step.about) if is_named else ""


def _rounding_of(step: Step) -> str:
    exact = _exact(step)
    match step.rounding:
        case Rounding.NONE:
            return ""
        case Rounding.TO_COINS:
            return _("halves are rounded up")
        case Rounding.CUT:
            return _("exactly {exact}, cut to whole cents").format(exact=exact)
        case Rounding.HALF_UP if step.is_rounded:
            return _("exactly {exact}, rounded half up").format(exact=exact)
        case Rounding.HALF_UP:
            return _("comes out even")


def _exact(step: Step) -> str:
    text = step.exact_text()
    plain = formatting.typed(text.removeprefix("-"))
    return f"{formatting.MINUS}{plain}" if text.startswith("-") else plain


def _taken_over(step: Step) -> str:
    match step.about:
        case TenderType():
            return tender_name(step.about)
        case VatGroup() if step.leads is not None and step.leads.topic is Topic.VAT_BASE:
            return _("Lines at {rate}").format(rate=_rate_of(step.about))
        case VatGroup():
            return _("VAT {rate}").format(rate=_rate_of(step.about))
        case str() | None:
            led_to = _TOPICS[step.leads.topic]() if step.leads is not None else ""
            return step.about or led_to or _("Nothing taken off")


def _rate_of(group: VatGroup) -> str:
    return f"{group.letter} {formatting.percent(group.rate)}"


def _money(step: Step) -> list[Money]:
    return [one for one in step.inputs if isinstance(one, Money)]


def _quantities(step: Step) -> list[str]:
    return [formatting.quantity(one) for one in step.inputs if isinstance(one, Quantity)]


def _percent(step: Step) -> Percent:
    return next(one for one in step.inputs if isinstance(one, Percent))


def _sum_of(step: Step) -> str:
    """Return ``9.87 − 0.99``; a long sum is told by the steps before it."""
    amounts = _money(step)
    if not 1 < len(amounts) <= _MOST_ADDENDS:
        return ""
    first, *others = amounts
    text = formatting.amount(first)
    for one in others:
        sign = formatting.MINUS if one.minor < 0 else "+"
        text += f" {sign} {formatting.amount(-one if one.minor < 0 else one)}"
    return text


def _times(step: Step) -> str:
    unit = step.about if isinstance(step.about, str) else ""
    shown = "" if unit in {"", Unit.PIECE.value} else f"{formatting.NO_BREAK_SPACE}{unit}"
    (price,), (quantity,) = _money(step), _quantities(step)
    return f"{quantity}{shown} {formatting.TIMES} {formatting.amount(price)}"


def _percent_off(step: Step) -> str:
    (base,) = _money(step)
    return f"{formatting.amount(base)} {formatting.TIMES} {formatting.percent(_percent(step))}"


def _share(step: Step) -> str:
    discount, total, whole = map(formatting.amount, _money(step))
    return f"{discount} {formatting.TIMES} {total} {_DIVIDED} {whole}"


def _vat(step: Step) -> str:
    (gross,) = _money(step)
    rate = _percent(step)
    whole = formatting.percent_figure(rate, 100)
    part = formatting.percent_figure(rate)
    return f"{formatting.amount(gross)} {formatting.TIMES} {part} {_DIVIDED} {whole}"


def _so_far(step: Step) -> str:
    (figure,), (so_far, sold) = _money(step), _quantities(step)
    return f"{formatting.amount(figure)} {formatting.TIMES} {so_far} {_DIVIDED} {sold}"


def _changed(step: Step) -> str:
    before, after = map(formatting.amount, _money(step))
    return f"{before} {_ARROW} {after}"


def _nothing(_step: Step) -> str:
    return ""


def _about_rate(step: Step) -> str:
    return _rate_of(step.about) if isinstance(step.about, VatGroup) else ""


def _coins(step: Step) -> str:
    unit = _money(step)[1]
    shown = formatting.amount(unit if unit.minor > 0 else -unit)
    return _("Cash, to the nearest {unit}").format(unit=shown)


_WORKINGS: Mapping[Rule, Callable[[Step], str]] = {
    Rule.PRICE_CHANGED: _changed,
    Rule.PRICE_TIMES_QUANTITY: _times,
    Rule.PERCENT_OFF: _percent_off,
    Rule.SHARE_OF_DISCOUNT: _share,
    Rule.VAT_PER_RECEIPT: _vat,
    Rule.VAT_PER_LINE: _vat,
    Rule.VAT_SO_FAR: _vat,
    Rule.VAT_BEFORE: _vat,
    Rule.REFUNDED_SO_FAR: _so_far,
    Rule.COINS: _nothing,
}
_NAMED_AFTER = frozenset(
    {Rule.VAT_PER_LINE, Rule.REFUNDED_SO_FAR, Rule.VAT_SO_FAR, Rule.VAT_BEFORE}
)
_TOPICS: Mapping[Topic, Callable[[], str]] = {
    Topic.LINE_GROSS: lambda: _("Price times quantity"),
    Topic.LINE_DISCOUNT: lambda: _("Discount of the line"),
    Topic.LINE: lambda: _("Line total"),
    Topic.LINE_NET: lambda: _("Left of the line after the discount on all"),
    Topic.LINES: lambda: _("All lines before discounts"),
    Topic.SUBTOTAL: lambda: _("Subtotal"),
    Topic.DISCOUNTS: lambda: _("Discounts"),
    Topic.ORDER_DISCOUNT: lambda: _("Discount on all"),
    Topic.TOTAL: lambda: _("Total"),
    Topic.VAT: lambda: _("VAT included"),
    Topic.ALL_VAT: lambda: _("VAT included"),
    Topic.NET: lambda: _("Without VAT"),
    Topic.VAT_BASE: lambda: _("Lines of one VAT rate"),
    Topic.TO_PAY: lambda: _("To pay"),
    Topic.ROUNDING: lambda: _("Cash rounding"),
    Topic.PAID: lambda: _("Paid"),
    Topic.OPEN: lambda: _("Still open"),
    Topic.CHANGE: lambda: _("Change"),
}
_LABELS: Mapping[Rule, Callable[[Step], str]] = {
    Rule.PRICE_CHANGED: lambda _step: _("Price changed here"),
    Rule.PRICE_TIMES_QUANTITY: lambda _step: _("Quantity × price"),
    Rule.PERCENT_OFF: lambda step: _("Discount {percent}").format(
        percent=formatting.percent(_percent(step))
    ),
    Rule.AMOUNT_OFF: lambda _step: _("Discount"),
    Rule.LINE_TOTAL: lambda _step: _("Line total"),
    Rule.SHARE_OF_DISCOUNT: lambda _step: _("Share of the discount on all"),
    Rule.SPARE_CENT: lambda _step: _("A cent that was left over"),
    Rule.LINE_NET: lambda _step: _("Left of the line"),
    Rule.SUM_OF_LINES: lambda step: several("{count} line", "{count} lines", len(step.inputs)),
    Rule.SUM_OF_DISCOUNTS: lambda _step: _("Discounts together"),
    Rule.ORDER_TOTAL: lambda _step: _("Total"),
    Rule.LINES_AT_RATE: lambda step: _("Lines at {rate}").format(rate=_about_rate(step)),
    Rule.SHARES_AT_RATE: lambda _step: _("Their shares of the discount on all"),
    Rule.VAT_BASE: lambda step: _("Lines at {rate}").format(rate=_about_rate(step)),
    Rule.VAT_PER_RECEIPT: lambda _step: _("VAT inside"),
    Rule.VAT_PER_LINE: lambda _step: _("VAT inside the line"),
    Rule.VAT_OF_ALL: lambda step: _("VAT of all lines at {rate}").format(rate=_about_rate(step)),
    Rule.SUM_OF_VAT: lambda _step: _("VAT together"),
    Rule.NET: lambda step: _("Without VAT {rate}").format(rate=_about_rate(step)).rstrip(),
    Rule.REST_FOR_CASH: lambda _step: _("Left for cash"),
    Rule.COINS: _coins,
    Rule.ROUNDING: lambda _step: _("Cash rounding"),
    Rule.NO_ROUNDING: lambda _step: _("To pay"),
    Rule.TO_PAY: lambda _step: _("To pay"),
    Rule.PAID: lambda _step: _("Paid together"),
    Rule.OPEN: lambda _step: _("Still open"),
    Rule.CHANGE: lambda _step: _("Change"),
    Rule.REFUNDED_SO_FAR: lambda _step: _("Due back so far"),
    Rule.REFUNDED_BEFORE: lambda _step: _("Given back before"),
    Rule.VAT_SO_FAR: lambda _step: _("VAT due back so far"),
    Rule.VAT_BEFORE: lambda _step: _("VAT given back before"),
    Rule.REFUNDED_NOW: lambda _step: _("Given back now"),
    Rule.SALE_ROUNDING: lambda _step: _("The rounding of the sale, given back"),
    Rule.PAID_OUT: lambda _step: _("Paid out"),
}
_NOTES: Mapping[Rule, Callable[[], str]] = {
    Rule.SPARE_CENT: lambda: _("goes to the largest remainder"),
    Rule.VAT_PER_RECEIPT: lambda: _("once for all lines at this rate"),
    Rule.NO_ROUNDING: lambda: _("exact: only cash is rounded"),
}
