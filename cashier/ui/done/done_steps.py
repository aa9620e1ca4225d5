"""What became of a posted order, step by step: saved, drawer, paper, sent."""

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from cashier.domain.posting import Delivery
from cashier.domain.receipt_number import PATIENCE
from cashier.translation import _
from cashier.ui.done.done_presenter import DoneState
from cashier.ui.frame.chips import Tone
from cashier.ui.frame.state_chip import StateChip
from cashier.ui.look import assets
from cashier.ui.look.theme import Theme


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happened, or that did not have to."""

    icon: str
    tone: Tone
    text: str
    detail: str = ""


def steps_of(state: DoneState) -> tuple[Step, ...]:
    """Return the steps of a posted order, as far as they are known; nothing is made up."""
    posted = state.posted
    at = _clock_time(posted.posting.at)
    steps = [Step("ready", Tone.OK, _("Saved on this till"), at)]
    if posted.opened_day:
        day = _("Fiscal day {number} opened").format(number=posted.fiscal_day)
        steps.append(Step("day", Tone.OK, day, at))
    if state.awaits_number:
        waits = _("Waiting for the receipt's number, {seconds} s at most")
        seconds = PATIENCE.seconds
        return (*steps, Step("busy", Tone.INFO, waits.format(seconds=seconds)))
    given_out = _giving_out(state)
    if given_out is not None:
        steps.append(given_out)
    if posted.delivery is not Delivery.NOT_NEEDED:
        steps.append(_delivery(posted.delivery))
    return tuple(steps)


def paper_chip(state: DoneState) -> tuple[str, str, Tone]:
    """Return icon, word and tone for whether the document was given out."""
    if state.trouble:
        word = _("Not printed") if state.has_printer else _("Not saved")
        return "attention", word, Tone.ERROR
    if state.is_printed:
        return "printer", _("Printed"), Tone.OK
    if state.is_given_out:
        return "pdf", _("Saved as PDF"), Tone.OK
    if state.has_printer:
        return "busy", _("Printing"), Tone.INFO
    if state.wants_pdf:
        return "busy", _("Saving"), Tone.INFO
    return "orders", _("No receipt"), Tone.NEUTRAL


def _giving_out(state: DoneState) -> Step | None:
    """Return what becomes of the document; nothing where none is wanted."""
    icon, _word, tone = paper_chip(state)
    at = _clock_time(state.given_out_at) if state.given_out_at is not None else ""
    if state.trouble:
        return None
    if state.is_printed:
        return Step(icon, tone, _("Receipt printed"), at)
    if state.is_given_out:
        return Step(icon, tone, _("Receipt saved as PDF"), at)
    if state.has_printer:
        return Step(icon, tone, _("Printing the receipt"))
    if state.wants_pdf:
        return Step(icon, tone, _("Saving the receipt as PDF"))
    return None


def _clock_time(at: datetime) -> str:
    return f"{at:%H:%M:%S}"


def _delivery(delivery: Delivery) -> Step:
    match delivery:
        case Delivery.NOT_NEEDED:
            return Step("shield", Tone.NEUTRAL, _("Kept here, nothing to send"))
        case Delivery.UNSENT:
            return Step("to-send", Tone.INFO, _("Will be sent by itself"))
        case Delivery.SENT:
            return Step("ready", Tone.OK, _("Sent"))
        case Delivery.NEEDS_ATTENTION:
            return Step("attention", Tone.ERROR, _("Needs attention in Orders"))


class StepList(QFrame):
    """The steps below each other."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("doneSteps")
        self.setProperty("frame", "card")
        self.setMaximumWidth(theme.px(560))
        self._theme = theme
        self._steps: tuple[Step, ...] = ()
        self._rows: list[QWidget] = []
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(theme.px(16), theme.px(4), theme.px(16), theme.px(4))
        self._box.setSpacing(0)
        theme.changed.connect(self._rebuild)

    @property
    def steps(self) -> tuple[Step, ...]:
        return self._steps

    def show_steps(self, steps: tuple[Step, ...]) -> None:
        if steps != self._steps:
            self._steps = steps
            self._rebuild()

    def _rebuild(self) -> None:
        for row in self._rows:
            self._box.removeWidget(row)
            row.hide()
            row.deleteLater()
        last = len(self._steps) - 1
        self._rows = [self._row(step, is_last=at == last) for at, step in enumerate(self._steps)]
        for row in self._rows:
            self._box.addWidget(row)

    def _row(self, step: Step, *, is_last: bool) -> QWidget:
        theme, px = self._theme, self._theme.px
        row = QFrame(self)
        row.setMinimumHeight(px(44))
        if not is_last:
            row.setProperty("frame", "head")
        row.setAccessibleName(f"{step.text} {step.detail}".strip())
        line = QHBoxLayout(row)
        line.setContentsMargins(px(4), 0, px(4), 0)
        line.setSpacing(px(8))
        icon, text, detail = QLabel(row), QLabel(step.text, row), QLabel(step.detail, row)
        colour = theme.colour(f"{step.tone.value}Icon")
        icon.setFixedWidth(px(28))
        icon.setPixmap(assets.pixmap(step.icon, colour, px(22), self.devicePixelRatioF()))
        text.setFont(theme.font(15, 500))
        text.setWordWrap(True)
        detail.setFont(theme.font(13))
        detail.setProperty("tone", "second")
        line.addWidget(icon)
        line.addWidget(text, 1)
        line.addWidget(detail)
        return row


class StepChips(QWidget):
    """The steps beside each other, where something above them wants the room."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("doneChips")
        self._theme = theme
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.px(8))
        self._chips: list[StateChip] = []
        self._row.addStretch(1)
        self._row.addStretch(1)

    def show_steps(self, steps: tuple[Step, ...]) -> None:
        for chip in self._chips:
            self._row.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = []
        for step in steps:
            chip = StateChip(self._theme, self)
            chip.show_state(step.icon, step.text, step.tone)
            self._row.insertWidget(self._row.count() - 1, chip)
            self._chips.append(chip)
