"""The payment in progress: takes tenders, keeps each durable, posts the order exactly once."""

import contextlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QObject, Signal

from cashier.domain.company import Company
from cashier.domain.errors import CashierError, OrderIdTakenError
from cashier.domain.money import Money
from cashier.domain.open_order import OpenOrder
from cashier.domain.order import Order, TaxRules, work_out
from cashier.domain.posting import OrderStatus
from cashier.domain.tender import Payment, Tender, TenderState, TenderType
from cashier.messages import sentence_for
from cashier.operations.keep_order import KeepOrder
from cashier.operations.post_order import PostOrder
from cashier.operations.take_tender import TakeTender
from cashier.operations.take_wallet import TakeWallet
from cashier.ports import TagReader
from cashier.settings import RECEIPT_CHOICES
from cashier.translation import _
from cashier.ui.frame.notice import Notice, NoticeKind
from cashier.ui.frame.tasks import POST_ORDER, TAKE_TENDER, TaskOwner, Work
from cashier.ui.pay.pay_state import PayState, as_restored
from cashier.ui.pay.wallet_verbs import WalletVerbs

KEEP_COMPANY = "keep company"

IN_HAND = (TenderType.VOUCHER, TenderType.TRANSFER, TenderType.OTHER)
"""Tenders that the cashier sees for herself: nothing answers later, taken is taken."""

Step = Callable[[PayState], Awaitable[Payment]]


@dataclass(frozen=True, slots=True)
class PayOperations:
    """What paying needs of the till, and who does it."""

    keep: KeepOrder
    take: TakeTender
    post: PostOrder
    operator: str = "owner"
    wallet: Callable[[], TakeWallet] | None = None
    tags: Callable[[], TagReader | None] | None = None


@dataclass(frozen=True, slots=True)
class PaymentRules:
    """How this shop takes money: VAT, the smallest coin, which tenders it takes beside cash.

    ``receipts`` are the ways to give a document out, ``receipt`` the usual one, by their names in
    the settings. ``notes`` are the banknotes to tap, none for all.
    """

    tax: TaxRules
    cash_unit: int = 1
    tenders: tuple[TenderType, ...] = (TenderType.CARD, *IN_HAND)
    receipts: tuple[str, ...] = RECEIPT_CHOICES
    receipt: str = RECEIPT_CHOICES[0]
    notes: tuple[Money, ...] = ()


class PaymentPresenter(QObject):
    """Holds one order being paid. Every verb is refused while another is under way.

    An order goes from ``begin`` to ``posted``, ``parked`` or ``left``; nothing is dropped on the
    way: what was taken comes back with the same order.
    """

    state_changed = Signal(object)  # PayState
    noticed = Signal(object)  # Notice
    amount_refused = Signal()
    scan_passed = Signal(str)
    scan_refused = Signal()
    posted = Signal(object)  # PostedOrder
    parked = Signal(object)  # OpenOrder
    left = Signal(object)  # PayState

    def __init__(
        self,
        operations: PayOperations,
        rules: PaymentRules,
        tasks: TaskOwner,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._does = operations
        self._rules = rules
        self._tasks = tasks
        self._state: PayState | None = None
        self._receipt = rules.receipt
        self.wallet = WalletVerbs(self, operations.wallet, operations.operator, operations.tags)

    @property
    def state(self) -> PayState | None:
        return self._state

    @property
    def rules(self) -> PaymentRules:
        return self._rules

    @property
    def receipt(self) -> str:
        """How the last document begun here is given out, by its name in the settings."""
        return self._receipt

    def use(self, rules: PaymentRules) -> None:
        """Take money by other rules from the next payment on."""
        self._rules = rules

    def tenders_of(self, order: Order) -> tuple[Tender, ...]:
        """Return what was taken or asked for ``order`` here, for whoever keeps the order."""
        if self._state is None or self._state.order.id != order.id:
            return ()
        return self._state.payment.tenders

    def begin(self, order: Order, tenders: tuple[Tender, ...] = ()) -> None:
        """Pay ``order``; tenders taken before stay, a tender that never answered is unknown."""
        if self._state is not None and self._state.is_busy:
            return
        taken = self.tenders_of(order) or tenders
        figures = work_out(order, self._rules.tax)
        payment = Payment(
            figures.total, self._rules.cash_unit, tuple(as_restored(one) for one in taken)
        )
        self._receipt = self._rules.receipt
        self.show(PayState(order, figures, payment, receipt=self._receipt))

    def choose_receipt(self, choice: str) -> None:
        """Say how the document is given out once the order is posted."""
        if self._state is not None and choice in self._rules.receipts:
            self._receipt = choice
            self.show(replace(self._state, receipt=choice))

    def make_out_to(self, company: Company | None) -> None:
        """Make the document out to ``company``, or to nobody; kept with the order."""
        state = self._state
        if state is not None:
            customer = replace(state.order.customer, company=company)
            named = replace(state, order=replace(state.order, customer=customer))
            self.show(named)
            self._tasks.start(KEEP_COMPANY, partial(self._keep_company, named))

    def choose(self, kind: TenderType) -> None:
        """Say which tender the next amount is for."""
        if self._state is not None and self._state.can_take:
            self.show(replace(self._state, chosen=kind))

    def offer(self, typed: str) -> None:
        """Take the typed amount with the chosen tender; without a choice it is cash.

        Without an amount the chosen tender takes what is due; nothing chosen, nothing taken.
        """
        state = self._state
        if state is not None and (typed or state.chosen is not None):
            self.take(state.chosen or TenderType.CASH, typed)

    def take(self, kind: TenderType, typed: str = "") -> None:
        """Take the typed amount (nothing typed: all that is due) with a tender of ``kind``."""
        try:
            amount = self._amount_of(typed)
        except CashierError as error:
            self.refuse(error)
        else:
            self.take_amount(kind, amount)

    def take_amount(self, kind: TenderType, amount: Money | None) -> None:
        """Take ``amount`` (None: all that is due) with a tender of ``kind``."""
        state = self._state
        if state is None or not state.can_take:
            return
        if kind is TenderType.WALLET:
            self.wallet.begin(state, amount)
            return
        chosen = replace(state, chosen=kind)
        self.show(chosen)
        exact = chosen.still_open if amount is None else amount
        self._start(partial(self._ask, tender=self._does.take.tender(kind, exact)))

    def answer(self, outcome: TenderState) -> None:
        """Tell what became of the tender that was asked for."""
        state = self._state
        if state is not None and state.undecided is not None and not state.is_busy:
            self._start(partial(self._note, key=state.undecided.key, outcome=outcome))

    def remove(self, key: str) -> None:
        """Hand back given cash; another tender asks for a confirmation first."""
        state = self._state
        if state is None or not state.can_change:
            return
        tender = next((one for one in state.payment.approved if one.key == key), None)
        if tender is None or not tender.may_go_back:
            return
        if tender.type is TenderType.CASH:
            self._start(partial(self._note, key=key, outcome=TenderState.REVERSED))
        else:
            self.show(replace(state, reversing=key))

    def confirm_reversal(self) -> None:
        """Give the tender back that ``remove`` asked about."""
        state = self._state
        if state is not None and state.reversing and not state.is_busy:
            self._start(partial(self._note, key=state.reversing, outcome=TenderState.REVERSED))

    def keep_tender(self) -> None:
        """Leave the tender that ``remove`` asked about as it is."""
        if self._state is not None and not self._state.is_busy:
            self.show(replace(self._state, reversing=""))

    def park(self) -> None:
        """Set the order aside with its tenders, decided or not."""
        state = self._state
        if state is None or state.is_busy:
            return
        self.show(replace(state, is_busy=True))
        if not self._tasks.start(TAKE_TENDER, partial(self._park, state)):
            self.show(state)

    def leave(self) -> None:
        """Go back to the sale; what was given stays given."""
        state = self._state
        if state is None or not state.can_change:
            return
        self.left.emit(state)

    def scan(self, code: str) -> None:
        """Go back and add what was scanned; with something paid nothing changes.

        While a wallet is waited for it is the wallet's tag.
        """
        state = self._state
        if state is None:
            return
        if state.wallet is not None:
            self.wallet.present(code)
        elif state.is_busy or state.counted:
            text = _("Something is paid already, so the scan changed nothing.")
            hint = _("Finish the sale, or hand the payment back first.")
            self.noticed.emit(Notice(NoticeKind.ERROR, text, hint, "barcode"))
            self.scan_refused.emit()
        else:
            self.leave()
            self.scan_passed.emit(code)

    def finish(self) -> None:
        """Post the order, once."""
        state = self._state
        if state is None or not state.can_finish:
            return
        self.show(replace(state, is_busy=True))
        if not self._tasks.start(POST_ORDER, partial(self._post, state)):
            self.show(state)

    def _start(self, step: Step) -> None:
        """Run one step on the payment as it is now; nothing else is taken meanwhile."""
        state = self._state
        if state is not None:
            self.work(state, partial(self._go, state, step))

    def work(self, state: PayState, work: Work) -> None:
        """Start work on a tender; ``state`` is shown as busy until the work shows another."""
        self.show(replace(state, is_busy=True))
        if not self._tasks.start(TAKE_TENDER, work):
            self.show(state)

    def beside(self, name: str, work: Work) -> None:
        """Start work that waits for somebody and takes no money; one of its name at a time."""
        self._tasks.start(name, work)

    async def settled(self) -> None:
        """Return when no tender is being worked on."""
        await self._tasks.settled(TAKE_TENDER)

    def _amount_of(self, typed: str) -> Money | None:
        state = self._state
        return Money.parse(typed, state.order.currency) if state is not None and typed else None

    async def _go(self, state: PayState, step: Step) -> None:
        payment, reversing = state.payment, state.reversing
        refused: CashierError | None = None
        try:
            await self.keep(state, OrderStatus.OPEN)
            payment, reversing = await step(state), ""
        except CashierError as error:
            refused = error
        finally:
            now = self._state or state  # how the receipt is given out may be another by now
            after = replace(now, payment=payment, reversing=reversing, is_busy=False)
            self.show(_ready_for_the_next(after))
        if refused is not None:
            self.refuse(refused)

    async def _keep_company(self, state: PayState) -> None:
        """Keep the order as it is named now; one that is posted meanwhile has it already."""
        with contextlib.suppress(OrderIdTakenError):
            await self.keep(state, OrderStatus.OPEN)

    async def keep(self, state: PayState, status: OrderStatus) -> OpenOrder:
        return await self._does.keep(
            state.order,
            status,
            operator=self._does.operator,
            tenders=state.payment.tenders,
        )

    async def _ask(self, state: PayState, tender: Tender) -> Payment:
        asked = await self._does.take.ask(state.order.id, state.payment, tender)
        if tender.is_undecided and tender.type in IN_HAND:
            noted = replace(state, payment=asked)
            return await self._note(noted, key=tender.key, outcome=TenderState.APPROVED)
        return asked

    async def _note(self, state: PayState, key: str, outcome: TenderState) -> Payment:
        undecided = state.undecided
        if undecided is not None and undecided.key == key and undecided.wallet is not None:
            return await self.wallet.decide(state.payment, key, outcome)
        return await self._does.take.answer(
            state.payment, key, outcome, operator=self._does.operator
        )

    async def _park(self, state: PayState) -> None:
        try:
            kept = await self.keep(state, OrderStatus.PARKED)
        except CashierError as error:
            self.noticed.emit(Notice.of(sentence_for(error)))
            self.show(state)
        except BaseException:
            self.show(state)
            raise
        else:
            self._state = None
            self.parked.emit(kept)

    async def _post(self, state: PayState) -> None:
        try:
            posted = await self._does.post(state.order, state.payment, operator=self._does.operator)
        except CashierError as error:
            self.noticed.emit(Notice.of(sentence_for(error)))
            self.show(state)
        except BaseException:
            self.show(state)  # once more is the same sale: it is never posted twice
            raise
        else:
            self._state = None
            self.posted.emit(posted)

    def refuse(self, error: CashierError) -> None:
        """Say what was not done, and why."""
        self.noticed.emit(Notice.of(sentence_for(error)))
        self.amount_refused.emit()

    def show(self, state: PayState) -> None:
        """Go on from ``state``, and show it."""
        self._state = state
        self.state_changed.emit(state)


def _ready_for_the_next(state: PayState) -> PayState:
    """Only cash stays chosen: another tender took its amount, the next digits are cash."""
    is_asked = state.undecided is not None
    chosen = state.chosen if is_asked or state.chosen is TenderType.CASH else None
    return replace(state, chosen=chosen)
