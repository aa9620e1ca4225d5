"""A person's word ends it, with a reason."""

import pytest

from cashier.domain.errors import NotGivenError, TextRefusedError, UnknownOrderError
from cashier.domain.outbox import SendState
from cashier.operations.settle_by_hand import SettleByHand
from tests.operations.relaying import Shop


async def test_an_order_is_settled_with_its_reason() -> None:
    shop = Shop()
    (number,) = await shop.sell(1)
    item = await SettleByHand(shop.outbox, shop.clock)(number, "  typed in  ", operator="owner")
    assert item.state is SendState.SENT
    assert item.settled is not None
    assert (item.settled.by, item.settled.reason) == ("owner", "typed in")
    await shop.relay()
    assert shop.server.sent == []


@pytest.mark.parametrize(("reason", "error"), [(" ", NotGivenError), ("\x1b[2J", TextRefusedError)])
async def test_without_a_reason_nothing_is_settled(reason: str, error: type[Exception]) -> None:
    shop = Shop()
    (number,) = await shop.sell(1)
    with pytest.raises(error):
        await SettleByHand(shop.outbox, shop.clock)(number, reason, operator="owner")
    assert await shop.states(number) == [SendState.WAITING]


async def test_an_order_that_is_not_there_cannot_be_settled() -> None:
    shop = Shop()
    with pytest.raises(UnknownOrderError):
        await SettleByHand(shop.outbox, shop.clock)("T1-000001", "why", operator="owner")
