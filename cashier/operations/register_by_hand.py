"""Register by hand: check off what a person did at the system, or what its documents tell."""

from collections.abc import Callable
from dataclasses import dataclass

from cashier.domain.backend_errors import BackEndError
from cashier.domain.by_hand import DOCUMENT_TYPES, ByHand, checked, matched
from cashier.domain.capability import Capability
from cashier.domain.errors import CashierError, UnknownOrderError
from cashier.domain.remote import RemoteDocument, RemoteFilter
from cashier.ports import Backend, ByHandBook, Clock

TILL = "till"
"""Who checks off what a document tells."""


@dataclass(frozen=True, slots=True)
class RegisterByHand:
    """Keeps the list of what no call is known for."""

    book: ByHandBook
    clock: Clock
    back_end_of: Callable[[str], Backend]

    async def __call__(self, id_: int, *, operator: str) -> ByHand:
        """Check one thing off on a person's word; ``UnknownOrderError`` where nothing waits."""
        for one in await self.book.waiting():
            if one.id == id_:
                done = checked(one, at=self.clock.now(), by=operator)
                await self.book.check_off([done])
                return done
        raise UnknownOrderError("register by hand", id_)

    async def look(self) -> list[ByHand]:
        """Check off what the systems' documents tell by now; returns that.

        A system that cannot be asked keeps its things waiting.
        """
        found: list[ByHand] = []
        waiting = await self.book.waiting()
        for profile in dict.fromkeys(one.profile for one in waiting):
            of_profile = [one for one in waiting if one.profile == profile]
            found += await self._look_at(profile, of_profile)
        return found

    async def _look_at(self, profile: str, waiting: list[ByHand]) -> list[ByHand]:
        try:
            documents = await _documents(self.back_end_of(profile), waiting)
        except (BackEndError, CashierError):
            return []
        used = await self.book.used_documents(profile)
        now = self.clock.now()
        done = [
            checked(one, at=now, by=TILL, document=document.id)
            for one, document in matched(waiting, documents, used)
        ]
        if done:
            await self.book.check_off(done)
        return done


async def _documents(back_end: Backend, waiting: list[ByHand]) -> list[RemoteDocument]:
    """Return the documents that may stand for what waits, from its first day on."""
    if Capability.LISTS_DOCUMENTS not in back_end.capabilities:
        return []
    types = {DOCUMENT_TYPES[one.kind] for one in waiting if one.kind in DOCUMENT_TYPES}
    since = min((one.at.date() for one in waiting), default=None)
    found: list[RemoteDocument] = []
    for type_ in sorted(types):
        async for page in back_end.documents(RemoteFilter(since=since, type=type_)):
            found += page
    return found
