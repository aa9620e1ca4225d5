"""The receipt as it leaves the printer: a picture of the document on its paper."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget
from typing_extensions import override

from cashier.translation import _
from cashier.ui.done.preview_presenter import Printed, Raster
from cashier.ui.explain.explainable import Place
from cashier.ui.look.theme import Theme

_MARGIN = 12
_NARROWEST, _WIDEST = 240, 420
_TOOTH, _STEP = 8, 12


class Paper(QWidget):
    """Paints one picture, pixel for pixel."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._image = QImage()
        self._places: tuple[Printed, ...] = ()
        theme.changed.connect(self.update)

    def show_image(self, image: QImage, places: Sequence[Printed] = ()) -> None:
        self._image = image
        self._places = tuple(places)
        self.resize(self.sizeHint())
        self.updateGeometry()
        self.update()

    @property
    def image(self) -> QImage:
        return self._image

    def explanation_at(self, pos: QPoint) -> Place | None:
        """Return the amount that is printed at ``pos``."""
        on_paper = (pos - self._place().topLeft()) * self._image.devicePixelRatio()
        for one in self._places:
            is_beside = one.left <= on_paper.x() < one.right
            if is_beside and one.top <= on_paper.y() < one.bottom:
                return Place(one.mark.topic, one.mark.row, one.mark.rate, is_printed=True)
        return None

    @override
    def sizeHint(self) -> QSize:
        margin = 2 * self._theme.px(_MARGIN)
        return self._paper_size() + QSize(margin, margin + self._theme.px(_TOOTH))

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._image.isNull():
            return
        painter = QPainter(self)
        place = self._place()
        painter.drawImage(place.topLeft(), self._image)
        if self._theme.is_dark:  # softer than white, as the design has it
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
            painter.fillRect(place, self._theme.colour("paper"))
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        self._paint_edges(painter, place)
        painter.end()

    def _paint_edges(self, painter: QPainter, place: QRect) -> None:
        """Paint the cut edges, and the torn one at the foot."""
        painter.fillPath(self._torn(place), self._theme.colour("paper"))
        line = self._theme.colour("line")
        painter.fillRect(place.left() - 1, place.top() - 1, place.width() + 2, 1, line)
        for left in (place.left() - 1, place.right() + 1):
            painter.fillRect(left, place.top() - 1, 1, place.height() + 1, line)

    def _torn(self, place: QRect) -> QPainterPath:
        """Return the teeth below the paper: down at each step, up to half in between."""
        tooth, step = self._theme.px(_TOOTH), self._theme.px(_STEP)
        foot = place.bottom() + 1
        torn = QPainterPath(QPointF(place.left(), foot))
        half = 0
        while half * step / 2 < place.width():
            depth = tooth if half % 2 == 0 else tooth / 2
            torn.lineTo(place.left() + half * step / 2, foot + depth)
            half += 1
        torn.lineTo(place.right() + 1, foot + tooth / 2)
        torn.lineTo(place.right() + 1, foot)
        return torn

    def _place(self) -> QRect:
        """Return where the paper lies."""
        size = self._paper_size()
        return QRect(QPoint((self.width() - size.width()) // 2, self._theme.px(_MARGIN)), size)

    def _paper_size(self) -> QSize:
        return self._image.deviceIndependentSize().toSize()


class ReceiptPreview(QScrollArea):
    """Scrolls over the paper; asks for a new picture when another width fits."""

    width_changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("receiptPreview")
        self.setAccessibleName(_("Receipt"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self._theme = theme
        self._asked = 0
        self._paper = Paper(theme, self)
        self.setWidget(self._paper)
        for ground in (self.viewport(), self._paper):
            ground.setAutoFillBackground(False)

    @property
    def width_px(self) -> int:
        """How many device pixels wide the picture should be to fill the paper's place."""
        bar = self.verticalScrollBar().sizeHint().width()
        room = self.width() - bar - 2 * self._theme.px(_MARGIN)
        self._asked = min(max(room, self._theme.px(_NARROWEST)), self._theme.px(_WIDEST))
        return round(self._asked * self.devicePixelRatioF())

    def show_raster(self, raster: Raster | None) -> None:
        """Show ``raster``; None leaves the place empty."""
        image = QImage()
        places: Sequence[Printed] = ()
        if raster is not None:
            places = raster.places
            bytes_per_row = raster.width * 3
            image = QImage(
                raster.rgb,
                raster.width,
                raster.height,
                bytes_per_row,
                QImage.Format.Format_RGB888,
            ).copy()
            image.setDevicePixelRatio(self.devicePixelRatioF())
        self._paper.show_image(image, places)
        self.verticalScrollBar().setValue(0)

    @property
    def image(self) -> QImage:
        """The picture that is shown; null where there is none."""
        return self._paper.image

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        before = self._asked
        if before and self.width_px != round(before * self.devicePixelRatioF()):
            self.width_changed.emit()
