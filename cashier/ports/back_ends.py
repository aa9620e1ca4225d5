"""What the till needs of the systems behind it, and of what waits for them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:  # a promise names these; who keeps it loads what it needs
    from cashier.domain.by_hand import ByHand, ByHandKind
    from cashier.domain.capability import Capability
    from cashier.domain.money import Money
    from cashier.domain.outbox import OutboxCount, OutboxItem, Outcome, Settlement, Taken, Turn
    from cashier.domain.outgoing import OutgoingOrder
    from cashier.domain.posting import PostedOrder
    from cashier.domain.remote import (
        Accepted,
        BackEndFinding,
        InvoiceRequest,
        RegisterStatus,
        RemoteDocument,
        RemoteFilter,
        RemoteFiscalDay,
        RemoteInvoice,
        RemoteOrder,
        RemoteProduct,
    )
    from cashier.domain.wallet import Wallet, WalletCharge, WalletProduct
    from cashier.domain.webhook import WebhookEvent
    from cashier.domain.webhook_call import WebhookCall


class OutboxReader(Protocol):
    """Answers about what is on its way to the back ends; may run beside the till that sends.

    Every method may raise ``DamagedLedgerError``.
    """

    async def items(self, *, limit: int, after: int = 0) -> list[OutboxItem]:
        """Return what is not sent, oldest first, from the one after the serial ``after`` on."""

    async def item(self, number_or_id: str) -> OutboxItem | None:
        """Return the place of this order, None where it has nothing to be sent to."""

    async def count(self) -> OutboxCount:
        """Return how much waits."""

    async def unsent_by_profile(self) -> Mapping[str, int]:
        """Return how many orders of each profile are not sent; profiles without any are left out.

        Such a profile must not be deleted: what was posted under it is sent to no other.
        """

    async def quiet_until(self, profile: str, at: datetime) -> datetime | None:
        """Return until when the profile's server asked to be left in peace, None if it did not."""

    async def next_try(self, profile: str, at: datetime) -> datetime | None:
        """Return when the next order of the profile is due, ``at`` or later; None if none waits."""


class Outbox(OutboxReader, Protocol):
    """The posted orders on their way; what a method that writes did is durable when it returns.

    States never move backwards, and one that is sent is never touched again. Every method may raise
    what ``Ledger`` raises for its disk; then nothing was changed.
    """

    async def take(self, turn: Turn) -> Taken | None:
        """Note what became of the order before, and that the next one is being sent; return it.

        From here on the order counts as one that may have arrived. None where none is due.
        """

    async def take_this(self, number_or_id: str, at: datetime) -> Taken | None:
        """Note that this order is being sent, whatever it waits for; None where it is sent."""

    async def note(self, outcome: Outcome) -> None:
        """Note what became of an order that was taken; a refusal is a journal entry too."""

    async def settle(self, number_or_id: str, how: Settlement) -> OutboxItem:
        """Let a person's word be the end of it, with its journal entry.

        Raises ``UnknownOrderError`` where the order has nothing left to be settled.
        """


class ByHandReader(Protocol):
    """Answers what is to be registered at a system by hand."""

    async def waiting(self, profile: str | None = None) -> list[ByHand]:
        """Return what is not registered yet, oldest first; of one profile or of all."""

    async def used_documents(self, profile: str) -> set[str]:
        """Return the documents that stand for something already."""


class ByHandBook(ByHandReader, Protocol):
    """What no call is known for: refunds and payments of the outbox, and movements of cash.

    Every method may raise what ``Ledger`` raises for its disk; then nothing was changed.
    """

    async def add(
        self, profile: str, kind: ByHandKind, reference: str, amount: Money, *, at: datetime
    ) -> None:
        """Note a thing to register that is no order of the outbox."""

    async def check_off(self, done: Sequence[ByHand]) -> None:
        """Note what was registered, each with its journal entry; the orders of them are sent."""


class WebhookCalls(Protocol):
    """What somebody's own system is still to be told; noted in the transaction of each sale.

    Every method may raise what ``Ledger`` raises for its disk; then nothing was changed.
    """

    async def next(
        self, hook: str, at: datetime, *, after: int = 0, is_hurried: bool = False
    ) -> tuple[WebhookCall, PostedOrder] | None:
        """Return the oldest call after ``after`` that is due, with its order."""

    async def next_try(self, hook: str, at: datetime) -> datetime | None:
        """Return when the next call is due, ``at`` or later; None where none waits."""

    async def waiting(self) -> Mapping[str, int]:
        """Return how many calls of each address were not heard."""

    async def note(self, call: WebhookCall) -> None:
        """Note what became of a call."""


class Secrets(Protocol):
    """The operating system's keyring, with the environment over it; nothing stands in files."""

    async def read(self, name: str) -> str:
        """Return a secret by its name in the environment; ``SecretMissingError``."""

    async def keep(self, name: str, value: str) -> None:
        """Keep a secret in the keyring; ``NotAvailableError`` where there is none to use."""


class Webhook(Protocol):
    """Somebody's own system that wants to be told of each sale, at least once."""

    async def call(self, event: WebhookEvent, order: PostedOrder) -> None:
        """Tell of it; a ``BackEndError`` where nobody says that it was heard: call again then."""

    async def aclose(self) -> None:
        """Let its connections go."""


class Backend(Protocol):
    """An order system behind the till; it states what it can do, and nobody asks which it is.

    Every method may raise a ``BackEndError``: unreachable when nothing arrived there, outcome
    unknown when it may have, refused with the server's words, not authorised, rate limited, or
    answered in a damaged way. What ``capabilities`` does not state raises ``NotAvailableError``.
    Lists go page by page to their end, in the server's order; what is asked for is never cut.
    """

    @property
    def capabilities(self) -> frozenset[Capability]: ...

    async def send(self, order: OutgoingOrder) -> Accepted:
        """Record the order on the server; sent once. ``OutcomeUnknownError``: look it up."""

    async def look_up(self, order: OutgoingOrder) -> Accepted | None:
        """Return what the server has of this very order by our own reference, or None.

        ``OutcomeUnknownError`` where the server cannot tell.
        """

    async def check(self) -> BackEndFinding:
        """Look whether all is set up; makes no order."""

    async def register_status(self) -> RegisterStatus: ...

    def orders(self, wanted: RemoteFilter) -> AsyncIterator[Sequence[RemoteOrder]]: ...

    async def order(self, id_: str) -> RemoteOrder: ...

    async def update_order(self, id_: str, order: OutgoingOrder) -> RemoteOrder: ...

    async def cancel_order(self, id_: str) -> str:
        """Cancel an order for good; returns the server's word for its state, if it gave one."""

    async def report_payment(self, id_: str, order: OutgoingOrder) -> Accepted:
        """Tell the server that its order was paid here."""

    async def fiscal_day(self, id_: str) -> RemoteFiscalDay: ...

    def documents(self, wanted: RemoteFilter) -> AsyncIterator[Sequence[RemoteDocument]]: ...

    async def document(self, type_: str, id_: str) -> RemoteDocument: ...

    def invoices(self, wanted: RemoteFilter) -> AsyncIterator[Sequence[RemoteInvoice]]: ...

    async def invoice(self, id_: str) -> RemoteInvoice: ...

    async def create_invoice(self, request: InvoiceRequest) -> RemoteInvoice: ...

    def products(self) -> AsyncIterator[Sequence[RemoteProduct]]: ...

    async def product(self, code: str) -> RemoteProduct | None:
        """Return the product with this code, None where there is none."""

    async def close_register_day(self) -> str:
        """Close the register's own day; returns the id of its document. Never repeated unasked."""

    async def day_report(self, day: date, form: str) -> bytes:
        """Return the server's report of a day as csv, html, pdf, xls or xml."""

    async def aclose(self) -> None:
        """Let its connections go."""


class TenderProvider(Protocol):
    """Wallets of customers, beside any back end; charges products, never amounts.

    Every method may raise a ``BackEndError``, as those of ``Backend`` do.
    """

    async def look_up(self, token: str) -> Wallet:
        """Return the wallet of a token with its balance now; ``NotOnServerError`` for no wallet."""

    async def products(self) -> Sequence[WalletProduct]:
        """Return all that can be paid, at the prices that are charged."""

    async def charge(self, charge: WalletCharge, *, key: str, description: str) -> Wallet | None:
        """Take the charge's products from its wallet; sent once, and never again by itself.

        Returns the wallet as it is then, None where the server says only that it was done.
        ``OutcomeUnknownError``, ``DamagedAnswerError`` and ``NotOnServerError`` leave open what
        became of it: look the balance up. After any other error nothing was taken.
        """

    async def aclose(self) -> None:
        """Let its connections go."""


class TagReader(Protocol):
    """Reads the tags of customers where nothing types them."""

    async def next_tag(self) -> str:
        """Return the number of a tag once one is held to the reader; ``TagReaderError``."""

    def forget(self) -> None:
        """Take a tag that still lies there for one that comes now."""
