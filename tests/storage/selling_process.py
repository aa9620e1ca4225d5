"""A till that sells without end in a process of its own, for tests that kill it.

Called with the data folder, the file of its phases and a seed. Before each step it says on standard
output what it is going to do, and after it that it is done: a JSON line each.
"""

import asyncio
import json
import os
import random
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any
from uuid import UUID

import apsw

from cashier.app.till import OPERATOR, Till
from cashier.domain.journal import Head
from cashier.domain.money import Money
from cashier.domain.open_order import OpenOrder
from cashier.domain.order import Order, work_out
from cashier.domain.order_list import OrderFilter
from cashier.domain.posting import OrderStatus, PostedOrder, receipt_of
from cashier.domain.receipt import ReceiptKind
from cashier.domain.tender import Payment, Tender, TenderState, TenderType
from cashier.printing.text import as_text
from cashier.storage.head_file import HeadFile
from tests.storage.phases import Board, MarkingVFS, Phase
from tests.storage.selling import line, order


def tell(**what: object) -> None:
    """Say it to the parent in one write, which a kill cannot cut in two."""
    os.write(1, (json.dumps(what) + "\n").encode())


@dataclass
class Seller:
    """Does one thing after the other, chosen by chance."""

    till: Till
    board: Board
    chance: random.Random
    is_posting: bool = False

    def mark(self, phase: Phase) -> None:
        """Mark a step of a posting; steps of other transactions keep the phase they are in."""
        if self.is_posting:
            self.board.mark(phase)

    async def sell_without_end(self) -> None:
        steps = [self.sell, self.sell, self.sell_split, self.give_back, self.set_aside]
        steps += [self.take_up, self.cancel, self.copy]
        while True:
            self.board.mark(Phase.IDLE)
            await self.chance.choice(steps)()

    async def sell(self) -> None:
        wanted = self._order()
        await self._keep(wanted, OrderStatus.OPEN)
        await self._post(wanted, Payment(self._total(wanted)))

    async def sell_split(self) -> None:
        wanted = self._order()
        await self._keep(wanted, OrderStatus.OPEN)
        payment = await self._take_card(wanted, Payment(self._total(wanted)))
        await self._post(wanted, payment)

    async def set_aside(self) -> None:
        wanted = self._order()
        await self._keep(wanted, OrderStatus.PARKED)
        if self.chance.random() < 0.3:
            await self._take_card(wanted, Payment(self._total(wanted)))

    async def take_up(self) -> None:
        """Finish an order that was parked, or left behind by a kill."""
        found = await self.till.ledger.open_orders()
        if found:
            kept = self.chance.choice(found)
            payment = Payment(kept.total, tenders=await self._decided(kept))
            await self._post(kept.order, payment)

    async def cancel(self) -> None:
        found = [one for one in await self.till.ledger.open_orders() if not one.tenders]
        if found:
            order_id = self.chance.choice(found).order.id
            self.board.mark(Phase.VOIDING)
            tell(will="void", id=order_id.hex)
            await self.till.void_order(order_id, operator=OPERATOR)
            tell(did="void", id=order_id.hex)

    async def give_back(self) -> None:
        wanted = OrderFilter(limit=20)
        found = [
            one
            for one in await self.till.ledger.orders(wanted)
            if one.number
            and one.kind is ReceiptKind.SALE
            and one.status is not OrderStatus.REFUNDED
        ]
        if not found:
            return
        sold = await self.till.ledger.sold(self.chance.choice(found).number)
        left = list(sold.all_left().items())
        asked = dict(self.chance.sample(left, self.chance.randint(1, len(left))))
        proposal = self.till.refund_order.propose(sold, asked)
        refund_id = self._id()
        number = (await self.till.ledger.find(str(sold.sale.id))).number  # type: ignore[union-attr]
        tell(will="post", id=refund_id.hex)
        await self._posted(
            self.till.refund_order(number, refund_id, proposal, operator=OPERATOR), refund_id
        )

    async def copy(self) -> None:
        found = await self.till.ledger.orders(OrderFilter(limit=5))
        numbers = [one.number for one in found if one.number]
        if numbers:
            await self.till.copy_receipt(self.chance.choice(numbers), operator=OPERATOR)

    async def _post(self, wanted: Order, payment: Payment) -> None:
        if not payment.covers:
            cash = Tender(self._id().hex, TenderType.CASH, payment.due_in_cash)
            payment = payment.with_tender(cash)
        tell(will="post", id=wanted.id.hex)
        await self._posted(self.till.post_order(wanted, payment, operator=OPERATOR), wanted.id)

    async def _posted(self, posting: Any, order_id: UUID) -> None:
        self.is_posting = True
        self.board.mark(Phase.POSTING)
        posted: PostedOrder = await posting
        self.is_posting = False
        tell(did="post", id=order_id.hex, number=posted.number, total=posted.posting.total.minor)
        self.board.mark(Phase.TO_PRINT)
        assert posted.number in as_text(receipt_of(posted))
        self.board.mark(Phase.PRINTING)
        await self.till.ledger.mark_printed(posted.number, at=self.till.clock.now())
        tell(did="print", number=posted.number)

    async def _keep(self, wanted: Order, status: OrderStatus) -> None:
        tell(will="keep", id=wanted.id.hex)
        self.board.mark(Phase.KEEPING)
        await self.till.keep_order(wanted, status, operator=OPERATOR)
        tell(did="keep", id=wanted.id.hex)

    async def _take_card(self, wanted: Order, payment: Payment) -> Payment:
        part = Money(self.chance.randint(1, payment.total.minor), "EUR")
        tender = self.till.take_tender.tender(TenderType.CARD, part)
        tell(will="ask", id=wanted.id.hex, key=tender.key)
        asked = await self.till.take_tender.ask(wanted.id, payment, tender)
        tell(did="ask", id=wanted.id.hex, key=tender.key)
        self.board.mark(Phase.TENDER_ASKED)
        return await self._answer(asked, tender.key)

    async def _answer(self, payment: Payment, key: str) -> Payment:
        state = self.chance.choice([TenderState.APPROVED, TenderState.DECLINED])
        tell(will="answer", key=key, state=state.value)
        answered = await self.till.take_tender.answer(payment, key, state, operator=OPERATOR)
        tell(did="answer", key=key, state=state.value)
        return answered

    async def _decided(self, kept: OpenOrder) -> tuple[Tender, ...]:
        payment = Payment(kept.total, tenders=kept.tenders)
        for one in kept.tenders:
            if one.is_undecided:
                payment = await self._answer(payment, one.key)
        return payment.tenders

    def _order(self) -> Order:
        lines = [line(self.chance.randrange(3), self.chance.randint(1, 4)) for _ in range(3)]
        return order(self._id().int, *lines[: self.chance.randint(1, 3)])

    def _total(self, wanted: Order) -> Money:
        return work_out(wanted, self.till.settings.shop.tax).total

    def _id(self) -> UUID:
        return UUID(int=self.chance.getrandbits(128), version=4)


def watch(seller_mark: Callable[[Phase], None]) -> MarkingVFS:
    """Mark the steps inside a commit, from outside of the product's code."""
    files = MarkingVFS(seller_mark)

    def trace(_cursor: apsw.Cursor, sql: str, _given: object) -> bool:
        if sql.startswith("INSERT"):
            seller_mark(Phase.IN_TRANSACTION)
        elif sql == "COMMIT":
            seller_mark(Phase.COMMITTING)
        return True

    def hook(connection: apsw.Connection) -> None:
        connection.exec_trace = trace

    apsw.connection_hooks.append(hook)
    note = HeadFile.note

    @wraps(note)
    def marked(self: HeadFile, head: Head) -> None:
        seller_mark(Phase.COMMITTED)
        note(self, head)

    HeadFile.note = marked  # type: ignore[method-assign]
    return files


def main(folder: str, board_file: str, seed: str) -> None:
    with Board(Path(board_file)) as board:
        sellers: list[Seller] = []

        def mark(phase: Phase) -> None:
            for one in sellers:
                one.mark(phase)

        files = watch(mark)
        till = Till.open(Path(folder))
        sellers.append(Seller(till, board, random.Random(seed)))  # noqa: S311 - a test's choices
        tell(did="start")
        asyncio.run(sellers[0].sell_without_end())
        del files  # it serves as long as it is held


if __name__ == "__main__":
    main(*sys.argv[1:])
