"""A shop at Paysera for tests: profiles of the dialects, orders to send, adapters on loopback."""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from uuid import UUID

from cashier.backends.http import Http, Limits
from cashier.backends.paysera_mac import PayseraMac
from cashier.backends.paysera_orders import dialect_of
from cashier.backends.paysera_token import PayseraToken
from cashier.domain.money import Money
from cashier.domain.outgoing import OutgoingLine, OutgoingOrder, OutgoingPayment
from cashier.domain.quantity import Percent, Quantity
from cashier.domain.remote import RemoteFilter, RemoteOrder
from cashier.domain.tender import TenderType
from cashier.settings.back_end import BackEndProfile
from tests.fakes import FakeClock
from tests.known_secrets import KnownSecrets
from tests.servers.paysera_dialects import Dialect
from tests.servers.paysera_eapi import PayseraEapiServer
from tests.servers.paysera_epapi import PayseraEpapiServer

NOW = datetime(2024, 11, 21, 12, 0, 5, tzinfo=UTC)
QUICK = Limits(answer_s=2, deadline_s=3, attempts=2, first_pause_s=0.001, longest_pause_s=0.002)
GUIDE = BackEndProfile("paysera-token", "https://localhost/eapi/v1", dialect="guide")
NEW = replace(GUIDE, dialect="new")
EPAPI = BackEndProfile("paysera-mac", "https://localhost/epapi/v1", dialect="epapi")
DIALECTS = (GUIDE, NEW, EPAPI)
EVERYTHING = RemoteFilter()
Server = PayseraEapiServer | PayseraEpapiServer


def choosing(profile: BackEndProfile, **choices: object) -> BackEndProfile:
    """Return the profile with other choices in what the documents leave open."""
    return replace(profile, paysera=replace(profile.paysera, **choices))  # type: ignore[arg-type]


def naming(profile: BackEndProfile, **names: Mapping[str, str]) -> BackEndProfile:
    """Return the profile with other names of rates, products or tenders."""
    return replace(profile, wire=replace(profile.wire, **names))


def money(minor: int, currency: str = "EUR") -> Money:
    return Money(minor, currency)


COFFEE = OutgoingLine(
    "Coffee", Quantity(2_000), "pcs", money(250), money(0), money(0), money(500),
    Percent.parse("21"), "p-coffee", "4770190036016",
)  # fmt: skip
HAM = OutgoingLine(
    "Ham", Quantity(312), "kg", money(1190), money(37), money(0), money(334), Percent.parse("9")
)


def order(*lines: OutgoingLine, number: str = "T1-000042", id_: int = 42) -> OutgoingOrder:
    """Return an order of these lines, paid by card."""
    lines = lines or (COFFEE,)
    currency = lines[0].price.currency
    total = money(sum(one.charged.minor for one in lines), currency)
    off = money(sum(one.share.minor for one in lines), currency)
    paid = (OutgoingPayment(TenderType.CARD, total, "SLIP-7"),)
    return OutgoingOrder(UUID(int=id_), number, NOW, "lt", lines, off, total, paid)


def shared(line: OutgoingLine, share: int) -> OutgoingLine:
    """Return a line that takes its share of a discount of the whole order."""
    return replace(line, share=money(share), charged=line.charged - money(share))


OURS = order(shared(COFFEE, 20), shared(HAM, 14))
"""An order with a discount of the whole, of a part of a kilogram too."""


def shop_at(
    url: str, profile: BackEndProfile, secrets: Mapping[str, str], clock: FakeClock | None = None
) -> PayseraToken | PayseraMac:
    """Return the adapter of a shop whose server is at ``url``."""
    clock = clock or FakeClock(NOW)
    adapter = PayseraMac if profile.kind == "paysera-mac" else PayseraToken
    http = Http(url, clock.now, limits=QUICK)
    return adapter(replace(profile, base_url=url), http, KnownSecrets(secrets), clock, "EUR")


@dataclass(frozen=True, slots=True)
class Shop:
    """A till and its server."""

    back_end: PayseraToken | PayseraMac
    server: Server
    profile: BackEndProfile

    async def told(self, wanted: RemoteFilter = EVERYTHING) -> list[RemoteOrder]:
        return [one async for page in self.back_end.orders(wanted) for one in page]


def server_for(profile: BackEndProfile) -> Server:
    made: dict[str, Callable[[], Server]] = {
        "guide": lambda: PayseraEapiServer(Dialect.GUIDE),
        "new": lambda: PayseraEapiServer(Dialect.NEW),
        "epapi": PayseraEpapiServer,
    }
    return made[dialect_of(profile)]()


async def opened(profile: BackEndProfile) -> AsyncIterator[Shop]:
    async with server_for(profile) as server:
        back_end = shop_at(server.url, profile, server.secrets, FakeClock(server.now()))
        yield Shop(back_end, server, profile)
        await back_end.aclose()


def numbered(number: int) -> OutgoingOrder:
    return replace(order(), number=f"T1-{number:06}", id=UUID(int=number))


async def send_all(shop: Shop, sent: Sequence[OutgoingOrder]) -> None:
    for one in sent:
        await shop.back_end.send(one)
