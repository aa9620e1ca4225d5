"""The middle of the Pay page: figures, tenders taken, what is asked, cash by the note, tenders."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from cashier.domain.company import Company
from cashier.domain.money import Money
from cashier.domain.tender import TenderType
from cashier.translation import _, several
from cashier.ui.controls.form_in_place import FormInPlace
from cashier.ui.look import formatting
from cashier.ui.look.theme import Theme
from cashier.ui.pay import quick_cash
from cashier.ui.pay.pay_header import PayHeader
from cashier.ui.pay.pay_questions import PayQuestions
from cashier.ui.pay.pay_state import PayState
from cashier.ui.pay.payment_presenter import IN_HAND
from cashier.ui.pay.tender_buttons import NoteButton, TenderButton
from cashier.ui.pay.tender_list import TenderList
from cashier.ui.pay.tender_words import tender_icon, tender_name


class QuickCash(QWidget):
    """The exact amount and notes; each tap takes one of them."""

    amount_chosen = Signal(object)  # Money

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("quickCash")
        self.setAccessibleName(_("Cash received"))
        self._chosen: tuple[Money, ...] = ()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        self.exact = NoteButton(theme, self)
        self.exact.setObjectName("exactCashButton")
        row.addWidget(self.exact, 13)
        self.notes = [NoteButton(theme, self) for _place in range(quick_cash.OFFERS)]
        for button in self.notes:
            row.addWidget(button, 10)
        for button in (self.exact, *self.notes):
            button.amount_chosen.connect(self.amount_chosen)

    def offer(self, chosen: tuple[Money, ...]) -> None:
        """Offer only the notes that the shop has chosen; none means all."""
        self._chosen = chosen

    def show_due(self, due: Money, *, can_take: bool) -> None:
        self.exact.show_amount(due, formatting.amount(due), _("Exact"))
        offered = quick_cash.offers(due, self._chosen)
        for place, button in enumerate(self.notes):
            button.setVisible(place < len(offered))
            if place < len(offered):
                button.show_amount(offered[place], _in_short(offered[place]))
                button.setObjectName(f"note_{offered[place].text().partition('.')[0]}")
        for button in (self.exact, *self.notes):
            button.setEnabled(can_take and due.minor > 0)


class TenderRowOfButtons(QWidget):
    """Tenders side by side."""

    tender_chosen = Signal(object)  # TenderType

    def __init__(
        self, theme: Theme, tenders: tuple[tuple[TenderType, str], ...], parent: QWidget
    ) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        self.buttons: dict[TenderType, TenderButton] = {}
        for kind, action in tenders:
            button = TenderButton(
                theme, kind, tender_name(kind), icon=tender_icon(kind), action=action, parent=self
            )
            button.setObjectName(f"tender{kind.value.capitalize()}Button")
            button.tender_chosen.connect(self.tender_chosen)
            row.addWidget(button, 1)
            self.buttons[kind] = button

    def show_state(self, chosen: TenderType | None, *, can_take: bool) -> None:
        for kind, button in self.buttons.items():
            button.setEnabled(can_take)
            button.set_chosen(is_chosen=kind is chosen)


class PayCenter(QFrame):
    """Shows the payment and reports what was tapped; it decides nothing."""

    amount_chosen = Signal(object)  # Money
    tender_chosen = Signal(object)  # TenderType
    company_written = Signal(object)  # Company | None
    form_closed = Signal()

    def __init__(self, theme: Theme, tenders: tuple[TenderType, ...], parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("frame", "card")
        self._theme = theme
        self._state: PayState | None = None
        self._is_other_open = False
        self._form: FormInPlace | None = None
        self.header = PayHeader(theme, self)
        self.tenders = TenderList(theme, self)
        self.questions = PayQuestions(theme, self)
        self.quick_cash = QuickCash(theme, self)
        self.quick_cash.amount_chosen.connect(self.amount_chosen)
        main, others = arranged(tenders)
        self._other = main[-1][0] if len(others) == 1 else TenderType.OTHER
        self.main_tenders = TenderRowOfButtons(theme, main, self)
        self.main_tenders.tender_chosen.connect(self._on_main_chosen)
        self.other_tenders = TenderRowOfButtons(theme, tuple((one, "") for one in others), self)
        another = self.other_tenders.buttons.get(TenderType.OTHER)
        if another is not None:
            another.setObjectName("tenderAnotherButton")
            another.set_label(_("Another way"))
        self._others = others
        self.other_tenders.tender_chosen.connect(self.tender_chosen)
        self._cash_words, self._tender_words = QLabel(self), QLabel(self)
        self._lay_out()

    @property
    def is_other_open(self) -> bool:
        """Whether the tenders behind Other are shown."""
        return self._is_other_open

    @property
    def form(self) -> FormInPlace | None:
        """The form that is open."""
        return self._form

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Where Tab goes, in order."""
        return (
            *self.main_tenders.buttons.values(),
            self.quick_cash.exact,
            *self.quick_cash.notes,
            *self.other_tenders.buttons.values(),
            *self.tenders.stops,
        )

    @Slot(object)
    def show_state(self, state: PayState) -> None:
        if self._state is None or state.order.id != self._state.order.id or not state.can_take:
            self._is_other_open = False
        if self._state is not None and state.order.id != self._state.order.id:
            self._drop_form()
        self._state = state
        self.header.show_state(state)
        self.tenders.show_state(state)
        rows = max(len(self.tenders.rows), 1)
        self.tenders.setMaximumHeight(rows * self._theme.px(52))
        count = len(state.counted)
        self._count.setText(several("{count} tender", "{count} tenders", count) if count else "")
        self.questions.show_state(state)
        self._show_choices(state)

    @Slot()
    def toggle_other(self) -> None:
        """Show or hide the tenders behind Other."""
        if self._state is not None and self._state.can_take:
            self._is_other_open = not self._is_other_open
            self._show_choices(self._state)

    def open_invoice(self, company: Company | None) -> None:
        """Ask for the company that the receipt is made out to."""
        from cashier.ui.pay.invoice_form import InvoiceForm  # noqa: PLC0415 - seldom asked for

        self._drop_form()
        form = InvoiceForm(self._theme, company, self)
        form.company_written.connect(self.company_written)
        form.closed.connect(self._on_form_closed)
        self._form = form
        self._foot.insertWidget(0, form)
        self._show_foot()
        form.begin()

    def keep_form(self) -> bool:
        """Take what is written in an open form; returns whether there is none left."""
        if self._form is not None:
            self._form.keep()
        return self._form is None

    def _show_choices(self, state: PayState) -> None:
        self._cash_words.setText(
            _("Other tenders") if self._is_other_open else _("Notes received – each tap adds")
        )
        self._tender_words.setText(_why_locked(state) or _("Tender"))
        payment = state.payment
        due = payment.cash_due if payment.covers else payment.due_in_cash
        self.quick_cash.show_due(due, can_take=state.can_take)
        chosen = TenderType.OTHER if self._is_other_open else state.chosen
        shown = self._other if chosen in self._others else chosen
        self.main_tenders.show_state(shown, can_take=state.can_take)
        self.other_tenders.show_state(None, can_take=state.can_take)
        self._show_foot()

    def _show_foot(self) -> None:
        """Show notes or other tenders; a form or a question takes their place."""
        is_asked = self._state is not None and self._state.is_question_open
        is_free = self._form is None and not is_asked
        self._cash_words.setVisible(is_free)
        self.quick_cash.setVisible(is_free and not self._is_other_open)
        self.other_tenders.setVisible(is_free and self._is_other_open)
        self._tender_words.setVisible(self._form is None)
        self.main_tenders.setVisible(self._form is None)

    def _drop_form(self) -> None:
        if self._form is not None:
            self._form.hide()
            self._foot.removeWidget(self._form)
            self._form.deleteLater()
            self._form = None
            self._show_foot()

    def _lay_out(self) -> None:
        px = self._theme.px
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, px(16))
        box.setSpacing(0)
        box.addWidget(self.header)
        box.addWidget(self._make_head())
        box.addWidget(self.tenders, 100)
        box.addWidget(self.questions)
        box.addStretch(1)
        self._foot = QVBoxLayout()
        self._foot.setContentsMargins(px(16), px(8), px(16), 0)
        self._foot.setSpacing(px(10))
        for label in (self._cash_words, self._tender_words):
            label.setFont(self._theme.font(13, 600))
            label.setProperty("tone", "second")
        self._cash_words.setFixedHeight(px(18))
        self._tender_words.setFixedHeight(px(18 + 2))
        self._tender_words.setContentsMargins(0, px(2), 0, 0)
        for widget in (
            self._cash_words,
            self.quick_cash,
            self.other_tenders,
            self._tender_words,
            self.main_tenders,
        ):
            self._foot.addWidget(widget)
        box.addLayout(self._foot)
        self.other_tenders.hide()

    def _make_head(self) -> QWidget:
        px = self._theme.px
        head = QFrame(self)
        head.setProperty("frame", "head")
        head.setFixedHeight(px(48))
        row = QHBoxLayout(head)
        row.setContentsMargins(px(16), 0, px(16), 0)
        words, self._count = QLabel(_("Payments"), head), QLabel(head)
        words.setFont(self._theme.font(15, 600))
        self._count.setFont(self._theme.font(15, 500))
        self._count.setProperty("tone", "muted")
        row.addWidget(words, 1)
        row.addWidget(self._count)
        return head

    @Slot(object)
    def _on_main_chosen(self, kind: TenderType) -> None:
        if kind is TenderType.OTHER and len(self._others) > 1:
            self.toggle_other()
        else:
            self.tender_chosen.emit(kind)

    @Slot()
    def _on_form_closed(self) -> None:
        self._drop_form()
        self.form_closed.emit()


def arranged(
    tenders: tuple[TenderType, ...],
) -> tuple[tuple[tuple[TenderType, str], ...], tuple[TenderType, ...]]:
    """Return the tenders with a button of their own and its action, and those behind Other.

    One that would be alone behind Other stands in its place.
    """
    main = [(TenderType.CASH, "pay.cash")]
    for kind, action in ((TenderType.CARD, "pay.card"), (TenderType.WALLET, "pay.wallet")):
        if kind in tenders:
            main.append((kind, action))
    others = tuple(one for one in tenders if one in IN_HAND)
    if others:
        main.append((others[0] if len(others) == 1 else TenderType.OTHER, "pay.other"))
    return tuple(main), others


def _why_locked(state: PayState) -> str:
    if state.undecided is not None:
        return _("Tender – locked until the answer is known")
    is_asked = state.reversing or state.wallet is not None
    return _("Tender – locked until the question is answered") if is_asked else ""


def _in_short(amount: Money) -> str:
    """Return a note without decimals: ``20 €``."""
    return formatting.money_text(amount).replace(f"{formatting.decimal_sign()}00", "")
