"""Where to save a document: the system's own file dialog, without a loop of its own."""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from cashier.translation import _
from cashier.ui.frame.notice import Notice, NoticeKind


class SaveDialog(QObject):
    """Opens the dialog over a window; ``chosen`` tells the path, a cancelled dialog nothing."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self._dialog: QFileDialog | None = None

    @property
    def dialog(self) -> QFileDialog | None:
        """The dialog while it is open."""
        return self._dialog

    def open(self, number: str) -> None:
        """Ask where the document ``number`` goes; one dialog at a time."""
        if self._dialog is not None:
            return
        dialog = QFileDialog(self._over, _("Save receipt"), f"{number}.pdf", "PDF (*.pdf)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.fileSelected.connect(self.chosen)
        dialog.finished.connect(self._on_finished)
        self._dialog = dialog
        dialog.open()

    @Slot()
    def _on_finished(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None


def saved_notice(path: str) -> Notice:
    """Return what is told once a document is in its file."""
    return Notice(NoticeKind.DONE, _("Receipt saved."), path, "pdf")
