"""What the settings on the screen look like on paper, drawn while they are entered."""

from collections.abc import Callable

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cashier.domain.receipt import Receipt
from cashier.translation import _
from cashier.ui.done.preview_presenter import PreviewPresenter
from cashier.ui.done.receipt_preview import ReceiptPreview
from cashier.ui.look.theme import Theme
from cashier.ui.settings.settings_section import Content

_WIDTH = 312
_HEIGHT = 400
_PAUSE_MS = 150

Issue = Callable[[Content], Receipt | None]
"""Returns a sample receipt under changed settings; None while they cannot be used."""


class SamplePreview(QWidget):
    """A receipt on its paper; it follows once typing pauses."""

    def __init__(
        self, theme: Theme, issue: Issue, presenter: PreviewPresenter, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("settingsSample")
        self.setFixedWidth(theme.px(_WIDTH))
        self.setMinimumHeight(theme.px(_HEIGHT))
        self._issue = issue
        self._presenter = presenter
        self._content: Content = {}
        self.paper = ReceiptPreview(theme, self)
        self.paper.setObjectName("samplePaper")
        self.paper.setAccessibleName(_("Sample receipt"))
        self.paper.setProperty("frame", "pit")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.paper)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._draw)
        presenter.rendered.connect(self.paper.show_raster)
        self.paper.width_changed.connect(self._draw)

    def show_content(self, content: Content) -> None:
        """Draw a receipt under ``content`` soon."""
        self._content = content
        self._pause.start()

    @Slot()
    def _draw(self) -> None:
        receipt = self._issue(self._content)
        if receipt is not None:
            self._presenter.show(receipt, self.paper.width_px)
