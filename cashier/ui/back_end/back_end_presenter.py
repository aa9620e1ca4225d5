"""Tries a back end out and keeps its secrets; the window goes on meanwhile."""

from collections.abc import Awaitable, Callable, Coroutine, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from cashier.domain.capability import Capability
from cashier.domain.errors import CashierError
from cashier.messages import sentence_for
from cashier.settings import BackEndProfile
from cashier.translation import _
from cashier.ui.back_end.profile_draft import Content
from cashier.ui.frame.chips import Tone
from cashier.ui.frame.tasks import TaskOwner

TEST_BACK_END = "test back end"
FIND_SECRETS = "find secrets"


@dataclass(frozen=True, slots=True)
class Trial:
    """What is entered: ``content`` over the file, ``typed`` secrets over those that are kept.

    ``before`` is the profile as it stands in the file, None for one that is new.
    """

    content: Content
    profile: BackEndProfile
    typed: Mapping[str, str] = field(default_factory=dict, repr=False)
    before: BackEndProfile | None = None


@dataclass(frozen=True, slots=True)
class Tested:
    """What a test found, in words."""

    heading: str
    sentence: str
    at: datetime


@dataclass(frozen=True, slots=True)
class BackEndNeeds:
    """Who knows, tries out and keeps secrets; ``in_force`` names what sales are posted under."""

    capabilities: Callable[[BackEndProfile], frozenset[Capability]]
    places: Callable[[Trial], Awaitable[Mapping[str, str]]]
    test: Callable[[Trial], Awaitable[Tested]]
    keep: Callable[[Trial], Awaitable[None]]
    forget: Callable[[BackEndProfile], Coroutine[object, object, None]]
    in_force: Callable[[], str]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is said below the buttons."""

    tone: Tone
    heading: str
    text: str

    @property
    def icon(self) -> str:
        return "ready" if self.tone is Tone.OK else "attention"


@dataclass(frozen=True, slots=True)
class BackEndState:
    """What the section shows beside what is entered; ``places`` says where each secret is."""

    is_testing: bool = False
    outcome: Outcome | None = None
    tested_at: datetime | None = None
    places: Mapping[str, str] = field(default_factory=dict)


class BackEndPresenter(QObject):
    """One test at a time; what it found is gone as soon as something else is entered."""

    state_changed = Signal(object)  # BackEndState
    reopen_wanted = Signal()

    def __init__(
        self, needs: BackEndNeeds, tasks: TaskOwner, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.needs = needs
        self._tasks = tasks
        self._state = BackEndState()
        self._asked = 0
        self._places_of: Trial | None = None

    @property
    def state(self) -> BackEndState:
        return self._state

    @Slot()
    def forget_outcome(self) -> None:
        """Take back what was found: something else is entered now."""
        self._asked += 1
        if self._state.outcome is not None or self._state.is_testing:
            self._show(replace(self._state, outcome=None, tested_at=None, is_testing=False))

    def tell_refusal(self, sentence: str) -> None:
        """Say why what is entered was not saved."""
        outcome = Outcome(Tone.ERROR, _("Not saved"), sentence)
        self._show(replace(self._state, outcome=outcome, tested_at=None))

    def find_secrets(self, trial: Trial) -> None:
        """Look where the secrets of a profile are kept, without reading them to anybody."""
        self._places_of = trial
        self._show(replace(self._state, places={}))
        self._tasks.start(FIND_SECRETS, self._find_secrets)

    def test(self, trial: Trial) -> None:
        """Ask the back end whether all is set up; makes no order."""
        self._asked += 1
        started = self._tasks.start(TEST_BACK_END, partial(self._test, trial, self._asked))
        if started:
            self._show(replace(self._state, is_testing=True, outcome=None, tested_at=None))

    def forget_secrets(self, profile: BackEndProfile) -> None:
        """Take the secrets of a profile that is gone out of the keyring."""
        self._tasks.start(f"forget {profile.name}", partial(self.needs.forget, profile))

    async def _find_secrets(self) -> None:
        while True:
            trial = self._places_of
            if trial is None:
                return
            places = await self.needs.places(trial)
            if trial is self._places_of:
                break
        self._show(replace(self._state, places=places))

    async def _test(self, trial: Trial, asked: int) -> None:
        at: datetime | None = None
        try:
            tested = await self.needs.test(trial)
        except CashierError as error:
            sentence = sentence_for(error)
            outcome = Outcome(Tone.ERROR, _("Not connected"), str(sentence))
        else:
            at = tested.at
            outcome = Outcome(Tone.OK, tested.heading, tested.sentence)
        if asked == self._asked:
            self._show(replace(self._state, is_testing=False, outcome=outcome, tested_at=at))

    def _show(self, state: BackEndState) -> None:
        self._state = state
        self.state_changed.emit(state)
