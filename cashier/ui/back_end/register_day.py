"""The day of the register behind the till: where it stands, and closing it as a step of its own."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from cashier.domain.backend_errors import OutcomeUnknownError
from cashier.domain.errors import CashierError
from cashier.messages import sentence_for
from cashier.operations.close_register_day import ClosedRegisterDay, CloseRegisterDay, RegisterDay
from cashier.translation import _
from cashier.ui.controls.buttons import Button, ButtonKind
from cashier.ui.controls.callout import Callout
from cashier.ui.frame.chips import Tone
from cashier.ui.frame.tasks import CLOSE_REGISTER_DAY, TaskOwner, Work
from cashier.ui.look import formatting
from cashier.ui.look.theme import Theme

LOOK_AT_REGISTER_DAY = "look at register day"


@dataclass(frozen=True, slots=True)
class RegisterDayState:
    """What is shown; ``seen`` is the day that somebody is asked about."""

    seen: RegisterDay | None = None
    is_busy: bool = False
    is_asking: bool = False
    tone: Tone = Tone.INFO
    heading: str = ""
    text: str = ""


class RegisterDayPresenter(QObject):
    """Looks, asks a person, closes; after a lost answer the next try looks first."""

    state_changed = Signal(object)  # RegisterDayState

    def __init__(
        self,
        closing: Callable[[], CloseRegisterDay | None],
        tasks: TaskOwner,
        operator: str,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._closing = closing
        self._tasks = tasks
        self._operator = operator
        self._state = RegisterDayState()
        self._is_unknown = False

    @property
    def state(self) -> RegisterDayState:
        return self._state

    @property
    def is_possible(self) -> bool:
        """Whether the back end in force has a call for it."""
        closing = self._closing()
        return closing is not None and closing.is_possible

    @Slot()
    def ask(self) -> None:
        """Look where the day stands, then ask whether it is to be closed."""
        if not self._state.is_busy:
            self._begin(LOOK_AT_REGISTER_DAY, self._look)

    @Slot()
    def close_day(self) -> None:
        """Close the day that was asked about."""
        if self._state.is_asking and not self._state.is_busy:
            self._begin(CLOSE_REGISTER_DAY, self._close)

    @Slot()
    def keep_open(self) -> None:
        """Leave the day as it is."""
        if not self._state.is_busy:
            self._show(replace(self._state, is_asking=False, heading="", text=""))

    def _begin(self, name: str, work: Work) -> None:
        self._show(replace(self._state, is_busy=True, heading="", text=""))
        self._tasks.start(name, work)

    async def _look(self) -> None:
        closing = self._closing()
        state = replace(self._state, is_busy=False, is_asking=False)
        try:
            seen = await closing.look() if closing is not None else None
        except CashierError as error:
            self._show(_refused(state, error))
            return
        if self._is_unknown and self._state.seen is not None:
            seen = self._state.seen  # held against that: whether it was closed meanwhile
        self._show(replace(state, seen=seen, is_asking=seen is not None))

    async def _close(self) -> None:
        closing, seen = self._closing(), self._state.seen
        state = replace(self._state, is_busy=False, is_asking=False)
        if closing is None or seen is None:
            self._show(state)
            return
        try:
            closed = await closing(seen, operator=self._operator)
        except OutcomeUnknownError as error:
            self._is_unknown = True
            self._show(_refused(state, error))
        except CashierError as error:
            self._show(_refused(state, error))
        else:
            self._is_unknown = False
            heading = _("The register's day is closed")
            text = _closed_words(closed)
            self._show(replace(state, seen=None, tone=Tone.OK, heading=heading, text=text))

    def _show(self, state: RegisterDayState) -> None:
        self._state = state
        self.state_changed.emit(state)


class RegisterDayPanel(QWidget):
    """A button, a question in place, and what came of it."""

    def __init__(
        self, theme: Theme, presenter: RegisterDayPresenter, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("registerDayPanel")
        self._presenter = presenter
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.px(8))
        title = QLabel(_("The register's own day"), self)
        title.setFont(theme.font(15, 600))
        self.close_day = Button(theme, _("Close the register's day too"), icon="day", parent=self)
        self.close_day.setObjectName("closeRegisterDayButton")
        self._told = Callout(theme, self)
        self._told.setObjectName("registerDayOutcome")
        self._question = Callout(theme, self)
        self._question.setObjectName("registerDayQuestion")
        self.confirm = Button(theme, _("Close it"), kind=ButtonKind.PRIMARY, parent=self._question)
        self.confirm.setObjectName("confirmRegisterDayButton")
        self.keep = Button(theme, _("Keep it open"), parent=self._question)
        self.keep.setObjectName("keepRegisterDayButton")
        for button in (self.confirm, self.keep):
            self._question.add_button(button)
        box.addWidget(title)
        box.addWidget(self.close_day, alignment=Qt.AlignmentFlag.AlignLeading)
        box.addWidget(self._question)
        box.addWidget(self._told)
        self.close_day.clicked.connect(presenter.ask)
        self.confirm.clicked.connect(presenter.close_day)
        self.keep.clicked.connect(presenter.keep_open)
        presenter.state_changed.connect(self._on_state_changed)
        self._on_state_changed(presenter.state)

    @Slot(object)
    def _on_state_changed(self, state: RegisterDayState) -> None:
        self.close_day.setEnabled(not state.is_busy and not state.is_asking)
        self.close_day.show_busy(_("Looking") if state.is_busy and not state.is_asking else "")
        self.confirm.show_busy(_("Closing") if state.is_busy and state.is_asking else "")
        for button in (self.confirm, self.keep):
            button.setEnabled(not state.is_busy)
        self._question.setVisible(state.is_asking)
        if state.is_asking and state.seen is not None:
            text = _("The register makes its Z report now. The till's own day stays as it is.")
            self._question.show_words(Tone.WARN, "warning", _question(state.seen), text)
        self._told.setVisible(bool(state.heading))
        icon = "ready" if state.tone is Tone.OK else "attention"
        self._told.show_words(state.tone, icon, state.heading, state.text)


def _question(seen: RegisterDay) -> str:
    if seen.day is not None:
        return _("Close day {number} of the register?").format(number=seen.day)
    if seen.last_closed is None:
        return _("Close the day of the register?")
    at = seen.last_closed
    last = f"{formatting.short_date(at)} {formatting.time_of_day(at)}"
    return _("Close the day of the register, the last one ended {moment}?").format(moment=last)


def _closed_words(closed: ClosedRegisterDay) -> str:
    if closed.was_closed:
        return _("It was closed already; nothing was asked of it again.")
    report = _("Its report is {document}.").format(document=closed.document)
    return report if closed.document else ""


def _refused(state: RegisterDayState, error: CashierError) -> RegisterDayState:
    sentence = sentence_for(error)
    return replace(state, tone=Tone.ERROR, heading=sentence.message, text=sentence.hint)
