"""How far an import is: a bar with a heading and a sentence."""

from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from cashier.translation import _, several
from cashier.ui.controls.elided_label import ElidedLabel
from cashier.ui.controls.progress_bar import ProgressBar
from cashier.ui.imports.import_state import ImportPhase, ImportState
from cashier.ui.imports.import_words import Count
from cashier.ui.look.theme import Theme


class ImportProgressView(QWidget):
    """Says what is being done, how far it is, and that nothing is changed before the end."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._heading = ElidedLabel("", theme.font(15, 600), self)
        self.bar = ProgressBar(theme, self)
        self.bar.setObjectName("importProgress")
        self._step = QLabel(self)
        self._step.setObjectName("importStepLabel")
        self._pace = QLabel(self)
        self._pace.setObjectName("importPaceLabel")
        self._promise = QLabel(self)
        self._promise.setProperty("tone", "second")
        for label in (self._step, self._pace, self._promise):
            label.setFont(theme.font(13))
            label.setWordWrap(True)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.px(6))
        for widget in (self._heading, self.bar, self._step, self._pace, self._promise):
            box.addWidget(widget)

    def show_state(self, state: ImportState) -> None:
        """Show a state in which work is running."""
        is_import = state.phase is ImportPhase.IMPORTING
        name = state.file.name if state.file is not None else ""
        text = _("Importing {name}") if is_import else _("Checking {name}")
        self._heading.show_text(text.format(name=name))
        self.bar.setValue(state.pace.bar if state.pace is not None else 0)
        self.bar.setAccessibleName(text.format(name=name))
        self._step.setText(_step(state))
        self._pace.setText(state.pace.words if state.pace is not None else "")
        self._promise.setText(
            _("Selling goes on. The products change all together at the end.")
            if is_import
            else _("Nothing is changed by this.")
        )


def _step(state: ImportState) -> str:
    if state.progress is None:
        return _("Looking how the file is written…")
    if not state.progress.is_reading:
        return _("Putting the names in order for the search…")
    return several("{count} row read", "{count} rows read", Count(state.progress.rows))
