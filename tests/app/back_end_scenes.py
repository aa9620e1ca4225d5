"""A back end in the real window: its lists, what is not sent yet, and what is due there."""

from dataclasses import replace
from datetime import datetime, timedelta

from cashier.domain.backend_errors import BackEndRefusedError, OutcomeUnknownError
from cashier.domain.by_hand import ByHandKind
from cashier.domain.capability import Capability
from cashier.domain.money import Money
from cashier.domain.order import Customer
from cashier.domain.quantity import Percent, Quantity
from cashier.domain.remote import (
    RemoteDocument,
    RemoteInvoice,
    RemoteLine,
    RemoteOrder,
    RemotePayment,
    RemoteProduct,
)
from cashier.settings import BackEndProfile
from cashier.ui.frame.main_window import Page
from tests.app.eyes import KEY
from tests.app.scenes import BREAD, Stage
from tests.fake_back_end import FakeBackEnd

PROFILE = BackEndProfile("paysera-token", "https://pos.example/eapi/v1", "123")
REFUSAL = BackEndRefusedError("pos.example", "orderPositions[0].tax: unknown class A", 400)
_RATE = Percent(21_000)


class FakeBackEnds:
    """One back end under every name."""

    def __init__(self, back_end: FakeBackEnd) -> None:
        self.in_force = back_end

    def named(self, _name: str) -> FakeBackEnd:
        return self.in_force

    def use(self, _settings: object) -> None:
        """Stay what it is."""

    async def aclose(self) -> None:
        """Nothing is open."""


def back_end_of(stage: Stage) -> FakeBackEnd:
    """Put a back end with lists behind the window, before its Orders page is made."""
    till = stage.till._till  # noqa: SLF001 - the test stands where the composition does
    now = till.clock.now()
    made = FakeBackEnd(listed=_orders(now), papers=_papers(now), bills=_bills(now))
    behind = stage.till._behind  # noqa: SLF001 - as above
    vars(till)["back_ends"] = FakeBackEnds(made)
    till.settings = replace(till.settings, back_end=PROFILE)
    window = stage.hands.window
    window._page = None  # noqa: SLF001 - nobody saves settings on the page that is made anew
    behind.use_settings(till.settings)
    window.show_page(Page.SELL)
    return made


def back_end_behind(stage: Stage) -> FakeBackEnd:
    """Return the back end that was put behind the window."""
    till = stage.till._till  # noqa: SLF001 - as above
    found = till.back_ends.in_force
    assert isinstance(found, FakeBackEnd)
    return found


def goods() -> list[RemoteProduct]:
    """Return products as a server tells them."""
    return [
        RemoteProduct(str(at), f"Pulled {at}", Money(100 + at), _RATE, f"P-{at}") for at in range(7)
    ]


async def desk(stage: Stage, source: str) -> FakeBackEnd:
    """Go to one list of the Orders page."""
    made = back_end_of(stage)
    await go(stage, source)
    return made


async def go(stage: Stage, source: str) -> None:
    stage.hands.window.show_page(Page.ORDERS)
    await stage.hands.until(lambda: stage.hands.sees("ordersDesk"), "the desk")
    await stage.hands.tap(f"ordersSource_{source}")
    if source != "till":
        await stage.hands.until(lambda: stage.hands.sees(f"{source}View"), source)


async def remote_chosen(stage: Stage) -> FakeBackEnd:
    """A waiting order of the back end is looked at."""
    made = await desk(stage, "remoteOrders")
    await row(stage, "remoteOrders", 0)
    await stage.hands.until(lambda: stage.hands.sees("takePaymentButton"), "the order")
    return made


async def unsent_chosen(stage: Stage) -> FakeBackEnd:
    """A sale was refused by the server and is looked at."""
    made = back_end_of(stage)
    made.refusal = REFUSAL
    await stage.sold()
    await refused(stage)
    stage.hands.key(KEY.Key_Return)
    await go(stage, "unsent")
    await row(stage, "unsent", 0)
    await stage.hands.until(lambda: stage.hands.sees("tryNowButton"), "the receipt")
    return made


async def by_hand_chosen(stage: Stage) -> FakeBackEnd:
    """A collection is to be registered by hand and is looked at."""
    made = back_end_of(stage)
    await note_collection(stage)
    await go(stage, "byHand")
    await row(stage, "byHand", 0)
    await stage.hands.until(lambda: stage.hands.sees("checkOffButton"), "the collection")
    return made


async def note_collection(stage: Stage) -> None:
    """Note that cash was collected which no call can tell the back end."""
    till = stage.till._till  # noqa: SLF001 - cash movements are noted by the till itself
    at = till.clock.now()
    await till.by_hand.add(PROFILE.name, ByHandKind.CASH_OUT, "Collection 1", Money(5000), at=at)


async def to_selling(stage: Stage) -> None:
    """Go on selling, with something in the cart."""
    stage.hands.window.show_page(Page.SELL)
    await stage.hands.page("sellPage")
    await stage.scan(BREAD)


async def on_till_orders(stage: Stage) -> FakeBackEnd:
    """The till's own orders are listed, with the others beside them."""
    made = back_end_of(stage)
    await go(stage, "till")
    return made


async def refused(stage: Stage) -> None:
    """Wait until the relay has learnt that the server does not take the sale."""
    await stage.hands.until(lambda: stage.hands.sees("attentionChip"), "refused")


async def row(stage: Stage, source: str, number: int) -> None:
    await stage.hands.until(lambda: stage.hands.sees(f"{source}Table"), "rows")
    await stage.hands.tap_row(f"{source}Table", number)
    await stage.hands.until(lambda: stage.hands.sees(f"{source}Sheet"), "the sheet")


async def unpaid_form(stage: Stage) -> FakeBackEnd:
    """A sale is to be sent and paid later."""
    made = back_end_of(stage)
    await to_selling(stage)
    return made


async def answer_lost(stage: Stage) -> FakeBackEnd:
    """An order is sent where none can be looked up, and nobody hears what came of it."""
    made = back_end_behind(stage)
    made.capabilities = made.capabilities - {Capability.LOOKS_UP_ORDERS}
    made.refusal, sent = None, len(made.sent)
    made.lose_answer = OutcomeUnknownError("pos.example", "the connection broke")
    await stage.hands.tap("keepReservationButton")
    await stage.hands.until(lambda: len(made.sent) > sent, "sent")
    await stage.till.tasks.settled("send unpaid")
    return made


async def notes_to_send(stage: Stage) -> FakeBackEnd:
    """The notes of a sale are open, from where it can be sent."""
    made = await unpaid_form(stage)
    stage.hands.key(KEY.Key_F9)
    await stage.hands.page("saleNotesForm")
    return made


def _orders(now: datetime) -> list[RemoteOrder]:
    line = RemoteLine(
        "Coffee Beans 1kg", Quantity(2000), Money(1999), Money(3998), _RATE, Money(694)
    )
    mug = RemoteLine("Mug", Quantity(), Money(1501), Money(1501), _RATE, Money(261))
    jane = Customer("Jane Smith", "jane@example.com", "+37060012345")
    paid = RemotePayment("card", Money(4999), "completed")
    waiting = RemoteOrder(
        "550e8400",
        "ORD12345",
        "confirmed",
        "EUR",
        Money(5499),
        lines=(line, mug),
        payments=(paid,),
        customer=jane,
        created_at=now,
        note="To go",
    )
    ours = RemoteOrder(
        "661f9511",
        "T1-000001",
        "completed",
        "EUR",
        Money(999),
        lines=(mug,),
        created_at=now,
    )
    rest = [
        RemoteOrder(
            f"77aa{at_}",
            f"ORD{at_:05}",
            word,
            "EUR",
            Money(100 * at_),
            created_at=now - timedelta(minutes=at_),
        )
        for at_, word in enumerate(
            ("pending", "completed", "canceled", "waitingPayment", "inKitchen", "completed"), 11
        )
    ]
    return [waiting, ours, *rest]


def _papers(now: datetime) -> list[RemoteDocument]:
    words = ("receipt", "receipt", "return", "collection", "receipt")
    return [
        RemoteDocument(
            f"d{at}",
            word,
            f"DOC-{at:04}",
            Money(1234 * at),
            Money(214 * at),
            "214",
            now,
        )
        for at, word in enumerate(words, 1)
    ]


def _bills(now: datetime) -> list[RemoteInvoice]:
    return [
        RemoteInvoice(
            f"i{at}",
            f"INV-{at:03}",
            Money(5499),
            Money(954),
            "paid",
            Customer("Jane Smith"),
            now,
        )
        for at in range(1, 5)
    ]
