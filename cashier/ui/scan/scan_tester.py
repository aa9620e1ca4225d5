"""Tries out what is scanned, typed or pasted in the settings; nothing of it reaches the sale."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from cashier.domain.errors import CashierError
from cashier.operations.try_code import TriedCode
from cashier.ui.frame.tasks import TaskOwner
from cashier.ui.scan.burst import Burst
from cashier.ui.scan.scanner import Scanner

TRY_CODE = "try code"
Try = Callable[[str, str], Awaitable[TriedCode]]


@dataclass(frozen=True, slots=True)
class Trial:
    """What came, if keys brought it, and how it was read, once it was."""

    text: str
    burst: Burst | None = None
    tried: TriedCode | None = None
    error: CashierError | None = None


class ScanTester(QObject):
    """While it is on, scans are tried and nothing else; ``in_store`` is the country tried."""

    trial_changed = Signal(object)  # Trial

    def __init__(
        self, try_code: Try, scanner: Scanner, tasks: TaskOwner, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._try = try_code
        self._scanner = scanner
        self._tasks = tasks
        self._is_on = False
        self._trial: Trial | None = None
        self.in_store = ""

    def is_turned_on(self) -> bool:
        """Whether scans are being tried."""
        return self._is_on

    @property
    def trial(self) -> Trial | None:
        """The last one."""
        return self._trial

    @property
    def scanner(self) -> Scanner:
        return self._scanner

    def turn(self, *, is_on: bool) -> None:
        """Take what comes in, or leave it to whom it belongs."""
        if is_on is self._is_on:
            return
        self._is_on = is_on
        self._scanner.watch(is_watched=is_on)
        if is_on:
            self._scanner.burst_seen.connect(self._on_burst)
        else:
            self._scanner.burst_seen.disconnect(self._on_burst)

    def read(self, text: str) -> None:
        """Read ``text`` as if it had been scanned; what was typed a moment ago is read already."""
        if not text:
            return
        last = self._trial
        if last is None or last.burst is None or last.burst.text != text:
            self._begin(Trial(text))

    def read_again(self) -> None:
        """Read the last code by the country that is tried now."""
        if self._trial is not None:
            self._begin(Trial(self._trial.text, self._trial.burst))

    @Slot(object)
    def _on_burst(self, burst: Burst) -> None:
        self._begin(Trial(burst.code or burst.text, burst))

    def _begin(self, trial: Trial) -> None:
        self._show(trial)
        self._tasks.start(TRY_CODE, partial(self._run))

    async def _run(self) -> None:
        """Read the newest; another one may come while it is read."""
        while (trial := self._trial) is not None:
            done = await self._tried(trial)
            if trial is self._trial:
                self._show(done)
                return

    async def _tried(self, trial: Trial) -> Trial:
        try:
            tried = await self._try(trial.text, self.in_store)
        except CashierError as error:
            return Trial(trial.text, trial.burst, error=error)
        return Trial(trial.text, trial.burst, tried)

    def _show(self, trial: Trial) -> None:
        self._trial = trial
        self.trial_changed.emit(trial)
