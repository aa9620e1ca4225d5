"""What happens after posting: the document as a file and on paper; nothing undoes the sale."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QObject, Signal

from cashier.domain.errors import CashierError
from cashier.domain.posting import PostedOrder, receipt_of
from cashier.domain.receipt import Receipt
from cashier.domain.refund import Sold
from cashier.messages import sentence_for
from cashier.operations.copy_receipt import CopyReceipt
from cashier.ui.notice import Notice
from cashier.ui.save_file import saved_notice
from cashier.ui.tasks import TaskOwner

SAVE_PDF = "save receipt"
PRINT = "print receipt"

WritePdf = Callable[[Receipt, str], Awaitable[None]]
PrintReceipt = Callable[[PostedOrder], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class DoneOperations:
    """What can be done with a document; ``print_receipt`` is None where there is no printer."""

    copy: CopyReceipt
    write_pdf: WritePdf
    print_receipt: PrintReceipt | None = None
    operator: str = "owner"


@dataclass(frozen=True, slots=True)
class DoneState:
    """A posted order with what became of its document; ``sold`` is the sale that a refund is of."""

    posted: PostedOrder
    has_printer: bool = False
    is_printed: bool = False
    is_given_out: bool = False
    trouble: str = ""
    sold: Sold | None = None

    @property
    def is_refund(self) -> bool:
        return bool(self.posted.posting.refund_of)


class DonePresenter(QObject):
    """Shows the last posted order until the next sale begins."""

    state_changed = Signal(object)  # DoneState
    noticed = Signal(object)  # Notice
    ended = Signal()
    scan_passed = Signal(str)
    refund_requested = Signal(str)  # receipt number

    def __init__(
        self, operations: DoneOperations, tasks: TaskOwner, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._does = operations
        self._tasks = tasks
        self._state: DoneState | None = None

    @property
    def state(self) -> DoneState | None:
        return self._state

    def begin(self, posted: PostedOrder, sold: Sold | None = None) -> None:
        """Show ``posted`` and print its document where there is a printer."""
        has_printer = self._does.print_receipt is not None
        self._show(DoneState(posted, has_printer, posted.printed, sold=sold))
        if not posted.printed:
            self.print_again()

    def print_again(self) -> None:
        """Print; the first print is the original."""
        if self._state is not None and self._does.print_receipt is not None:
            self._tasks.start(PRINT, partial(self._print, self._state.posted))

    def save_pdf(self, path: str) -> None:
        """Write the document to ``path``: the original once, marked copies after that."""
        if self._state is not None:
            self._tasks.start(SAVE_PDF, partial(self._save, self._state, path))

    def end(self) -> None:
        """Make way for the next sale, once."""
        if self._state is not None:
            self._state = None
            self.ended.emit()

    def scan(self, code: str) -> None:
        """Begin the next sale with what was scanned."""
        self.end()
        self.scan_passed.emit(code)

    def refund(self) -> None:
        """Ask for the refund of the sale that is shown."""
        if self._state is not None and not self._state.is_refund:
            self.refund_requested.emit(self._state.posted.number)

    async def _save(self, state: DoneState, path: str) -> None:
        posted = state.posted
        is_copy = state.is_given_out or state.is_printed or posted.is_repeat
        try:
            receipt = (
                await self._does.copy(posted.number, operator=self._does.operator)
                if is_copy
                else receipt_of(posted)
            )
            await self._does.write_pdf(receipt, path)
        except CashierError as error:
            self.noticed.emit(Notice.of(sentence_for(error)))
        else:
            self._change_if_shown(posted, is_given_out=True)
            self.noticed.emit(saved_notice(path))

    async def _print(self, posted: PostedOrder) -> None:
        if self._does.print_receipt is None:
            return
        try:
            await self._does.print_receipt(posted)
        except CashierError as error:
            self._change_if_shown(posted, trouble=str(sentence_for(error)))
        else:
            self._change_if_shown(posted, is_printed=True, trouble="")

    def _change_if_shown(
        self,
        posted: PostedOrder,
        *,
        is_given_out: bool | None = None,
        is_printed: bool | None = None,
        trouble: str | None = None,
    ) -> None:
        state = self._state
        if state is None or state.posted.number != posted.number:
            return
        self._show(
            replace(
                state,
                is_given_out=state.is_given_out if is_given_out is None else is_given_out,
                is_printed=state.is_printed if is_printed is None else is_printed,
                trouble=state.trouble if trouble is None else trouble,
            )
        )

    def _show(self, state: DoneState) -> None:
        self._state = state
        self.state_changed.emit(state)
