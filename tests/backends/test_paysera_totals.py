"""The server's total is ours to the cent in every dialect, whoever rounds and wherever it is done.

The models of the server are small and know nothing of our code: they read the bytes that go out.
"""

import json
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from functools import partial
from typing import Any

import pytest
from hypothesis import given, settings

from cashier.backends import paysera_lines, paysera_orders
from cashier.backends.paysera_lines import SentLine
from cashier.backends.paysera_orders import dialect_of, order_body
from cashier.backends.wire_json import dumps
from cashier.domain.money import Money
from cashier.domain.order import Order
from cashier.domain.outgoing import OutgoingLine, OutgoingOrder, outgoing
from cashier.domain.posting import PostedOrder
from cashier.domain.product import Unit
from cashier.domain.quantity import Quantity
from cashier.settings.back_end import BackEndProfile, WireNames
from tests.backends.paysera_shop import (
    COFFEE,
    EPAPI,
    GUIDE,
    HAM,
    NEW,
    choosing,
    money,
    order,
    shared,
)
from tests.domain.refund_laws import sold_of
from tests.domain.strategies import SaleCase, sales

# The suite tries hundreds of orders, the long profile as many as it asks for.
MOST = 250 if os.environ.get("HYPOTHESIS_PROFILE", "default") == "default" else 2_000
Position = tuple[Any, Any]
Reader = Callable[[dict[str, Any]], list[Position]]


def guide_positions(body: dict[str, Any]) -> list[Position]:
    return [(one["quantity"], one["price"]) for one in body["items"]]


def new_positions(body: dict[str, Any]) -> list[Position]:
    return [(one["quantity"], one["unitPrice"]["regular"]) for one in body["orderPositions"]]


def epapi_positions(body: dict[str, Any]) -> list[Position]:
    return [(one["quantity"], one["price"]) for one in body["orderPositions"]]


READERS: dict[str, Reader] = {
    "guide": guide_positions,
    "new": new_positions,
    "epapi": epapi_positions,
}


def cents(amount: Decimal, rounding: str) -> int:
    return int(amount.scaleb(2).quantize(Decimal(1), rounding=rounding))


def exact_totals(positions: Sequence[Position]) -> set[int]:
    """Return what servers that count exactly come to, by line or at the end, to even or up."""
    gross = [Decimal(quantity) * Decimal(price) for quantity, price in positions]
    found = set()
    for rounding in (ROUND_HALF_UP, ROUND_HALF_EVEN):
        found.add(sum(cents(one, rounding) for one in gross))
        found.add(cents(sum(gross, Decimal(0)), rounding))
    return found


def float_totals(positions: Sequence[Position]) -> set[int]:
    """Return what servers that count in floats come to: cents first, line by line, at the end."""
    return {
        sum(round(price * 100) * quantity for quantity, price in positions),
        sum(round(price * quantity * 100) for quantity, price in positions),
        round(sum(price * quantity for quantity, price in positions) * 100),
    }


def server_totals(body: bytes, profile: BackEndProfile) -> set[int]:
    positions = READERS[profile.dialect]
    exact = json.loads(body, parse_float=Decimal)
    inexact = json.loads(body)
    totals = exact_totals(positions(exact)) | float_totals(positions(inexact))
    off = exact.get("discountPrice", 0)
    if profile.paysera.discount == "minor":
        return {total - int(off) for total in totals}
    return {total - cents(Decimal(off), ROUND_HALF_UP) for total in totals}


def sent(case: SaleCase) -> OutgoingOrder:
    """Return the sale as it goes out, pieces and weights in turn."""
    return outgoing(PostedOrder(sold_of(replace(case, order=_in_units(case.order))).sale, *_GIVEN))


def _in_units(order: Order) -> Order:
    units = [list(Unit)[number % len(Unit)] for number in range(len(order.lines))]
    pairs = zip(order.lines, units, strict=True)
    return replace(order, lines=tuple(replace(line, unit=unit) for line, unit in pairs))


_GIVEN = ("T1-000001", "T1", 1, 1, "")


@pytest.mark.parametrize(
    "profile",
    [GUIDE, NEW, EPAPI, choosing(EPAPI, discount="minor"), choosing(EPAPI, discount="lines")],
    ids=["guide", "new", "epapi", "epapi-minor", "epapi-lines"],
)
@settings(max_examples=MOST)
@given(case=sales())
def test_the_servers_total_is_ours_to_the_cent(profile: BackEndProfile, case: SaleCase) -> None:
    one = sent(case)
    body = dumps(order_body(one, profile))
    assert server_totals(body, profile) == {one.total.minor}


@settings(max_examples=MOST)
@given(case=sales())
def test_what_is_reported_as_paid_is_the_total(case: SaleCase) -> None:
    one = sent(case)
    new = json.loads(dumps(order_body(one, NEW)), parse_float=Decimal)
    epapi = json.loads(dumps(order_body(one, EPAPI)), parse_float=Decimal)
    for body in (new, epapi):
        amounts = (Decimal(payment["amount"]) for payment in body["payments"])
        assert sum(amounts, Decimal(0)) == Decimal(one.total.text())


def test_the_model_sees_a_line_that_is_a_cent_off() -> None:
    positions: list[Position] = [(Decimal("0.455"), Decimal("12.90"))]
    assert exact_totals(positions) == {587}
    assert len(exact_totals([*positions, (Decimal("0.5"), Decimal("0.25"))])) > 1


DISCOUNTED = order(shared(COFFEE, 20), shared(HAM, 14))
BY_WEIGHT = order(replace(HAM, quantity=Quantity(2_500), discount=money(0), charged=money(2975)))
LINE_DISCOUNT = order(replace(COFFEE, discount=money(50), charged=money(450)))


def in_pieces_whatever_they_come_to(line: OutgoingLine, _net: Money) -> int:
    return max(1, line.quantity.milli // 1_000)


@pytest.mark.parametrize("profile", [GUIDE, NEW, EPAPI], ids=dialect_of)
@pytest.mark.parametrize("one", [BY_WEIGHT, LINE_DISCOUNT])
def test_pieces_at_a_price_that_they_do_not_come_to_are_noticed(
    monkeypatch: pytest.MonkeyPatch, profile: BackEndProfile, one: OutgoingOrder
) -> None:
    assert server_totals(dumps(order_body(one, profile)), profile) == {one.total.minor}
    monkeypatch.setattr(paysera_lines, "_pieces", in_pieces_whatever_they_come_to)
    assert one.total.minor not in server_totals(dumps(order_body(one, profile)), profile)


@pytest.mark.parametrize("profile", [GUIDE, NEW], ids=dialect_of)
def test_a_discount_of_the_order_that_no_line_has_is_noticed(
    monkeypatch: pytest.MonkeyPatch, profile: BackEndProfile
) -> None:
    without = partial(_without_shares, paysera_lines.sent_lines)
    monkeypatch.setattr(paysera_orders, "sent_lines", without)
    totals = server_totals(dumps(order_body(DISCOUNTED, profile)), profile)
    assert totals == {DISCOUNTED.total.minor + DISCOUNTED.discount.minor}


def _without_shares(
    real: Callable[..., Iterator[SentLine]], order: OutgoingOrder, names: WireNames, **_: bool
) -> Iterator[SentLine]:
    return real(order, names, with_shares=False)


def test_a_discount_in_the_wrong_unit_is_noticed() -> None:
    body = dumps(order_body(DISCOUNTED, choosing(EPAPI, discount="minor")))
    assert server_totals(body, EPAPI) == {DISCOUNTED.total.minor + 34 - 3400}
