"""The order systems under test: a server each, and how to see there what became of an order."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from cashier.domain.outgoing import OutgoingOrder
from tests.servers.faults import Fault
from tests.servers.loopback import LoopbackServer
from tests.servers.paysera import PayseraServer
from tests.servers.paysera_dialects import Dialect
from tests.servers.paysera_eapi import PayseraEapiServer
from tests.servers.paysera_epapi import PayseraEpapiServer
from tests.servers.web_service import WebServiceServer

Held = Callable[[LoopbackServer, OutgoingOrder], Sequence[int]]


@dataclass(frozen=True, slots=True)
class OrderSystem:
    """``held`` gives the totals, in cents, of all that the server has of one of our orders."""

    name: str
    start: Callable[[], LoopbackServer]
    held: Held
    count: Callable[[LoopbackServer], int]
    create: str
    look: tuple[str, str]
    takes_refunds: bool = False
    has_numbers: bool = True
    answers_total: bool = True


def _by_number(server: LoopbackServer, order: OutgoingOrder) -> Sequence[int]:
    assert isinstance(server, PayseraServer)
    return [
        one.total
        for one in server.orders.values()
        if one.number == order.number and not _is_a_strangers(one.draft.lines[0].name)
    ]


def _by_notes(server: LoopbackServer, order: OutgoingOrder) -> Sequence[int]:
    assert isinstance(server, PayseraServer)
    return [one.total for one in server.orders.values() if order.marker in one.draft.notes]


def _by_comment(server: LoopbackServer, order: OutgoingOrder) -> Sequence[int]:
    assert isinstance(server, WebServiceServer)
    return [one.total for one in server.orders.values() if order.marker in one.private_comment]


def _count_at_paysera(server: LoopbackServer) -> int:
    assert isinstance(server, PayseraServer)
    orders = server.orders.values()
    return sum(not _is_a_strangers(one.draft.lines[0].name) for one in orders)


def _count_at_shop(server: LoopbackServer) -> int:
    assert isinstance(server, WebServiceServer)
    return len(server.orders)


def _is_a_strangers(name: str) -> bool:
    return name == "Somebody else's"


_IN_LIST = ("GET", "/orders")
SYSTEMS = (
    OrderSystem(
        "paysera-token guide",
        PayseraEapiServer,
        _by_notes,
        _count_at_paysera,
        "/orders",
        _IN_LIST,
        has_numbers=False,
    ),
    OrderSystem(
        "paysera-token new",
        lambda: PayseraEapiServer(Dialect.NEW),
        _by_number,
        _count_at_paysera,
        "/orders",
        _IN_LIST,
    ),
    OrderSystem(
        "paysera-mac", PayseraEpapiServer, _by_number, _count_at_paysera, "/orders", _IN_LIST
    ),
    OrderSystem(
        "webservice",
        WebServiceServer,
        _by_comment,
        _count_at_shop,
        "webapp",
        ("POST", "getOrder"),
        takes_refunds=True,
        has_numbers=False,
        answers_total=False,
    ),
)

# Nothing in an answer is wrong: the order has to get there in the end without anybody's help.
OF_THE_ROAD = frozenset(
    {
        Fault.DROP_BEFORE,
        Fault.DROP_AFTER,
        Fault.ERROR_BEFORE,
        Fault.ERROR_AFTER,
        Fault.GATEWAY_BEFORE,
        Fault.GATEWAY_AFTER,
        Fault.LIMIT_HEADER,
        Fault.LIMIT_BODY,
        Fault.SLOW,
        Fault.HALF_BODY,
        Fault.CUT_JSON,
        Fault.EMPTY,
        Fault.WRONG_TYPE,
        Fault.HTML_BEFORE,
        Fault.HTML_AFTER,
        Fault.HUGE,
        Fault.ENDLESS,
        Fault.NESTED,
        Fault.REDIRECT,
        Fault.WRONG_CLOCK,
        Fault.SILENT_CAP,
    }
)


def faults_of(system: OrderSystem) -> list[Fault]:
    """Return the faults that mean something to a system; LATE can be borne only with numbers."""
    foreign = set() if system.has_numbers else {Fault.DUPLICATE_NUMBER, Fault.LATE}
    found = [fault for fault in Fault if fault not in foreign]
    found.remove(Fault.WRONG_CLOCK)  # last: who has learnt a wrong clock has the next one refused
    return [*found, Fault.WRONG_CLOCK]
