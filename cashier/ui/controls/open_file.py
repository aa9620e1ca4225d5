"""Which file to take in: the system's own file dialog, without a loop of its own."""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget


class OpenDialog(QObject):
    """Opens the dialog over a window; ``chosen`` tells the path, a cancelled dialog nothing."""

    chosen = Signal(str)

    def __init__(self, title: str, filters: tuple[str, ...], parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self._title = title
        self._filters = filters
        self._folder = ""
        self._dialog: QFileDialog | None = None

    @property
    def dialog(self) -> QFileDialog | None:
        """The dialog while it is open."""
        return self._dialog

    @Slot()
    def open(self) -> None:
        """Ask which file, where the last one was; one dialog at a time."""
        if self._dialog is not None:
            return
        dialog = QFileDialog(self._over, self._title, self._folder)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters(self._filters)
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
