"""Posted orders read back: every figure and word as it was posted."""

from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest

from cashier.domain.company import Company
from cashier.domain.order import Customer, Discount
from cashier.domain.posting import Delivery
from cashier.domain.quantity import Percent, Quantity
from cashier.storage.ledger import SqliteLedger
from cashier.storage.order_reader import delivery_of
from tests.storage.books import change
from tests.storage.selling import (
    card,
    euro,
    in_ledger,
    line,
    order,
    payment_of,
    posting_of,
    refund,
    sell,
)


def test_everything_that_was_posted_is_read_back(tmp_path: Path) -> None:
    priced = replace(
        line(1), price=euro(99), list_price=euro(189), note="warm", quantity=Quantity(1_250)
    )
    wanted = replace(
        order(1, priced, line(2, 2, Discount(Percent(12_500)))),
        discount=Discount(Percent(5_000)),
        customer=Customer(
            "Ona", "ona@example.com", "+3706", Company("UAB Ona", "302", "LT1", "Vilnius")
        ),
        note="To go",
    )
    paid = payment_of(wanted, [replace(card("c", 500), reference="auth 17")], 5, given=9_000)
    posting = posting_of(wanted, paid, profile="paysera-token:1@host")

    async def work(ledger: SqliteLedger) -> None:
        posted = await ledger.post(posting)
        found = await ledger.find(posted.number)
        assert found is not None
        assert found.posting == posting
        assert (found.seal, found.seq, found.register) == (posted.seal, posted.seq, "T1")
        assert (found.fiscal_day, found.delivery) == (1, Delivery.UNSENT)

    in_ledger(tmp_path, work)


def test_a_refund_is_read_back_with_the_number_of_its_sale(tmp_path: Path) -> None:
    async def work(ledger: SqliteLedger) -> None:
        sale = await ledger.post(posting_of(order(1)))
        back = await refund(ledger, sale.number, 2, {2: 1})
        found = await ledger.find(str(UUID(int=2)))
        assert found is not None
        assert found.posting == back.posting
        assert found.posting.refund_of == sale.number

    in_ledger(tmp_path, work)


@pytest.mark.parametrize(
    "name",
    ["T1-000002", "T1-1", "T2-000001", "T1-0000001", "1", "", "T1-", "T1-" + "9" * 30, "T1-٠٠٠٠٠١"],
)
def test_only_the_whole_number_names_an_order(tmp_path: Path, name: str) -> None:
    sell(tmp_path, 1)
    assert in_ledger(tmp_path, lambda ledger: ledger.find(name)) is None
    assert in_ledger(tmp_path, lambda ledger: ledger.find("T1-000001")) is not None


def test_numbers_grow_beyond_six_digits(tmp_path: Path) -> None:
    sell(tmp_path, 1)
    change(tmp_path, "INSERT INTO meta VALUES ('last_serial', '999999')")
    (posted,) = sell(tmp_path, 2)
    assert posted.number == "T1-1000000"
    assert in_ledger(tmp_path, lambda ledger: ledger.find("T1-1000000")) is not None


@pytest.mark.parametrize(
    ("state", "delivery"),
    [
        (None, Delivery.NOT_NEEDED),
        ("waiting", Delivery.UNSENT),
        ("sent", Delivery.SENT),
        ("refused", Delivery.NEEDS_ATTENTION),
    ],
)
def test_the_outbox_tells_the_delivery(state: str | None, delivery: Delivery) -> None:
    assert delivery_of(state) is delivery
