"""What no document settles about the servers: either way, each order is there once."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from cashier.domain.outbox import SendState
from tests.contracts.counter import Counter
from tests.contracts.judging import Judge
from tests.contracts.systems import SYSTEMS, OrderSystem
from tests.servers.faults import Fault
from tests.servers.paysera_epapi_lists import Envelope
from tests.servers.web_service import Answers

GUIDE, NEW, MAC, SHOP = SYSTEMS


def switched(**to: object) -> Callable[[Any], None]:
    """Return what sets attributes of a server."""

    def switch(server: Any) -> None:
        for name, value in to.items():
            assert hasattr(server, name)
            setattr(server, name, value)

    return switch


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """A server that is otherwise than the default; ``setting`` is what the till then says."""

    system: OrderSystem
    name: str
    switch: Callable[[Any], None]
    setting: str = ""
    helps_itself: bool = True


def _discount_in_minor(server: Any) -> None:
    server.strictness.discount_in_minor_units = True


def _ahead(server: Any) -> None:
    server.faults.clock_is_wrong = True


def _ahead_in_words_alone(server: Any) -> None:
    _ahead(server)
    server.mac.timestamp_code = "unauthorized"


POINTS = (
    OpenPoint(MAC, "a clock an hour ahead", _ahead),
    OpenPoint(MAC, "a clock ahead, told in words alone", _ahead_in_words_alone),
    *(
        OpenPoint(system, name, switch)
        for system in (GUIDE, NEW)
        for name, switch in (
            ("created with 200", switched(created_status_code=200)),
            ("errors of the classic kind", switched(classic_errors=True)),
            ("answers of three fields", switched(created_is_sparse=True)),
            ("stays pending", switched(new_status="pending")),
        )
    ),
    OpenPoint(
        GUIDE,
        "lists of three fields",
        switched(lists_are_sparse=True),
        helps_itself=False,
    ),
    OpenPoint(NEW, "lists of three fields", switched(lists_are_sparse=True), helps_itself=False),
    *(
        OpenPoint(system, "minor", switched(amounts_are_minor=True), 'answer_money = "minor"')
        for system in (GUIDE, NEW)
    ),
    *(OpenPoint(MAC, f"lists with {one.value}", switched(list_envelope=one)) for one in Envelope),
    OpenPoint(MAC, "created with 200", switched(created_status_code=200)),
    OpenPoint(MAC, "discount in minor units", _discount_in_minor, 'discount = "minor"'),
    OpenPoint(MAC, "discount in lines", switched(), 'discount = "lines"'),
    OpenPoint(MAC, "queries with commas", switched(), 'list_query = "commas"'),
    *(OpenPoint(SHOP, f"answers {one.value}", switched(answers=one)) for one in Answers),
    OpenPoint(
        SHOP,
        "only the newest parameter",
        switched(shop_parameters=("shopID",)),
        'shop_parameter = "shopID"',
    ),
    OpenPoint(
        SHOP,
        "no private comments",
        switched(hides_private_comments=True),
        helps_itself=False,
    ),
)


@pytest.mark.parametrize("point", POINTS, ids=lambda one: f"{one.system.name} {one.name}")
async def test_an_open_point_either_way(point: OpenPoint, tmp_path: Path) -> None:
    async with point.system.start() as server:
        point.switch(server)
        async with Counter(tmp_path, server, point.setting) as counter:
            judge = Judge(point.system, counter)
            for fault in (None, Fault.DROP_AFTER, Fault.DROP_BEFORE, Fault.HTML_AFTER):
                server.faults.follow([fault], method="POST", path=point.system.create)
                order = await counter.sell()
                await counter.relay_until_decided()
                item = await judge.judged(str(fault), order)
                assert item.state is SendState.SENT or not point.helps_itself, item
                assert fault or item.state is SendState.SENT, item
            await judge.everything_once()
            assert counter.defects == []
