"""Plays traces of keys into whatever has the focus, and tells what they left behind."""

import asyncio
from dataclasses import dataclass, replace

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from cashier.domain.tender import Tender
from cashier.ui.frame.main_window import Page
from cashier.ui.frame.tasks import TAKE_TENDER
from cashier.ui.scan.code_queue import LOOK_UP_CODES
from cashier.ui.scan.scan_tester import TRY_CODE
from cashier.ui.sell.order_keeper import KEEP_ORDER
from tests.app.scenes import Stage
from tests.key_traces import KeyPress, Trace

_MODIFIERS = {
    "": Qt.KeyboardModifier.NoModifier,
    "Shift": Qt.KeyboardModifier.ShiftModifier,
    "Ctrl": Qt.KeyboardModifier.ControlModifier,
}
_KEYS = {"\r": Qt.Key.Key_Return.value, "\t": Qt.Key.Key_Tab.value, "\n": 10, "\x1d": 0x5D}
_WORK = (
    LOOK_UP_CODES,
    KEEP_ORDER,
    TAKE_TENDER,
    TRY_CODE,
    "find receipt",
    "look up products",
    "read settings",
)
# A scan writes its code here: that is what the page is for.
_MEANT_FOR_CODES = frozenset({"ordersSearch"})


@dataclass(frozen=True, slots=True)
class Left:
    """What keys may not leave behind: fields, choices, typed numbers and money."""

    fields: tuple[tuple[str, str], ...]
    typed: str
    tenders: tuple[str, ...]
    is_changed: bool

    def without_mode(self) -> "Left":
        """Leave out what the keypad changes next."""
        fields = tuple(one for one in self.fields if not one[0].endswith("ModeButton"))
        return replace(self, fields=fields)


class Player:
    """A keyboard with a clock of its own, and everything it could have done."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.codes: list[str] = []
        self.posted = 0
        self._now = 1_000_000
        till = stage.till
        till.scanner.code_scanned.connect(self.codes.append)
        till.presenters.payment.posted.connect(self._on_posted)

    async def play(self, trace: Trace) -> None:
        """Press the keys of ``trace`` and wait until all they led to is done."""
        self.codes.clear()
        self._now += 5_000
        for key in trace.keys:
            self._press(key)
        while self.stage.till.scanner.is_holding:  # noqa: ASYNC110 - a timer tells nobody
            await asyncio.sleep(0.005)
        await self.settled()

    async def settled(self) -> None:
        tasks = self.stage.till.tasks
        await asyncio.sleep(0)
        while running := [name for name in _WORK if tasks.is_running(name)]:
            for name in running:
                await tasks.settled(name)

    def left(self) -> Left:
        """Return what is written and chosen now."""
        window, presenters = self.stage.hands.window, self.stage.till.presenters
        fields = [
            (one.objectName() or type(one).__name__, _value(one))
            for one in window.findChildren(QWidget)
            if isinstance(one, QLineEdit | QPlainTextEdit | QComboBox | QAbstractButton)
            and one.isVisible()
            and one.objectName() not in _MEANT_FOR_CODES
            and _value(one)
        ]
        state = presenters.payment.state
        tenders = () if state is None else tuple(map(_told, state.payment.tenders))
        return Left(tuple(fields), presenters.sale.view.typed.text, tenders, self._is_changed())

    def _is_changed(self) -> bool:
        """Whether settings were changed and not saved."""
        window = self.stage.hands.window
        if window.page is not Page.SETTINGS:
            return False
        page = window.widget(Page.SETTINGS)
        return bool(getattr(page, "is_changed", False))

    def _press(self, key: KeyPress) -> None:
        self._now += key.ms
        code = _KEYS.get(key.text, ord(key.text.upper()[0]))
        held = _MODIFIERS[key.held]
        kinds = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease)
        for kind in kinds:
            event = QKeyEvent(kind, code, held, key.text)
            event.setTimestamp(self._now)
            event.setAccepted(kind is not QEvent.Type.ShortcutOverride)
            QApplication.sendEvent(QApplication.focusWidget() or self.stage.hands.window, event)

    def _on_posted(self, _posted: object) -> None:
        self.posted += 1


def _told(tender: Tender) -> str:
    return f"{tender.type.value} {tender.amount.text()}"


def _value(widget: QWidget) -> str:
    match widget:
        case QLineEdit():
            return widget.text()
        case QPlainTextEdit():
            return widget.toPlainText()
        case QComboBox():
            return widget.currentText()
        case QAbstractButton() if widget.isCheckable():
            return str(widget.isChecked())
        case _:
            return ""


def stops(window: QWidget) -> list[QWidget]:
    """Return what can have the keyboard: in a dialog over the window, if there is one."""
    wanted, window = Qt.FocusPolicy.TabFocus, QApplication.activeModalWidget() or window
    return [
        one
        for one in window.findChildren(QWidget)
        if one.isVisible()
        and one.isEnabled()
        and one.focusPolicy() & wanted
        and one.focusProxy() is None
    ]
