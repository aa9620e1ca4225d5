"""The card that explains an amount: it lies over the page, a press beside it or Esc closes it."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal, Slot
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid
from typing_extensions import override

from cashier.domain.explanation import Explanation, Subject
from cashier.translation import _
from cashier.ui.controls.buttons import Button, ButtonKind, paint_box
from cashier.ui.controls.elided_label import ElidedLabel
from cashier.ui.explain.explanation_steps import StepsView, rows_of
from cashier.ui.explain.explanation_words import heading
from cashier.ui.look.theme import Theme

Explain = Callable[[Subject], Explanation | None]

_WIDTH = 520
_HEAD = 64
_MARGIN = 16
_OWN_KEYS = frozenset(
    {
        *(Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Shift, Qt.Key.Key_Control),
        *(Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta, Qt.Key.Key_Space),
        *(Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Up, Qt.Key.Key_Down),
        *(Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Home, Qt.Key.Key_End),
        *(Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Backspace, Qt.Key.Key_Escape),
    }
)


class ExplanationCard(QWidget):
    """Heading, steps, and the way back where one step was opened from another."""

    close_requested = Signal()
    back_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("explanationCard")
        self._theme = theme
        px = theme.px
        box = QVBoxLayout(self)
        box.setContentsMargins(1, 1, 1, px(8))
        box.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(px(_MARGIN), px(8), px(8), px(8))
        head.setSpacing(px(8))
        self.back = self._button("back", "explanationBackButton", _("Back to the step before"))
        self.close_button = self._button("close", "closeExplanationButton", _("Close, Esc"))
        self._heading = ElidedLabel("", theme.font(16, 600), self)
        self._heading.setObjectName("explanationHeading")
        self._below = ElidedLabel("", theme.font(13), self)
        self._below.setProperty("tone", "second")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._heading)
        words.addWidget(self._below)
        head.addWidget(self.back)
        head.addLayout(words, 1)
        head.addWidget(self.close_button)
        self.steps = StepsView(theme, self)
        box.addLayout(head)
        box.addWidget(self.steps, 1)
        self.close_button.clicked.connect(self.close_requested)
        self.back.clicked.connect(self.back_requested)
        self.setFocusProxy(self.steps)

    def show_explanation(self, explanation: Explanation, *, can_go_back: bool) -> None:
        rows = rows_of(explanation)
        self._heading.show_text(heading(explanation))
        self._below.show_text(explanation.name or _("How this amount came about"))
        self.setAccessibleName(heading(explanation))
        self.setAccessibleDescription(". ".join(row.words.spoken for row in rows))
        self.back.setVisible(can_go_back)
        self.steps.show_steps(rows)

    def height_for(self, width: int, most: int) -> int:
        """Return the height that shows every step, or ``most``."""
        around = self._theme.px(_HEAD + 8) + 2
        return around + self.steps.height_for(width - 2, most - around)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = theme.colour("control")
        paint_box(painter, self.rect(), theme.colour("raised"), edge, theme.px(12))
        painter.end()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()  # a press on the card is not one beside it

    def _button(self, icon: str, name: str, spoken: str) -> Button:
        button = Button(self._theme, kind=ButtonKind.QUIET, icon=icon, parent=self)
        button.setObjectName(name)
        button.setAccessibleName(spoken)
        button.setFixedWidth(self._theme.px(48))
        return button


class ExplanationOverlay(QWidget):
    """Lies over the window while an amount is explained and gives the focus back when it goes.

    A key that is not the card's closes it and is the page's again: no key is lost.
    """

    closed = Signal()

    def __init__(self, theme: Theme, explain: Explain, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("explanationOverlay")
        self._theme = theme
        self._explain = explain
        self._ground = window
        self._before: QWidget | None = window.focusWidget()
        self._trail: list[Explanation] = []
        self._beside = QRect()
        self.card = ExplanationCard(theme, self)
        self.card.steps.step_opened.connect(self._on_step_opened)
        self.card.close_requested.connect(self.leave)
        self.card.back_requested.connect(self._on_back)
        window.installEventFilter(self)

    @property
    def explanation(self) -> Explanation:
        """What is explained now."""
        return self._trail[-1]

    def open(self, explanation: Explanation, beside: QRect) -> None:
        """Show ``explanation`` beside what stands at ``beside`` in the window."""
        self._trail = [explanation]
        self._beside = beside
        self._show_last()
        self.setGeometry(self._ground.rect())
        self.show()
        self.raise_()
        self.card.setFocus(Qt.FocusReason.PopupFocusReason)
        QAccessible.updateAccessibility(QAccessibleEvent(self.card, QAccessible.Event.Alert))

    @Slot()
    def leave(self) -> None:
        """Close, and give the focus back to where it was."""
        if self.isHidden():
            return
        before = self._before
        self.hide()
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.PopupFocusReason)
        self.closed.emit()
        self.deleteLater()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._ground.rect())
            self._place()
        return False

    @override
    def event(self, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and _is_foreign(event)
            and not (event.text() and event.text().isprintable())
        ):
            self.leave()  # before shortcuts are looked for, so that they are the page's
            return False
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._on_back()
        elif event.key() in {Qt.Key.Key_Backspace, Qt.Key.Key_Left}:
            if len(self._trail) > 1:
                self._on_back()
        elif _is_foreign(event):
            self.leave()
            _hand_on(event, self._before)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.leave()

    def _show_last(self) -> None:
        self.card.show_explanation(self._trail[-1], can_go_back=len(self._trail) > 1)
        self._place()

    def _place(self) -> None:
        """Put the card beside what it explains, inside the window."""
        margin = self._theme.px(_MARGIN)
        room = self._ground.rect().adjusted(margin, margin, -margin, -margin)
        width = min(self._theme.px(_WIDTH), room.width())
        height = self.card.height_for(width, room.height())
        place = QRect(0, 0, width, height)
        place.moveCenter(self._beside.center())
        if self._beside.left() - margin - width >= room.left():
            place.moveRight(self._beside.left() - margin)
        elif self._beside.right() + margin + width <= room.right():
            place.moveLeft(self._beside.right() + margin)
        place.moveLeft(max(room.left(), min(place.left(), room.right() - width + 1)))
        place.moveTop(max(room.top(), min(place.top(), room.bottom() - height + 1)))
        self.card.setGeometry(place)

    @Slot(object)
    def _on_step_opened(self, subject: Subject) -> None:
        found = self._explain(subject)
        if found is not None and found.subject != self._trail[-1].subject:
            self._trail.append(found)
            self._show_last()

    @Slot()
    def _on_back(self) -> None:
        if len(self._trail) > 1:
            self._trail.pop()
            self._show_last()
        else:
            self.leave()


def _is_foreign(event: QKeyEvent) -> bool:
    """Whether the card has no use for a key."""
    held = event.modifiers() & ~(
        Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
    )
    return event.key() not in _OWN_KEYS or held != Qt.KeyboardModifier.NoModifier


def _hand_on(event: QKeyEvent, widget: QWidget | None) -> None:
    """Give a key to ``widget`` and on to what holds it, past the filters that saw it already."""
    while widget is not None and isValid(widget):
        event.accept()
        if widget.event(event) and event.isAccepted():
            return
        widget = widget.parentWidget()
