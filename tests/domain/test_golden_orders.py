"""Orders worked out by hand: every figure that stands beside them must come out."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from cashier.domain.money import Money
from cashier.domain.order import Discount, Figures, Order, OrderLine, TaxRules, work_out
from cashier.domain.quantity import Percent, Quantity
from cashier.domain.refund import Sold, work_out_refund
from cashier.domain.tax import VatMode
from cashier.domain.tender import Payment, Tender, TenderType
from tests.domain.sales import posted_refund, posted_sale

GOLDEN = json.loads(Path(__file__).with_name("golden-orders.json").read_text("utf-8"))["orders"]

Content = Mapping[str, Any]


def money(text: str) -> Money:
    return Money.parse(text, "EUR")


def discount_of(content: Content) -> Discount | None:
    assert content.keys() <= {"amount", "percent"}
    if "amount" in content:
        return Discount(amount=money(content["amount"]))
    return Discount(Percent.parse(content["percent"])) if content else None


def line_of(content: Content) -> OrderLine:
    assert content.keys() <= {"name", "price", "quantity", "vat_rate", "discount_percent"}
    percent = content.get("discount_percent")
    return OrderLine(
        content["name"],
        money(content["price"]),
        Percent.parse(content["vat_rate"]),
        Quantity.parse(content["quantity"]),
        discount=Discount(Percent.parse(percent)) if percent else None,
    )


def order_of(content: Content) -> Order:
    assert content.keys() <= {"lines", "discount", "payments"}
    lines = tuple(line_of(line) for line in content["lines"])
    return Order(UUID(int=1), "EUR", lines, discount_of(content.get("discount", {})))


def payment_of(content: Content, total: Money, unit: Money) -> Payment:
    payment = Payment(total, unit.minor)
    for number, offer in enumerate(content.get("payments", [])):
        assert offer.keys() in ({"method", "amount"}, {"method", "tendered"})
        amount = money(offer.get("amount") or offer["tendered"])
        payment = payment.with_tender(Tender(str(number), TenderType(offer["method"]), amount))
    if "payments" in content or payment.covers:
        return payment
    return payment.with_tender(Tender("card", TenderType.CARD, payment.due))


def line_facts(figures: Figures) -> list[dict[str, str]]:
    return [
        {
            "gross": line.gross.text(),
            "discount": line.discount.text(),
            "total": line.total.text(),
            "share": line.share.text(),
            "net_of_discounts": line.net.text(),
        }
        for line in figures.lines
    ]


def facts(content: Content, unit: Money) -> dict[str, object]:
    """Return everything a golden order may expect, under the names it expects it by."""
    order = order_of(content)
    figures = work_out(order, TaxRules(VatMode.PER_RECEIPT))
    by_line = work_out(order, TaxRules(VatMode.PER_LINE))
    payment = payment_of(content, figures.total, unit)
    assert payment.is_settled
    assert payment.paid == figures.total + payment.rounding
    return {
        "lines": line_facts(figures),
        "subtotal": figures.subtotal.text(),
        "discount": figures.discount.text(),
        "total": figures.total.text(),
        "vat_per_receipt": {
            one.rate.text(): {
                "gross": one.gross.text(),
                "vat": one.vat.text(),
                "net": one.net.text(),
            }
            for one in figures.vat
        },
        "vat_per_line_mode": {one.rate.text(): one.vat.text() for one in by_line.vat},
        "cash_rounding_unit": unit.text(),
        "rounding": payment.rounding.text(),
        "cash_due": payment.cash_due.text(),
        "change": payment.change.text(),
    }


@pytest.mark.parametrize("golden", GOLDEN, ids=lambda golden: golden["name"])
def test_a_golden_order_comes_out_to_the_cent(golden: Content) -> None:
    expected = golden["expect"]
    unit = money(expected["cash_rounding_unit"])
    worked_out = facts(golden["order"], unit)
    assert expected == {key: worked_out.get(key, "no such figure") for key in expected}
    assert worked_out.keys() - expected.keys() <= {"cash_due"}


@pytest.mark.parametrize("golden", GOLDEN, ids=lambda golden: golden["name"])
def test_a_golden_order_has_no_fact_that_is_not_looked_at(golden: Content) -> None:
    assert golden.keys() <= {"name", "order", "expect", "refund_in_parts"}


@pytest.mark.parametrize("mode", VatMode)
@pytest.mark.parametrize(
    "golden", [one for one in GOLDEN if "refund_in_parts" in one], ids=lambda golden: golden["name"]
)
def test_a_golden_refund_in_parts_adds_up(golden: Content, mode: VatMode) -> None:
    asked = golden["refund_in_parts"]
    assert asked.keys() == {"quantities", "gross"}
    order = order_of(golden["order"])
    figures = work_out(order, TaxRules(mode))
    sold = Sold(posted_sale(order, figures, payment_of({}, figures.total, money("0.01")), mode))
    given_back = []
    for quantity in asked["quantities"]:
        part = work_out_refund(sold, {1: Quantity.parse(quantity)})
        given_back.append((-part.total).text())
        assert part.vat[0].gross == part.total
        sold = Sold(sold.sale, (*sold.refunds, posted_refund(sold, part, 1)))
    assert given_back == asked["gross"]
    assert not sold.all_left()
    assert sum(refund.vat[0].vat.minor for refund in sold.refunds) == -figures.vat[0].vat.minor


def test_the_golden_file_is_not_empty_and_shows_every_figure() -> None:
    assert len(GOLDEN) >= 11
    assert any("cash_due" in one["expect"] for one in GOLDEN)
    assert any("refund_in_parts" in one for one in GOLDEN)
