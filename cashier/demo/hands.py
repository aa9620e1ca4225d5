"""The hands and eyes of a scripted cashier: taps, keys, scans, and looks at what is shown."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QFileDialog,
    QLabel,
    QLineEdit,
    QWidget,
)

from cashier.demo.album import Album
from cashier.ui.frame.input_guard import GUARD_MS

_LOOK_AGAIN_S = 0.02
_PATIENCE_S = 20
_SCANNER_MS = 5
_STROKE = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease)
_LEFT = Qt.MouseButton.LeftButton
_NO_MODIFIER = Qt.KeyboardModifier.NoModifier
_SPACES = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2212": "-"})

W = TypeVar("W", bound=QWidget)


class NotSeenError(Exception):
    """Something that should be on the screen by now is not."""


class Hands:
    """Uses the window as a person does; everything else is out of reach."""

    def __init__(self, window: QWidget, album: Album) -> None:
        self._window = window
        self._album = album

    async def see(self, what: str, is_there: Callable[[], bool]) -> None:
        """Return as soon as ``is_there``; ``what`` names it where it never comes."""
        for _ in range(round(_PATIENCE_S / _LOOK_AGAIN_S)):
            if is_there():
                return
            await asyncio.sleep(_LOOK_AGAIN_S)
        raise NotSeenError(what)

    async def see_page(self, name: str) -> None:
        """Return when the page ``name`` is in view and takes taps."""
        await self.see(name, lambda: self._find(QWidget, name) is not None)
        await asyncio.sleep(GUARD_MS / 1000 + _LOOK_AGAIN_S)

    async def see_text(self, name: str, text: str) -> None:
        """Return when the label ``name`` shows ``text``."""
        await self.see(f"{text} in {name}", lambda: text in self._text(name))

    async def see_rows(self, name: str, count: int) -> None:
        """Return when the list ``name`` has at least ``count`` rows."""
        await self.see(f"{count} rows in {name}", lambda: self._rows(name) >= count)

    def is_there(self, name: str) -> bool:
        """Whether something called ``name`` is in view."""
        return self._find(QWidget, name) is not None

    def rows(self, name: str) -> int:
        """Return how many rows the list ``name`` has."""
        return self._rows(name)

    def names_of(self, parent: str, ending: str) -> list[str]:
        """Return the names of the buttons in ``parent`` that end with ``ending``, in order."""
        found = self._get(QWidget, parent).findChildren(QAbstractButton)
        return [one.objectName() for one in found if one.objectName().endswith(ending)]

    async def tap(self, name: str) -> None:
        """Tap the first button called ``name`` that can be tapped."""
        await self.see(name, lambda: self._tappable(name) is not None)
        QTest.mouseClick(self._tappable(name) or self._window, _LEFT)
        await asyncio.sleep(_LOOK_AGAIN_S)

    async def tap_row(self, name: str, row: int, column: int = 0) -> None:
        """Tap a row of the list ``name``."""
        await self.see_rows(name, row + 1)
        view = self._get(QAbstractItemView, name)
        place = view.visualRect(view.model().index(row, column)).center()
        QTest.mouseClick(view.viewport(), _LEFT, _NO_MODIFIER, place)
        await asyncio.sleep(_LOOK_AGAIN_S)

    async def tap_order(self, number: str) -> None:
        """Tap the row of the orders in which ``number`` stands."""
        model = self._get(QAbstractItemView, "ordersTable").model()
        await self.see_rows("ordersTable", 1)
        for row in range(model.rowCount()):
            if any(
                str(model.index(row, column).data()) == number
                for column in range(model.columnCount())
            ):
                await self.tap_row("ordersTable", row)
                return
        raise NotSeenError(number)

    async def write(self, name: str, text: str) -> None:
        """Write ``text`` into the field ``name``, in any script, as an input method does."""
        await self.see(name, lambda: self.is_there(name))
        field = self._get(QWidget, name)
        field.setFocus()
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(field, event)
        await asyncio.sleep(_LOOK_AGAIN_S)

    async def press(self, key: Qt.Key, held: Qt.KeyboardModifier = _NO_MODIFIER) -> None:
        """Press one key, wherever the focus is."""
        QTest.keyClick(self._focus(), key, held)
        await asyncio.sleep(_LOOK_AGAIN_S)

    async def type_slowly(self, text: str) -> None:
        """Type ``text`` as slowly as a person does."""
        for character in text:
            QTest.keyClicks(self._focus(), character)
            await asyncio.sleep(0.15)

    async def scan(self, code: str) -> None:
        """Send ``code`` as a scanner does: a few milliseconds a key, with Enter at its end."""
        at = round(asyncio.get_running_loop().time() * 1000)
        for place, character in enumerate(code + "\r"):
            key = Qt.Key.Key_Return if character == "\r" else Qt.Key(ord(character))
            for kind in _STROKE:
                event = QKeyEvent(kind, key, _NO_MODIFIER, character)
                event.setTimestamp(at + _SCANNER_MS * place)
                event.setAccepted(kind is not QEvent.Type.ShortcutOverride)
                QApplication.sendEvent(self._focus(), event)
        await asyncio.sleep(_LOOK_AGAIN_S)

    async def save_as(self, name: str) -> None:
        """Answer the open file dialog with ``name`` in the folder of the pictures."""
        path = (self._album.folder / name).resolve()
        path.unlink(missing_ok=True)
        await self.see("the file dialog", lambda: _file_name() is not None)
        field = _file_name()
        if field is None:
            raise NotSeenError(name)
        field.selectAll()
        QTest.keyClicks(field, str(path))
        QTest.keyClick(field, Qt.Key.Key_Return)
        await self.see(str(path), path.is_file)
        self._window.activateWindow()  # as a window manager does when a dialog closes
        self._album.files.append(self._album.folder / name)

    async def picture(self, name: str, design: str = "") -> None:
        """Keep what the window shows now, in every look, beside the picture of the design."""
        await asyncio.sleep(4 * _LOOK_AGAIN_S)
        await self._album.keep(self._window, name, design)

    def _find(self, kind: type[W], name: str) -> W | None:
        """Return what is called ``name`` where it can be seen."""
        return next((one for one in self._window.findChildren(kind, name) if one.isVisible()), None)

    def _get(self, kind: type[W], name: str) -> W:
        found = self._find(kind, name)
        if found is None:
            raise NotSeenError(name)
        return found

    def _tappable(self, name: str) -> QAbstractButton | None:
        found = self._window.findChildren(QAbstractButton, name)
        return next((one for one in found if one.isVisible() and one.isEnabled()), None)

    def _text(self, name: str) -> str:
        found = self._find(QLabel, name)
        return found.text().translate(_SPACES) if found is not None else ""

    def _rows(self, name: str) -> int:
        found = self._find(QAbstractItemView, name)
        return found.model().rowCount() if found is not None else 0

    def _focus(self) -> QWidget:
        return QApplication.focusWidget() or self._window


def _file_name() -> QLineEdit | None:
    """Return the field for the name in the file dialog that is open."""
    for window in QApplication.topLevelWidgets():
        if isinstance(window, QFileDialog) and window.isVisible():
            return window.findChild(QLineEdit, "fileNameEdit")
    return None
