"""A list of the back end is read to its end, stopped, or asked anew; the last question wins."""

import asyncio
from dataclasses import replace

from typing_extensions import override

from cashier.domain.backend_errors import BackEndUnreachableError
from cashier.domain.money import Money
from cashier.domain.remote import RemoteOrder
from cashier.ui.frame.notice import Notice
from cashier.ui.frame.tasks import TaskOwner
from cashier.ui.remote.remote_list_presenter import RemoteListPresenter
from cashier.ui.remote.remote_orders import RemoteOrders
from cashier.ui.remote.remote_state import Reading, RemoteList, RemoteQuery
from tests.fake_back_end import FakeBackEnd
from tests.fake_ledger import FakeLedger
from tests.fakes import FakeClock
from tests.ui.conftest import Run


def order(at: int, status: str = "completed") -> RemoteOrder:
    return RemoteOrder(f"id-{at}", f"ORD{at}", status, "EUR", Money(100 * at))


class Counting(FakeBackEnd):
    """Gives each answer as a value of its own, as what is read from a wire is."""

    looks = 0

    @override
    async def order(self, id_: str) -> RemoteOrder:
        self.looks += 1
        return replace(await super().order(id_))


class Reader:
    """A presenter, and everything that it showed."""

    def __init__(self, back_end: FakeBackEnd) -> None:
        self.errors: list[Exception] = []
        self.tasks = TaskOwner(self.errors.append)
        kind = RemoteOrders(back_end, FakeLedger(), FakeClock()).kind()
        self.presenter = RemoteListPresenter(kind, FakeClock(), self.tasks)
        self.shown: list[RemoteList] = []
        self.notices: list[Notice] = []
        self.presenter.listed.connect(self.shown.append)
        self.presenter.noticed.connect(self.notices.append)

    @property
    def ids(self) -> list[str]:
        return [row.id for row in self.presenter.listing.rows]

    async def first_rows(self) -> None:
        """Return when the first page is shown and the next one is held up."""
        come = asyncio.Event()
        self.presenter.listed.connect(come.set)
        while not self.ids:
            come.clear()
            await come.wait()

    async def settled(self) -> None:
        for name in (self.presenter.read_name, self.presenter.show_name):
            await self.tasks.settled(name)
        assert self.errors == []


def test_it_shows_each_page_as_it_comes_and_all_of_them(run: Run) -> None:
    async def scenario() -> None:
        reader = Reader(FakeBackEnd(listed=[order(at) for at in range(1, 9)]))
        reader.presenter.begin()
        await reader.settled()
        assert [len(one.rows) for one in reader.shown] == [0, 3, 6, 8, 8]
        assert reader.presenter.listing.reading is Reading.WHOLE
        reader.presenter.begin()  # known by now
        assert len(reader.shown) == 5

    run(scenario())


def test_a_list_that_is_stopped_keeps_its_rows_and_can_be_read_again(run: Run) -> None:
    async def scenario() -> None:
        back_end = FakeBackEnd(listed=[order(at) for at in range(1, 9)], gate=asyncio.Event())
        reader = Reader(back_end)
        reader.presenter.begin()
        await reader.first_rows()
        reader.presenter.stop()
        reader.presenter.stop()
        await reader.settled()
        assert reader.presenter.listing.reading is Reading.STOPPED
        assert len(reader.ids) == 3
        back_end.gate = None
        reader.presenter.refresh()
        await reader.settled()
        assert len(reader.ids) == 8

    run(scenario())


def test_another_question_stops_the_one_before(run: Run) -> None:
    async def scenario() -> None:
        listed = [order(at, "pending" if at == 2 else "completed") for at in range(1, 9)]
        back_end = FakeBackEnd(listed=listed, gate=asyncio.Event())
        reader = Reader(back_end)
        reader.presenter.begin()
        await reader.first_rows()
        reader.presenter.find(RemoteQuery(status="pending"))
        await reader.settled()
        assert reader.ids == ["id-2"]
        assert reader.presenter.listing.reading is Reading.WHOLE

    run(scenario())


def test_a_failure_in_the_middle_keeps_what_was_read_and_says_why(run: Run) -> None:
    async def scenario() -> None:
        back_end = FakeBackEnd(listed=[order(at) for at in range(1, 9)], gate=asyncio.Event())
        reader = Reader(back_end)
        reader.presenter.begin()
        await reader.first_rows()
        back_end.fail_with = BackEndUnreachableError("pos.example")
        assert back_end.gate is not None
        back_end.gate.set()
        await reader.settled()
        listing = reader.presenter.listing
        assert (listing.reading, len(listing.rows)) == (Reading.FAILED, 3)
        assert listing.trouble is not None

    run(scenario())


def test_the_window_may_close_while_a_list_is_read(run: Run) -> None:
    async def scenario() -> None:
        back_end = FakeBackEnd(listed=[order(at) for at in range(1, 9)], gate=asyncio.Event())
        reader = Reader(back_end)
        reader.presenter.begin()
        await reader.first_rows()
        await reader.tasks.cancel_all()
        assert not reader.tasks.is_running(reader.presenter.read_name)

    run(scenario())


def test_what_is_looked_at_is_asked_for_and_a_failure_leaves_it_as_listed(run: Run) -> None:
    async def scenario() -> None:
        back_end = FakeBackEnd(listed=[order(1, "pending")])
        reader = Reader(back_end)
        reader.presenter.begin()
        await reader.settled()
        back_end.fail_with = BackEndUnreachableError("pos.example")
        reader.presenter.show(reader.presenter.listing.rows[0])
        await reader.settled()
        sheet = reader.presenter.sheet
        assert sheet is not None
        assert (sheet.title, sheet.chip[1]) == ("ORD1", "Pending")
        assert len(reader.notices) == 1
        reader.presenter.close()
        assert reader.presenter.sheet is None

    run(scenario())


def test_what_is_looked_at_is_asked_for_once_although_each_answer_is_another(run: Run) -> None:
    async def scenario() -> None:
        back_end = Counting(listed=[order(1, "pending")])
        reader = Reader(back_end)
        reader.presenter.begin()
        await reader.settled()
        reader.presenter.show(reader.presenter.listing.rows[0])
        await reader.settled()
        assert back_end.looks == 1
        back_end.listed = [order(1, "cancelled")]
        reader.presenter.refresh()
        reader.presenter.refresh()
        await reader.settled()
        assert reader.presenter.sheet is not None
        assert reader.presenter.sheet.chip[1] == "Cancelled"
        assert back_end.looks <= 3

    run(scenario())
