"""What no call is known for: a person registers it at the system, and it is checked off."""

import enum
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from cashier.domain.money import Money
from cashier.domain.remote import RemoteDocument


class ByHandKind(enum.Enum):
    """What is to be registered; the value is its name in JSON."""

    REFUND = "refund"
    CASH_IN = "cash-in"
    CASH_OUT = "cash-out"
    PAYMENT = "payment"


DOCUMENT_TYPES = {
    ByHandKind.REFUND: "return",
    ByHandKind.CASH_OUT: "collection",
}
"""Which documents tell that something was registered; of the others none is known."""
_CLOCKS_DIFFER_BY = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class ByHand:
    """One thing to register; ``reference`` is our receipt's number, or the remote order's.

    ``serial`` is the order in the outbox that is sent once this is checked off, where there is one.
    """

    id: int
    profile: str
    kind: ByHandKind
    reference: str
    amount: Money
    at: datetime
    serial: int | None = None
    checked_at: datetime | None = None
    checked_by: str = ""
    document: str = ""

    @property
    def is_done(self) -> bool:
        return self.checked_at is not None


def matched(
    waiting: Iterable[ByHand], documents: Iterable[RemoteDocument], used: Iterable[str]
) -> Iterator[tuple[ByHand, RemoteDocument]]:
    """Yield what is registered by now, each with its document; a document counts for one only.

    It is of the type that belongs to the kind, of the same amount whatever its sign, and not from
    before what it stands for. The oldest come first on both sides.
    """
    taken = set(used)
    free = sorted(documents, key=lambda one: one.created_at.timestamp() if one.created_at else 0)
    for one in sorted(waiting, key=lambda each: each.id):
        found = next((doc for doc in free if doc.id not in taken and _fits(one, doc)), None)
        if found is not None:
            taken.add(found.id)
            yield one, found


def checked(one: ByHand, *, at: datetime, by: str, document: str = "") -> ByHand:
    """Return it as registered; ``document`` is the server's, empty on a person's word alone."""
    return replace(one, checked_at=at, checked_by=by, document=document)


def _fits(one: ByHand, document: RemoteDocument) -> bool:
    wanted = DOCUMENT_TYPES.get(one.kind)
    if wanted is None or document.type.lower() != wanted or document.amount is None:
        return False
    if document.created_at is None or document.created_at < one.at - _CLOCKS_DIFFER_BY:
        return False
    same_currency = document.amount.currency == one.amount.currency
    return same_currency and abs(document.amount.minor) == abs(one.amount.minor)
