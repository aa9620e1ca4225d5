"""The lists of the web service: articles, and what a shop's settings choose ids from.

Its help and its own tools call some of them differently; every known spelling is tried.
"""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass

from cashier.backends.web_service_answers import rows
from cashier.backends.web_service_calls import Calls
from cashier.backends.web_service_items import FREE
from cashier.backends.web_service_reading import remote_entry, remote_product
from cashier.domain.remote import RemoteEntry, RemoteList, RemoteProduct
from cashier.translation import _

SCRIPTS: Mapping[RemoteList, tuple[str, ...]] = {
    RemoteList.DEPARTMENTS: ("getDepartments",),
    RemoteList.DEPARTMENT_GROUPS: ("getDepartmentGroups", "getDepartmentsGroups"),
    RemoteList.PAYMENT_MODES: ("getPaymentModes",),
    RemoteList.DELIVERIES: ("getLivraisons", "getLivreurs"),
    RemoteList.CASH_BOXES: ("getCashbox",),
    RemoteList.USERS: ("getUsers",),
    RemoteList.CLIENTS: ("getClients",),
    RemoteList.VARIATIONS: ("getDeclinaisons",),
    RemoteList.DISCOUNTS: ("getDiscounts",),
    RemoteList.TABLES: ("getTables",),
    RemoteList.DELIVERY_ZONES: ("getDeliveryZones",),
    RemoteList.RELAY_POINTS: ("getRelayDeposit",),
    RemoteList.OPEN_ORDERS: ("getPending",),
}
ARTICLES = ("getPlus",)
_PAGE = 500
_MOST_NAMED = 8


@dataclass(frozen=True, slots=True)
class Lists:
    """The lists of one shop."""

    calls: Calls
    currency: str

    async def entries(self, which: RemoteList) -> tuple[RemoteEntry, ...]:
        told = await self.calls.ask(SCRIPTS[which], [])
        return tuple(remote_entry(one) for one in rows(told, self.calls.host))

    async def products(self) -> AsyncIterator[Sequence[RemoteProduct]]:
        """Yield all articles, each once, with VAT rate and name of their department."""
        departments = {one.id: one for one in await self.entries(RemoteList.DEPARTMENTS)}
        found = rows(await self.calls.ask(ARTICLES, []), self.calls.host)
        seen: set[str] = set()
        for start in range(0, len(found), _PAGE):
            page = [
                remote_product(one, self.currency, departments)
                for one in found[start : start + _PAGE]
            ]
            yield [one for one in page if one.id not in seen]
            seen.update(one.id for one in page)

    async def product(self, code: str) -> RemoteProduct | None:
        """Return the article with this barcode or reference, else with this id."""
        by_id: RemoteProduct | None = None
        async for page in self.products():
            for one in page:
                if code in (*one.barcodes, one.sku):
                    return one
                by_id = by_id or (one if one.id == code else None)
        return by_id


def choices(sentence: str, entries: Sequence[RemoteEntry]) -> tuple[str, ...]:
    """Return what there is to choose from, each with its id: ``departments: Bakery = 6``."""
    named = [f"{one.name} = {one.id}" for one in entries[:_MOST_NAMED]]
    more = ["…"] if len(entries) > _MOST_NAMED else []
    return (sentence.format(list=", ".join([*named, *more])),) if named else ()


def strangers(ids: Mapping[str, str], entries: Sequence[RemoteEntry]) -> tuple[str, ...]:
    """Return which of the ids that are set up the service does not know."""
    known = {one.id for one in entries}
    told = _("{id} for {name} is not known there")
    return tuple(
        told.format(id=id_, name=name)
        for name, id_ in ids.items()
        if known and id_ not in known and id_ != FREE
    )
