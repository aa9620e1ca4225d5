"""The cards of a section: side by side where there is room, else one below the other."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from cashier.ui.controls.plain_scroll import plain_scroll, put_in
from cashier.ui.look.columns import columns_for
from cashier.ui.look.theme import Theme

_HEAD = 48
_LIST = 396
_LIST_WIDE = 456
_WIDE_CART = 456
_NARROW = 640


class SectionCard(QFrame):
    """A card with a head; what is below scrolls when it is taller than the card."""

    def __init__(self, theme: Theme, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("frame", "card")
        box = QVBoxLayout(self)
        box.setContentsMargins(1, 1, 1, 1)
        box.setSpacing(0)
        box.addWidget(self._make_head(title))
        self._body = QWidget(self)
        self.body = QVBoxLayout(self._body)
        self.body.setContentsMargins(theme.px(16), theme.px(12), theme.px(16), theme.px(12))
        self.body.setSpacing(theme.px(12))
        self._scroll = plain_scroll(self._body, self)
        self._column = QVBoxLayout()
        self._column.addWidget(self._scroll, 1)
        self._row = QHBoxLayout()
        self._row.addLayout(self._column, 1)
        box.addLayout(self._row, 1)

    def show_title(self, title: str) -> None:
        """Head the card with ``title`` from now on."""
        self._title.setText(title)

    def add_to_head(self, widget: QWidget) -> None:
        """Put a chip or a button at the end of the head."""
        self._head.addWidget(widget)

    def add_foot(self, widget: QWidget) -> None:
        """Pin ``widget`` below what scrolls."""
        self._column.addWidget(widget)

    def add_side(self, widget: QWidget) -> None:
        """Put ``widget`` in a pit at the far side of all that is below the head."""
        side = QFrame(self)
        side.setProperty("frame", "side")
        around = QVBoxLayout(side)
        around.setContentsMargins(1, 0, 0, 0)
        around.addWidget(widget)
        self._row.addWidget(side)

    def set_narrow(self, *, is_narrow: bool) -> None:
        """Put the pit below what is beside it, where there is no room beside."""
        direction = QBoxLayout.Direction
        self._row.setDirection(direction.TopToBottom if is_narrow else direction.LeftToRight)

    def set_scrolling(self, *, scrolls: bool) -> None:
        """Let the body scroll by itself, or be as tall as it is inside something that scrolls."""
        if scrolls is not self._scroll.isHidden():
            return
        if scrolls:
            self._column.removeWidget(self._body)
            put_in(self._scroll, self._body)
        else:
            self._scroll.takeWidget()
            self._column.insertWidget(0, self._body, 1)
        self._scroll.setVisible(scrolls)
        self._body.show()

    def _make_head(self, title: str) -> QFrame:
        px = self._theme.px
        head = QFrame(self)
        head.setProperty("frame", "head")
        head.setMinimumHeight(px(_HEAD))
        self._head = QHBoxLayout(head)
        self._head.setContentsMargins(px(16), 0, px(16), 0)
        self._head.setSpacing(px(8))
        self._title = QLabel(title, head)
        self._title.setFont(self._theme.font(15, 600))
        self._head.addWidget(self._title, 1)
        return head


class SectionColumns(QWidget):
    """One or two cards, the first as wide as a list; below 1280 they stand in one column.

    The row with Save stands at the foot of the last card, or pinned below the column.
    """

    def __init__(self, theme: Theme, *cards: SectionCard, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._cards = cards
        self._is_compact: bool | None = None
        self._foot: QWidget | None = None
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._whole = QWidget(self)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._whole)
        self._row.setContentsMargins(0, 0, 0, 0)
        for place, card in enumerate(cards):
            self._row.addWidget(card, place)
        self._row.setStretch(len(cards) - 1, 1)
        self._scroll = plain_scroll(QWidget(self), self)
        self._outer.addWidget(self._scroll, 1)
        self._outer.addWidget(self._whole, 1)
        self._scroll.hide()

    def place_foot(self, foot: QWidget) -> None:
        """Take the row with Save in."""
        self._foot = foot
        self._put_foot()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit(self.window().width())

    def fit(self, window_width: int) -> None:
        """Arrange the cards for a window of this width."""
        columns = columns_for(self._theme, window_width)
        self._row.setSpacing(columns.gap)
        self._outer.setSpacing(columns.gap)
        if columns.is_compact is not self._is_compact:
            self._is_compact = columns.is_compact
            self._arrange()
        for card in self._cards:
            card.set_narrow(is_narrow=self.width() < self._theme.px(_NARROW))
        if len(self._cards) > 1:
            px = self._theme.px
            width = px(_LIST_WIDE if columns.cart >= px(_WIDE_CART) else _LIST)
            first = self._cards[0]
            first.setMinimumWidth(0 if columns.is_compact else width)
            first.setMaximumWidth(16_777_215 if columns.is_compact else width)

    def _arrange(self) -> None:
        is_compact = bool(self._is_compact)
        for card in self._cards:
            card.set_scrolling(scrolls=not is_compact)
        direction = QBoxLayout.Direction
        self._row.setDirection(direction.TopToBottom if is_compact else direction.LeftToRight)
        if is_compact:
            self._outer.removeWidget(self._whole)
            put_in(self._scroll, self._whole)
        elif self._scroll.widget() is self._whole:
            self._scroll.takeWidget()
            self._outer.insertWidget(1, self._whole, 1)
        self._scroll.setVisible(is_compact)
        self._whole.show()
        self._put_foot()

    def _put_foot(self) -> None:
        if self._foot is None:
            return
        is_shown = not self._foot.isHidden()  # another parent hides it
        self._foot.setProperty("frame", "card" if self._is_compact else "")
        self._foot.style().polish(self._foot)
        if self._is_compact:
            self._outer.addWidget(self._foot)
        else:
            self._cards[-1].add_foot(self._foot)
        self._foot.setVisible(is_shown)
