"""Options one below the other, one of them taken: a mark, an icon, a title and what it means."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from cashier.ui.controls.buttons import paint_box
from cashier.ui.frame.chips import Tone, chip_width, paint_chip
from cashier.ui.look import assets
from cashier.ui.look.theme import Theme

_HEIGHT = 72
_MARK = 22
_ICON = 24
_TEXT_LEFT = 90
_LEADING = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Option:
    """One option; ``value`` is what it stands for in the settings, ``mark`` its state as a chip."""

    value: str
    title: str
    text: str = ""
    icon: str = ""
    mark: str = ""


class OptionButton(QAbstractButton):
    """One option as a row to press."""

    def __init__(self, theme: Theme, option: Option, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.option = option
        self.setText(option.title)
        self.setAccessibleName(option.title)
        self.setAccessibleDescription(" · ".join(filter(None, (option.mark, option.text))))
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(200), self._theme.px(_HEIGHT))

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, px = self._theme, self._theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_taken = self.isChecked()
        fill = theme.colour("accentTint" if is_taken else "keyFn" if self._is_hot else "surface")
        paint_box(painter, self.rect(), fill, None, px(10))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        width = 2 if is_taken else 1
        painter.setPen(QPen(theme.colour("accent" if is_taken else "control"), width))
        inset = width / 2
        box = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(box, px(10), px(10))
        self._paint_mark(painter)
        self._paint_words(painter)
        painter.end()

    @property
    def _is_hot(self) -> bool:
        return self.underMouse() or self.isDown()

    def _paint_mark(self, painter: QPainter) -> None:
        theme, px = self._theme, self._theme.px
        side = px(_MARK)
        place = QRectF(self._mirrored(QRect(px(14), (self.height() - side) // 2, side, side)))
        width = px(7) if self.isChecked() else px(2)
        painter.setPen(QPen(theme.colour("accent" if self.isChecked() else "control"), width))
        painter.setBrush(theme.colour("surface"))
        painter.drawEllipse(place.adjusted(width / 2, width / 2, -width / 2, -width / 2))
        if self.option.icon:
            side = px(_ICON)
            spot = self._mirrored(QRect(px(52), (self.height() - side) // 2, side, side))
            colour, ratio = theme.colour("text2"), self.devicePixelRatioF()
            painter.drawPixmap(spot.topLeft(), assets.pixmap(self.option.icon, colour, side, ratio))

    def _paint_words(self, painter: QPainter) -> None:
        theme, px = self._theme, self._theme.px
        left = px(_TEXT_LEFT if self.option.icon else 50)
        width = self.width() - left - px(12)
        text_font = theme.font(13)
        lines = _in_lines(self.option.text, QFontMetrics(text_font), width)
        top = (self.height() - px(22) - px(18) * len(lines)) // 2
        taken = self._paint_state(painter, top)
        place = QRect(left, top, width - taken, px(22))
        self._paint_line(painter, self.option.title, place, (theme.font(16, 600), "text"))
        for number, line in enumerate(lines):
            place = QRect(left, top + px(22) + px(18) * number, width, px(18))
            self._paint_line(painter, line, place, (text_font, "text2"))

    def _paint_line(
        self, painter: QPainter, words: str, place: QRect, look: tuple[QFont, str]
    ) -> None:
        font, colour = look
        painter.setFont(font)
        painter.setPen(self._theme.colour(colour))
        shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(self._mirrored(place), _LEADING, shown)

    def _paint_state(self, painter: QPainter, top: int) -> int:
        """Paint the chip at the far end of the title's line; return the width that it takes."""
        if not self.option.mark:
            return 0
        px = self._theme.px
        width = chip_width(self._theme, self.option.mark)
        place = QRect(self.width() - width - px(12), top, width, px(22))
        paint_chip(
            painter,
            self._theme,
            self._mirrored(place),
            icon="ready",
            text=self.option.mark,
            tone=Tone.OK,
        )
        return width + px(10)

    def _mirrored(self, place: QRect) -> QRect:
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            place.moveLeft(self.width() - place.right() - 1)
        return place


def _in_lines(text: str, metrics: QFontMetrics, width: int) -> list[str]:
    """Return ``text`` in one line, or broken between two words; the second may be too long."""
    if not text or metrics.horizontalAdvance(text) <= width:
        return [text] if text else []
    words = text.split(" ")
    first = words[0]
    for place, word in enumerate(words[1:], start=1):
        if metrics.horizontalAdvance(f"{first} {word}") > width:
            return [first, " ".join(words[place:])]
        first = f"{first} {word}"
    return [first]


class OptionList(QWidget):
    """The rows; one stop for Tab, arrows go from option to option."""

    chosen = Signal(str)  # the value

    def __init__(self, theme: Theme, name: str, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName(name)
        self.setAccessibleName(label)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(theme.px(8))
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._group.buttonClicked.connect(self._on_clicked)

    @property
    def value(self) -> str:
        """The option taken; empty where none is."""
        taken = self._group.checkedButton()
        return taken.option.value if isinstance(taken, OptionButton) else ""

    @property
    def buttons(self) -> list[QAbstractButton]:
        return self._group.buttons()

    def show_options(self, options: Sequence[Option], value: str) -> None:
        """Offer ``options`` with ``value`` taken."""
        for button in self._group.buttons():
            self._group.removeButton(button)
            self._box.removeWidget(button)
            button.hide()
            button.deleteLater()
        for number, option in enumerate(options):
            made = OptionButton(self._theme, option, self)
            made.setObjectName(f"{self.objectName()}{number}")
            made.setChecked(option.value == value)
            self._group.addButton(made)
            self._box.addWidget(made)

    def show_value(self, value: str) -> None:
        """Take ``value`` without telling of it."""
        for button in self._group.buttons():
            if isinstance(button, OptionButton) and button.option.value == value:
                button.setChecked(True)

    @Slot(QAbstractButton)
    def _on_clicked(self, button: QAbstractButton) -> None:
        if isinstance(button, OptionButton):
            self.chosen.emit(button.option.value)
