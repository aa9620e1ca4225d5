"""The refund in progress: which lines and how much of each, what it comes to, posted once."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from cashier.domain.errors import CashierError, NothingToRefundError
from cashier.domain.posting import PostedLine
from cashier.domain.quantity import WHOLE, Quantity
from cashier.domain.refund import Sold
from cashier.domain.tender import TenderType
from cashier.messages import sentence_for
from cashier.operations.refund_order import RefundOrder, RefundProposal
from cashier.ports import LedgerReader
from cashier.ui.frame.notice import Notice
from cashier.ui.frame.tasks import POST_REFUND, TaskOwner

READ_SALE = "read sale"


@dataclass(frozen=True, slots=True)
class RefundOperations:
    """What refunding needs of the till, and who acts."""

    ledger: LedgerReader
    refund: RefundOrder
    new_id: Callable[[], UUID]
    operator: str = "owner"


@dataclass(frozen=True, slots=True)
class RefundState:
    """A refund not posted yet; ``id`` is its key, so that a repeat is the same refund.

    ``is_cancelling``: the whole sale is to be cancelled, so nothing of it is chosen.
    """

    number: str
    sold: Sold
    id: UUID
    asked: dict[int, Quantity] = field(default_factory=dict)
    method: TenderType | None = None
    proposal: RefundProposal | None = None
    trouble: str = ""
    is_busy: bool = False
    is_cancelling: bool = False

    @property
    def can_confirm(self) -> bool:
        return self.proposal is not None and not self.is_busy

    def asked_of(self, line: PostedLine) -> int:
        """Return how much of ``line`` is asked back, in thousandths."""
        quantity = self.asked.get(line.line_no)
        return quantity.milli if quantity is not None else 0


class RefundPresenter(QObject):
    """Goes from ``begin`` to ``refunded`` or ``closed``; only ``confirm`` gives back."""

    state_changed = Signal(object)  # RefundState
    closed = Signal()
    refunded = Signal(object)  # PostedOrder
    noticed = Signal(object)  # Notice

    def __init__(
        self, operations: RefundOperations, tasks: TaskOwner, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._does = operations
        self._tasks = tasks
        self._state: RefundState | None = None
        self._refunded_of: Sold | None = None

    @property
    def refunded_of(self) -> Sold | None:
        """The sale that was refunded last, as it was before."""
        return self._refunded_of

    @property
    def state(self) -> RefundState | None:
        return self._state

    def begin(self, number: str) -> None:
        """Propose to give back all that is left of the sale ``number``."""
        self._tasks.start(READ_SALE, partial(self._begin, number))

    def begin_cancelling(self, number: str) -> None:
        """Propose to give everything back because the sale ``number`` is to be cancelled."""
        self._tasks.start(READ_SALE, partial(self._begin, number, is_cancelling=True))

    def ask(self, line_no: int, quantity: Quantity | None) -> None:
        """Ask back ``quantity`` of a line; None: nothing of it. Never more than is left."""
        state = self._state
        if state is None or state.is_busy:
            return
        line = next(one for one in state.sold.sale.lines if one.line_no == line_no)
        asked = {no: one for no, one in state.asked.items() if no != line_no}
        if quantity is not None:
            asked[line_no] = min(quantity, state.sold.left(line))
        self._propose(replace(state, asked=asked))

    def more(self, line_no: int) -> None:
        """Ask one more of a line back, up to what is left."""
        self._step(line_no, WHOLE)

    def less(self, line_no: int) -> None:
        """Ask one less of a line back, down to nothing."""
        self._step(line_no, -WHOLE)

    def pay_out(self, method: TenderType | None) -> None:
        """Give all of it back in one way; None: as the customer paid."""
        if self._state is not None and not self._state.is_busy:
            self._propose(replace(self._state, method=method))

    def confirm(self) -> None:
        """Post the refund, once."""
        state = self._state
        if state is None or state.proposal is None or not state.can_confirm:
            return
        self._show(replace(state, is_busy=True))
        if not self._tasks.start(POST_REFUND, partial(self._post, state, state.proposal)):
            self._show(state)

    def close(self) -> None:
        """Give nothing back."""
        if self._state is not None and not self._state.is_busy:
            self._state = None
            self.closed.emit()

    def _step(self, line_no: int, milli: int) -> None:
        state = self._state
        if state is None:
            return
        line = next(one for one in state.sold.sale.lines if one.line_no == line_no)
        wanted = state.asked_of(line) + milli
        self.ask(line_no, Quantity(wanted) if wanted > 0 else None)

    def _propose(self, state: RefundState) -> None:
        try:
            proposal = self._does.refund.propose(state.sold, state.asked, state.method)
        except CashierError as error:
            trouble = str(sentence_for(error)) if state.asked else ""
            self._show(replace(state, proposal=None, trouble=trouble))
        else:
            self._show(replace(state, proposal=proposal, trouble=""))

    async def _begin(self, number: str, *, is_cancelling: bool = False) -> None:
        try:
            sold = await self._does.ledger.sold(number)
        except CashierError as error:
            self.noticed.emit(Notice.of(sentence_for(error)))
            return
        left = sold.all_left()
        if not left:
            self.noticed.emit(Notice.of(sentence_for(NothingToRefundError("refund"))))
            return
        state = RefundState(number, sold, self._does.new_id(), left)
        self._propose(replace(state, is_cancelling=is_cancelling))

    async def _post(self, state: RefundState, proposal: RefundProposal) -> None:
        try:
            posted = await self._does.refund(
                state.number, state.id, proposal, operator=self._does.operator
            )
        except CashierError as error:
            self.noticed.emit(Notice.of(sentence_for(error)))
            self._show(replace(state, trouble=str(sentence_for(error))))
        except BaseException:
            self._show(state)  # once more is the same refund: it is never posted twice
            raise
        else:
            self._state, self._refunded_of = None, state.sold
            self.refunded.emit(posted)

    def _show(self, state: RefundState) -> None:
        self._state = state
        self.state_changed.emit(state)
