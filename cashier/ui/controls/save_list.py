"""Where to save a list: the system's own file dialog, without a loop of its own."""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget


class SaveListDialog(QObject):
    """Opens the dialog over a window; ``chosen`` tells the path, a cancelled dialog nothing."""

    chosen = Signal(str)

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self._title = title
        self._folder = ""
        self._dialog: QFileDialog | None = None

    @property
    def dialog(self) -> QFileDialog | None:
        """The dialog while it is open."""
        return self._dialog

    def open(self, name: str) -> None:
        """Ask where the list goes, proposing ``name``; one dialog at a time."""
        if self._dialog is not None:
            return
        proposed = name if name.endswith(".csv") else f"{name}.csv"
        dialog = QFileDialog(self._over, self._title, self._folder, "CSV (*.csv)")
        dialog.selectFile(proposed)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("csv")
        dialog.fileSelected.connect(self.chosen)
        dialog.finished.connect(self._on_finished)
        self._dialog = dialog
        dialog.open()

    @Slot()
    def _on_finished(self) -> None:
        if self._dialog is not None:
            self._folder = self._dialog.directory().path()
            self._dialog.deleteLater()
            self._dialog = None
