"""The left of Done: the one figure that matters, how it came about, and what became of the sale."""

from html import escape

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from cashier.domain.money import Money
from cashier.domain.posting import Posting
from cashier.domain.tender import TenderType
from cashier.translation import _
from cashier.ui.controls.buttons import Button, ButtonKind
from cashier.ui.controls.callout import Callout
from cashier.ui.controls.figure_label import FigureLabel
from cashier.ui.done.done_presenter import DoneState
from cashier.ui.done.done_steps import StepChips, StepList, steps_of
from cashier.ui.frame.chips import Tone
from cashier.ui.look import formatting
from cashier.ui.look.theme import Theme
from cashier.ui.pay.tender_words import tender_name

_NARROW = 520
_DOT = "\u2002·\u2002"


class Trouble(Callout):
    """The document was not given out: what is safe, and the ways to give it out after all."""

    again_wanted = Signal()
    save_wanted = Signal()
    skipped = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self.setObjectName("doneTrouble")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.again = self._button("tryAgainButton", "again", "done.print_again")
        self.again.set_kind(ButtonKind.PRIMARY)
        self.again.clicked.connect(self.again_wanted)
        self.save = self._button("saveElsewhereButton", "", "done.pdf")
        self.save.set_label(_("Save PDF"))
        self.save.clicked.connect(self.save_wanted)
        self.skip = self._button("skipButton", "", "done.skip")
        self.skip.set_label(_("Skip"))
        self.skip.clicked.connect(self.skipped)

    def show_state(self, state: DoneState) -> None:
        self.save.set_label(_("Slip, no receipt") if state.lacks_number else _("Save PDF"))
        if state.lacks_number:
            heading = _("The receipt has no number yet")
            choose = _("Wait on, or give out a slip that is not a fiscal receipt.")
            self.show_words(Tone.WARN, "to-send", heading, f"{state.trouble} {choose}")
            self.again.set_label(_("Wait on"))
            return
        heading = _("Receipt not printed") if state.has_printer else _("Receipt not saved as PDF")
        safe = _("The change is right. A copy can be had in Orders later.")
        icon = "printer" if state.has_printer else "pdf"
        self.show_words(Tone.ERROR, icon, heading, f"{state.trouble} {safe}")
        self.again.set_label(_("Print again") if state.has_printer else _("Try again"))

    def set_narrow(self, *, is_narrow: bool) -> None:
        """Put the buttons below each other where they have no room side by side."""
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._row.setDirection(down if is_narrow else across)

    def _button(self, name: str, icon: str, action: str) -> Button:
        button = Button(self._theme, icon=icon, action=action, parent=self)
        button.setObjectName(name)
        button.set_padding(10)
        self.add_button(button)
        return button


class DoneHero(QFrame):
    """Shows a posted order as large as the change has to be read."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("frame", "card")
        self._theme = theme
        self._state: DoneState | None = None
        self._caption = self._label(24, 600, 32)
        self.figure = FigureLabel(theme, 120, 32, self, closer=33)
        self.figure.setObjectName("doneFigure")
        self.figure.setProperty("tone", "ok")
        self.figure.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.figure.setFixedHeight(theme.px(124))
        self.below = self._label(17, 400, 26)
        self.below.setFont(theme.font(17, is_name=True))
        self.below.setTextFormat(Qt.TextFormat.RichText)
        self.trouble = Trouble(theme, self)
        self._steps = StepList(theme, self)
        self._chips = StepChips(theme, self)
        self._lay_out()
        theme.changed.connect(self._on_look_changed)

    def show_state(self, state: DoneState) -> None:
        self._state = state
        posting, number = state.posted.posting, state.posted.number
        caption, amount = figure_of(posting)
        self._caption.setText(caption)
        self.figure.show_figure(
            formatting.money_text(amount), f"{caption}: {formatting.spoken(amount)}"
        )
        self._show_below(posting, number)
        steps = steps_of(state)
        self._steps.show_steps(steps)
        self._chips.show_steps(steps)
        self._steps.setVisible(not state.trouble)
        self._chips.setVisible(bool(state.trouble))
        self.trouble.setVisible(bool(state.trouble))
        if state.trouble:
            self.trouble.show_state(state)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.trouble.set_narrow(is_narrow=self.width() < self._theme.px(_NARROW))

    def _show_below(self, posting: Posting, number: str) -> None:
        colour = self._theme.colour("text").name()
        parts = below(posting, number)
        shown = (
            f'<span style="font-weight:600;color:{colour}">{escape(text)}</span>'
            if is_figure
            else escape(text)
            for text, is_figure in parts
        )
        self.below.setText(f'<span style="white-space:pre-wrap">{"".join(shown)}</span>')
        self.below.setAccessibleName("".join(text for text, _is_figure in parts))

    def _label(self, size: int, weight: int, height: int) -> QLabel:
        label = QLabel(self)
        label.setFont(self._theme.font(size, weight))
        label.setProperty("tone", "second")
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        label.setMinimumHeight(self._theme.px(height))
        label.setWordWrap(True)
        return label

    def _lay_out(self) -> None:
        px = self._theme.px
        box = QVBoxLayout(self)
        box.setContentsMargins(px(20), px(12), px(20), px(12))
        box.setSpacing(px(2))
        box.addStretch(1)
        for widget in (self._caption, self.figure):
            box.addWidget(widget)
        box.addSpacing(px(6))
        box.addWidget(self.below)
        box.addSpacing(px(20))
        box.addWidget(self.trouble)
        box.addSpacing(px(0))
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._steps, 100)
        row.addStretch(1)
        box.addLayout(row)
        box.addSpacing(px(12))
        box.addWidget(self._chips)
        box.addStretch(1)
        self.trouble.hide()
        self._chips.hide()

    @Slot()
    def _on_look_changed(self) -> None:
        if self._state is not None:
            self._show_below(self._state.posted.posting, self._state.posted.number)


def figure_of(posting: Posting) -> tuple[str, Money]:
    """Return the one figure that matters now: what to give back, the change, or what was paid."""
    if posting.refund_of:
        return _("Give back"), -posting.paid
    if any(one.type is TenderType.CASH for one in posting.tenders):
        return _("Change"), posting.change
    return _("Paid"), posting.paid


def below(posting: Posting, number: str) -> tuple[tuple[str, bool], ...]:
    """Return how the figure came about, in one line: texts, each with whether it is an amount."""
    told = [_tender_parts(name, amount) for name, amount in _tenders(posting)]
    if posting.refund_of:
        told.append(((_("refund of {number}").format(number=posting.refund_of), False),))
    elif any(one.type is TenderType.CASH for one in posting.tenders):
        given = (one.tendered or one.amount for one in posting.tenders)
        told = [
            _around(_("Paid {amount}"), sum(given, Money.zero(posting.total.currency))),
            _around(_("to pay {amount}"), posting.paid),
            ((number, False),),
        ]
    else:
        told.append(((number, False),))
    parts: list[tuple[str, bool]] = []
    for one in told:
        parts += [(_DOT, False), *one] if parts else one
    return tuple(parts)


def _tenders(posting: Posting) -> list[tuple[str, Money]]:
    """Return what each tender took, or gave back."""
    sign = -1 if posting.refund_of else 1
    return [
        (tender_name(one.type), Money(sign * one.amount.minor, one.amount.currency))
        for one in posting.tenders
    ]


def _tender_parts(name: str, amount: Money) -> tuple[tuple[str, bool], ...]:
    return (f"{name} ", False), (formatting.money_text(amount), True)


def _around(words: str, amount: Money) -> tuple[tuple[str, bool], ...]:
    """Return ``words`` with the amount in its place, each part by itself."""
    before, _sign, after = words.partition("{amount}")
    parts = ((before, False), (formatting.money_text(amount), True), (after, False))
    return tuple(one for one in parts if one[0])
