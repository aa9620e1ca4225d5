"""The scanner as a keyboard: tells a burst of keys from typing, whatever has the focus."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from cashier.domain.keyboard_layout import repaired
from cashier.ui.controls.touched_field import TouchedField
from cashier.ui.keys.keystroke import (
    GROUP,
    SHORTEST_REPEAT_MS,
    End,
    Keystroke,
    alt_digit,
    character_of,
    is_modifier,
)
from cashier.ui.scan.burst import KEPT, Burst, Decision
from cashier.ui.scan.scan_rule import ScanRule
from cashier.ui.scan.typing_watch import TypingWatch, device_of, gaps_between

_HOLD_MARGIN_MS = 40
_AS_TEXT = {End.ENTER: "\r", End.TAB: "\t"}


@dataclass(slots=True)
class _Run:
    """Keys that followed each other fast; ``held`` are those nobody has seen yet."""

    place: TouchedField
    text: str
    times: list[int]
    device: str = ""
    held: list[QKeyEvent] = field(default_factory=list)
    is_silent: bool = False

    def add(self, text: str, at_ms: int) -> None:
        self.text += text
        self.times.append(at_ms)

    @property
    def unreleased(self) -> set[int]:
        """The held keys that are still down."""
        down: set[int] = set()
        for event in self.held:
            if event.type() == QEvent.Type.KeyPress:
                down.add(event.key())
            else:
                down.discard(event.key())
        return down


class Scanner(QObject):
    """Takes bursts out of the keys; typing passes, at most a moment late.

    The first key of a burst has reached the focus before it can be told from typing. When the
    burst is complete the field it went to is as it was before, and ``typing_taken_back`` tells
    whoever else took it to go back to where ``typing_began``. ``burst_seen`` tells of every scan,
    and after ``watch`` of what was typed too.
    """

    code_scanned = Signal(str)
    typing_began = Signal()
    typing_taken_back = Signal()
    burst_seen = Signal(object)  # Burst

    def __init__(self, rule: ScanRule | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rule = self._next_rule = rule or ScanRule()
        self._run: _Run | None = None
        self._seen: tuple[QWidget, int, int] | None = None
        self._swallowed: set[int] = set()
        self._ended_at: int | None = None
        self._alt_number, self._alt_began = "", 0
        self._bursts: deque[Burst] = deque(maxlen=KEPT)
        self._watchers = 0
        self._watch = TypingWatch(self._rule, self)
        self._watch.typed.connect(self._tell)
        self._is_replaying = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_silence)

    @property
    def is_holding(self) -> bool:
        """Whether keys wait until it is clear what they are."""
        return self._run is not None and bool(self._run.held)

    @property
    def rule(self) -> ScanRule:
        """The rule by which the next burst is told from typing."""
        return self._next_rule

    @property
    def bursts(self) -> Sequence[Burst]:
        """The last bursts, the newest at the end."""
        return tuple(self._bursts)

    def use(self, rule: ScanRule) -> None:
        """Tell scans from typing by ``rule`` from the next burst on.

        One that is under way ends as it began: its own first key may be what changed the rule, in
        a field of the settings.
        """
        self._next_rule = rule
        if self._run is None:
            self._change_rule()

    def _change_rule(self) -> None:
        self._rule = self._watch.rule = self._next_rule

    def watch(self, *, is_watched: bool) -> None:
        """Gather what is typed too, as long as anybody looks at what comes in."""
        self._watchers += 1 if is_watched else -1
        self._watch.turn(is_on=self._watchers > 0)

    def takes(self, watched: QWidget, event: QEvent) -> bool:
        """Return whether ``event`` belongs to a burst, so that nobody else is to see it."""
        if self._is_replaying or not isinstance(event, QKeyEvent):
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            return self._overrides(event)
        if event.type() == QEvent.Type.KeyRelease:
            return self._takes_release(watched, event)
        return not self._is_on_its_way_up(watched, event) and self._takes_press(watched, event)

    def _overrides(self, event: QKeyEvent) -> bool:
        """Keep shortcuts from keys that follow fast in a burst, and from numbers typed with Alt."""
        key = Keystroke.of(event)
        is_of_burst = self._is_fast(key) and bool(key.text or self._adds(key))
        if is_of_burst or self._is_second_end(key) or alt_digit(event):
            event.accept()
            return True
        return False

    def _takes_press(self, watched: QWidget, event: QKeyEvent) -> bool:
        self._swallowed.discard(event.key())
        if is_modifier(event):
            return False
        digit = alt_digit(event)
        if digit:
            self._alt_began = self._alt_began if self._alt_number else event.timestamp()
            self._alt_number += digit
            return True
        key = Keystroke.of(event)
        if self._is_second_end(key):
            self._swallowed.add(key.key)
            return True
        if self._is_fast(key):
            return self._takes_next(event, key)
        self._watch.note(key, event)
        self._let_go()
        return self._begins(watched, event, key)

    def _takes_next(self, event: QKeyEvent, key: Keystroke) -> bool:
        """Take a key that follows fast; let all of them go where it belongs to no code."""
        run = self._run
        if run is None:
            return False
        if key.end in self._rule.ends and self._rule.is_long_enough(run.text):
            self._complete(key.end.value, key)
            return True
        self._watch.note(key, event)
        text = key.text or self._adds(key)
        if not text:
            self._let_go()
            return False
        run.add(text, key.at_ms)
        self._hold(run, event)
        return True

    def _adds(self, key: Keystroke) -> str:
        """Return what a key without a character means inside a code: an end, or a separator."""
        run = self._run
        if run is None or not self._rule.is_long_enough(run.text):
            return ""
        if key.end is not None:
            return _AS_TEXT[key.end]
        return GROUP if key.is_function else ""

    def _takes_release(self, watched: QWidget, event: QKeyEvent) -> bool:
        """Keep the release of a held key behind its press; drop that of a key that was taken."""
        if self._alt_number and event.key() == Qt.Key.Key_Alt:
            self._type_number(watched, event)
            return False
        if alt_digit(event):
            return True
        if event.key() in self._swallowed:
            self._swallowed.discard(event.key())
            return True
        if self._run is None or event.key() not in self._run.unreleased:
            return False
        self._run.held.append(_own(event))
        return True

    def _type_number(self, watched: QWidget, event: QKeyEvent) -> None:
        """Take the character that was typed by its number, where the system does not write it."""
        text, self._alt_number = character_of(self._alt_number), ""
        if not text or QGuiApplication.platformName() == "windows":
            return
        press = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, text)
        # It takes several keys: what counts is when they begin, and for the next one when they end.
        press.setTimestamp(self._alt_began)
        if not self._takes_press(watched, press):
            self._send(press, watched)
        if self._run is not None:
            self._run.times[-1] = event.timestamp()

    def _begins(self, watched: QWidget, event: QKeyEvent, key: Keystroke) -> bool:
        if not key.text or not key.is_timed:
            return False
        # A window without a window manager gets keys and has no focus.
        focus = QApplication.focusWidget() or watched
        self._run = _Run(TouchedField(focus), key.text, [key.at_ms], device_of(event))
        self.typing_began.emit()
        if self._rule.must_wait(key.text):
            self._hold(self._run, event)
            return True
        return False

    def _is_fast(self, key: Keystroke) -> bool:
        run = self._run
        if run is None or key.at_ms == 0:
            return False
        gap_ms = key.at_ms - run.times[-1]
        if key.is_repeat and gap_ms >= SHORTEST_REPEAT_MS:
            return False
        return 0 <= gap_ms <= self._rule.longest_gap_after(run.text)

    def _is_second_end(self, key: Keystroke) -> bool:
        """Tell the line feed after a return, or the Tab after it, that belong to the same scan."""
        if self._ended_at is None or key.end is None or not key.is_timed or self._run is not None:
            return False
        return 0 <= key.at_ms - self._ended_at <= self._rule.longest_gap_ms

    def _is_on_its_way_up(self, watched: QWidget, event: QKeyEvent) -> bool:
        """Tell a key that its widget left to its parents from one that is pressed anew."""
        seen, self._seen = self._seen, (watched, event.key(), event.timestamp())
        if seen is None or seen[1:] != self._seen[1:] or not isValid(seen[0]):
            return False
        return watched is not seen[0] and watched.isAncestorOf(seen[0])

    def _hold(self, run: _Run, event: QKeyEvent) -> None:
        run.held.append(_own(event))
        run.is_silent = False
        self._timer.start(self._rule.longest_gap_after(run.text) + _HOLD_MARGIN_MS)

    def _complete(self, end: str, key: Keystroke | None = None) -> None:
        """Hand the code on; the field and the page are as before it came."""
        run, self._run = self._run, None
        self._timer.stop()
        if run is None:
            return
        self._swallowed |= run.unreleased
        if key is not None:
            self._swallowed.add(key.key)
            run.times.append(key.at_ms)
        self._ended_at = run.times[-1]
        self._watch.forget()
        run.place.give_back()
        self.typing_taken_back.emit()
        burst = self._burst_of(run, end)
        self._change_rule()
        self._tell(burst)
        self.code_scanned.emit(burst.code)

    def _burst_of(self, run: _Run, end: str) -> Burst:
        rule = self._rule
        code = rule.code_in(run.text)
        found = repaired(code) if rule.repairs_layout else None
        decision = Decision.SPEED if end else Decision.SILENCE
        if rule.is_prefixed(run.text):
            decision = Decision.PREFIX
        return Burst(
            run.text,
            gaps_between(run.times),
            end,
            decision,
            code if found is None else found.text,
            "" if found is None else found.layout,
            run.device,
        )

    @Slot(object)
    def _tell(self, burst: Burst) -> None:
        self._bursts.append(burst)
        self.burst_seen.emit(burst)

    def _let_go(self) -> None:
        """End the run: it was typing. What was held goes where the focus is."""
        run, self._run = self._run, None
        self._timer.stop()
        if run is not None:
            self._replay(run)
        self._change_rule()

    def _replay(self, run: _Run) -> None:
        held, run.held = run.held, []
        for event in held:
            focus = QApplication.focusWidget() or run.place.widget
            if focus is not None and isValid(focus):
                self._send(event, focus)

    def _send(self, event: QKeyEvent, widget: QWidget) -> None:
        self._is_replaying = True
        QCoreApplication.sendEvent(widget, event)
        self._is_replaying = False

    @Slot()
    def _on_silence(self) -> None:
        """Take a code that needs no end; else release what is held.

        Later keys of the same burst still complete it by their times.
        """
        run = self._run
        if run is None:
            return
        if not self._rule.ends_by_silence(run.text):
            self._replay(run)
        elif run.is_silent:
            self._complete("")
        else:  # keys that waited while the program was busy come first
            run.is_silent = True
            self._timer.start(0)


def _own(event: QKeyEvent) -> QKeyEvent:
    """Return a copy to keep; one made by ``clone`` would belong to nobody and never be freed."""
    return QKeyEvent(event)
