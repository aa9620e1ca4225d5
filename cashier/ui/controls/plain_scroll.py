"""A scroll area that cannot be told from what it scrolls: it goes up and down, with no ground."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QScroller, QWidget


def plain_scroll(whole: QWidget, parent: QWidget) -> QScrollArea:
    """Return a scroll area over ``whole``, which keeps the width there is."""
    scroll = QScrollArea(parent)
    scroll.setWidgetResizable(True)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    QScroller.grabGesture(scroll.viewport(), QScroller.ScrollerGestureType.TouchGesture)
    put_in(scroll, whole)
    return scroll


def put_in(scroll: QScrollArea, whole: QWidget) -> None:
    """Let ``scroll`` scroll over ``whole``; what is behind both shows through."""
    scroll.setWidget(whole)
    scroll.viewport().setAutoFillBackground(False)
    whole.setAutoFillBackground(False)
