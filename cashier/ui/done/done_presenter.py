"""What happens after posting: the document as a file and on paper; nothing undoes the sale."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from cashier.domain.errors import CashierError
from cashier.domain.posting import Delivery, PostedOrder, receipt_of
from cashier.domain.receipt import Receipt
from cashier.domain.receipt_number import ReceiptNumber
from cashier.domain.refund import Sold
from cashier.messages import Sentence, sentence_for
from cashier.operations.copy_receipt import CopyReceipt
from cashier.ports import Clock
from cashier.translation import _
from cashier.ui.controls.save_file import saved_notice
from cashier.ui.done.preview_presenter import PAINT_FIRST_S
from cashier.ui.frame.notice import Notice
from cashier.ui.frame.tasks import KEEP_RECEIPT, TaskOwner

SAVE_PDF = "save receipt"
PRINT = "print receipt"
AWAIT_NUMBER = "await number"
LOOK_AGAIN = "look at delivery"

WritePdf = Callable[[Receipt, str], Awaitable[None]]
KeepPdf = Callable[[Receipt], Awaitable[None]]
PrintReceipt = Callable[[PostedOrder], Awaitable[None]]
AskNumber = Callable[[PostedOrder], Awaitable[ReceiptNumber]]
"""Returns a receipt's number once its back end gave it, or what is known past a deadline."""


def _never(_posted: PostedOrder) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class DoneOperations:
    """What can be done with a document; ``print_receipt`` is None where there is no printer.

    ``keep_pdf`` writes it into the shop's own folder, ``write_pdf`` where somebody wants it.
    """

    copy: CopyReceipt
    write_pdf: WritePdf
    keep_pdf: KeepPdf
    clock: Clock
    print_receipt: PrintReceipt | None = None
    ask_number: AskNumber | None = None
    is_numbered_there: Callable[[PostedOrder], bool] = _never
    find: Callable[[str], Awaitable[PostedOrder | None]] | None = None
    operator: str = "owner"


@dataclass(frozen=True, slots=True)
class DoneState:
    """A posted order with what became of its document; ``sold`` is the sale that a refund is of.

    ``awaits_number`` while its back end is waited for to number it, ``lacks_number`` when that took
    too long: then the cashier waits on, or gives out a slip. ``wants_pdf`` while it is to be kept
    as a file; ``given_out_at`` is when it was, or was printed.
    """

    posted: PostedOrder
    has_printer: bool = False
    is_printed: bool = False
    is_given_out: bool = False
    trouble: str = ""
    sold: Sold | None = None
    wants_pdf: bool = False
    given_out_at: datetime | None = None
    awaits_number: bool = False
    lacks_number: bool = False
    is_slip: bool = False

    @property
    def is_refund(self) -> bool:
        return bool(self.posted.posting.refund_of)


class DonePresenter(QObject):
    """Shows the last posted order until the next sale begins."""

    state_changed = Signal(object)  # DoneState
    noticed = Signal(object)  # Notice
    ended = Signal()
    scan_passed = Signal(str)
    typing_passed = Signal(str)
    refund_requested = Signal(str)  # receipt number

    def __init__(
        self, operations: DoneOperations, tasks: TaskOwner, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._does = operations
        self._tasks = tasks
        self._state: DoneState | None = None
        self._to_keep: list[tuple[PostedOrder, Receipt]] = []

    @property
    def state(self) -> DoneState | None:
        return self._state

    def begin(
        self, posted: PostedOrder, sold: Sold | None = None, *, wants_pdf: bool = False
    ) -> None:
        """Show ``posted`` and give its document out: on paper, and as a file where that is wanted.

        A posting that is repeated was given out the first time.
        """
        has_printer = self._does.print_receipt is not None
        wants_pdf = wants_pdf and not posted.is_repeat
        self._show(DoneState(posted, has_printer, posted.printed, sold=sold, wants_pdf=wants_pdf))
        if self._does.is_numbered_there(posted) and not posted.is_repeat:
            self._await_number(posted)
        else:
            self.try_again()

    def try_again(self) -> None:
        """Give out what is not given out yet; wait on for a number that is still to come."""
        if self._state is None or self._state.awaits_number:
            return
        if self._state.lacks_number:
            self._await_number(self._state.posted)
        elif self._state.has_printer and not self._state.is_printed:
            self.print_again()
        elif self._state.wants_pdf and not self._state.is_given_out:
            self._keep(self._state.posted)

    @Slot()
    def look_again(self) -> None:
        """Show whether the order was sent meanwhile."""
        if self._state is not None and self._state.posted.delivery is Delivery.UNSENT:
            self._tasks.start(LOOK_AGAIN, partial(self._look_again, self._state.posted))

    async def _look_again(self, posted: PostedOrder) -> None:
        found = await self._does.find(posted.number) if self._does.find is not None else None
        if found is None or found.delivery is posted.delivery or self._state is None:
            return
        shown = replace(self._state.posted, delivery=found.delivery)
        self._change_if_shown(posted, posted=shown)

    def give_slip(self) -> None:
        """Give out a slip that says it is no receipt; the number comes with a copy, later."""
        if self._state is not None and self._state.lacks_number:
            self._show(replace(self._state, lacks_number=False, is_slip=True, trouble=""))
            self.try_again()

    def _await_number(self, posted: PostedOrder) -> None:
        self._change_if_shown(posted, awaits_number=True, lacks_number=False, trouble="")
        wants_pdf = self._state is not None and self._state.wants_pdf
        work = partial(self._numbered, posted, wants_pdf=wants_pdf)
        self._tasks.start(f"{AWAIT_NUMBER} {posted.number}", work)

    async def _numbered(self, posted: PostedOrder, *, wants_pdf: bool) -> None:
        assert self._does.ask_number is not None  # noqa: S101 - for the checker
        answer = await self._does.ask_number(posted)
        known = replace(posted, fiscal_number=answer.number)
        if not self._is_shown(posted):
            if wants_pdf and answer.is_fiscal:
                self._keep(known)
            return
        if answer.is_fiscal:
            self._change_if_shown(posted, posted=known, awaits_number=False)
            self.try_again()
            return
        late = _("The back end has not given the receipt's number yet. The sale is saved.")
        person = _("The back end did not take this receipt. The sale is saved; see Orders.")
        trouble = person if answer.wants_person else late
        self._change_if_shown(posted, awaits_number=False, lacks_number=True, trouble=trouble)

    def _keep(self, posted: PostedOrder) -> None:
        self._to_keep.append((posted, self._document(posted)))
        self._tasks.start(KEEP_RECEIPT, self._keep_all)

    def _document(self, posted: PostedOrder) -> Receipt:
        is_slip = self._is_shown(posted) and self._state is not None and self._state.is_slip
        return replace(receipt_of(posted), is_slip=is_slip)

    def print_again(self) -> None:
        """Print; the first print is the original."""
        if self._state is not None and self._does.print_receipt is not None:
            self._tasks.start(PRINT, partial(self._print, self._state.posted))

    def skip(self) -> None:
        """Leave the document where it is: a copy can be given out of the orders at any time."""
        if self._state is not None:
            self._show(replace(self._state, trouble="", wants_pdf=False, lacks_number=False))

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

    def take_text(self, text: str) -> None:
        """Begin the next sale with what is typed."""
        self.end()
        self.typing_passed.emit(text)

    def refund(self) -> None:
        """Ask for the refund of the sale that is shown."""
        if self._state is not None and not self._state.is_refund:
            self.refund_requested.emit(self._state.posted.number)

    async def _save(self, state: DoneState, path: str) -> None:
        posted = state.posted
        is_original_out = state.is_given_out or state.is_printed or state.wants_pdf
        is_copy = is_original_out or posted.is_repeat
        try:
            receipt = (
                await self._does.copy(posted.number, operator=self._does.operator)
                if is_copy
                else self._document(posted)
            )
            await self._does.write_pdf(receipt, path)
        except CashierError as error:
            self.noticed.emit(Notice.of(sentence_for(error)))
        else:
            self._given_out(posted)
            self.noticed.emit(saved_notice(path))

    async def _keep_all(self) -> None:
        """Keep one receipt after the other; a slow disk lets none of them be left out."""
        await asyncio.sleep(PAINT_FIRST_S)
        while self._to_keep:
            posted, document = self._to_keep.pop(0)
            try:
                await self._does.keep_pdf(document)
            except CashierError as error:
                self._tell(posted, sentence_for(error))
            else:
                self._given_out(posted)

    def _tell(self, posted: PostedOrder, sentence: Sentence) -> None:
        """Say what went wrong: beside the sale it is about, in the corner where that is gone."""
        if self._is_shown(posted):
            self._change_if_shown(posted, trouble=sentence.message)
        else:
            self.noticed.emit(Notice.of(sentence))

    async def _print(self, posted: PostedOrder) -> None:
        if self._does.print_receipt is None:
            return
        try:
            await self._does.print_receipt(posted)
        except CashierError as error:
            self._tell(posted, sentence_for(error))
        else:
            self._given_out(posted, is_printed=True)

    def _given_out(self, posted: PostedOrder, *, is_printed: bool = False) -> None:
        at = self._does.clock.now()
        if is_printed:
            self._change_if_shown(posted, is_printed=True, trouble="", given_out_at=at)
        else:
            self._change_if_shown(posted, is_given_out=True, trouble="", given_out_at=at)

    def _change_if_shown(self, posted: PostedOrder, /, **changes: Any) -> None:
        """Show what became of ``posted``, unless another order is in view by now."""
        if self._state is not None and self._is_shown(posted):
            self._show(replace(self._state, **changes))

    def _is_shown(self, posted: PostedOrder) -> bool:
        return self._state is not None and self._state.posted.number == posted.number

    def _show(self, state: DoneState) -> None:
        self._state = state
        self.state_changed.emit(state)
