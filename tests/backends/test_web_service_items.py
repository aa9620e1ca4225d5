"""Item strings: what fits the fields, and a total that comes out the same whoever adds it up."""

import os
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from urllib.parse import parse_qsl, urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cashier.backends.web_service_items import MOST_ITEMS, MOST_REPEATED, TITLE_LENGTH, items_of
from cashier.backends.web_service_sale import sale_form
from cashier.domain.backend_errors import MappingMissingError
from cashier.domain.outgoing import OutgoingLine, OutgoingOrder, outgoing
from cashier.domain.posting import PostedOrder
from cashier.settings.back_end import WireNames
from tests.backends.web_shop import PROFILE, line, order, with_ids
from tests.domain.refund_laws import asked_of, sold_of
from tests.domain.sales import with_refund
from tests.domain.strategies import SaleCase, sales

# The suite tries hundreds of orders, the long profile as many as it asks for.
MOST = 400 if os.environ.get("HYPOTHESIS_PROFILE", "default") == "default" else 2_000
ALL_TENDERS = dict.fromkeys(("cash", "card", "wallet", "voucher", "split"), "1")
EVERYTHING = with_ids(
    replace(PROFILE, wire=WireNames({"21": "5", "9": "free"}, {"p": "12"}, ALL_TENDERS)),
    department="9",
)
WITHOUT_ARTICLES = replace(EVERYTHING, wire=replace(EVERYTHING.wire, products={}))


@pytest.mark.parametrize(
    ("one", "items"),
    [
        (line(), ["-5_2.50_Coffee"]),
        (line(milli=3_000), ["-5_2.50_Coffee"] * 3),
        (line("Bag", 10, rate="5"), ["Free_0.10_Bag"]),
        (line("Pizza", 1450, milli=2_000, key="p-pizza"), ["12_2_Pizza_14.50"]),
        (line(milli=2_000, off=50), ["-5_4.50_Coffee (2 x 2.50 -0.50)"]),
        (line("Pizza", 1450, share=145, key="p-pizza"), ["12_1_Pizza (1 x 14.50 -1.45)_13.05"]),
        (
            line("Cheese", 1290, milli=500, unit="kg", off=60, share=10),
            ["-5_5.75_Cheese (0.5 kg x 12.90 -0.70)"],
        ),
        (line("Ham", 1190, milli=2_000, unit="kg"), ["-5_23.80_Ham (2 kg x 11.90)"]),
        (line("Given away", 0), ["-5_0.00_Given away"]),
        (line(milli=-2_000), ["-5_-2.50_Coffee"] * 2),
        (line("Pizza", 1450, milli=-2_000, key="p-pizza"), ["12_2_Pizza_-14.50"]),
        (line(milli=-1_000, off=-50), ["-5_-2.00_Coffee (-1 x 2.50 +0.50)"]),
        (line("A_B__C\x1b[31m\r\nD"), ["-5_2.50_A B C [31m D"]),
        (line("12_2_Free_0.01"), ["-5_2.50_12 2 Free 0.01"]),
    ],
)
def test_a_line_is_written_so_that_no_field_shifts(one: OutgoingLine, items: Sequence[str]) -> None:
    assert items_of(order(one), PROFILE) == items


def test_many_pieces_of_a_department_go_out_once() -> None:
    most = line(milli=MOST_REPEATED * 1_000)
    assert len(items_of(order(most), PROFILE)) == MOST_REPEATED
    beyond = line(milli=(MOST_REPEATED + 1) * 1_000)
    assert items_of(order(beyond), PROFILE) == ["-5_52.50_Coffee (21 x 2.50)"]


def test_a_long_order_repeats_nothing_and_has_its_mark_before_its_items() -> None:
    many = order(*[line(milli=20_000)] * 26)
    assert len(items_of(order(*[line(milli=20_000)] * 25), PROFILE)) == MOST_ITEMS
    assert items_of(many, PROFILE) == ["-5_50.00_Coffee (20 x 2.50)"] * 26
    names = [name for name, _value in sale_form(many, PROFILE)]
    assert names.index("privateComment") < names.index("itemsList[]")


def test_a_long_name_gives_way_to_what_it_was_worked_out_from() -> None:
    [item] = items_of(order(line("C" * 300, off=50)), PROFILE)
    _department, _price, title = item.split("_")
    assert title.endswith(" (1 x 2.50 -0.50)")
    assert len(title) == TITLE_LENGTH


def test_a_product_is_known_by_its_key_or_its_barcode() -> None:
    profile = replace(PROFILE, wire=replace(PROFILE.wire, products={"4770190036016": "13"}))
    by_barcode = replace(line(key="p-1"), barcode="4770190036016")
    assert items_of(order(by_barcode), profile) == ["13_1_Coffee_2.50"]


@pytest.mark.parametrize("wrong", ["1_2", "", "-5", "ü", "1 2", "x" * 21])
def test_an_id_that_would_shift_the_fields_is_none(wrong: str) -> None:
    of_rate = replace(PROFILE, wire=replace(PROFILE.wire, vat_classes={"21": wrong}))
    with pytest.raises(MappingMissingError):
        items_of(order(), of_rate)
    if wrong:
        of_product = replace(PROFILE, wire=replace(PROFILE.wire, products={"p": wrong}))
        with pytest.raises(MappingMissingError):
            items_of(order(line(key="p")), of_product)


def test_a_rate_without_a_department_takes_the_one_that_is_set_up() -> None:
    profile = with_ids(replace(PROFILE, wire=WireNames()), department="9")
    assert items_of(order(line(rate="25.5")), profile) == ["-9_2.50_Coffee"]
    with pytest.raises(MappingMissingError):
        items_of(order(line(rate="25.5")), PROFILE)


class Server:
    """What the service makes of a form, worked out by its documentation and not by our code."""

    def __init__(self, body: bytes) -> None:
        pairs = parse_qsl(body.decode("ascii"), keep_blank_values=True, strict_parsing=True)
        self.items = [value for name, value in pairs if name == "itemsList[]"]
        self.fields = {name: value for name, value in pairs if name != "itemsList[]"}

    def total(self) -> Decimal:
        return sum((self._amount(item.split("_")) for item in self.items), Decimal(0))

    def _amount(self, fields: list[str]) -> Decimal:
        if fields[0] == "Free" or fields[0].startswith("-"):
            _head, price, _title = fields
            return Decimal(price)
        _article, count, _title, price = fields
        return int(count) * Decimal(price)


@settings(max_examples=MOST)
@given(sales(), st.booleans(), st.text(st.characters(codec="utf-8"), max_size=20))
def test_the_services_total_is_ours_to_the_cent(
    case: SaleCase, knows_articles: bool, name: str
) -> None:
    profile = EVERYTHING if knows_articles else WITHOUT_ARTICLES
    for sent in _sent(case, name):
        body = urlencode(sale_form(sent, profile), encoding="utf-8").encode("ascii")
        server = Server(body)
        assert server.total() == Decimal(sent.total.text())
        assert server.fields["privateComment"].startswith(sent.marker)


def _sent(case: SaleCase, name: str) -> list[OutgoingOrder]:
    """Return the sale and the refund of each of its parts, as they go out."""
    lines = tuple(
        replace(one, name=name, product_key="p" if number % 2 else "")
        for number, one in enumerate(case.order.lines)
    )
    sold = sold_of(replace(case, order=replace(case.order, lines=lines)))
    for part in case.parts:
        sold = with_refund(sold, asked_of(part), case.cash_unit)
    return [
        outgoing(PostedOrder(one, f"T1-{seq:06}", "T1", 1, seq, ""))
        for seq, one in enumerate((sold.sale, *sold.refunds), 1)
    ]
