"""What became of a posted order, step by step: saved, drawer, paper, sent."""

from dataclasses import dataclass

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from cashier.domain.posting import Delivery
from cashier.domain.tender import TenderType
from cashier.translation import _
from cashier.ui import assets
from cashier.ui.chips import Tone
from cashier.ui.done_presenter import DoneState
from cashier.ui.theme import Theme


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
    at = f"{posted.posting.at:%H:%M:%S}"
    steps = [Step("ready", Tone.OK, _("Saved on this till"), at)]
    if posted.opened_day:
        day = _("Fiscal day {number} opened").format(number=posted.fiscal_day)
        steps.append(Step("day", Tone.OK, day, at))
    if any(one.type is TenderType.CASH for one in posted.posting.tenders):
        steps.append(Step("drawer", Tone.NEUTRAL, _("Open the drawer by hand"), _("not set up")))
    steps.append(_paper(state))
    steps.append(_delivery(posted.delivery))
    return tuple(steps)


def paper_chip(state: DoneState) -> tuple[str, str, Tone]:
    """Return icon, word and tone for whether the document is on paper."""
    if state.is_printed:
        return "printer", _("Printed"), Tone.OK
    if state.trouble:
        return "attention", _("Not printed"), Tone.ERROR
    if not state.has_printer:
        return "printer", _("No printer set up"), Tone.NEUTRAL
    return "busy", _("Printing"), Tone.INFO


def _paper(state: DoneState) -> Step:
    icon, word, tone = paper_chip(state)
    if state.is_printed:
        return Step(icon, tone, _("Receipt printed"))
    if state.is_given_out:
        return Step("pdf", Tone.OK, _("Receipt saved as PDF"))
    return Step(icon, tone, word)


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
        row.setFixedHeight(px(44))
        if not is_last:
            row.setProperty("frame", "head")
        row.setAccessibleName(f"{step.text} {step.detail}".strip())
        line = QHBoxLayout(row)
        line.setContentsMargins(px(4), 0, px(4), 0)
        line.setSpacing(px(12))
        icon, text, detail = QLabel(row), QLabel(step.text, row), QLabel(step.detail, row)
        colour = theme.colour(f"{step.tone.value}Icon")
        icon.setPixmap(assets.pixmap(step.icon, colour, px(22), self.devicePixelRatioF()))
        text.setFont(theme.font(15, 500))
        detail.setFont(theme.font(13))
        detail.setProperty("tone", "second")
        line.addWidget(icon)
        line.addWidget(text, 1)
        line.addWidget(detail)
        return row
