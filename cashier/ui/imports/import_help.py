"""How a list of products has to look, for who has not chosen one yet."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from cashier.translation import _
from cashier.ui.look.theme import Theme

_EXAMPLE = (
    "barcode;name;price;VAT;unit\n4770190036016;Juoda duona;1,29;21;pcs\n;Obuoliai;2,49;21;kg"
)


class ImportHelp(QWidget):
    """Three paragraphs and an example."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.px(12))
        for text in (
            _("A text file (CSV) as a spreadsheet, a supplier or another till writes it, packed "
              "(.gz) or not."),
            _("Each row is a product: at least a name or a barcode, and the price with VAT. How "
              "the file is written and what its columns are is recognised; you see it and can "
              "change it."),
            _("A product that is there already, told by its barcode, is changed; none is removed."),
        ):  # fmt: skip
            box.addWidget(self._paragraph(text))
        box.addWidget(self._example())
        box.addWidget(self._paragraph(_("You see what would change before anything does.")))

    def _example(self) -> QWidget:
        box = QFrame(self)
        box.setProperty("frame", "sunken")
        example = QLabel(_EXAMPLE, box)
        example.setFont(self._theme.mono(12))
        example.setMargin(self._theme.px(12))
        example.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        example.setAccessibleName(_("Example of a product list"))
        inside = QVBoxLayout(box)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(example)
        return box

    def _paragraph(self, text: str) -> QLabel:
        label = QLabel(text, self)
        label.setFont(self._theme.font(14))
        label.setProperty("tone", "second")
        label.setWordWrap(True)
        return label
