"""A server's order is shown beside the sale that it is, by whatever tells the two are one."""

import asyncio
from collections.abc import Mapping
from dataclasses import replace

import pytest

from cashier.domain.outgoing import outgoing
from cashier.domain.remote import RemoteLine, RemoteOrder
from cashier.ui.remote.remote_orders import RemoteOrders
from cashier.ui.remote.remote_state import RemoteRow
from tests.domain.test_remote_difference import REMOTE, posted
from tests.fake_back_end import FakeBackEnd
from tests.fake_ledger import FakeLedger
from tests.fakes import FakeClock

SALE = posted()
MARK = outgoing(SALE).marker
HERE, SERVER = 3, 4
LINES = REMOTE.lines


def cells(remote: RemoteOrder) -> tuple[tuple[str, ...], str]:
    """Return what the list shows of ``remote``, and its chip's words."""
    kind = RemoteOrders(FakeBackEnd(), FakeLedger(posted=[SALE]), FakeClock()).kind()

    async def asked() -> RemoteRow:
        return await kind.row(remote)

    row = asyncio.run(asked())
    return row.cells, row.chip[1]


@pytest.mark.parametrize(
    ("number", "note", "others", "lines"),
    [
        (SALE.number, "", {}, LINES),
        ("A000002", f"{MARK}\nno onions", {}, LINES),
        ("2", "", {"privateComment": MARK}, (*LINES, *LINES)),  # pieces, each a line of its own
    ],
)
def test_our_own_sale_stands_beside_it(
    number: str, note: str, others: Mapping[str, str], lines: tuple[RemoteLine, ...]
) -> None:
    in_pieces = tuple(replace(one, total=None, vat=None) for one in lines)
    shown, chip = cells(replace(REMOTE, number=number, note=note, others=others, lines=in_pieces))
    assert (shown[HERE], shown[SERVER]) == ("39.98", "39.98")
    assert chip == "Completed"


def test_a_strangers_order_has_nothing_beside_it() -> None:
    shown, _chip = cells(replace(REMOTE, number="A000003", note="Cashier of the month"))
    assert (shown[HERE], shown[SERVER]) == ("–", "39.98")
