"""Orders, articles and lists by every spelling; what is odd is named, shown, and acts nowhere."""

from datetime import UTC, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from cashier.backends.web_service_reading import (
    holds,
    remote_entry,
    remote_order,
    remote_product,
    tells_payments,
    tells_private_comment,
    vat_of,
)
from cashier.domain.backend_errors import DamagedAnswerError
from cashier.domain.money import Money
from cashier.domain.quantity import Percent, Quantity
from cashier.domain.remote import RemoteEntry, RemoteOrder

VILNIUS = ZoneInfo("Europe/Vilnius")


def read(**row: object) -> RemoteOrder:
    return remote_order({"id": 7, "price": "14.50", **row}, "EUR", VILNIUS)


@pytest.mark.parametrize(
    ("row", "total"),
    [
        ({"price": "14.50"}, 1450),
        ({"total": Decimal("14.5")}, 1450),
        ({"totalTTC": 14}, 1400),
        ({"montant": "-5.00"}, -500),
        ({"price": "14,50"}, None),
        ({"price": "14.505"}, None),
        ({"price": "1e3"}, None),
        ({"price": True}, None),
        ({}, None),
    ],
)
def test_a_total_is_exact_or_missing(row: dict[str, object], total: int | None) -> None:
    order = remote_order({"id": "7", **row}, "EUR", UTC)
    assert order.total == (None if total is None else Money(total, "EUR"))
    assert ("total" in order.missing) is (total is None)


def test_an_order_in_french_is_the_same_order() -> None:
    order = read(
        client={"prenom": "Ann", "nom": "Lee", "telephone": "+370 600"},
        lignes=[{"titre": "Café", "quantite": "2", "prix": "2.50", "tva": "21"}],
        paiements=[{"mode": "Espèces", "montant": "5.00"}],
        statut="payée",
        dateValeur=1763726400,
    )
    assert (order.customer.name, order.customer.phone) == ("Ann Lee", "+370 600")
    [line], [payment] = order.lines, order.payments
    assert (line.name, line.quantity, line.price, line.vat_rate) == (
        "Café", Quantity(2_000), Money(250, "EUR"), Percent(21_000)
    )  # fmt: skip
    assert (payment.type, payment.amount) == ("Espèces", Money(500, "EUR"))
    assert order.status == "payée"
    assert order.created_at == datetime(2025, 11, 21, 12, 0, tzinfo=UTC)


def test_lists_that_stand_as_text_are_read() -> None:
    order = read(items='[{"title":"Tea","quantity":1}]', client='{"nom":"Lee"}', payments="[broken")
    assert [line.name for line in order.lines] == ["Tea"]
    assert order.customer.name == "Lee"
    assert order.others["payments"] == "[broken"


@pytest.mark.parametrize(
    ("row", "listed", "status"),
    [
        ({}, "pending", "pending"),
        ({}, "", ""),
        ({"status": "wartet"}, "validated", "wartet"),
        ({"paid": "1", "validated": "1"}, "validated", "paid"),
        ({"paid": "0", "validated": "0"}, "", "pending"),
        ({"paid": "false", "validated": True}, "", "validated"),
    ],
)
def test_a_status_is_the_services_own_word_or_what_its_yes_and_no_mean(
    row: dict[str, object], listed: str, status: str
) -> None:
    assert remote_order({"id": 1, **row}, "EUR", UTC, listed).status == status


def test_a_date_without_a_zone_is_the_shops() -> None:
    order = read(creationDate="2026-11-21 14:00:00")
    assert order.created_at == datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


def test_unknown_fields_are_kept_and_nothing_in_them_acts() -> None:
    order = read(privateComment="\x1b[2Jours", loyalty={"points": 5}, items=[{"title": "\x07Tea"}])
    assert order.others["loyalty"] == '{"points":5}'
    shown = repr(order)
    assert "ours" in shown
    assert "\\x1b" not in shown
    assert "\\x07" not in shown


def test_an_order_without_any_id_is_damaged() -> None:
    with pytest.raises(DamagedAnswerError):
        remote_order({"price": "1.00"}, "EUR", UTC)


def test_a_marker_is_found_wherever_it_stands_and_depth_is_bounded() -> None:
    deep: object = "Cashier T1-1"
    for _ in range(50):
        deep = [deep]
    assert holds({"a": [{"b": "x Cashier T1-1 y"}]}, "Cashier T1-1")
    assert not holds({"a": deep}, "Cashier T1-1")


def test_only_what_is_shown_can_be_missed() -> None:
    assert tells_private_comment({"privateComment": ""})
    assert tells_private_comment({"commentairePrive": None})
    assert not tells_private_comment({"publicComment": "x", "comment": "y"})
    assert tells_payments({"payments": []})
    assert not tells_payments({"payments": None})


def test_an_article_has_its_own_vat_before_its_departments() -> None:
    groceries = {"5": RemoteEntry("5", "Groceries", {"tva": "21"})}
    own = {"id": 12, "title": "Pizza", "price": "14.50", "departmentId": 5, "vat": "9"}
    assert remote_product(own, "EUR", groceries).vat_rate == Percent(9_000)
    plain = {"id": 12, "titre": "Pizza", "prix": "14.50", "deptID": "5", "visible": "0"}
    found = remote_product(plain, "EUR", groceries)
    assert (found.vat_rate, found.category, found.is_active) == (
        Percent(21_000), "Groceries", False
    )  # fmt: skip
    assert remote_product({"id": 1, "title": "x"}, "EUR", {}).vat_rate is None
    assert vat_of(RemoteEntry("5", "Groceries", {"vat": "much"})) is None


def test_an_entry_is_called_by_what_it_has() -> None:
    assert remote_entry({"id": 1, "prenom": "Ann", "nom": "Lee"}).name == "Ann Lee"
    assert remote_entry({"id": 1, "email": "a@example.com"}).name == "a@example.com"
    entry = remote_entry({"ID": 4, "label": "Window", "seats": 6})
    assert (entry.id, entry.name, entry.others) == ("4", "Window", {"seats": "6"})
    with pytest.raises(DamagedAnswerError):
        remote_entry({"title": "no id"})
