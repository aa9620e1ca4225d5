"""What a widget held before a burst began, to be given back when the burst turns out a scan."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QModelIndex, QPersistentModelIndex
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QKeySequenceEdit,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid


class TouchedField:
    """The focus at the first key of a burst; that key may have reached it."""

    def __init__(self, widget: QWidget | None) -> None:
        self.widget = widget
        self._restore = None if widget is None else _restoring(widget)

    def give_back(self) -> None:
        """Put the widget back as it was, and the focus on it."""
        widget = self.widget
        if widget is None or not isValid(widget):
            return
        self.restore()
        # Its page may be out of view by now: then the focus stays with the page that came.
        if QApplication.focusWidget() is not widget and widget.isVisible():
            widget.setFocus()

    def restore(self) -> None:
        """Put the widget back as it was, wherever the focus is."""
        if self._restore is not None and self.widget is not None and isValid(self.widget):
            self._restore()


def lines_of(form: QWidget) -> list[TouchedField]:
    """Return the fields of a form that takes what is typed beside them."""
    return [TouchedField(line) for line in form.findChildren(QLineEdit)]


def _restoring(widget: QWidget) -> Callable[[], None] | None:
    """Return what puts ``widget`` back as it is now; None where a key changes nothing in it."""
    match widget:
        case QLineEdit():
            return _restoring_line(widget)
        case QAbstractSpinBox():
            return _restoring_line(widget.lineEdit())
        case QPlainTextEdit() | QTextEdit():
            position = widget.textCursor().position()
            return partial(_restore_text, widget, widget.toPlainText(), position)
        case _:
            return _restoring_choice(widget)


def _restoring_choice(widget: QWidget) -> Callable[[], None] | None:
    match widget:
        case QComboBox():
            return partial(_restore_choice, widget, widget.currentIndex(), widget.currentText())
        case QKeySequenceEdit():
            return partial(widget.setKeySequence, widget.keySequence())
        case QAbstractItemView():
            return partial(_restore_row, widget, QPersistentModelIndex(widget.currentIndex()))
        case _:
            return None


def _restoring_line(line: QLineEdit) -> Callable[[], None]:
    return partial(_restore_line, line, line.text(), line.cursorPosition())


def _restore_line(line: QLineEdit, text: str, cursor: int) -> None:
    if line.text() != text:
        line.setText(text)
        line.setCursorPosition(cursor)


def _restore_text(edit: QPlainTextEdit | QTextEdit, text: str, position: int) -> None:
    if edit.toPlainText() == text:
        return
    edit.setPlainText(text)
    cursor = QTextCursor(edit.document())
    cursor.setPosition(position)
    edit.setTextCursor(cursor)


def _restore_choice(box: QComboBox, index: int, text: str) -> None:
    if box.currentIndex() != index:
        box.setCurrentIndex(index)
    if box.isEditable() and box.currentText() != text:
        box.setEditText(text)


def _restore_row(view: QAbstractItemView, index: QPersistentModelIndex) -> None:
    if view.currentIndex() == index:
        return
    before = QModelIndex()
    if index.isValid():
        before = index.model().index(index.row(), index.column(), index.parent())
    view.setCurrentIndex(before)
