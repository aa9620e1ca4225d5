"""The three steps of the first start, one below the other: done, in view, still to come."""

from PySide6.QtCore import QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QLabel, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from cashier.translation import _
from cashier.ui.controls.buttons import paint_box
from cashier.ui.look import assets
from cashier.ui.look.theme import Theme
from cashier.ui.start.start_presenter import GO, PRODUCTS, SHOP

_HEIGHT = 84
_CIRCLE = 28
_TEXT_LEFT = 56
_LEADING = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter


class StepButton(QAbstractButton):
    """One step; pressed it comes into view."""

    chosen = Signal(object)  # the step's number

    def __init__(self, theme: Theme, step: int, title: str, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._step = step
        self._words = text
        self._is_done = False
        self.setObjectName(f"startStep{step}")
        self.setText(title)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._on_clicked)
        theme.changed.connect(self.update)

    def show_state(self, *, is_in_view: bool, is_done: bool) -> None:
        self._is_done = is_done
        self.setChecked(is_in_view)
        state = _("done") if is_done else _("in view") if is_in_view else _("to come")
        name = _("Step {number}: {title}, {state}")
        self.setAccessibleName(name.format(number=self._step, title=self.text(), state=state))
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(180), self._theme.px(_HEIGHT))

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, px = self._theme, self._theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isChecked() or self.underMouse():
            fill = theme.colour("accentTint" if self.isChecked() else "keyFn")
            paint_box(painter, self.rect(), fill, None, px(10))
        self._paint_circle(painter)
        self._paint_words(painter)
        painter.end()

    def _paint_words(self, painter: QPainter) -> None:
        theme, px = self._theme, self._theme.px
        width = self.width() - px(_TEXT_LEFT + 12)
        flags = int(_LEADING) | Qt.TextFlag.TextWordWrap.value
        title, text = theme.font(16, 600), theme.font(13)
        lines = QFontMetrics(text).boundingRect(QRect(0, 0, width, px(40)), flags, self._words)
        heights = (px(22), min(lines.height(), px(40)))
        top = (self.height() - sum(heights)) // 2
        for words, font, height, colour in (
            (self.text(), title, heights[0], "text"),
            (self._words, text, heights[1], "text2"),
        ):
            painter.setFont(font)
            painter.setPen(theme.colour(colour))
            place = self._mirrored(QRect(px(_TEXT_LEFT), top, width, height))
            painter.drawText(place, flags, words)
            top += height

    def _paint_circle(self, painter: QPainter) -> None:
        theme, px = self._theme, self._theme.px
        side = px(_CIRCLE)
        place = self._mirrored(QRect(px(14), (self.height() - side) // 2, side, side))
        if self._is_done:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("okTint"))
            painter.drawEllipse(place)
            inner = px(18)
            drawn = assets.pixmap(
                "check", theme.colour("okIcon"), inner, self.devicePixelRatioF(), is_bold=True
            )
            gap = (side - inner) // 2
            painter.drawPixmap(place.left() + gap, place.top() + gap, drawn)
            return
        is_here = self.isChecked()
        painter.setPen(Qt.PenStyle.NoPen if is_here else QPen(theme.colour("control"), 1))
        painter.setBrush(theme.colour("accent" if is_here else "surface"))
        painter.drawEllipse(place)
        painter.setFont(theme.font(14, 600))
        painter.setPen(theme.colour("onAccent" if is_here else "text"))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, str(self._step))

    def _mirrored(self, place: QRect) -> QRect:
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            place.moveLeft(self.width() - place.right() - 1)
        return place

    @Slot()
    def _on_clicked(self) -> None:
        self.chosen.emit(self._step)


class StartSteps(QFrame):
    """The card with the three steps, and what holds for all of them."""

    step_chosen = Signal(object)  # the step's number

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("startSteps")
        self.setProperty("frame", "card")
        title = QLabel(_("Welcome"), self)
        title.setFont(theme.font(20, 600))
        words = QLabel(_("Three short steps, and each can wait. Selling works at any time."), self)
        words.setFont(theme.font(14))
        words.setProperty("tone", "second")
        words.setWordWrap(True)
        box = QVBoxLayout(self)
        box.setContentsMargins(*[theme.px(16)] * 4)
        box.setSpacing(theme.px(8))
        box.addWidget(title)
        box.addWidget(words)
        box.addSpacing(theme.px(8))
        self._buttons: dict[int, StepButton] = {}
        for step, name, text in (
            (SHOP, _("Your shop"), _("Name, country, VAT and rounding")),
            (PRODUCTS, _("Your products"), _("A list, or none yet")),
            (GO, _("Go"), _("Three things to know")),
        ):
            button = StepButton(theme, step, name, text, self)
            button.chosen.connect(self.step_chosen)
            self._buttons[step] = button
            box.addWidget(button)
        box.addStretch(1)

    def show_step(self, step: int, done: frozenset[int]) -> None:
        """Show which step is in view, and which have something to show for them."""
        for number, button in self._buttons.items():
            button.show_state(is_in_view=number == step, is_done=number in done)
