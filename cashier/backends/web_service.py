"""The cash-register web service (free-cash-register.net, kash.click) as a back end.

==============  =================================================================================
our reference   a mark in ``privateComment``: our number and the order's id
looked up       ``getOrders`` around its date for that mark; where none is shown: a person decides
numbers         receipts are numbered by this till; the service numbers its orders beside them
a repeat        makes a second order there
refunds         a sale with negative lines where ``sends_refunds`` is set, else by hand
cash movements  no call is known: by hand
payments        of its own orders: ``editOrder``, not where the order shows that nothing is due
day closing     no call is known; its own reports of a day can be fetched
rate limits     none documented; 429 is honoured
unknown         the shop's parameter (``shop_parameter``), what an unpaid order is (``unpaid``),
                whether ``paymentAmount`` is known (``sends_amount``), whether an order can be read
                back (``reads_back``), the form of lists (read by every known spelling)
==============  =================================================================================
"""

import logging
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from datetime import date

from cashier.backends.http import Http
from cashier.backends.not_offered import NoRegister
from cashier.backends.web_service_answers import Row
from cashier.backends.web_service_articles import Articles
from cashier.backends.web_service_calls import Calls
from cashier.backends.web_service_lists import Lists, choices, strangers
from cashier.backends.web_service_lookup import Search
from cashier.backends.web_service_orders import Orders
from cashier.backends.web_service_reading import (
    holds,
    tells_payments,
    tells_private_comment,
)
from cashier.backends.web_service_report import day_report
from cashier.backends.web_service_sale import payment_form, sale_form
from cashier.domain.backend_errors import (
    BackEndError,
    DamagedAnswerError,
    NotOnServerError,
    OutcomeUnknownError,
)
from cashier.domain.capability import Capability
from cashier.domain.errors import CurrencyMismatchError, NotAvailableError
from cashier.domain.outgoing import OutgoingOrder
from cashier.domain.remote import (
    Accepted,
    BackEndFinding,
    RegisterStatus,
    RemoteEntry,
    RemoteFilter,
    RemoteList,
    RemoteOrder,
    RemoteProduct,
)
from cashier.ports import Clock, Secrets
from cashier.settings.back_end import BackEndProfile
from cashier.translation import _

_log = logging.getLogger(__name__)
_ALWAYS = frozenset(
    {
        Capability.LOOKS_UP_ORDERS,
        Capability.LISTS_ORDERS,
        Capability.UPDATES_ORDERS,
        Capability.REPORTS_PAYMENTS,
        Capability.LISTS_PRODUCTS,
        Capability.GIVES_DAY_REPORTS,
    }
)


class WebService(NoRegister):
    """One shop at the service, over one client; its number and key are read when first needed."""

    def __init__(
        self,
        profile: BackEndProfile,
        http: Http,
        secrets: Secrets,
        clock: Clock,
        currency: str = "EUR",
    ) -> None:
        self._profile = profile
        self._http = http
        self._clock = clock
        self._currency = currency
        self._calls = Calls(http, profile, secrets, http.host)
        self._orders = Orders(self._calls, currency, clock)
        self._lists = Lists(self._calls, currency)
        self._articles = Articles(self._lists, clock)

    @property
    def capabilities(self) -> frozenset[Capability]:
        takes_back = self._profile.web_service.sends_refunds
        return _ALWAYS | {Capability.SENDS_REFUNDS} if takes_back else _ALWAYS

    async def send(self, order: OutgoingOrder) -> Accepted:
        """Record the order, and ask what the service made of it where that is set up."""
        form = await self._form(order)
        id_ = await self._calls.record("webapp", form)
        if not id_:
            return await self._found_again(order)
        there = await self._read_back(id_, order) if self._reads_back else None
        if there is None:
            return Accepted(id_, id_)
        return Accepted(id_, there.number or id_, there.total, there.status)

    async def look_up(self, order: OutgoingOrder) -> Accepted | None:
        """Return what the service has of this order by our marker, None where it has none of it."""
        if order.remote:
            return await self._paid_there(order)
        search = Search(self._orders.rows, self._orders.row, order, self._calls.host)
        found = await search.run(self._clock.now())
        if found is None:
            return None
        there = self._orders.read(*found)
        return Accepted(there.id, there.number, there.total, there.status, was_there=True)

    async def check(self) -> BackEndFinding:
        """Look whether shop and key are good; tells the ids that sales can be booked under."""
        modes = await self.listed(RemoteList.PAYMENT_MODES)
        departments = await self._if_shown(RemoteList.DEPARTMENTS)
        boxes = await self._if_shown(RemoteList.CASH_BOXES)
        wire, box = self._profile.wire, self._profile.register
        return BackEndFinding(
            host=self._calls.host,
            register=next((RegisterStatus(one.name) for one in boxes if one.id == box), None),
            clock_difference=self._http.clock_difference,
            capabilities=self.capabilities,
            words=(
                *choices(_("payment methods: {list}"), modes),
                *choices(_("departments: {list}"), departments),
                *strangers(wire.tenders, modes),
                *strangers(wire.vat_classes, departments),
            ),
        )

    def orders(self, wanted: RemoteFilter) -> AsyncIterator[Sequence[RemoteOrder]]:
        return self._orders.pages(wanted)

    async def order(self, id_: str) -> RemoteOrder:
        return self._orders.read(await self._orders.row(id_))

    async def update_order(self, id_: str, order: OutgoingOrder) -> RemoteOrder:
        """Change an order that is not validated yet; the service refuses it for any other."""
        await self._calls.record("editOrder", [("orderID", id_), *await self._form(order)])
        return await self.order(id_)

    async def report_payment(self, id_: str, order: OutgoingOrder) -> Accepted:
        """Add the payment to the service's own order, unless it shows that nothing is due there."""
        row = await self._orders.row(id_)
        there = self._orders.read(row)
        is_paid = _is_paid(row, there)
        if not is_paid:
            payment = payment_form(order, self._profile)
            await self._calls.record("editOrder", [("orderID", id_), *payment])
        return Accepted(id_, there.number, order.total, there.status, was_there=bool(is_paid))

    def products(self) -> AsyncIterator[Sequence[RemoteProduct]]:
        return self._lists.products()

    async def product(self, code: str) -> RemoteProduct | None:
        return await self._lists.product(code)

    async def listed(self, which: RemoteList) -> tuple[RemoteEntry, ...]:
        """Return a list of the service whole: departments, payment modes, clients and so on."""
        return await self._lists.entries(which)

    async def day_report(self, day: date, form: str) -> bytes:
        return await day_report(self._calls, day, form)

    async def aclose(self) -> None:
        await self._http.aclose()

    @property
    def _reads_back(self) -> bool:
        return self._profile.web_service.reads_back

    async def _form(self, order: OutgoingOrder) -> list[tuple[str, str]]:
        if order.currency != self._currency:
            raise CurrencyMismatchError(self._currency, order.currency)
        if order.is_refund and Capability.SENDS_REFUNDS not in self.capabilities:
            raise NotAvailableError("refund")
        return sale_form(order, await self._with_articles(order))

    async def _with_articles(self, order: OutgoingOrder) -> BackEndProfile:
        """Return the profile, knowing the service's articles where they are to be sold as such."""
        profile = self._profile
        if not profile.web_service.sells_articles:
            return profile
        products = {**await self._articles.ids(order), **profile.wire.products}
        return replace(profile, wire=replace(profile.wire, products=products))

    async def _found_again(self, order: OutgoingOrder) -> Accepted:
        """Return what an order became of which the service said "OK" and no more."""
        try:
            return await self.look_up(order) or Accepted("")
        except BackEndError as error:
            _log.info("%s recorded %s and does not show it: %s", error.what, order.number, error)
            return Accepted("")

    async def _read_back(self, id_: str, order: OutgoingOrder) -> RemoteOrder | None:
        """Return the order just made; a service that cannot tell has recorded it nonetheless."""
        try:
            row = await self._orders.row(id_)
            there = self._orders.read(row)
        except BackEndError as error:
            _log.info("%s has order %s and does not show it: %s", self._calls.host, id_, error)
            return None
        is_ours = holds(row, order.marker) or not tells_private_comment(row)
        return there if is_ours else None

    async def _paid_there(self, order: OutgoingOrder) -> Accepted | None:
        row = await self._orders.row(order.remote)
        there = self._orders.read(row)
        is_paid = _is_paid(row, there)
        if is_paid is None:
            raise OutcomeUnknownError(self._calls.host, "its order shows no payments")
        if not is_paid:
            return None
        return Accepted(there.id, there.number, order.total, there.status, was_there=True)

    async def _if_shown(self, which: RemoteList) -> tuple[RemoteEntry, ...]:
        """Return a list that an older service may not have, and sells without."""
        try:
            return await self.listed(which)
        except (NotOnServerError, DamagedAnswerError):
            return ()


def _is_paid(row: Row, order: RemoteOrder) -> bool | None:
    """Whether nothing is due of an order; None where it shows nothing to tell that by."""
    if order.is_paid:
        return True
    if not tells_payments(row) or order.due is None:
        return None
    return order.due.minor <= 0
