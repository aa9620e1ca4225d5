"""Buttons as designed: label, icon and the key that does the same, printed on the button."""

import enum

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget
from typing_extensions import override

from cashier.ui.controls.busy_ring import BusyRing
from cashier.ui.look import assets
from cashier.ui.look.mirror import LEADING, mirrored
from cashier.ui.look.theme import Theme

_TARGET = 48
_PADDING = 14
_GAP = 8
_ICON = 20


class ButtonKind(enum.Enum):
    """How loud a button is."""

    PLAIN = "plain"
    QUIET = "quiet"
    PRIMARY = "primary"
    PAY = "pay"
    DANGER = "danger"
    FUNCTION = "function"


class Button(QPushButton):
    """A button of at least 48 px; its accessible name is its label and its key.

    ``action`` names the action of the catalogue whose key is printed on it.
    """

    def __init__(  # noqa: PLR0913 - what is printed on a button
        self,
        theme: Theme,
        label: str = "",
        *,
        kind: ButtonKind = ButtonKind.PLAIN,
        icon: str = "",
        action: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(label, parent)
        self._theme = theme
        self._kind = kind
        self._icon = icon
        self._action = action
        self._spoken = ""
        self._label_size = 14
        self._label_weight = 600
        self._padding = _PADDING
        self._icon_size = _ICON
        self._is_bold_icon = False
        self._busy_verb = ""
        self._ring: BusyRing | None = None
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._name()
        theme.changed.connect(self._on_look_changed)

    def set_label(self, label: str) -> None:
        self.setText(label)
        self._name()

    def set_spoken(self, spoken: str) -> None:
        """Say ``spoken`` and the key instead of what is printed on the button."""
        self._spoken = spoken
        self._name()

    def show_busy(self, verb: str) -> None:
        """Keep the look while what was pressed is done, and after a moment say so by ``verb``.

        The button is off meanwhile; empty when it is done.
        """
        self._busy_verb = verb
        if verb:
            self.setEnabled(False)
            if self._ring is None:
                self._ring = BusyRing(self)
                self._ring.turned.connect(self._on_turned)
            self._ring.start(moves=self._theme.moves)
        elif self._ring is not None:
            self._ring.stop()
        self.update()

    def set_label_size(self, size: int, weight: int = 600) -> None:
        self._label_size = size
        self._label_weight = weight
        self.updateGeometry()

    def set_padding(self, padding: int) -> None:
        """Leave so much room beside what is printed, where buttons stand close together."""
        self._padding = padding
        self.updateGeometry()

    def set_icon(self, icon: str, *, is_bold: bool = False) -> None:
        self._icon = icon
        self._is_bold_icon = is_bold
        self.update()

    def set_icon_size(self, size: int) -> None:
        """Draw the icon larger or smaller than beside a label."""
        self._icon_size = size
        self.updateGeometry()

    def set_kind(self, kind: ButtonKind) -> None:
        self._kind = kind
        self.update()

    @property
    def cap(self) -> str:
        """The key printed on the button."""
        return self._theme.keys.cap(self._action) if self._action else ""

    @property
    def action(self) -> str:
        """The name of the action whose key it bears; empty for none."""
        return self._action

    @override
    def sizeHint(self) -> QSize:
        width = sum(self._widths()) + 2 * self._theme.px(self._padding)
        return QSize(max(width, self._theme.px(_TARGET)), self._theme.px(_TARGET))

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill, edge, text = self._colours()
        paint_box(painter, self.rect(), fill, edge, self._theme.px(8))
        if self._is_turning:
            self._paint_busy(painter, text)
        else:
            self._paint_face(painter, text)
        painter.end()

    @property
    def _is_turning(self) -> bool:
        return self._ring is not None and self._ring.is_shown

    def _paint_busy(self, painter: QPainter, text: QColor) -> None:
        """Paint ring and verb in the middle, in the room of label, icon and key."""
        side = self._theme.px(_ICON)
        font = self._theme.font(self._label_size, self._label_weight)
        verb = QFontMetrics(font).elidedText(
            self._busy_verb, Qt.TextElideMode.ElideRight, self.width() - side - self._theme.px(16)
        )
        advance = QFontMetrics(font).horizontalAdvance(verb)
        gap = self._theme.px(_GAP)
        left = (self.width() - side - gap - advance) // 2
        if self._ring is not None:
            place = QRect(left, (self.height() - side) // 2, side, side)
            self._ring.paint(painter, mirrored(place, self), text)
        painter.setFont(font)
        painter.setPen(text)
        room = QRect(left + side + gap, 0, advance + 1, self.height())
        painter.drawText(mirrored(room, self), LEADING, verb)

    def _paint_face(self, painter: QPainter, text: QColor) -> None:
        icon, label, cap = self._widths()
        left = (self.width() - icon - label - cap) // 2
        if self._icon:
            side = self._theme.px(self._icon_size)
            drawn = assets.pixmap(
                self._icon, text, side, self.devicePixelRatioF(), is_bold=self._is_bold_icon
            )
            place = QRect(left, (self.height() - side) // 2, side, side)
            painter.drawPixmap(mirrored(place, self).topLeft(), drawn)
            left += icon
        painter.setFont(self._theme.font(self._label_size, self._label_weight))
        painter.setPen(text)
        place = mirrored(QRect(left, 0, label, self.height()), self)
        painter.drawText(place, LEADING, self.text())
        shown = self.cap
        if shown:
            width = cap_width(self._theme, shown)
            place = QRect(left + label + cap - width, 0, width, self.height())
            paint_cap(painter, self._theme, mirrored(place, self), shown, text)

    def _widths(self) -> tuple[int, int, int]:
        theme = self._theme
        metrics = QFontMetrics(theme.font(self._label_size, self._label_weight))
        shown = self.cap
        label = metrics.horizontalAdvance(self.text()) + 1 if self.text() else 0
        icon = (
            theme.px(self._icon_size) + (theme.px(_GAP) if label or shown else 0)
            if self._icon
            else 0
        )
        cap = cap_width(theme, shown) + (theme.px(_GAP) if label else 0) if shown else 0
        return icon, label, cap

    def _colours(self) -> tuple[QColor, QColor | None, QColor]:
        if not self.isEnabled() and not self._busy_verb:
            fill = None if self._kind is ButtonKind.QUIET else self._theme.colour("disabledFill")
            return (
                fill or QColor(Qt.GlobalColor.transparent),
                None,
                self._theme.colour("disabledText"),
            )
        names = _LOOKS[self._kind if not self.isChecked() else ButtonKind.PRIMARY]
        fill_name = names[2] if self.isDown() else names[1] if self.underMouse() else names[0]
        fill = self._theme.colour(fill_name) if fill_name else QColor(Qt.GlobalColor.transparent)
        edge_name = names[4] if self.underMouse() and names[3] else names[3]
        return (
            fill,
            self._theme.colour(edge_name) if edge_name else None,
            self._theme.colour(names[5]),
        )

    def _name(self) -> None:
        """Name the button by what it does and its key, which is spoken also where it is hidden."""
        key = self._theme.keys.words(self._action) if self._action else ""
        said = self._spoken or self.text()
        self.setAccessibleName(", ".join(part for part in (said, key) if part))

    @Slot()
    def _on_turned(self) -> None:
        self.setAccessibleDescription(self._busy_verb)
        self.update()

    @Slot()
    def _on_look_changed(self) -> None:
        if self._action:
            self._name()
            self.updateGeometry()
        self.update()


# fill, hover, pressed, edge, hover edge, text
_LOOKS = {
    ButtonKind.PLAIN: ("key", "keyFn", "keyPressed", "control", "controlHover", "text"),
    ButtonKind.FUNCTION: ("keyFn", "keyPressed", "keyPressed", "control", "controlHover", "text"),
    ButtonKind.QUIET: ("", "keyFn", "keyPressed", "", "", "text2"),
    ButtonKind.PRIMARY: ("accent", "accentHover", "accentPressed", "", "", "onAccent"),
    ButtonKind.PAY: ("pay", "payHover", "payPressed", "", "", "onPay"),
    ButtonKind.DANGER: ("key", "errTint", "errTint", "errIcon", "errIcon", "errText"),
}


def paint_box(
    painter: QPainter, rect: QRect, fill: QColor, edge: QColor | None, radius: int
) -> None:
    """Paint a rounded box with a hair-sharp edge of one pixel."""
    painter.setPen(QPen(edge, 1) if edge is not None else Qt.PenStyle.NoPen)
    painter.setBrush(fill)
    inset = 0.5 if edge is not None else 0.0
    painter.drawRoundedRect(QRectF(rect).adjusted(inset, inset, -inset, -inset), radius, radius)


def cap_width(theme: Theme, cap: str, *, is_loud: bool = False) -> int:
    """Return the width of a key cap: ``F12`` in its small frame."""
    advance = QFontMetrics(_cap_font(theme, is_loud=is_loud)).horizontalAdvance(cap)
    return max(advance + theme.px(12), theme.px(20))


def _cap_font(theme: Theme, *, is_loud: bool) -> QFont:
    return theme.font(13, 600) if is_loud else theme.font(12, 500)


def paint_cap(  # noqa: PLR0913 - what a cap shows, and where
    painter: QPainter,
    theme: Theme,
    place: QRect,
    cap: str,
    colour: QColor,
    *,
    is_loud: bool = False,
) -> None:
    """Paint a key cap in the vertical middle of ``place``; loud on the step a page is for."""
    soft = QColor(colour)
    soft.setAlphaF(1.0 if is_loud else 0.82)
    height = theme.px(20 if is_loud else 18)
    box = QRect(place.left(), place.center().y() - height // 2 + 1, place.width(), height)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(soft, 1))
    painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), theme.px(4), theme.px(4))
    painter.setFont(_cap_font(theme, is_loud=is_loud))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, cap)
