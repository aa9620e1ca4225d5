"""A shop at the web service for tests: its profile, orders to send, and an adapter on loopback."""

from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

from cashier.backends.http import Http, Limits
from cashier.backends.web_service import WebService
from cashier.domain.money import Money
from cashier.domain.outgoing import OutgoingLine, OutgoingOrder, OutgoingPayment
from cashier.domain.quantity import Percent, Quantity
from cashier.domain.tender import TenderType
from cashier.settings.back_end import BackEndProfile, WebServiceIds, WireNames
from tests.fakes import FakeClock
from tests.known_secrets import KnownSecrets
from tests.servers.web_service import KEY, SHOP_ID

NOW = datetime(2026, 11, 21, 12, 0, 5, tzinfo=UTC)
OpenShop = Callable[..., WebService]
SECRETS = {"CASHIER_SHOP_ID": SHOP_ID, "CASHIER_SHOP_KEY": KEY}
QUICK = Limits(answer_s=2, deadline_s=3, attempts=2, first_pause_s=0.001, longest_pause_s=0.002)
PROFILE = BackEndProfile(
    kind="webservice",
    register="1",
    wire=WireNames(
        vat_classes={"21": "5", "9": "6", "0": "7", "5": "free"},
        products={"p-pizza": "12"},
        tenders={"cash": "1", "card": "2", "voucher": "3", "split": "4", "refund-cash": "8"},
    ),
    web_service=WebServiceIds(user="7"),
)


def with_ids(profile: BackEndProfile = PROFILE, **changes: object) -> BackEndProfile:
    """Return the profile with other figures of the web service."""
    return replace(profile, web_service=replace(profile.web_service, **changes))  # type: ignore[arg-type]


def euros(minor: int) -> Money:
    return Money(minor, "EUR")


def line(
    name: str = "Coffee", price: int = 250, *, milli: int = 1_000, off: int = 0, share: int = 0,
    rate: str = "21", key: str = "", unit: str = "pcs", barcode: str = "",
) -> OutgoingLine:  # fmt: skip
    """Return a line that is charged at price x quantity less ``off`` and ``share``."""
    charged = price * milli // 1_000 - off - share
    return OutgoingLine(
        name,
        Quantity(milli),
        unit,
        euros(price),
        euros(off),
        euros(share),
        euros(charged),
        Percent.parse(rate),
        product_key=key,
        barcode=barcode,
    )


def order(*lines: OutgoingLine, number: str = "T1-000042", id_: int = 42) -> OutgoingOrder:
    """Return an order of these lines, paid in cash."""
    lines = lines or (line(),)
    total = euros(sum(one.charged.minor for one in lines))
    return OutgoingOrder(
        UUID(int=id_),
        number,
        NOW,
        "en",
        lines,
        euros(0),
        total,
        (OutgoingPayment(TenderType.CASH, total),),
    )


def shop_at(
    url: str,
    profile: BackEndProfile = PROFILE,
    secrets: dict[str, str] | None = None,
    now: datetime = NOW,
) -> WebService:
    """Return the adapter of a shop whose service is at ``url``."""
    clock = FakeClock(now)
    http = Http(url, clock.now, limits=QUICK)
    return WebService(profile, http, KnownSecrets(secrets or SECRETS), clock, "EUR")


async def opening(url: str) -> AsyncIterator[OpenShop]:
    """Yield what opens shops at the service, and close them in the end."""
    opened: list[WebService] = []

    def open_one(profile: BackEndProfile = PROFILE, now: datetime = NOW) -> WebService:
        opened.append(shop_at(url, profile, now=now))
        return opened[-1]

    yield open_one
    for one in opened:
        await one.aclose()
