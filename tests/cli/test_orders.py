"""What was sold, asked for later: lists, single orders, copies, fiscal days, status."""

import asyncio
from pathlib import Path

import pytest

from cashier.app.till import OPERATOR, Till, new_id
from cashier.domain.money import Money
from cashier.domain.order import Order, OrderLine
from cashier.domain.posting import OrderStatus
from cashier.domain.quantity import Percent
from tests.cli.command import sale, state_of
from tests.cli.conftest import Cashier


@pytest.fixture
def sold(stocked: Cashier) -> Cashier:
    """Give commands to a shop with three sales, the second of them refunded."""
    for price in ("1.00", "2.00", "3.00"):
        stocked("sell", "-", given=sale(price=price)).well()
    stocked("refund", "T1-000002").well()
    return stocked


def numbers(cashier: Cashier, *arguments: object) -> list[str]:
    return [one["number"] for one in cashier("orders", "--json", *arguments).well().json]


def parked(folder: Path) -> str:
    """Park an order in the shop, as the window does; returns its id."""
    till = Till.open(folder)
    line = OrderLine("Cake", Money(350), Percent(21_000))
    order = Order(new_id(), "EUR", (line,), name="Table 4")
    try:
        asyncio.run(till.keep_order(order, OrderStatus.PARKED, operator=OPERATOR))
    finally:
        till.close()
    return str(order.id)


def test_orders_come_newest_first(sold: Cashier) -> None:
    assert numbers(sold) == ["T1-000004", "T1-000003", "T1-000002", "T1-000001"]
    assert numbers(sold, "--limit", 2) == ["T1-000004", "T1-000003"]


def test_orders_of_a_day_by_its_number_and_by_its_date(sold: Cashier) -> None:
    date = sold("orders", "--json").json[0]["created_at"][:10]
    assert len(numbers(sold, "--day", 1)) == 4
    assert len(numbers(sold, "--day", date)) == 4
    assert numbers(sold, "--day", 2) == []
    assert numbers(sold, "--day", "1999-12-31") == []


def test_orders_of_a_status(sold: Cashier, folder: Path) -> None:
    order_id = parked(folder)
    assert numbers(sold, "--status", "refunded") == ["T1-000002"]
    assert len(numbers(sold, "--status", "completed")) == 3
    (one,) = sold("orders", "--status", "parked", "--json").json
    assert (one["id"], one["number"], one["status"]) == (order_id, None, "parked")


@pytest.mark.parametrize(
    "arguments",
    [
        ["--day", "yesterday"],
        ["--day", "2026-13-01"],
        ["--day", ""],
        ["--status", "sold"],
        ["--limit", "0"],
        ["--limit", "-1"],
        ["--limit", "many"],
        ["--limit", "9" * 30],
    ],
)
def test_a_list_of_what_cannot_be_is_refused(stocked: Cashier, arguments: list[str]) -> None:
    stocked("orders", "--json", *arguments).refused(2)


def test_the_list_for_people_shows_number_total_and_status(sold: Cashier) -> None:
    lines = sold("orders").well().out.splitlines()
    assert lines[0].split()[0] == "T1-000004"
    assert lines[0].endswith("refund of T1-000002")
    assert lines[2].split()[-1] == "refunded"


def test_an_order_by_number_and_by_id(sold: Cashier) -> None:
    by_number = sold("order", "T1-000003", "--json").well().json
    assert by_number["total"] == "3.00"
    assert sold("order", by_number["id"], "--json").json == by_number
    assert sold("order", by_number["id"].upper(), "--json").json == by_number
    assert "Coffee" in sold("order", "T1-000003").well().out


def test_an_order_that_is_not_paid_yet(stocked: Cashier, folder: Path) -> None:
    order_id = parked(folder)
    answer = stocked("order", order_id, "--json").well().json
    assert (answer["status"], answer["number"], answer["total"]) == ("parked", None, "3.50")
    assert "Cake" in stocked("order", order_id).well().out


@pytest.mark.parametrize("number", ["T1-000099", "T1-", "1", "x'; --", "T1-9" + "9" * 40])
def test_an_order_that_is_not_there(sold: Cashier, number: str) -> None:
    sold("order", number, "--json").refused(2, "unknown-order")
    sold("receipt", number).refused(2)


def test_a_receipt_counts_its_copies(sold: Cashier, tmp_path: Path) -> None:
    assert "COPY 1" in sold("receipt", "T1-000001").well().out
    assert "COPY 2" in sold("receipt", "T1-000001", "--text").well().out
    out = tmp_path / "copy.pdf"
    assert sold("receipt", "T1-000001", "--pdf", out).well().out == ""
    assert out.read_bytes().startswith(b"%PDF")
    assert "COPY 4" in sold("receipt", "T1-000001").out
    assert "COPY" not in sold("order", "T1-000001").out


def test_a_copy_that_cannot_be_written_is_not_counted(
    sold: Cashier, folder: Path, tmp_path: Path
) -> None:
    before = state_of(folder)
    sold("receipt", "T1-000001", "--pdf", tmp_path / "nowhere" / "x.pdf").refused(2)
    assert state_of(folder) == before


def test_a_day_is_opened_once(cashier: Cashier, folder: Path) -> None:
    opened = cashier("day", "open", "--float", "100.00", "--json").well().json
    assert (opened["fiscal_day"], opened["status"], opened["z_number"]) == (1, "open", None)
    assert (opened["cash"]["float"], opened["cash"]["expected"]) == ("100.00", "100.00")
    before = state_of(folder)
    cashier("day", "open", "--json").refused(2, "day-open")
    assert state_of(folder) == before


@pytest.mark.parametrize(
    ("amount", "code"),
    [
        ("-1", "negative"),
        ("1.005", "too-precise"),
        ("ten", "not-a-decimal"),
        ("", "not-a-decimal"),
        ("1e3", "not-a-decimal"),
        ("99999999999", "too-large"),
        ("NaN", "not-a-decimal"),
    ],
)
def test_a_float_that_is_no_amount_opens_nothing(
    cashier: Cashier, folder: Path, amount: str, code: str
) -> None:
    cashier("status").well()
    before = state_of(folder)
    cashier("day", "open", "--float", amount, "--json").refused(2, code, "float")
    assert state_of(folder) == before


def test_a_day_is_shown_with_the_promised_fields(sold: Cashier) -> None:
    day = sold("day", "show", "--json").well().json
    assert set(day) == {
        "fiscal_day", "z_number", "status", "opened_at", "closed_at", "currency", "sales",
        "refunds", "net", "discounts", "rounding", "vat", "payments", "cash", "perpetual",
        "first_number", "last_number", "unsent", "seal",
    }  # fmt: skip
    assert day["sales"] == {"count": 3, "total": "6.00"}
    assert day["refunds"] == {"count": 1, "total": "-2.00"}
    assert (day["net"], day["perpetual"]["net"]) == ("4.00", "4.00")
    assert day["payments"] == [{"method": "cash", "count": 4, "amount": "4.00"}]
    assert set(day["cash"]) == {
        "float", "sales", "refunds", "in", "out", "expected", "counted", "difference",
    }  # fmt: skip
    assert (day["first_number"], day["last_number"]) == ("T1-000001", "T1-000004")
    assert sold("day", "list", "--json").json == [day]
    assert sold("day", "show", "1", "--json").json == day


def test_a_day_that_is_not_there(cashier: Cashier) -> None:
    cashier("day", "show", "--json").refused(2, "no-day-yet")
    assert cashier("day", "list", "--json").well().json == []
    cashier("day", "open").well()
    cashier("day", "show", "2", "--json").refused(2, "no-such-day")
    cashier("day", "show", "x", "--json").refused(2, "usage")
    cashier("day", "show", "9" * 30, "--json").refused(2, "usage")


def test_the_status_tells_the_day_and_the_queue(sold: Cashier, folder: Path) -> None:
    parked(folder)
    status = sold("status", "--json").well().json
    assert (status["register"], status["fiscal_day"], status["unsent"]) == ("T1", 1, 0)
    assert (status["parked"], status["products"], status["backend"]) == (1, 2, "embedded")
    assert "register" in sold("status").well().out
