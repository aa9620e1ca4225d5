"""The tenders a shop takes, in the order they are offered: taken or not, moved up and down."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from cashier.domain.tender import TenderType
from cashier.translation import _
from cashier.ui.controls.buttons import Button, paint_box
from cashier.ui.look import assets
from cashier.ui.look.theme import Theme
from cashier.ui.pay.tender_words import tender_icon, tender_name

_HEIGHT = 56
_BOX = 22
_LEADING = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter


class CheckRow(QAbstractButton):
    """A row that is on or off: a box with a tick, an icon and a name."""

    def __init__(self, theme: Theme, icon: str, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon = icon
        self.setText(text)
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(160), self._theme.px(_HEIGHT))

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, px = self._theme, self._theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        hot = self.isEnabled() and (self.underMouse() or self.isDown())
        fill = theme.colour("keyFn" if hot else "surface")
        paint_box(painter, self.rect(), fill, theme.colour("control"), px(10))
        self._paint_tick(painter)
        text = theme.colour("text" if self.isEnabled() else "disabledText")
        side = px(24)
        spot = self._mirrored(QRect(px(50), (self.height() - side) // 2, side, side))
        drawn = assets.pixmap(self._icon, text, side, self.devicePixelRatioF())
        painter.drawPixmap(spot.topLeft(), drawn)
        font = theme.font(15, 600 if self.isChecked() else 500)
        painter.setFont(font)
        painter.setPen(text)
        room = self._mirrored(QRect(px(86), 0, self.width() - px(98), self.height()))
        shown = QFontMetrics(font).elidedText(
            self.text(), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, _LEADING, shown)
        painter.end()

    def _paint_tick(self, painter: QPainter) -> None:
        theme, px = self._theme, self._theme.px
        side = px(_BOX)
        place = self._mirrored(QRect(px(14), (self.height() - side) // 2, side, side))
        if not self.isChecked():
            painter.setBrush(theme.colour("surface"))
            painter.setPen(QPen(theme.colour("control"), px(2)))
            painter.drawRoundedRect(QRectF(place).adjusted(1, 1, -1, -1), px(5), px(5))
            return
        name = "accent" if self.isEnabled() else "disabledText"
        paint_box(painter, place, theme.colour(name), None, px(5))
        tick = assets.pixmap(
            "check", theme.colour("onAccent"), side, self.devicePixelRatioF(), is_bold=True
        )
        painter.drawPixmap(place.topLeft(), tick)

    def _mirrored(self, place: QRect) -> QRect:
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            place.moveLeft(self.width() - place.right() - 1)
        return place


class TenderRow(QWidget):
    """One tender: whether it is taken, and its way up and down."""

    toggled = Signal()
    moved = Signal(object)  # (TenderType, -1 or 1)

    def __init__(self, theme: Theme, kind: TenderType, parent: QWidget) -> None:
        super().__init__(parent)
        self.kind = kind
        name = tender_name(kind)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        self.check = CheckRow(theme, tender_icon(kind), name, self)
        self.check.setObjectName(f"{kind.value}Taken")
        self.up = Button(theme, icon="up", parent=self)
        self.up.setObjectName(f"{kind.value}Up")
        self.up.setAccessibleName(_("{name} up").format(name=name))
        self.down = Button(theme, icon="down", parent=self)
        self.down.setObjectName(f"{kind.value}Down")
        self.down.setAccessibleName(_("{name} down").format(name=name))
        row.addWidget(self.check, 1)
        row.addWidget(self.up)
        row.addWidget(self.down)
        self.check.clicked.connect(self.toggled)
        self.up.clicked.connect(self._on_up)
        self.down.clicked.connect(self._on_down)

    @Slot()
    def _on_up(self) -> None:
        self.moved.emit((self.kind, -1))

    @Slot()
    def _on_down(self) -> None:
        self.moved.emit((self.kind, 1))


class TenderChoice(QWidget):
    """Cash stands first and is always taken; the others as the shop wants them."""

    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tenderChoice")
        self.setAccessibleName(_("Tenders"))
        self._theme = theme
        self._order: list[TenderType] = []
        self._rows: dict[TenderType, TenderRow] = {}
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(theme.px(8))
        cash = CheckRow(theme, tender_icon(TenderType.CASH), tender_name(TenderType.CASH), self)
        cash.setObjectName("cashTaken")
        cash.setChecked(True)
        cash.setEnabled(False)
        cash.setAccessibleDescription(_("Always taken"))
        self._box.addWidget(cash)

    @property
    def tenders(self) -> tuple[TenderType, ...]:
        """The tenders taken beside cash, in order."""
        return tuple(one for one in self._order if self._rows[one].check.isChecked())

    def row(self, kind: TenderType) -> TenderRow:
        return self._rows[kind]

    def show_tenders(self, taken: Sequence[TenderType], offered: Sequence[TenderType]) -> None:
        """Show the tenders ``taken`` in their order, then the rest of ``offered``."""
        self._order = [*taken, *(one for one in offered if one not in taken)]
        for kind in self._order:
            if kind not in self._rows:
                self._rows[kind] = self._made(kind)
            self._rows[kind].check.setChecked(kind in taken)
        for kind, row in self._rows.items():
            row.setVisible(kind in self._order)
        self._arrange()

    def _made(self, kind: TenderType) -> TenderRow:
        row = TenderRow(self._theme, kind, self)
        row.toggled.connect(self.changed)
        row.moved.connect(self._on_moved)
        return row

    @Slot(object)
    def _on_moved(self, step: tuple[TenderType, int]) -> None:
        kind, way = step
        place = self._order.index(kind)
        self._order.insert(place + way, self._order.pop(place))
        self._arrange()
        self._keep_focus(kind, way)
        self.changed.emit()

    def _arrange(self) -> None:
        for place, kind in enumerate(self._order):
            row = self._rows[kind]
            self._box.removeWidget(row)
            self._box.insertWidget(place + 1, row)
            row.up.setEnabled(place > 0)
            row.down.setEnabled(place < len(self._order) - 1)
        stops = [widget for kind in self._order for widget in _stops(self._rows[kind])]
        for one, following in pairwise(stops):
            QWidget.setTabOrder(one, following)

    def _keep_focus(self, kind: TenderType, way: int) -> None:
        """Let a row that came to the end be moved back by the same hand."""
        row = self._rows[kind]
        button, other = (row.up, row.down) if way < 0 else (row.down, row.up)
        if not button.isEnabled() and other.isEnabled():
            other.setFocus(Qt.FocusReason.OtherFocusReason)


def _stops(row: TenderRow) -> tuple[QWidget, QWidget, QWidget]:
    return row.check, row.up, row.down
