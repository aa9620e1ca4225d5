"""Texts in the tables: what is written is what is read."""

import json
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from cashier.domain.company import Company
from cashier.domain.journal import canonical
from cashier.domain.order import Customer, Order
from cashier.domain.receipt import Letterhead
from cashier.domain.tax import VatGroup
from cashier.storage import records
from tests.domain import strategies
from tests.storage.selling import euro, line, order, posting_of

WORDS = st.text(st.characters(codec="utf-8"), max_size=20)


@given(wanted=strategies.orders(), name=WORDS, note=WORDS)
def test_an_open_order_is_read_as_it_was_written(wanted: Order, name: str, note: str) -> None:
    made = Order(
        wanted.id, wanted.currency, wanted.lines, wanted.discount, Customer(name), note, name
    )
    assert records.order_of(made.id, records.order_text(made)) == made


@given(name=WORDS, email=WORDS, phone=WORDS)
def test_a_customer_is_read_as_written(name: str, email: str, phone: str) -> None:
    for company in (None, Company(name), Company(name, email, phone, name)):
        customer = Customer(name, email, phone, company)
        assert records.customer_of(records.customer_text(customer)) == customer


def test_an_order_written_before_lines_could_wait_for_a_price_has_all_prices() -> None:
    text = records.order_text(order(1, line(0))).replace(',"awaits_price":false', "")
    assert "awaits_price" not in text
    assert records.order_of(order(1).id, text) == order(1, line(0))


def test_nobody_takes_no_room() -> None:
    assert records.customer_text(Customer()) == ""


@given(name=WORDS, address=st.lists(WORDS, max_size=3), footer=st.lists(WORDS, max_size=2))
def test_a_letterhead_is_read_as_written(name: str, address: list[str], footer: list[str]) -> None:
    made = Letterhead(name, tuple(address), "LT1", tuple(footer), "lt", {"total": name})
    assert records.letterhead_of(records.letterhead_text(made)) == made


@given(st.lists(st.tuples(strategies.rates(), st.integers(-(10**9), 10**9)), max_size=4))
def test_vat_groups_are_read_as_written(found: list[tuple[object, int]]) -> None:
    groups = tuple(VatGroup(rate, "A", euro(gross), euro(gross // 7)) for rate, gross in found)  # type: ignore[arg-type]
    assert records.vat_groups(records.dump(records.vat_rows(groups)), "EUR") == groups


def test_the_journal_holds_whole_numbers_and_no_names_of_people() -> None:
    buyer = Customer("Ona", "ona@example.com", "+3706", Company("UAB Ona", "302530315", "LT17"))
    posting = posting_of(replace(order(1, line(0), line(1)), customer=buyer))
    text = canonical(records.posting_data(posting, "T1-000001"))
    data = json.loads(text)
    assert [word for word in ("Ona", "+3706", "302530315", "LT17") if word in text] == []
    assert data["total"] == posting.total.minor
    assert [one["name"] for one in data["lines"]] == ["Kava", "Juoda duona"]
    assert set(data) & {"customer", "note", "operator"} == set()
