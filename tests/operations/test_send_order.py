"""One attempt: what is sent, what is only looked at, and what a person registers instead."""

from dataclasses import replace
from datetime import timedelta

import pytest
from typing_extensions import override

from cashier.domain.backend_errors import MappingMissingError
from cashier.domain.capability import Capability
from cashier.domain.outbox import MOST_LOOKS, OutboxItem, SendState, Taken
from cashier.domain.outgoing import OutgoingOrder, outgoing
from cashier.domain.remote import Accepted, RemoteOrder
from cashier.operations.send_order import SendOrder, must_be_registered_by_hand
from tests.failing_back_end import LOOKS_UP, FailingBackEnd, Fault
from tests.operations.relaying import Shop
from tests.storage.selling import NOON

SILENCE = timedelta(seconds=5)


async def attempt(
    shop: Shop, number: str, *, looks_only: bool = False, **changes: object
) -> OutboxItem:
    item = replace(await shop.place(number), **changes)  # type: ignore[arg-type]
    posted = shop.outbox.orders[item.serial]
    send = SendOrder(shop.clock, lambda: 0)
    outcome = await send(shop.server, Taken(item, posted), SILENCE, looks_only=looks_only)
    return outcome.item


def linked(shop: Shop, remote: str = "their-1") -> None:
    """Let the only order be one of the back end that was paid here."""
    posted = shop.outbox.orders[1]
    shop.outbox.orders[1] = replace(posted, posting=replace(posted.posting, remote=remote))


async def test_a_refund_is_registered_by_hand_where_no_call_is_known() -> None:
    shop = Shop()
    (sale,) = await shop.sell(1)
    refund = await shop.give_back(sale, 2)
    await shop.relay()
    item = await shop.place(refund)
    assert (item.state, item.said.code) == (SendState.NEEDS_ATTENTION, "register-by-hand")
    assert shop.server.numbers == [sale]
    assert (await shop.outbox.count()).by_hand == 1


async def test_a_refund_is_sent_where_the_back_end_takes_them() -> None:
    shop = Shop()
    shop.server.capabilities = LOOKS_UP | {Capability.SENDS_REFUNDS}
    (sale,) = await shop.sell(1)
    refund = await shop.give_back(sale, 2)
    await shop.relay()
    assert shop.server.numbers == [sale, refund]
    assert shop.server.sent[1].total.minor < 0


async def test_a_payment_for_an_order_of_theirs_is_reported_not_sent() -> None:
    shop = Shop()
    shop.server.capabilities = LOOKS_UP | {Capability.REPORTS_PAYMENTS}
    (number,) = await shop.sell(1)
    linked(shop)
    await shop.relay()
    assert shop.server.calls == ["report"]
    assert await shop.states(number) == [SendState.SENT]


async def test_a_payment_whose_report_was_lost_is_looked_for_at_their_order() -> None:
    shop = Shop()
    shop.server.capabilities = LOOKS_UP | {Capability.REPORTS_PAYMENTS}
    shop.server.send_faults = [Fault.LOST]
    (number,) = await shop.sell(1)
    linked(shop)
    await shop.relay_on(3)
    assert shop.server.calls == ["report", "order"]
    assert await shop.states(number) == [SendState.SENT]


async def test_a_payment_that_did_not_arrive_is_reported_again() -> None:
    shop = Shop()
    shop.server.capabilities = LOOKS_UP | {Capability.REPORTS_PAYMENTS}
    shop.server.send_faults = [Fault.DROPPED_BEFORE]
    shop.server.listed = [RemoteOrder("their-1", status="confirmed")]
    await shop.sell(1)
    linked(shop)
    await shop.relay_on(3)
    assert shop.server.calls == ["report", "order", "report"]
    assert len(shop.server.paid) == 1


async def test_a_payment_nobody_can_be_told_of_is_registered_by_hand() -> None:
    shop = Shop()
    (number,) = await shop.sell(1)
    linked(shop)
    await shop.relay()
    assert (await shop.place(number)).said.code == "register-by-hand"
    assert shop.server.calls == []


async def test_an_answer_that_can_never_be_read_is_a_persons_at_last() -> None:
    shop = Shop()
    (number,) = await shop.sell(1)
    shop.server.look_up_faults = [Fault.GARBLED, Fault.GARBLED]
    shop.server.sent = [outgoing(shop.outbox.orders[1])]
    unknown = SendState.UNKNOWN
    item = await attempt(shop, number, state=unknown, asked_at=NOON, tries=MOST_LOOKS - 1)
    assert item.state is SendState.UNKNOWN
    item = await attempt(shop, number, state=unknown, asked_at=NOON, tries=MOST_LOOKS)
    assert (item.state, item.said.code) == (SendState.NEEDS_ATTENTION, "undecidable")


async def test_a_mapping_that_is_missing_stops_this_order_alone_and_sends_nothing() -> None:
    class Unmapped(FailingBackEnd):
        @override
        async def send(self, order: OutgoingOrder) -> Accepted:
            raise MappingMissingError("vat", "21")

    shop = Shop(back_ends={"paysera-token:123@a": Unmapped()})
    (number,) = await shop.sell(1)
    await shop.relay()
    item = await shop.place(number)
    assert (item.state, item.said.code, item.said.what) == (
        SendState.NEEDS_ATTENTION,
        "mapping-missing",
        "vat 21",
    )
    assert not item.is_in_doubt


@pytest.mark.parametrize("is_there", [True, False])
async def test_looking_only_sends_nothing(*, is_there: bool) -> None:
    shop = Shop()
    (number,) = await shop.sell(1)
    if is_there:
        shop.server.sent = [outgoing(shop.outbox.orders[1])]
    before = len(shop.server.sent)
    item = await attempt(shop, number, looks_only=True)
    assert item.state is (SendState.SENT if is_there else SendState.WAITING)
    assert len(shop.server.sent) == before


async def test_only_refunds_and_linked_payments_may_need_a_hand() -> None:
    shop = Shop()
    await shop.sell(1)
    sale = outgoing(shop.outbox.orders[1])
    assert not must_be_registered_by_hand(sale, frozenset())
    assert must_be_registered_by_hand(replace(sale, remote="x"), frozenset())
    assert must_be_registered_by_hand(replace(sale, refund_of="T1-000001"), frozenset())
