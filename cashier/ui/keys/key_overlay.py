"""The keys of the page in view, over it: F1 shows them, and F1, Escape or a tap closes them."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QScroller,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid
from typing_extensions import override

from cashier.translation import _
from cashier.ui.controls.buttons import Button
from cashier.ui.keys import keys
from cashier.ui.keys.actions import EVERYWHERE, Action, page_title
from cashier.ui.keys.key_list import KeyGroup, KeyRow
from cashier.ui.look.theme import Theme

_COLUMN = 300
_MOST_WIDE = 1_240
_SCRIM = QColor(0, 0, 0, 110)


class KeyOverlay(QWidget):
    """Covers the window while it is open, and takes every key; scans pass it by."""

    closed = Signal()
    change_requested = Signal()

    def __init__(self, theme: Theme, actions: tuple[Action, ...], window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("keyOverlay")
        self.setAccessibleName(_("Keys"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._theme = theme
        self._window = window
        self._focus: QWidget | None = None
        self._card = QFrame(self)
        self._card.setProperty("frame", "card")
        self._columns = QWidget()
        self._groups = self._list(actions)
        self._lay_out()
        window.installEventFilter(self)

    @property
    def rows(self) -> list[KeyRow]:
        """What is listed, in order."""
        return [row for group in self._groups for row in group.rows]

    def open(self) -> None:
        """Show the keys and take the focus."""
        self._focus = QApplication.focusWidget()
        self._place()
        self.show()
        self.raise_()
        self.close_button.setFocus(Qt.FocusReason.PopupFocusReason)

    @Slot()
    def leave(self) -> None:
        """Close for good, and give the focus back."""
        if self.isHidden():
            return
        self.hide()
        if self._focus is not None and isValid(self._focus):
            self._focus.setFocus(Qt.FocusReason.PopupFocusReason)
        self.closed.emit()
        self.deleteLater()

    @override
    def event(self, event: QEvent) -> bool:
        """Keep every key from the page below."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = keys.pressed(event)
        if key in {"Esc", self._theme.keys.key("everywhere.keys")} and not event.isAutoRepeat():
            self.leave()
        elif key in {"Up", "Down", "PgUp", "PgDown"}:
            self._scroll(key)

    @override
    def focusNextPrevChild(self, is_next: bool) -> bool:
        """Let Tab go round inside."""
        stops = [self.change, self.close_button]
        focus = QApplication.focusWidget()
        place = stops.index(focus) if focus in stops else 0
        step = 1 if is_next else -1
        stops[(place + step) % len(stops)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Close by a tap wherever there is no button."""
        event.accept()
        self.leave()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and not self.isHidden():
            self._place()
        return super().eventFilter(watched, event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), _SCRIM)
        painter.end()

    def _lay_out(self) -> None:
        px = self._theme.px
        box = QVBoxLayout(self._card)
        box.setContentsMargins(1, px(8), px(8), 1)
        box.setSpacing(0)
        box.addLayout(self._head())
        box.addWidget(self._scroll_area(), 1)
        foot = QLabel(_("Digits go to the keypad and letters open the search."), self._card)
        foot.setFont(self._theme.font(13))
        foot.setProperty("tone", "second")
        foot.setContentsMargins(px(20), px(8), px(20), px(14))
        box.addWidget(foot)

    def _head(self) -> QHBoxLayout:
        theme, px = self._theme, self._theme.px
        title = QLabel(_("Keys"), self._card)
        title.setFont(theme.font(18, 600))
        self.change = Button(theme, _("Change keys"), icon="keys", parent=self._card)
        self.change.setObjectName("changeKeysButton")
        self.change.clicked.connect(self._on_change)
        self.close_button = Button(
            theme, _("Close"), icon="close", action="everywhere.back", parent=self._card
        )
        self.close_button.setObjectName("closeKeysButton")
        self.close_button.clicked.connect(self.leave)
        head = QHBoxLayout()
        head.setContentsMargins(px(20), px(4), px(4), px(4))
        head.setSpacing(px(8))
        head.addWidget(title, 1)
        head.addWidget(self.change)
        head.addWidget(self.close_button)
        return head

    def _scroll_area(self) -> QScrollArea:
        px = self._theme.px
        row = self._row = QHBoxLayout(self._columns)
        row.setContentsMargins(px(20), px(8), px(20), px(16))
        row.setSpacing(px(24))
        for group in self._groups:
            row.addWidget(group, 1)
        self._area = QScrollArea(self._card)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(self._columns)
        QScroller.grabGesture(self._area.viewport(), QScroller.ScrollerGestureType.TouchGesture)
        self._columns.setAutoFillBackground(False)
        return self._area

    def _list(self, actions: tuple[Action, ...]) -> list[KeyGroup]:
        """Return columns: a page's actions first, those of the whole window at the end."""
        groups: list[KeyGroup] = []
        pages = dict.fromkeys(one.page for one in actions if one.page != EVERYWHERE)
        most = self._most_rows(actions)
        for page in (*pages, EVERYWHERE):
            of_page = tuple(one for one in actions if one.page == page)
            for start in range(0, len(of_page), most):
                title = page_title(page) if start == 0 else ""
                part = of_page[start : start + most]
                groups.append(KeyGroup(self._theme, title, part, self._columns))
        return groups

    def _most_rows(self, actions: tuple[Action, ...]) -> int:
        """Return how long a column is, so that the page's actions share the room evenly."""
        px = self._theme.px
        columns = min(self._window.width(), px(_MOST_WIDE)) // px(_COLUMN) - 1
        of_page = sum(one.page != EVERYWHERE for one in actions)
        everywhere = len(actions) - of_page
        return max(-(-of_page // max(columns, 1)), everywhere, 1)

    def _place(self) -> None:
        """Lie over the whole window, the card in its middle and no larger than its list needs."""
        px = self._theme.px
        self.setGeometry(self._window.rect())
        wanted = px(_COLUMN) * max(len(self._groups), 2) + px(60)
        width = min(wanted, px(_MOST_WIDE), self.width() - px(32))
        inside = self._row.totalHeightForWidth(width - px(20))
        needed = inside + px(48 + 16 + 48)
        height = min(needed, self.height() - px(32))
        left, top = (self.width() - width) // 2, (self.height() - height) // 2
        self._card.setGeometry(left, top, width, height)

    def _scroll(self, key: str) -> None:
        bar = self._area.verticalScrollBar()
        step = bar.singleStep() * 3 if key in {"Up", "Down"} else bar.pageStep()
        bar.setValue(bar.value() + (step if key in {"Down", "PgDown"} else -step))

    @Slot()
    def _on_change(self) -> None:
        self.leave()
        self.change_requested.emit()
