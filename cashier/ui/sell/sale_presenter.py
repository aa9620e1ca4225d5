"""The sale in progress: panels report to it, it asks the domain, and tells the panels."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeVar
from uuid import UUID

from PySide6.QtCore import QObject, Signal, Slot

from cashier.domain.errors import InputRefusedError
from cashier.domain.open_order import check_may_change
from cashier.domain.order import Order, OrderLine, TaxRules, work_out
from cashier.domain.posting import OrderStatus
from cashier.domain.product import Product
from cashier.domain.quantity import WHOLE, Quantity
from cashier.domain.tax import VatRates
from cashier.domain.tender import Tender
from cashier.domain.text import NOTE_LENGTH, checked
from cashier.messages import sentence_for
from cashier.translation import _
from cashier.ui.frame.notice import Notice, NoticeKind
from cashier.ui.frame.tasks import TaskOwner
from cashier.ui.scan.code_queue import CodeQueue, Find, LookedUp
from cashier.ui.sell.input_buffer import InputBuffer
from cashier.ui.sell.keypad import Key
from cashier.ui.sell.order_keeper import OrderKeeper, Wanted
from cashier.ui.sell.sale_notes import SaleNotes
from cashier.ui.sell.sale_undo import Removed
from cashier.ui.sell.sale_view import (
    InputMode,
    SaleView,
    payable,
    touched_row,
    unpriced_row,
    with_next,
    with_typed,
)

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class SaleNeeds:
    """What selling needs of the till: its products, new ids, currency and VAT."""

    find: Find
    new_id: Callable[[], UUID]
    currency: str
    tax: TaxRules


class SalePresenter(QObject):
    """Holds the sale in progress. While it is being posted nothing changes; scans wait."""

    sale_changed = Signal(object)  # SaleView
    noticed = Signal(object)  # Notice
    undo_ended = Signal()
    bell_rung = Signal()
    pay_requested = Signal(object)  # SaleView
    code_unknown = Signal(str)  # a code that no product has
    free_line_wanted = Signal(str)  # the price typed for it

    def __init__(
        self,
        needs: SaleNeeds,
        keeper: OrderKeeper,
        tasks: TaskOwner,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._needs = needs
        self._keeper = keeper
        self._codes = CodeQueue(needs.find, tasks, self._on_looked_up, self._may_change)
        self._removed: list[Removed] = []
        self._before_typing: SaleView | None = None
        self._view = self._view_of(self._new_order())

    @property
    def view(self) -> SaleView:
        return self._view

    @property
    def rates(self) -> VatRates:
        """The shop's VAT rates with their letters."""
        return self._needs.tax.rates

    def use_tax(self, tax: TaxRules) -> None:
        """Work VAT out under ``tax`` from the next change on."""
        self._needs = replace(self._needs, tax=tax)

    # What is sold.

    @Slot(object)
    def add_product(self, product: Product) -> None:
        """Put one of ``product`` in; with a number typed for an empty sale, that many."""
        quantity = self._quantity_for_next()
        if quantity is None:
            return
        before = self._view.order
        order = self._tried(partial(with_next, before, product, quantity))
        if order is None or not self._change(order, selected=touched_row(before, order)):
            return
        line = self._view.line
        if line is not None and line.awaits_price:
            self._show(self._view.fresh(InputMode.PRICE))

    @Slot(object)
    def add_line(self, line: OrderLine) -> None:
        """Put a line in that stands for itself, such as one of something in no catalogue."""
        view = self.settle()
        if view is not None:
            order = self._tried(partial(view.order.with_line, line))
            if order is not None:
                self._change(order, selected=len(order.lines) - 1)

    @Slot(str)
    def add_code(self, code: str) -> None:
        """Look ``code`` up and put the product in; codes are taken in the order they came."""
        self._codes.put(code)

    @Slot()
    def remove_line(self) -> None:
        """Take the selected line out; it can be undone."""
        view = self.settle()
        if view is None or view.selected is None or view.line is None:
            return
        removed = Removed(view.selected, view.line, view.order.discount)
        order = view.order.without_line(view.selected)
        left = min(view.selected, len(order.lines) - 1) if order.lines else None
        if self._change(order, selected=left, removed=(view.line,)):
            self._removed.append(removed)
            text = _("{name} removed").format(name=view.line.name)
            notice = Notice(NoticeKind.REMOVED, text, icon="remove", can_undo=True)
            self.noticed.emit(notice)

    def undo(self) -> bool:
        """Bring back the line that was removed last; return whether there was one."""
        view = self.settle()
        if view is None or not self._removed:
            return False
        removed = self._removed.pop()
        self.undo_ended.emit()
        self._change(removed.put_back(view.order), selected=removed.row)
        return True

    # What the keypad and the line's buttons change.

    @Slot(object)
    def select_line(self, row: int | None) -> None:
        """Select a line, or with None the whole order."""
        view = self.settle()
        if view is not None and (row is None or row < len(view.order.lines)):
            self._show(replace(view, selected=row).fresh(InputMode.QUANTITY))

    def select_next(self, step: int) -> None:
        """Select the line ``step`` further down, or up."""
        count = len(self._view.order.lines)
        if count:
            now = self._view.selected
            row = count - 1 if now is None else min(max(now + step, 0), count - 1)
            self.select_line(row)

    @Slot(object)
    def set_mode(self, mode: InputMode) -> None:
        view = self.settle()
        if view is not None:
            self._show(view.fresh(mode))

    @Slot(object)
    def press(self, key: Key) -> None:
        """Do what a key of the keypad means."""
        if self._view.is_busy:
            return
        match key:
            case Key.OK:
                self._take_typed()
            case Key.UPPER:
                self.change_quantity(1)
            case Key.LOWER:
                self.change_quantity(-1)
            case Key.BACKSPACE:
                self._type(self._view.typed.without_last())
            case Key.POINT:
                self._type(self._view.typed.with_point())
            case _:
                self._type(self._view.typed.with_digits(key.digits))

    def clear_typed(self) -> None:
        """Forget the number typed so far; the old value stands."""
        self._type(self._view.typed.cleared())

    def take_as_quantity(self) -> None:
        """Take the digits typed so far as the quantity, whatever the mode (the ``*`` key)."""
        if not self._view.typed.is_empty and not self._view.is_busy:
            self._show(replace(self._view, mode=InputMode.QUANTITY))
            self.settle()

    def change_quantity(self, step: int) -> None:
        """Sell ``step`` more of the selected line; never less than a part of one."""
        view = self.settle()
        if view is None or view.selected is None or view.line is None:
            return
        milli = view.line.quantity.milli + step * WHOLE
        if milli <= 0:
            self.bell_rung.emit()
            return
        self._change_with(partial(view.order.with_quantity, view.selected, Quantity(milli)))

    @Slot(str)
    def set_line_note(self, note: str) -> None:
        view = self.settle()
        if view is not None and view.selected is not None:
            row = view.selected
            self._change_with(
                lambda: view.order.with_line_note(row, checked(note, "note", NOTE_LENGTH))
            )

    @Slot(object)
    def set_notes(self, notes: SaleNotes) -> None:
        """Note who buys, anything about the whole sale, and what it is called."""
        view = self.settle()
        if view is not None:
            self._change_with(partial(notes.on, view.order))

    # Leaving the sale, and what comes after it.

    def settle(self) -> SaleView | None:
        """Put a typed number into the order first; return the sale, or None while it is posted."""
        if self._view.is_busy:
            return None
        view = self._view
        if not (view.typed.is_empty or view.is_empty or view.is_for_next):
            self._show(view.fresh(view.mode))
            self._change_with(partial(with_typed, view))
        return self._view

    # Typing that turns out to be a scan.

    @Slot()
    def mark_typing(self) -> None:
        """Remember the keypad's number: a burst may be beginning."""
        self._before_typing = self._view

    @Slot()
    def take_typing_back(self) -> None:
        """Forget what a burst typed on the keypad."""
        before = self._before_typing
        if before is not None and before.order == self._view.order:
            self._show(replace(self._view, typed=before.typed))

    def after_codes(self, step: Callable[[], None]) -> None:
        """Take ``step`` when every code that was scanned before it is in the sale."""
        self._codes.then(step)

    @Slot()
    def request_payment(self) -> None:
        """Ask for the payment page with the sale as it is now, all that was scanned in it."""
        self.after_codes(self._request_payment)

    def _request_payment(self) -> None:
        if not self._codes.is_empty:
            return  # more was scanned: as a scan on the payment page it leads back to the sale
        view = self.settle()
        if view is None:
            return
        if self._tried(partial(payable, view.order)) is not None:
            self.pay_requested.emit(view)
        elif (row := unpriced_row(view.order)) is not None:
            self._show(replace(view, selected=row).fresh(InputMode.PRICE))

    @Slot(object)
    def set_tenders(self, tenders: tuple[Tender, ...]) -> None:
        """Note what was taken for this sale; it may not fall below that."""
        self._show(replace(self._view, tenders=tenders))

    def set_busy(self, *, busy: bool) -> None:
        """Refuse changes while the sale is being posted; scans wait for the next one."""
        self._show(replace(self._view, is_busy=busy))
        self._codes.go_on()

    @Slot()
    def start_new(self) -> None:
        """Begin a new sale; the one before is posted, parked or void."""
        self.take_up(self._new_order())

    def take_up(self, order: Order, tenders: tuple[Tender, ...] = ()) -> None:
        """Go on with ``order`` as the sale in progress."""
        self._removed.clear()
        self.undo_ended.emit()
        self._show(self._view_of(order, tenders))
        self._codes.go_on()

    # How a change comes about.

    def _change(
        self, order: Order, selected: int | None, removed: tuple[OrderLine, ...] = ()
    ) -> bool:
        """Take ``order`` as the sale in progress, unless a rule of the shop forbids it."""
        view = self._tried(partial(self._worked_out, order, selected))
        if view is None:
            return False
        self._keeper.keep(Wanted(order, OrderStatus.OPEN, view.tenders, removed))
        self._show(view)
        return True

    def _worked_out(self, order: Order, selected: int | None) -> SaleView:
        now = self._view
        figures = work_out(order, self._needs.tax, (now.order, now.figures))
        check_may_change(self._view.tenders, figures.total)
        changed = replace(self._view, order=order, figures=figures, selected=selected)
        return changed.fresh(InputMode.QUANTITY)

    def _change_with(self, step: Callable[[], Order]) -> None:
        """Change the order by ``step``; the selection and the keypad's mode stay."""
        mode = self._view.mode
        order = self._tried(step)
        if order is not None and self._change(order, self._view.selected):
            self._show(self._view.fresh(mode))

    def _quantity_for_next(self) -> Quantity | None:
        """Return how many the next product is: what was typed for an empty sale, else one."""
        before = self._view
        if self.settle() is None:
            return None
        is_meant = before.selected is None and before.mode is InputMode.QUANTITY
        if before.typed.is_empty or not is_meant:
            return Quantity()
        return self._tried(partial(Quantity.parse, before.typed.plain))

    def _take_typed(self) -> None:
        """Take the number typed; nothing typed confirms the usual price of a line without one."""
        view = self._view
        row, line = view.selected, view.line
        if view.mode is InputMode.PRICE and row is None:
            self.clear_typed()
            self.free_line_wanted.emit(view.typed.plain)
        elif row is not None and line is not None and self._confirms_price(line):
            self._change_with(partial(view.order.with_price, row, line.price))
        else:
            self.settle()

    def _confirms_price(self, line: OrderLine) -> bool:
        is_asked = line.awaits_price and self._view.mode is InputMode.PRICE
        return is_asked and bool(line.price) and self._view.typed.is_empty

    def _type(self, typed: InputBuffer | None) -> None:
        if typed is None:
            self.bell_rung.emit()
        elif typed != self._view.typed:
            self._show(replace(self._view, typed=typed))

    def _tried(self, step: Callable[[], Result]) -> Result | None:
        """Return what ``step`` returns; where it refuses, say why and return None."""
        try:
            return step()
        except InputRefusedError as error:
            self._typing_failed()
            self.noticed.emit(Notice.of(sentence_for(error)))
            return None

    def _typing_failed(self) -> None:
        if not self._view.typed.is_empty:
            self._show(self._view.fresh(self._view.mode))

    def _may_change(self) -> bool:
        return not self._view.is_busy

    def _show(self, view: SaleView) -> None:
        if view != self._view:
            self._view = view
            self.sale_changed.emit(view)

    def _new_order(self) -> Order:
        return Order(self._needs.new_id(), self._needs.currency)

    def _view_of(self, order: Order, tenders: tuple[Tender, ...] = ()) -> SaleView:
        selected = len(order.lines) - 1 if order.lines else None
        view = SaleView(order, work_out(order, self._needs.tax), selected, tenders=tenders)
        return view.fresh(InputMode.QUANTITY)

    def _on_looked_up(self, answer: LookedUp) -> None:
        if answer.found is None:
            self.noticed.emit(answer.notice())
            if answer.is_unknown:
                self.code_unknown.emit(answer.code)
        elif answer.found.is_measured:
            self._add_measured(answer.found.line())
        else:
            self.add_product(answer.found.product)

    def _add_measured(self, line: OrderLine) -> None:
        """Sell what a label holds; a number typed before it is not for it."""
        self.add_line(line)
        if line.awaits_price:
            self.set_mode(InputMode.PRICE)
