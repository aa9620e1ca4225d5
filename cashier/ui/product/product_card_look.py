"""How a product looks on its tile: the colour of the band, or a picture in its place."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from cashier.domain.product import COLOURS, Product
from cashier.translation import _
from cashier.ui.controls.buttons import Button
from cashier.ui.controls.open_file import OpenDialog
from cashier.ui.goods.product_colours import band_colours, swatch
from cashier.ui.goods.product_pictures import ProductPictures
from cashier.ui.goods.tile_words import initials
from cashier.ui.look import assets
from cashier.ui.look.flow import Flow
from cashier.ui.look.theme import Theme

_TARGET = 48
_GAP = 8
_BAND = QSize(132, 60)


def colour_words() -> dict[str, str]:
    """Return what the ten colours are called; the empty one is that of the category."""
    words = (
        _("Brown"),
        _("Blue"),
        _("Green"),
        _("Red"),
        _("Teal"),
        _("Purple"),
        _("Yellow"),
        _("Sand"),
        _("Indigo"),
        _("Grey"),
    )
    return {"": _("As the category"), **dict(zip(COLOURS, words, strict=True))}


class SwatchButton(Button):
    """One colour to choose; the one that is chosen has a frame and a tick."""

    colour_chosen = Signal(str)

    def __init__(self, theme: Theme, colour: str, words: str, parent: QWidget) -> None:
        super().__init__(theme, parent=parent)
        self._colour = colour
        self.category = ""
        self.setCheckable(True)
        self.setObjectName(f"colour_{colour or 'none'}")
        self.set_spoken(words)
        self.setToolTip(words)
        self.set_padding(0)
        self.clicked.connect(self._on_clicked)

    @property
    def colour(self) -> str:
        return self._colour

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, px = self._theme, self._theme.px
        of_category = theme.category(self.category)
        fill, mark = swatch(theme, self._colour) if self._colour else of_category
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = px(3) if self.isChecked() else 1
        name = "accent" if self.isChecked() else "controlHover" if self.underMouse() else "control"
        painter.setPen(QPen(theme.colour(name), width))
        painter.setBrush(fill)
        inset = width / 2
        box = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(box, px(8), px(8))
        icon = "check" if self.isChecked() else "" if self._colour else "tag"
        if icon:
            side = px(22)
            drawn = assets.pixmap(icon, mark, side, self.devicePixelRatioF(), is_bold=True)
            place = QRect(0, 0, side, side)
            place.moveCenter(self.rect().center())
            painter.drawPixmap(place.topLeft(), drawn)
        painter.end()

    @Slot()
    def _on_clicked(self) -> None:
        self.setChecked(True)
        self.colour_chosen.emit(self._colour)


class ColourChoice(Flow):
    """The ten colours of the design and none, in as many rows as the width needs."""

    colour_chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self.setObjectName("colourChoice")
        self._theme = theme
        self._swatches = [
            SwatchButton(theme, colour, words, self) for colour, words in colour_words().items()
        ]
        for button in self._swatches:
            button.colour_chosen.connect(self.colour_chosen)
        self.lay(self._swatches)

    @property
    def stops(self) -> list[QWidget]:
        return [*self._swatches]

    def show_colour(self, product: Product) -> None:
        """Mark the product's colour; one from a file that is none of the ten marks none."""
        for button in self._swatches:
            button.setChecked(button.colour == product.colour)
            if not button.colour:
                button.category = product.category
                button.update()


class BandPreview(QWidget):
    """The band of the tile as it will be: picture, or initials on its colour."""

    def __init__(self, theme: Theme, pictures: ProductPictures, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("bandPreview")
        self._theme = theme
        self._pictures = pictures
        self._product: Product | None = None
        self.setFixedSize(theme.px(_BAND.width()), theme.px(_BAND.height()))
        pictures.loaded.connect(self._on_loaded)
        theme.changed.connect(self.update)

    def show_product(self, product: Product) -> None:
        self._product = product
        words = _("With a picture") if product.picture else _("Without a picture")
        self.setAccessibleName(words)
        self.update()

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._product is None:
            return
        theme, px = self._theme, self._theme.px
        fill, text = band_colours(theme, self._product)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shape = QPainterPath()
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        shape.addRoundedRect(box, px(8), px(8))
        painter.fillPath(shape, fill)
        picture = self._pictures.pixmap(
            self._product.picture, self.size(), self.devicePixelRatioF(), is_dark=theme.is_dark
        )
        if picture is not None:
            painter.setClipPath(shape)
            painter.drawPixmap(0, 0, picture)
            painter.setClipping(False)
        else:
            painter.setPen(text)
            painter.setFont(theme.font(19, 600))
            words = initials(self._product.name)
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, words)
        painter.setPen(QPen(theme.colour("control"), 1))
        painter.drawPath(shape)
        painter.end()

    @Slot(str)
    def _on_loaded(self, _name: str) -> None:
        self.update()


class PictureChoice(QWidget):
    """The band as it will be, and what puts a picture into it or takes it out."""

    file_chosen = Signal(str)
    picture_removed = Signal()

    def __init__(self, theme: Theme, pictures: ProductPictures, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("pictureChoice")
        self.preview = BandPreview(theme, pictures, self)
        self.choose = Button(theme, _("Choose picture…"), parent=self)
        self.choose.setObjectName("choosePictureButton")
        self.remove = Button(theme, _("Without picture"), parent=self)
        self.remove.setObjectName("removePictureButton")
        gap = theme.px(_GAP)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(12))
        row.addWidget(self.preview, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(gap)
        column.addWidget(self.choose)
        column.addWidget(self.remove)
        column.addStretch(1)
        row.addLayout(column)
        row.addStretch(1)
        self._dialog: OpenDialog | None = None
        self.choose.clicked.connect(self._on_choose)
        self.remove.clicked.connect(self.picture_removed)
        self.setFocusProxy(self.choose)

    @property
    def stops(self) -> list[QWidget]:
        return [self.choose, self.remove]

    @property
    def dialog(self) -> OpenDialog | None:
        """Who asks which file; made when it is asked first."""
        return self._dialog

    def show_product(self, product: Product) -> None:
        self.preview.show_product(product)
        self.remove.setVisible(bool(product.picture))

    @Slot()
    def _on_choose(self) -> None:
        if self._dialog is None:
            filters = (_("Pictures (*.png *.jpg *.jpeg *.webp)"),)
            self._dialog = OpenDialog(_("Choose a picture"), filters, self)
            self._dialog.chosen.connect(self.file_chosen)
        self._dialog.open()
