"""What a file makes of the catalogue, in figures."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from cashier.operations.import_products import ImportSummary
from cashier.translation import _
from cashier.ui.imports.import_words import Count
from cashier.ui.look.theme import Theme

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class ImportFigures(QWidget):
    """One row per figure: its name at the left, the figure on a common right edge."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._theme = theme
        self._values: dict[str, QLabel] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(theme.px(6))
        self._grid.setColumnStretch(0, 1)
        for key, label in (
            ("added", _("New")),
            ("updated", _("Changed")),
            ("unchanged", _("Unchanged")),
            ("refused", _("Refused rows")),
        ):
            self._add(key, label)

    def show_summary(self, summary: ImportSummary) -> None:
        self._show("added", f"{Count(summary.added)}")
        self._show("updated", f"{Count(summary.updated)}")
        self._show("unchanged", f"{Count(summary.unchanged)}")
        self._show("refused", f"{Count(summary.bad_count)}")
        refused = self._values["refused"]
        refused.setProperty("tone", "warn" if summary.bad_count else "")
        refused.style().polish(refused)

    def _add(self, key: str, label: str) -> None:
        row = len(self._values)
        name = QLabel(label, self)
        name.setFont(self._theme.font(14))
        name.setProperty("tone", "second")
        value = QLabel(self)
        value.setObjectName(f"import_{key}")
        value.setFont(self._theme.font(15, 600))
        value.setAlignment(_RIGHT)
        value.setProperty("spoken", label)
        self._grid.addWidget(name, row, 0)
        self._grid.addWidget(value, row, 1)
        self._values[key] = value

    def _show(self, key: str, text: str) -> None:
        value = self._values[key]
        value.setText(text)
        value.setAccessibleName(f"{value.property('spoken')}: {text}")
