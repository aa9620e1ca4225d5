"""Which folder is meant: the system's own dialog, without a loop of its own."""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget


class FolderDialog(QObject):
    """Opens the dialog over a window; ``chosen`` tells the path, a cancelled dialog nothing."""

    chosen = Signal(str)

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self._title = title
        self._dialog: QFileDialog | None = None

    @property
    def dialog(self) -> QFileDialog | None:
        """The dialog while it is open."""
        return self._dialog

    def open(self, folder: str) -> None:
        """Ask which folder, beginning at ``folder``; one dialog at a time."""
        if self._dialog is not None:
            return
        dialog = QFileDialog(self._over, self._title, folder)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self.chosen)
        dialog.finished.connect(self._on_finished)
        self._dialog = dialog
        dialog.open()

    @Slot()
    def _on_finished(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None
