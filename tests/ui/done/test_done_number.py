"""Where a back end numbers receipts: wait, with an end; then wait on, or give a slip."""

import asyncio
from dataclasses import dataclass, field, replace

import pytest

from cashier.domain.posting import Delivery, PostedOrder
from cashier.domain.receipt import Receipt
from cashier.domain.receipt_number import ReceiptNumber
from cashier.operations.copy_receipt import CopyReceipt
from cashier.ui.done.done_presenter import DoneOperations, DonePresenter, DoneState
from cashier.ui.done.done_steps import steps_of
from cashier.ui.frame.tasks import KEEP_RECEIPT, TaskOwner
from tests.fake_ledger import FakeLedger
from tests.fakes import FakeClock
from tests.storage.selling import order, posting_of

GIVEN = ReceiptNumber("F1", is_fiscal=True)


@dataclass
class Desk:
    answers: list[ReceiptNumber]
    kept: list[Receipt] = field(default_factory=list)
    gate: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        ledger, clock = FakeLedger(), FakeClock()
        self.ledger = ledger
        self.tasks = TaskOwner(self._fail)
        does = DoneOperations(
            CopyReceipt(ledger, clock),
            self._write,
            self._keep,
            clock,
            ask_number=self._ask,
            is_numbered_there=lambda posted: bool(posted.posting.profile),
            find=ledger.find,
        )
        self.presenter = DonePresenter(does, self.tasks)

    @property
    def state(self) -> DoneState:
        assert self.presenter.state is not None
        return self.presenter.state

    async def sell(self, profile: str = "paysera-token:1@a") -> PostedOrder:
        posted = await self.ledger.post(posting_of(order(1), profile=profile))
        self.presenter.begin(posted, wants_pdf=True)
        return posted

    async def answered(self, posted: PostedOrder) -> None:
        self.gate.set()
        await self.tasks.settled(f"await number {posted.number}")
        self.gate.clear()
        await self.tasks.settled(KEEP_RECEIPT)

    async def _ask(self, _posted: PostedOrder) -> ReceiptNumber:
        await self.gate.wait()
        return self.answers.pop(0)

    async def _keep(self, receipt: Receipt) -> None:
        self.kept.append(receipt)

    async def _write(self, receipt: Receipt, _path: str) -> None:
        self.kept.append(receipt)

    def _fail(self, error: Exception) -> None:
        raise error


def late(number: str, *, wants_person: bool = False) -> ReceiptNumber:
    return ReceiptNumber(number, is_fiscal=False, wants_person=wants_person)


async def test_nothing_is_given_out_before_the_number_is_known() -> None:
    desk = Desk([GIVEN])
    posted = await desk.sell()
    assert desk.state.awaits_number
    assert "10 s" in steps_of(desk.state)[-1].text
    assert desk.kept == []
    await desk.answered(posted)
    assert [one.fiscal_number for one in desk.kept] == ["F1"]
    assert desk.state.is_given_out


@pytest.mark.parametrize("wants_person", [True, False])
async def test_past_the_deadline_nothing_is_given_out_by_itself(*, wants_person: bool) -> None:
    desk = Desk([late("T1-000001", wants_person=wants_person)])
    await desk.answered(await desk.sell())
    assert desk.state.lacks_number
    assert desk.state.trouble
    assert desk.kept == []


async def test_the_cashier_may_wait_on() -> None:
    desk = Desk([late("T1-000001"), GIVEN])
    posted = await desk.sell()
    await desk.answered(posted)
    desk.presenter.try_again()
    assert desk.state.awaits_number
    await desk.answered(posted)
    assert [one.fiscal_number for one in desk.kept] == ["F1"]
    assert not desk.state.trouble


async def test_the_cashier_may_give_a_slip_that_says_so() -> None:
    desk = Desk([late("T1-000001")])
    await desk.answered(await desk.sell())
    desk.presenter.give_slip()
    await desk.tasks.settled(KEEP_RECEIPT)
    assert [(one.is_slip, one.fiscal_number) for one in desk.kept] == [(True, "")]


async def test_a_cashier_who_goes_on_selling_leaves_no_receipt_behind() -> None:
    desk = Desk([GIVEN])
    posted = await desk.sell()
    desk.presenter.end()
    await desk.answered(posted)
    assert [one.fiscal_number for one in desk.kept] == ["F1"]


async def test_what_is_sent_meanwhile_is_shown_so() -> None:
    desk = Desk([])
    posted = replace(await desk.sell(profile=""), delivery=Delivery.UNSENT)
    desk.presenter.begin(posted)
    desk.ledger.posted[0] = replace(posted, delivery=Delivery.SENT)
    desk.presenter.look_again()
    await desk.tasks.settled("look at delivery")
    assert steps_of(desk.state)[-1].text == "Sent"
    desk.presenter.look_again()
    assert not desk.tasks.is_running("look at delivery")


async def test_a_sale_that_stays_at_home_waits_for_nobody() -> None:
    desk = Desk([])
    await desk.sell(profile="")
    assert not desk.state.awaits_number
    await desk.tasks.settled(KEEP_RECEIPT)
    assert len(desk.kept) == 1
