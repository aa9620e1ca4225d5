"""Rules as tills are known to get them wrong, each with the signature of the right one."""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

from cashier.domain import posting, refund, tax
from cashier.domain.decimals import half_up
from cashier.domain.journal import Chain, Damage, Entry
from cashier.domain.money import Money
from cashier.domain.order import LineFigures, Order, OrderLine
from cashier.domain.posting import PostedLine, Posting
from cashier.domain.product import Product
from cashier.domain.quantity import Percent, Quantity
from cashier.domain.refund import GivenBack, Sold
from cashier.domain.tax import VatGroup, VatMode
from cashier.domain.tender import Payment, SettledTender, Tender, TenderState, TenderType


def to_even(numerator: int, denominator: int) -> int:
    return round(Fraction(numerator, denominator))


def cut_off(numerator: int, denominator: int) -> int:
    return numerator // denominator


def always_up(numerator: int, denominator: int) -> int:
    return -(-numerator // denominator)


def coins(rule: Callable[[int, int], int]) -> Callable[[int, int], int]:
    return lambda minor, unit: rule(minor, unit) * unit


# --- Order ---------------------------------------------------------------------------------------


def none_shared(_minor: int, weights: Sequence[int]) -> tuple[int, ...]:
    return (0,) * len(weights)


def all_on_first(minor: int, weights: Sequence[int]) -> tuple[int, ...]:
    return (minor, *(0,) * (len(weights) - 1))


def each_share_rounded(minor: int, weights: Sequence[int]) -> tuple[int, ...]:
    return tuple(half_up(minor * weight, sum(weights) or 1) for weight in weights)


def spare_cents_by(
    favour: Callable[[int, int], tuple[int, int]],
) -> Callable[[int, Sequence[int]], tuple[int, ...]]:
    """Return an allocation whose spare cents go to the places that ``favour`` sorts first."""

    def allocate(minor: int, weights: Sequence[int]) -> tuple[int, ...]:
        whole = sum(weights) or 1
        shares = [divmod(minor * weight, whole) for weight in weights]
        spare = minor - sum(share for share, _ in shares)
        places = sorted(range(len(shares)), key=lambda place: favour(shares[place][1], place))
        return tuple(share + (place in places[:spare]) for place, (share, _) in enumerate(shares))

    return allocate


def discount_not_taken_off(line: OrderLine, zero: Money) -> tuple[Money, Money, Money]:
    return line.gross, line.discount.on(line.gross) if line.discount else zero, line.gross


def takes_by_key(line: OrderLine, product: Product) -> bool:
    return line.product_key == product.key


def without_line_before(rung_up: Order, index: int) -> Order:
    place = max(0, index - 1)
    return replace(rung_up, lines=rung_up.lines[:place] + rung_up.lines[place + 1 :])


def changed_to_the_end(rung_up: Order, index: int, line: OrderLine) -> Order:
    kept = rung_up.lines[:index] + rung_up.lines[index + 1 :]
    return replace(rung_up, lines=(*reversed(kept), line))


# --- VAT -----------------------------------------------------------------------------------------


def vat_on_top(gross: int, rate: Percent) -> int:
    return half_up(gross * rate.milli, 100_000)


def vat_from_rounded_net(gross: int, rate: Percent) -> int:
    return gross - half_up(gross * 100_000, 100_000 + rate.milli)


def net_rounded_too(group: VatGroup) -> Money:
    net = half_up(group.gross.minor * 100_000, 100_000 + group.rate.milli)
    return Money(net, group.gross.currency)


def groups_always(mode: VatMode) -> Callable[..., tuple[VatGroup, ...]]:
    real = tax.vat_groups
    return lambda parts, _mode, rates: real(parts, mode, rates)


def groups_of_whole_percents() -> Callable[..., tuple[VatGroup, ...]]:
    real = tax.vat_groups
    return lambda parts, mode, rates: real(
        [(Percent(rate.milli // 1_000 * 1_000), amount) for rate, amount in parts], mode, rates
    )


# --- Payment -------------------------------------------------------------------------------------


def due_in_coins(payment: Payment) -> Money:
    return payment.due_in_cash


def change_of_exact(payment: Payment) -> Money:
    return max(payment.cash_given - payment.rest, Money(0, payment.total.currency))


def rounding_turned(payment: Payment) -> Money:
    return payment.rest - payment.cash_due if payment.covers else Money(0, payment.total.currency)


def settled_as_given(payment: Payment, one: Tender) -> SettledTender:
    return SettledTender(one.type, one.amount, payment.cash_given, payment.change, one.reference)


def every_cash_tender(payment: Payment) -> tuple[SettledTender, ...]:
    return tuple(
        SettledTender(one.type, payment.cash_due, payment.cash_given, payment.change)
        if one.type is TenderType.CASH
        else SettledTender(one.type, one.amount, reference=one.reference)
        for one in payment.approved
    )


def unknown_is_approved(payment: Payment) -> tuple[Tender, ...]:
    counted = {TenderState.APPROVED, TenderState.UNKNOWN}
    return tuple(one for one in payment.tenders if one.state in counted)


def rounding_in_vat_base() -> Callable[..., Posting]:
    real = posting.sale

    def sale(*args: Any) -> Posting:
        posted = real(*args)
        first, *others = posted.vat
        taxed = first.gross + posted.rounding
        vat = Money(tax.vat_in(taxed.minor, first.rate), taxed.currency)
        return replace(posted, vat=(replace(first, gross=taxed, vat=vat), *others))

    return sale


# --- Refund --------------------------------------------------------------------------------------


def part_alone(line: PostedLine, quantity: Quantity, _before: GivenBack) -> PostedLine:
    def part(figure: Money) -> Money:
        return Money(-half_up(figure.minor * quantity.milli, line.quantity.milli), figure.currency)

    gross, total, net = part(line.figures.gross), part(line.figures.total), part(line.figures.net)
    figures = LineFigures(gross, gross - total, total, total - net)
    return replace(line, quantity=Quantity(-quantity.milli), figures=figures)


def order_discount_kept() -> Callable[..., PostedLine]:
    real = refund._given_back  # noqa: SLF001 - the rule that is replaced

    def given_back(line: PostedLine, quantity: Quantity, before: GivenBack) -> PostedLine:
        share = Money(0, line.price.currency)
        undiscounted = replace(line, figures=replace(line.figures, share=share))
        return real(undiscounted, quantity, before)

    return given_back


def vat_of_the_part(_before: int, gross: int, rate: Percent) -> int:
    return tax.vat_in(gross, rate)


def vat_always(mode: VatMode) -> Callable[..., int]:
    real = refund._vat_back  # noqa: SLF001 - the rule that is replaced
    return lambda sale, rate, lines, before: real(replace(sale, vat_mode=mode), rate, lines, before)


def nothing_given_back(_sold: Sold) -> dict[int, GivenBack]:
    return {}


def first_tender_first() -> Callable[[Sold], list[Any]]:
    real = refund._left_to_give  # noqa: SLF001 - the rule that is replaced
    return lambda sold: list(reversed(real(sold)))


def payouts_forgotten(sold: Sold) -> list[Any]:
    return list(reversed(refund._exact(sold.sale)))  # noqa: SLF001 - beside the replaced rule


def tenders_of_a_type_as_one() -> Callable[[Sold], list[Any]]:
    real = refund._left_to_give  # noqa: SLF001 - the rule that is replaced

    def left_to_give(sold: Sold) -> list[Any]:
        by_type: dict[TenderType, Any] = {}
        for one in real(sold):
            known = by_type.get(one.type)
            by_type[one.type] = replace(one, exact=one.exact + known.exact) if known else one
        return list(by_type.values())

    return left_to_give


def payout_without_rounding() -> Callable[..., tuple[tuple[SettledTender, ...], Money]]:
    real = refund.propose_tenders

    def propose(*args: Any) -> tuple[tuple[SettledTender, ...], Money]:
        tenders, rounding = real(*args)
        return tenders, rounding - rounding

    return propose


def inverse_without_rounding() -> Callable[[Posting], tuple[tuple[SettledTender, ...], Money]]:
    real = refund._inverse  # noqa: SLF001 - the rule that is replaced
    return lambda sale: (real(sale)[0], sale.rounding - sale.rounding)


# --- Journal -------------------------------------------------------------------------------------


def seal_alone(_previous: str, body: str) -> str:
    return hashlib.sha256(body.encode()).hexdigest()


def seal_of_the_beginning(previous: str, body: str) -> str:
    return hashlib.sha256(f"{previous}\n{body[:40]}".encode()).hexdigest()


def unsorted(content: Mapping[str, object]) -> str:
    return json.dumps(content, separators=(",", ":"), ensure_ascii=False)


def numbers_alone(chain: Chain, entry: Entry) -> Damage | None:
    if entry.seq != chain.seq + 1:
        return Damage.MISSING
    chain.seq, chain.seal = entry.seq, entry.seal
    return None


def nothing_checked(chain: Chain, entry: Entry) -> Damage | None:
    chain.seq, chain.seal = entry.seq, entry.seal
    return None
