"""Toasts: notices at the bottom left of the goods, at most three, the newest below."""

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from cashier.translation import _
from cashier.ui.controls.buttons import Button, ButtonKind
from cashier.ui.frame.live_region import announce
from cashier.ui.frame.notice import Notice, NoticeKind
from cashier.ui.look import assets
from cashier.ui.look.mirror import is_mirrored, mirrored
from cashier.ui.look.theme import Theme

MOST_TOASTS = 3
STAY_MS = 5_000
UNDO_STAY_MS = 8_000
_BLUR = 14
_COLOURS = {
    NoticeKind.DONE: "okIcon",
    NoticeKind.REMOVED: "neutIcon",
    NoticeKind.ERROR: "errIcon",
}


class Toast(QWidget):
    """One notice; it goes by itself, an error only when it is closed."""

    undo_requested = Signal()
    offer_taken = Signal(object)  # Notice
    ended = Signal(object)  # Toast

    def __init__(self, theme: Theme, notice: Notice, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("toast")
        self.setAccessibleName(f"{notice.text} {notice.hint}".strip())
        self.setMinimumHeight(theme.px(64))
        self._theme = theme
        self._notice = notice
        row = QHBoxLayout(self)
        lead, end = theme.px(52), theme.px(10)
        left, right = (end, lead) if is_mirrored(parent) else (lead, end)
        row.setContentsMargins(left, theme.px(9), right, theme.px(9))
        row.setSpacing(theme.px(8))
        row.addLayout(self._words(), 1)
        self._add_buttons(row)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_end)
        if self.stay_ms is not None:
            self._timer.start(self.stay_ms)

    @property
    def stay_ms(self) -> int | None:
        """How long it stays; an error until somebody closes it."""
        if self._notice.kind is NoticeKind.ERROR:
            return None
        return UNDO_STAY_MS if self._notice.can_undo else STAY_MS

    @property
    def notice(self) -> Notice:
        return self._notice

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QPainterPath()
        radius = theme.px(10)
        box.addRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        painter.fillPath(box, theme.colour("raised"))
        painter.setClipPath(box)
        colour = theme.colour(_COLOURS[self._notice.kind])
        bar = QRect(0, 0, theme.px(4), self.height())
        painter.fillRect(mirrored(bar, self), colour)
        painter.setClipping(False)
        painter.strokePath(box, QPen(theme.colour("control"), 1))
        side = theme.px(22)
        drawn = assets.pixmap(self._notice.icon, colour, side, self.devicePixelRatioF())
        place = QRect(theme.px(18), (self.height() - side) // 2, side, side)
        painter.drawPixmap(mirrored(place, self).topLeft(), drawn)
        painter.end()

    def _add_buttons(self, row: QHBoxLayout) -> None:
        """Put what can be done about it at the end."""
        notice = self._notice
        if notice.can_undo:
            undo = Button(self._theme, _("Undo"), icon="undo", action="sell.undo", parent=self)
            undo.setObjectName("undoButton")
            undo.clicked.connect(self._on_undo)
            row.addWidget(undo)
        if notice.offer:
            offer = Button(self._theme, notice.offered, action=notice.offer, parent=self)
            offer.setObjectName("offerButton")
            offer.clicked.connect(self._on_offer)
            row.addWidget(offer)
        if notice.kind is NoticeKind.ERROR:
            close = Button(self._theme, kind=ButtonKind.QUIET, icon="close", parent=self)
            close.setObjectName("closeToastButton")
            close.setAccessibleName(_("Close"))
            close.clicked.connect(self._on_end)
            row.addWidget(close)

    def _words(self) -> QVBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        text = QLabel(self._notice.text, self)
        text.setWordWrap(True)
        text.setFont(self._theme.font(14, 600 if self._notice.hint else 400))
        words.addWidget(text)
        if self._notice.hint:
            hint = QLabel(self._notice.hint, self)
            hint.setWordWrap(True)
            hint.setFont(self._theme.font(13))
            hint.setProperty("tone", "second")
            words.addWidget(hint)
        words.addStretch(1)
        return words

    @Slot()
    def _on_undo(self) -> None:
        self.undo_requested.emit()
        self.ended.emit(self)

    @Slot()
    def _on_offer(self) -> None:
        self.offer_taken.emit(self._notice)
        self.ended.emit(self)

    @Slot()
    def _on_end(self) -> None:
        self.ended.emit(self)


class ToastShadow(QWidget):
    """The soft shadow below the toasts; it takes no press."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._boxes: list[QRect] = []
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def lie_under(self, boxes: list[QRect], around: QRect) -> None:
        """Cast the shadow of ``boxes``, which are measured from the corner of ``around``."""
        blur = self._theme.px(_BLUR)
        self._boxes = [box.translated(blur, blur) for box in boxes]
        self.setGeometry(around.adjusted(-blur, -blur, blur, blur))
        self.show()
        self.update()

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(0, 0, 0, 6))
        blur = self._theme.px(_BLUR)
        for box in self._boxes:
            for step in range(blur, 0, -2):
                soft = box.adjusted(-step, -step, step, step).translated(0, self._theme.px(5))
                painter.drawRoundedRect(soft, step + 10, step + 10)
        painter.end()


class Toaster(QWidget):
    """Holds the toasts at the bottom left of its parent and makes way for what lies below."""

    undo_requested = Signal()
    offer_taken = Signal(object)  # Notice

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("toaster")
        self._theme = theme
        self._ground = parent
        self._toasts: list[Toast] = []
        self._shadow = ToastShadow(theme, parent)
        self._width = theme.px(540)
        self._is_at_right = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        parent.installEventFilter(self)
        theme.measured.connect(self._on_measured)
        self._on_measured()

    @property
    def toasts(self) -> tuple[Toast, ...]:
        return tuple(self._toasts)

    def set_place(self, width: int, *, is_at_right: bool) -> None:
        """Lie over the goods, which are at the right where the columns are mirrored."""
        self._width = width
        self._is_at_right = is_at_right
        self._place()

    @Slot(object)
    def show_notice(self, notice: Notice) -> None:
        """Show ``notice``; what can no longer be undone stops offering it."""
        for old in self._outdated(notice):
            self._drop(old)
        toast = self._add(notice)
        self._place()
        announce(toast, toast.accessibleName(), is_urgent=notice.kind is NoticeKind.ERROR)

    @Slot()
    def end_undo(self) -> None:
        """Take away the offer to undo: it was undone, or it is too late."""
        for toast in [one for one in self._toasts if one.notice.can_undo]:
            self._drop(toast)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _add(self, notice: Notice) -> Toast:
        toast = Toast(self._theme, notice, self)
        toast.undo_requested.connect(self.undo_requested)
        toast.offer_taken.connect(self.offer_taken)
        toast.ended.connect(self._drop)
        self._toasts.append(toast)
        self._column.addWidget(toast)
        toast.show()
        return toast

    @Slot()
    def _on_measured(self) -> None:
        """Show what is told in the sizes of now."""
        self._column.setSpacing(self._theme.px(8))
        told = [toast.notice for toast in self._toasts]
        for toast in tuple(self._toasts):
            self._drop(toast)
        for notice in told:
            self._add(notice)
        self._place()

    def _outdated(self, notice: Notice) -> list[Toast]:
        same = [
            one
            for one in self._toasts
            if one.notice == notice or (notice.can_undo and one.notice.can_undo)
        ]
        rest = [one for one in self._toasts if one not in same]
        return same + rest[: max(len(rest) - MOST_TOASTS + 1, 0)]

    @Slot(object)
    def _drop(self, toast: Toast) -> None:
        if toast in self._toasts:
            self._toasts.remove(toast)
            self._column.removeWidget(toast)
            toast.hide()
            toast.deleteLater()
            self._place()

    def _place(self) -> None:
        ground = self._ground
        if not self._toasts:
            self.hide()
            self._shadow.hide()
            return
        margin = self._theme.px(20)
        width = min(self._width, ground.width() - 2 * margin)
        self._column.activate()
        height = max(self._column.heightForWidth(width), self._column.minimumSize().height())
        left = ground.width() - margin - width if self._is_at_right else margin
        self.setGeometry(left, ground.height() - margin - height, width, height)
        self._column.setGeometry(self.rect())
        self._shadow.lie_under([toast.geometry() for toast in self._toasts], self.geometry())
        self.show()
        self._shadow.raise_()
        self.raise_()
