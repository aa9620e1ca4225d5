"""A day of anything at all: whatever is posted, refunded, parked or voided, the books agree."""

import asyncio
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from typing_extensions import override

from cashier.domain.errors import (
    ApprovedTenderError,
    DayOpenError,
    OrderIdTakenError,
    RefundTooLargeError,
    UndecidedTenderError,
)
from cashier.domain.order import Discount, Order
from cashier.domain.posting import OrderStatus, PostedOrder, Posting
from cashier.domain.quantity import Percent
from cashier.domain.receipt import ReceiptKind
from cashier.domain.tender import TenderState, TenderType
from cashier.storage.ledger import SqliteLedger
from tests.storage.books import check_books, read_books, rows
from tests.storage.selling import (
    NOON,
    OWNER,
    card,
    euro,
    kept,
    line,
    opened,
    order,
    payment_of,
    posting_of,
    refund,
    sell,
    total_of,
)

LINES = st.lists(st.tuples(st.integers(0, 2), st.integers(1, 5)), min_size=1, max_size=3)
PERCENTS = st.none() | st.sampled_from([2_500, 10_000, 33_333, 100_000])


class Day(RuleBasedStateMachine):
    """One till over its life, with a model of what must be in the books."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="day-"))
        self.runner = asyncio.Runner()
        self.ledger = opened(self.folder)
        self.posted: list[PostedOrder] = []
        self.open: dict[int, Order] = {}
        self.tenders: dict[int, tuple[int, TenderState]] = {}
        self.last_id = 0

    @override
    def teardown(self) -> None:
        self.ledger.close()
        self.runner.close()
        books = check_books(self.folder)
        assert len(books.numbers) == len(self.posted)
        shutil.rmtree(self.folder)

    def new_order(self, chosen: list[tuple[int, int]], percent: int | None) -> Order:
        self.last_id += 1
        discount = None if percent is None else Discount(Percent(percent))
        return order(self.last_id, *(line(*one) for one in chosen), discount=discount)

    @initialize(is_opened=st.booleans())
    def open_day(self, *, is_opened: bool) -> None:
        if is_opened:
            self.runner.run(self.ledger.open_day(euro(5_000), at=NOON, operator=OWNER))

    @rule(chosen=LINES, percent=PERCENTS, unit=st.sampled_from([1, 5, 10]))
    def sell(self, chosen: list[tuple[int, int]], percent: int | None, unit: int) -> None:
        wanted = self.new_order(chosen, percent)
        payment = payment_of(wanted, cash_unit=unit)
        self.posted.append(self.runner.run(self.ledger.post(posting_of(wanted, payment))))

    @rule(chosen=LINES, part=st.integers(1, 250))
    def sell_split(self, chosen: list[tuple[int, int]], part: int) -> None:
        wanted = self.new_order(chosen, None)
        payment = payment_of(wanted, [card("c", min(part, total_of(wanted).minor))], 5)
        self.posted.append(self.runner.run(self.ledger.post(posting_of(wanted, payment))))

    @precondition(lambda self: bool(self.posted))
    @rule(which=st.integers(0), shift=st.sampled_from([None, "other"]))
    def post_again(self, which: int, shift: str | None) -> None:
        first = self.posted[which % len(self.posted)]
        again = replace(first.posting, fingerprint=shift or first.posting.fingerprint)
        if shift:
            with pytest.raises(OrderIdTakenError):
                self.runner.run(self.ledger.post(again))
        else:
            assert self.runner.run(self.ledger.post(again)).number == first.number

    @precondition(lambda self: any(one.posting.kind is ReceiptKind.SALE for one in self.posted))
    @rule(which=st.integers(0), line_no=st.integers(1, 3), pieces=st.integers(1, 3))
    def give_back(self, which: int, line_no: int, pieces: int) -> None:
        sales = [one for one in self.posted if one.posting.kind is ReceiptKind.SALE]
        sale = sales[which % len(sales)]
        self.last_id += 1
        work = refund(self.ledger, sale.number, self.last_id, {line_no: pieces})
        try:
            self.posted.append(self.runner.run(work))
        except RefundTooLargeError:
            sold = self.runner.run(self.ledger.sold(sale.number))
            left = sold.all_left().get(line_no)
            assert left is None or left.milli < pieces * 1_000

    @rule(chosen=LINES, status=st.sampled_from([OrderStatus.OPEN, OrderStatus.PARKED]))
    def keep(self, chosen: list[tuple[int, int]], status: OrderStatus) -> None:
        wanted = self.new_order(chosen, None)
        self.runner.run(self.ledger.keep_open(kept(wanted, status), [line()]))
        self.open[self.last_id] = wanted

    @precondition(lambda self: bool(set(self.open) - set(self.tenders)))
    @rule(which=st.integers(0), state=st.sampled_from(list(TenderState)))
    def take_card(self, which: int, state: TenderState) -> None:
        free = sorted(set(self.open) - set(self.tenders))
        number = free[which % len(free)]
        part = min(189, total_of(self.open[number]).minor)
        key = f"card-{number}"
        asked = card(key, part, TenderState.ASKED)
        self.runner.run(self.ledger.ask_tender(self.open[number].id, asked))
        if state is TenderState.REVERSED:
            self.answer(key, TenderState.APPROVED)
        if state is not TenderState.ASKED:
            self.answer(key, state)
        self.tenders[number] = (part, state)

    def answer(self, key: str, state: TenderState) -> None:
        self.runner.run(self.ledger.answer_tender(key, state, at=NOON, operator=OWNER))

    @precondition(lambda self: bool(self.open))
    @rule(which=st.integers(0))
    def void(self, which: int) -> None:
        number = sorted(self.open)[which % len(self.open)]
        work = self.ledger.void(self.open[number].id, at=NOON, operator=OWNER)
        self.finish(number, lambda: self.runner.run(work))

    @precondition(lambda self: bool(self.open))
    @rule(which=st.integers(0))
    def pay_in_cash(self, which: int) -> None:
        """Post an open order in cash alone, which forgets a card that took money."""
        number = sorted(self.open)[which % len(self.open)]

        def post() -> None:
            posted = self.runner.run(self.ledger.post(posting_of(self.open[number])))
            self.posted.append(posted)

        self.finish(number, post)

    def finish(self, number: int, work: Callable[[], None]) -> None:
        state = self.tenders.get(number, (0, TenderState.DECLINED))[1]
        if state in {TenderState.ASKED, TenderState.UNKNOWN}:
            with pytest.raises(UndecidedTenderError):
                work()
        elif state is TenderState.APPROVED:
            with pytest.raises(ApprovedTenderError):
                work()
        else:
            work()
            del self.open[number]

    @precondition(lambda self: any(s is TenderState.APPROVED for _, s in self.tenders.values()))
    @rule()
    def pay_the_rest(self) -> None:
        approved = [no for no, (_, s) in self.tenders.items() if s is TenderState.APPROVED]
        for number in set(approved) & set(self.open):
            wanted, part = self.open.pop(number), self.tenders[number][0]
            payment = payment_of(wanted, [card("c", part)])
            self.posted.append(self.runner.run(self.ledger.post(posting_of(wanted, payment))))

    @rule()
    def restart(self) -> None:
        self.ledger.close()
        self.ledger = opened(self.folder)

    @precondition(lambda self: bool(self.posted))
    @rule()
    def open_day_twice(self) -> None:
        with pytest.raises(DayOpenError):
            self.runner.run(self.ledger.open_day(euro(0), at=NOON, operator=OWNER))

    @invariant()
    def numbers_are_dense_and_totals_agree(self) -> None:
        books = read_books(self.folder)
        assert books.numbers == [one.number for one in self.posted]
        assert books.journalled == books.numbers
        assert books.kept_totals == books.summed_totals

    @invariant()
    def open_orders_are_what_was_kept(self) -> None:
        found = self.runner.run(self.ledger.open_orders())
        assert {one.order.id.int: one.order for one in found} == self.open
        for one in found:
            held = self.tenders.get(one.order.id.int)
            states = [tender.state for tender in one.tenders]
            assert states == ([] if held is None else [held[1]])

    @invariant()
    def the_journal_verifies_and_sums_to_the_day(self) -> None:
        assert self.runner.run(self.ledger.verify()).damage is None
        report = self.runner.run(self.ledger.day())
        if report is not None:
            sums = [one.posting.total.minor for one in self.posted]
            assert report.totals.net.minor == sum(sums)
            assert report.perpetual_sales.minor == sum(one for one in sums if one > 0)


TestDay = Day.TestCase
if settings.get_current_profile_name() == "default":
    TestDay.settings = settings(max_examples=25, stateful_step_count=25)


def test_ids_alone_decide_what_is_the_same_sale(tmp_path: Path) -> None:
    sell(tmp_path, 1, 2, 1, 2, 3)
    assert len(check_books(tmp_path).numbers) == 3


def test_a_price_override_is_an_entry_before_its_sale(tmp_path: Path) -> None:
    cheap = replace(line(), price=euro(199), list_price=euro(250))
    ledger = opened(tmp_path)
    asyncio.run(_post(ledger, posting_of(order(1, cheap))))
    found = rows(
        tmp_path, "SELECT body ->> '$.kind', body ->> '$.data.list_price' FROM journal ORDER BY seq"
    )
    assert found == [("day-opened", None), ("price-overridden", 250), ("sale", None)]


def test_a_price_that_was_nothing_before_is_an_override_too(tmp_path: Path) -> None:
    free = replace(line(), price=euro(100), list_price=euro(0))
    posted = asyncio.run(_post(opened(tmp_path), posting_of(order(1, free))))
    assert posted.posting.lines[0].list_price == euro(0)
    kept_as = rows(tmp_path, "SELECT list_price FROM order_lines")
    assert kept_as == rows(
        tmp_path, "SELECT body ->> '$.data.list_price' FROM journal WHERE seq = 2"
    )
    assert kept_as == [(0,)]


def test_a_word_on_paper_is_kept_once_for_all_documents(tmp_path: Path) -> None:
    sell(tmp_path, 1, 2)
    sell(tmp_path, 3)
    assert rows(tmp_path, "SELECT count(*) FROM letterheads") == [(1,)]


def test_a_sale_that_cash_rounds_to_nothing_posts_without_a_tender(tmp_path: Path) -> None:
    tiny = replace(line(), price=euro(2))
    wanted = order(1, tiny)
    ledger = opened(tmp_path)
    posted = asyncio.run(_post(ledger, posting_of(wanted, payment_of(wanted, cash_unit=5))))
    assert (posted.posting.tenders, posted.posting.rounding) == ((), euro(-2))
    check_books(tmp_path)


def test_a_card_takes_a_part_and_cash_the_rounded_rest(tmp_path: Path) -> None:
    wanted = order(1, line(1))
    ledger = opened(tmp_path)
    payment = payment_of(wanted, [card("c", 100)], cash_unit=5, given=100)
    posted = asyncio.run(_post(ledger, posting_of(wanted, payment)))
    paid = [(one.type, one.amount.minor) for one in posted.posting.tenders]
    assert paid == [(TenderType.CARD, 100), (TenderType.CASH, 90)]
    assert (posted.posting.rounding, posted.posting.change) == (euro(1), euro(10))
    check_books(tmp_path)


async def _post(ledger: SqliteLedger, posting: Posting) -> PostedOrder:
    try:
        return await ledger.post(posting)
    finally:
        ledger.close()
