"""Keys of scanners and of people into every page, form and focused control of the real window.

A scan pays nothing, leaves nothing in a field and loses no code; what is typed is not swallowed.
"""

from collections.abc import Callable
from itertools import cycle
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPlainTextEdit, QWidget

from cashier.ui.frame.main_window import Page
from tests.app.scenes import BREAD, MUFFIN, RYE, Stage
from tests.app.trace_places import PLACES, SECTIONS, Place
from tests.app.trace_player import Left, Player, stops
from tests.key_traces import Trace, generated

SHOP = (BREAD, RYE, MUFFIN)
MOST_DIGITS = 12
"""The keypad takes so many; for the next one it rings."""
Play = Callable[..., None]
# Said by the platform without a screen about lists that hang open.
without_a_screen = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


class Round:
    """Goes from control to control of one place, and plays a trace into each."""

    def __init__(self, stage: Stage, place: Place, player: Player) -> None:
        self.stage = stage
        self.place = place
        self.player = player
        self.troubles: list[str] = []
        self.controls: set[str] = set()
        self.hanging: set[str] = set()

    async def play(self, traces: list[Trace]) -> None:
        for number, trace in enumerate(traces):
            if number == 0 or self.place.is_left or self._is_elsewhere:
                await self.place.enter(self.stage)
                await self.player.settled()
            await self._play_one(trace, number)

    @property
    def _is_elsewhere(self) -> bool:
        return self.stage.hands.window.page is not self.place.page

    async def _play_one(self, trace: Trace, number: int) -> None:
        control = await self._next_control(number)
        name = control.objectName() or type(control).__name__
        self.controls.add(name)
        had = control.text() if isinstance(control, QLineEdit) else ""
        if not trace.is_scan and isinstance(control, QLineEdit):
            control.clear()
        elif not trace.is_scan and not isinstance(control, QPlainTextEdit):
            trace = trace.without_spaces()
        before, posted = self.player.left(), self.player.posted
        pieces = self._pieces()
        await self.player.play(trace)
        where = f"{self.place.name}, {name}, {trace.name}"
        if list(trace.codes) != self.player.codes:
            self.troubles.append(f"{where}: {trace.codes} came as {self.player.codes}")
        if self.player.posted != posted:
            self.troubles.append(f"{where}: something was posted")
        if trace.is_scan:
            self._look_after_scan(where, before)
            self._count_pieces(where, pieces, trace)
        else:
            await self._look_after_typing(where, before, trace, control)
        if isinstance(control, QLineEdit) and control.text() != had:
            control.setText(had)
            await self.player.settled()
        if self.player.left().is_changed and not trace.is_scan:
            self.stage.hands.find(QAbstractButton, "discardSettingsButton").click()

    async def _next_control(self, number: int) -> QWidget:
        """Give the next control the focus; a list that hangs open from one keeps it once."""
        popup, focus = QApplication.activePopupWidget(), QApplication.focusWidget()
        if popup is not None and focus is not None and focus.objectName() not in self.hanging:
            self.hanging.add(focus.objectName())
            return focus
        if popup is not None:
            popup.close()
        found = stops(self.stage.hands.window)
        control = found[number % len(found)]
        control.setFocus(Qt.FocusReason.TabFocusReason)
        if not control.hasFocus():  # a list that hung open took the keyboard from the window
            await self._activate()
            control.setFocus(Qt.FocusReason.TabFocusReason)
        if not control.hasFocus():
            self.troubles.append(f"{self.place.name}: {control.objectName()} takes no focus")
        return control

    def _pieces(self) -> int:
        lines = self.stage.till.presenters.sale.view.order.lines
        return sum(line.quantity.milli // 1_000 for line in lines)

    def _count_pieces(self, where: str, before: int, trace: Trace) -> None:
        """Hold what is in the sale against the codes: each of them once, where scans sell."""
        known = sum(code in SHOP for code in trace.codes) if self.place.sells else 0
        expected = known + (0 if self.place.page is Page.DONE else before)
        if self._pieces() != expected:
            self.troubles.append(f"{where}: {self._pieces()} pieces, not {expected}")

    async def _activate(self) -> None:
        window = QApplication.activeModalWidget() or self.stage.hands.window
        window.activateWindow()
        await self.stage.hands.until(window.isActiveWindow, "the window has the keyboard again")

    def _look_after_scan(self, where: str, before: Left) -> None:
        page = self.stage.hands.window.page
        if page is not self.place.goes_to:
            self.troubles.append(f"{where}: it led to {page}")
        focus = QApplication.focusWidget()
        if focus is not None and not focus.isVisible():
            self.troubles.append(f"{where}: the focus is on hidden {focus.objectName()}")
        after = self.player.left()
        if self.place.sells:  # what is sold begins with its quantity again
            before, after = before.without_mode(), after.without_mode()
        if not self.place.is_left and before != after:
            self.troubles.append(f"{where}: it left {_difference(before, after)}")

    async def _look_after_typing(
        self, where: str, before: Left, trace: Trace, control: QWidget
    ) -> None:
        """Hold what was typed against what is there, and take it back."""
        if self.player.left().tenders != before.tenders:
            self.troubles.append(f"{where}: typing paid")
        if isinstance(control, QLineEdit):
            has_rule = control.validator() is not None  # a price takes no code
            if not has_rule and control.text() != trace.typed[: control.maxLength()]:
                self.troubles.append(f"{where}: {trace.typed!r} became {control.text()!r}")
        elif self.place.takes_typing:
            arrived, typed = self._arrived(before), trace.typed.lstrip("0")[:MOST_DIGITS]
            if arrived != typed:
                self.troubles.append(f"{where}: {trace.typed!r} arrived as {arrived!r}")
            await self.place.enter(self.stage)
        else:
            self.stage.till.presenters.sale.clear_typed()

    def _arrived(self, before: Left) -> str:
        """Return what of typing came to the keypad and to the search, in this order."""
        typed = self.stage.till.presenters.sale.view.typed.text
        search = self.stage.hands.find(QLineEdit, "productSearch").text()
        return typed.removeprefix(before.typed) + search


def _difference(before: Left, after: Left) -> str:
    fields = sorted(set(after.fields) ^ set(before.fields))
    return f"{fields} {before.typed!r}->{after.typed!r} {before.tenders}->{after.tenders}"


def _shares(traces: list[Trace]) -> dict[Place, list[Trace]]:
    """Deal the traces out, to each place by its share."""
    order = [place for place in PLACES for _ in range(place.share)]
    dealt: dict[Place, list[Trace]] = {place: [] for place in PLACES}
    for place, trace in zip(cycle(order), traces, strict=False):
        dealt[place].append(trace)
    return dealt


def test_every_section_of_the_settings_is_a_place(shop: Path, play: Play) -> None:
    found: set[str] = set()

    async def scene(stage: Stage) -> None:
        stage.hands.key(Qt.Key.Key_4, Qt.KeyboardModifier.AltModifier)
        await stage.hands.page("settingsPage")
        buttons = stage.hands.window.findChildren(QAbstractButton)
        found.update(one.objectName() for one in buttons if one.objectName().endswith("Nav"))

    play(shop, scene)
    assert found == {f"{section}Nav" for section in SECTIONS}


def _play_everywhere(shop: Path, play: Play, traces: list[Trace]) -> set[str]:
    troubles: list[str] = []
    controls: set[str] = set()

    async def scene(stage: Stage) -> None:
        player = Player(stage)
        for place, dealt in _shares(traces).items():
            one = Round(stage, place, player)
            await one.play(dealt)
            troubles.extend(one.troubles)
            controls.update(f"{place.name}: {name}" for name in one.controls)
        await stage.kept()

    play(shop, scene)
    assert not troubles, f"{len(troubles)} of {len(traces)}:\n" + "\n".join(troubles[:40])
    return controls


@without_a_screen
def test_some_hundreds_of_traces(shop: Path, play: Play) -> None:
    controls = _play_everywhere(shop, play, list(generated(400, shop=SHOP)))
    assert len(controls) > 100


@pytest.mark.long
@without_a_screen
def test_ten_thousand_traces(shop: Path, play: Play) -> None:
    _play_everywhere(shop, play, list(generated(10_000, shop=SHOP)))
