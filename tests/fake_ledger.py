"""A ledger in memory that keeps the promises of the port: one posting per id, no gap, no loss."""

import asyncio
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from cashier.domain.errors import (
    ApprovedTenderError,
    CashierError,
    NothingToRefundError,
    OrderIdTakenError,
    TenderRefusedError,
    UndecidedTenderError,
    UnknownOrderError,
)
from cashier.domain.fiscal_day import DayReport, FiscalDay
from cashier.domain.journal import EntryKind, Verdict
from cashier.domain.money import Money
from cashier.domain.open_order import (
    OpenOrder,
    check_may_ask,
    check_may_become,
    check_may_change,
    check_may_void,
)
from cashier.domain.order import OrderLine
from cashier.domain.order_list import (
    OrderFilter,
    OrderGroup,
    OrderMark,
    OrderPage,
    OrderSummary,
    Period,
    item_count,
)
from cashier.domain.posting import OrderStatus, PostedOrder, Posting
from cashier.domain.product import Unit
from cashier.domain.product_change import ProductChange
from cashier.domain.receipt import ReceiptKind
from cashier.domain.refund import Sold, check_refund
from cashier.domain.tender import Tender, TenderState
from cashier.domain.wallet import WalletCharge


@dataclass
class FakeLedger:
    """Posts once per id; ``fail_with`` makes the next write fail, ``gate`` holds postings up.

    It keeps no fiscal days and seals nothing: who asks it for those is told so, not lied to.
    """

    fail_with: CashierError | None = None
    gate: asyncio.Event | None = None
    post_calls: int = 0
    posted: list[PostedOrder] = field(default_factory=list)
    kept: dict[UUID, OpenOrder] = field(default_factory=dict)
    attempts: dict[str, tuple[UUID, Tender]] = field(default_factory=dict)
    reversals: list[str] = field(default_factory=list)
    copies: dict[str, int] = field(default_factory=dict)
    entries: list[EntryKind] = field(default_factory=list)
    changes: list[ProductChange] = field(default_factory=list)

    async def post(self, posting: Posting) -> PostedOrder:
        self.post_calls += 1
        if self.gate is not None:
            await self.gate.wait()
        self._may_fail()
        known = next((one for one in self.posted if one.posting.id == posting.id), None)
        if known is not None:
            if known.posting.fingerprint != posting.fingerprint:
                raise OrderIdTakenError("order", posting.id)
            return replace(known, is_repeat=True)
        if self._is_void(posting.id):
            raise UnknownOrderError("order", posting.id)
        self._check_tenders(posting)
        self._check_refund(posting)
        serial = len(self.posted) + 1
        number = f"T1-{serial:06}"
        done = PostedOrder(posting, number, "T1", 1, serial, f"{serial:064x}")
        self.posted.append(done)
        self.kept.pop(posting.id, None)
        return done

    async def find(self, number_or_id: str) -> PostedOrder | None:
        for one in self.posted:
            if number_or_id in {one.number, str(one.posting.id)}:
                return replace(one, status=self._status(one))
        return None

    async def sold(self, number_or_id: str) -> Sold:
        found = await self.find(number_or_id)
        if found is None:
            raise UnknownOrderError("order", number_or_id)
        if found.posting.kind is ReceiptKind.REFUND:
            raise NothingToRefundError("refund")
        return self._sold(found)

    async def orders(self, wanted: OrderFilter) -> list[OrderSummary]:
        return self._found(wanted)[wanted.offset : wanted.offset + wanted.limit]

    async def order_page(self, wanted: OrderFilter, after: OrderMark | None = None) -> OrderPage:
        found = self._found(wanted)
        start = after.unposted if after is not None else 0
        end = start + wanted.limit
        mark = OrderMark(unposted=end) if end < len(found) else None
        return OrderPage(tuple(found[start:end]), mark)

    async def payment_of_remote(self, remote: str) -> str:
        paying = (one for one in self.posted if remote and one.posting.remote == remote)
        return next((one.number for one in paying), "")

    async def order_counts(self, days: Period) -> Mapping[OrderGroup, int]:
        found = self._found(OrderFilter(period=days))
        return Counter({OrderGroup.ALL: len(found)}) + Counter(one.group for one in found)

    def _found(self, wanted: OrderFilter) -> list[OrderSummary]:
        rows = [(self._summary(one), _words(one)) for one in reversed(self.posted)]
        kept = [(_open_summary(one), _open_words(one)) for one in reversed(self.kept.values())]
        return [
            one
            for one, words in (*kept, *rows)
            if wanted.status in {None, one.status}
            and wanted.group in {OrderGroup.ALL, one.group}
            and wanted.days.holds(one.at.date())
            and (wanted.text.lower() in words or wanted.text.replace(",", ".") == one.total.text())
        ]

    async def keep_open(self, kept: OpenOrder, removed: Sequence[OrderLine] = ()) -> None:
        self._may_fail()
        if any(one.posting.id == kept.order.id for one in self.posted):
            raise OrderIdTakenError("order", kept.order.id)
        if self._is_void(kept.order.id):
            raise UnknownOrderError("order", kept.order.id)
        check_may_change(self.tenders_of(kept.order.id), kept.total)
        self.kept[kept.order.id] = kept

    async def open_orders(self) -> list[OpenOrder]:
        return [
            replace(one, tenders=self.tenders_of(one.order.id))
            for one in self.kept.values()
            if one.status in {OrderStatus.OPEN, OrderStatus.PARKED}
        ]

    async def void(self, order_id: UUID, *, at: datetime, operator: str) -> None:
        self._may_fail()
        self._require_open(order_id)
        check_may_void(self.tenders_of(order_id))
        self.kept[order_id] = replace(self.kept[order_id], status=OrderStatus.CANCELLED)

    async def ask_tender(self, order_id: UUID, tender: Tender) -> None:
        self._may_fail()
        self._require_open(order_id)
        known = self.attempts.get(tender.key)
        if known is None:
            check_may_ask(self.tenders_of(order_id), tender)
            self.attempts[tender.key] = (order_id, tender)
        elif (known[0], known[1].amount) != (order_id, tender.amount):
            raise TenderRefusedError("tender", tender.amount.text())

    async def answer_tender(
        self,
        key: str,
        state: TenderState,
        *,
        at: datetime,
        operator: str,
        wallet: WalletCharge | None = None,
    ) -> None:
        self._may_fail()
        if key not in self.attempts:
            raise UnknownOrderError("tender", key)
        order_id, tender = self.attempts[key]
        if tender.state is state:
            return
        check_may_become(tender, state)
        self._require_open(order_id)
        known = replace(tender, state=state, wallet=wallet or tender.wallet)
        if known.wallet is not None and not known.is_undecided:
            known = replace(known, wallet=replace(known.wallet, token=""))
        self.attempts[key] = (order_id, known)
        if state is TenderState.REVERSED:
            self.reversals.append(key)

    async def open_day(self, float_: Money, *, at: datetime, operator: str) -> FiscalDay:
        raise NotImplementedError

    async def day(self, number: int | None = None) -> DayReport | None:
        raise NotImplementedError

    async def days(self) -> list[DayReport]:
        raise NotImplementedError

    async def count_copy(self, number: str, *, at: datetime, operator: str) -> int:
        self._may_fail()
        self.copies[number] = self.copies.get(number, 0) + 1
        return self.copies[number]

    async def mark_printed(self, number: str, *, at: datetime) -> None:
        self._may_fail()

    async def unprinted(self) -> list[str]:
        return []

    async def unsent(self) -> int:
        return 0

    async def record(
        self, kind: EntryKind, data: Mapping[str, object], *, at: datetime, operator: str
    ) -> None:
        self._may_fail()
        self.entries.append(kind)

    async def record_change(self, change: ProductChange, *, at: datetime, operator: str) -> int:
        self._may_fail()
        self.entries.append(EntryKind.PRODUCT_CHANGED)
        self.changes.append(change)
        return len(self.entries)

    async def verify(self) -> Verdict:
        raise NotImplementedError

    def tenders_of(self, order_id: UUID) -> tuple[Tender, ...]:
        return tuple(tender for owner, tender in self.attempts.values() if owner == order_id)

    def _sold(self, found: PostedOrder) -> Sold:
        refunds = (one.posting for one in self.posted if one.posting.refund_of == found.number)
        return Sold(found.posting, tuple(refunds))

    def _check_refund(self, posting: Posting) -> None:
        sale = next((one for one in self.posted if one.number == posting.refund_of), None)
        if sale is None:
            return
        check_refund(self._sold(sale), posting)

    def _check_tenders(self, posting: Posting) -> None:
        attempts = self.tenders_of(posting.id)
        if any(one.is_undecided for one in attempts):
            raise UndecidedTenderError("tender")
        posted = Counter((one.type, one.amount) for one in posting.tenders)
        if Counter((one.type, one.amount) for one in attempts if one.has_taken_money) - posted:
            raise ApprovedTenderError("tender")

    def _require_open(self, order_id: UUID) -> None:
        if order_id not in self.kept or self._is_void(order_id):
            raise UnknownOrderError("order", order_id)

    def _is_void(self, order_id: UUID) -> bool:
        kept = self.kept.get(order_id)
        return kept is not None and kept.status is OrderStatus.CANCELLED

    def _status(self, one: PostedOrder) -> OrderStatus:
        sold = self._sold(one)
        if not sold.refunds:
            return OrderStatus.COMPLETED
        return OrderStatus.PARTLY_REFUNDED if sold.all_left() else OrderStatus.REFUNDED

    def _summary(self, one: PostedOrder) -> OrderSummary:
        posting = one.posting
        return OrderSummary(
            id=str(posting.id),
            number=one.number,
            kind=posting.kind,
            status=self._status(one),
            at=posting.at,
            fiscal_day=one.fiscal_day,
            operator=posting.operator,
            line_count=len(posting.lines),
            total=posting.total,
            tenders=tuple(tender.type for tender in posting.tenders),
            customer=posting.customer.name,
            refund_of=posting.refund_of,
            item_count=item_count((line.quantity, Unit(line.unit)) for line in posting.lines),
        )

    def _may_fail(self) -> None:
        error, self.fail_with = self.fail_with, None
        if error is not None:
            raise error


def _open_summary(kept: OpenOrder) -> OrderSummary:
    return OrderSummary(
        id=str(kept.order.id),
        number="",
        kind=ReceiptKind.SALE,
        status=kept.status,
        at=kept.updated_at,
        fiscal_day=None,
        operator=kept.operator,
        line_count=len(kept.order.lines),
        total=kept.total,
        tenders=tuple(one.type for one in kept.tenders),
        customer=kept.order.customer.name,
        item_count=item_count((line.quantity, line.unit) for line in kept.order.lines),
    )


def _words(posted: PostedOrder) -> str:
    posting = posted.posting
    names = (line.name for line in posting.lines)
    return "\n".join((posted.number, posting.customer.name, posting.note, *names)).lower()


def _open_words(kept: OpenOrder) -> str:
    order = kept.order
    names = (line.name for line in order.lines)
    return "\n".join((order.name, order.customer.name, order.note, *names)).lower()
