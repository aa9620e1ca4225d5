"""The second step: where the products come from, or that they come one by one."""

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from cashier.translation import _, several
from cashier.ui.controls.option_list import Option, OptionList
from cashier.ui.imports.import_words import Count
from cashier.ui.look.theme import Theme
from cashier.ui.start.start_presenter import StartState

IMPORT, DEMO, EMPTY, KEEP = "import", "demo", "empty", "keep"


class StartProducts(QWidget):
    """Ways to get products; what is chosen is done by Next."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("startProducts")
        self.options = OptionList(theme, "startWay", _("Where products come from"), self)
        self._shown = -1
        note = QLabel(
            _("More can be added at any time: in Settings, Products, or by scanning a new code."),
            self,
        )
        note.setFont(theme.font(13))
        note.setProperty("tone", "second")
        note.setWordWrap(True)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.px(14))
        box.addWidget(self.options)
        box.addWidget(note)
        box.addStretch(1)

    @property
    def way(self) -> str:
        """What is chosen."""
        return self.options.value

    def show_state(self, state: StartState) -> None:
        self.options.setEnabled(not state.is_busy)
        if state.products != self._shown:
            self._shown = state.products
            options = _options(state.products)
            self.options.show_options(options, options[0].value)


def next_label(way: str) -> str:
    """Return what Next does, in words."""
    labels = {
        IMPORT: _("Choose a file…"),
        DEMO: _("Take them"),
        EMPTY: _("Begin empty"),
    }
    return labels.get(way, _("Next"))


def _options(products: int) -> list[Option]:
    options = [
        Option(
            IMPORT,
            _("Import a list"),
            _("From a spreadsheet, a supplier or another till"),
            "tag",
        ),
        Option(
            DEMO,
            _("Products to try the till with"),
            _("The demonstration's; their prices and VAT rates are made up"),
            "gift",
        ),
        Option(EMPTY, _("Begin empty"), _("Add each product when it is scanned first"), "barcode"),
    ]
    if products == 0:
        return options
    here = several("{count} product is here", "{count} products are here", Count(products))
    return [Option(KEEP, here, _("Go on with what is in the shop"), "ready"), options[0]]
