"""The last step: three things to know, each with its key."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from cashier.translation import _
from cashier.ui.look import assets
from cashier.ui.look.theme import Theme

_ICON = 28


class StartGo(QWidget):
    """What a cashier needs for the first sale."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("startGo")
        self._theme = theme
        self._icons: list[tuple[QLabel, str]] = []
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.px(20))
        words = theme.keys.words
        for icon, title, text in (
            (
                "barcode",
                _("Scan or tap"),
                _("Scan a product, tap its tile, or type its name."),
            ),
            (
                "cash",
                _("{key} pays").format(key=words("sell.pay")),
                _("Enter takes cash, {key} a card; the rest is said on the page.").format(
                    key=words("pay.card")
                ),
            ),
            (
                "keys",
                _("{key} shows the keys").format(key=words("everywhere.keys")),
                _("Every button works by touch, by mouse and by the key printed on it."),
            ),
        ):
            box.addLayout(self._row(icon, title, text))
        box.addStretch(1)
        theme.changed.connect(self._paint_icons)
        self._paint_icons()

    def _row(self, icon: str, title: str, text: str) -> QGridLayout:
        theme = self._theme
        picture = QLabel(self)
        self._icons.append((picture, icon))
        heading = QLabel(title, self)
        heading.setFont(theme.font(18, 600))
        words = QLabel(text, self)
        words.setFont(theme.font(14))
        words.setProperty("tone", "second")
        for label in (heading, words):
            label.setWordWrap(True)
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(16))
        grid.setVerticalSpacing(theme.px(2))
        grid.setColumnStretch(1, 1)
        grid.addWidget(picture, 0, 0, 2, 1, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(heading, 0, 1)
        grid.addWidget(words, 1, 1)
        return grid

    def _paint_icons(self) -> None:
        for label, icon in self._icons:
            side = self._theme.px(_ICON)
            ratio = self.devicePixelRatioF()
            label.setPixmap(assets.pixmap(icon, self._theme.colour("accent"), side, ratio))
