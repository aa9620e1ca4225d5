"""Which amounts can be explained: how a widget tells what stands where it is pressed.

A widget that shows one amount bears the property ``explains`` with the amount's topic, a list of
them the topic of each row; one that shows several answers ``explanation_at``. Topics are the values
of ``domain.explanation.Topic``.
"""

from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QWidget

EXPLAINS = "explains"


@dataclass(frozen=True, slots=True)
class Place:
    """An amount that was pointed at; ``row`` counts from 0 where there are several lines.

    ``is_printed``: it stands on a document, where what is given back is negative.
    """

    topic: str
    row: int = 0
    rate: str = ""
    is_printed: bool = False


@runtime_checkable
class ExplainablePlace(Protocol):
    """A widget that shows more than one amount."""

    def explanation_at(self, pos: QPoint) -> Place | None:
        """Return the amount at ``pos``, in the widget's own coordinates."""


def explains(widget: QWidget, topic: str) -> None:
    """Let ``widget`` tell that it shows the amount ``topic``, a list in every row; empty: none."""
    widget.setProperty(EXPLAINS, topic)


def place_at(widget: QWidget, pos: QPoint) -> tuple[Place, QRect] | None:
    """Return the amount at ``pos`` of ``widget`` and where it stands on the screen.

    It is told by the widget or by the nearest that holds it; a button that tells none has none.
    """
    asked: QWidget | None = widget
    while asked is not None and not asked.isWindow():
        place = _told(asked, pos)
        if place is not None:
            return place, _area(asked, place)
        if isinstance(asked, QAbstractButton):
            return None
        pos = asked.mapToParent(pos)
        asked = asked.parentWidget()
    return None


def area_of(page: QWidget, place: Place) -> QRect | None:
    """Return where on the screen ``page`` shows an amount."""
    for widget in page.findChildren(QWidget):
        if widget.property(EXPLAINS) == place.topic and widget.isVisible():
            return _area(widget, place)
    return None


def _told(widget: QWidget, pos: QPoint) -> Place | None:
    if isinstance(widget, ExplainablePlace):
        return widget.explanation_at(pos)
    topic = widget.property(EXPLAINS)
    if not isinstance(topic, str) or not topic:
        return None
    if not isinstance(widget, QAbstractItemView):
        return Place(topic)
    index = widget.indexAt(widget.viewport().mapFromParent(pos))
    return Place(topic, index.row()) if index.isValid() else None


def _area(widget: QWidget, place: Place) -> QRect:
    area = widget.rect()
    if isinstance(widget, QAbstractItemView):
        area = widget.visualRect(widget.model().index(place.row, 0))
    return QRect(widget.mapToGlobal(area.topLeft()), area.size())
