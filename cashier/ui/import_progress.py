"""How far an import is: a bar with a heading and a sentence."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QProgressBar, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from cashier.operations.import_products import ImportProgress
from cashier.translation import _, several
from cashier.ui.elided_label import ElidedLabel
from cashier.ui.import_presenter import ImportPhase, ImportState
from cashier.ui.import_words import Count
from cashier.ui.theme import Theme

WHOLE_BAR = 1_000
_READING_SHARE = 600
"""Of a whole import; the rest goes to putting the names in order. A check only reads."""


class Bar(QProgressBar):
    """A thin bar in the colours of the theme."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setRange(0, WHOLE_BAR)
        self.setTextVisible(False)
        self.setFixedHeight(theme.px(8))
        theme.changed.connect(self.update)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        radius = self.height() // 2
        painter.setBrush(self._theme.colour("keyPressed"))
        painter.drawRoundedRect(self.rect(), radius, radius)
        done = self.rect()
        done.setWidth(self.width() * self.value() // WHOLE_BAR)
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            done.moveRight(self.rect().right())
        if done.width() >= self.height():
            painter.setBrush(self._theme.colour("accent"))
            painter.drawRoundedRect(done, radius, radius)
        painter.end()


class ImportProgressView(QWidget):
    """Says what is being done, how far it is, and that nothing is changed before the end."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._heading = ElidedLabel("", theme.font(15, 600), self)
        self.bar = Bar(theme, self)
        self.bar.setObjectName("importProgress")
        self._step = QLabel(self)
        self._step.setObjectName("importStepLabel")
        self._step.setFont(theme.font(13))
        self._promise = QLabel(self)
        self._promise.setFont(theme.font(13))
        self._promise.setProperty("tone", "second")
        self._promise.setWordWrap(True)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.px(8))
        for widget in (self._heading, self.bar, self._step, self._promise):
            box.addWidget(widget)

    def show_state(self, state: ImportState) -> None:
        """Show a state in which work is running."""
        is_check = state.phase is ImportPhase.CHECKING
        name = state.file.name if state.file is not None else ""
        text = _("Checking {name}") if is_check else _("Importing {name}")
        self._heading.show_text(text.format(name=name))
        self.bar.setValue(bar_value(state.progress, is_check=is_check))
        self.bar.setAccessibleName(text.format(name=name))
        self._step.setText(_step(state))
        self._promise.setText(
            _("Nothing is changed by this.")
            if is_check
            else _("Selling goes on. The products change all together at the end.")
        )


def bar_value(progress: ImportProgress | None, *, is_check: bool) -> int:
    """Return how far the bar is; it only ever goes forward."""
    if progress is None:
        return 0
    share = WHOLE_BAR if is_check else _READING_SHARE
    done = min(progress.done, progress.total)
    if progress.is_reading:
        return done * share // max(progress.total, 1)
    return share + done * (WHOLE_BAR - share) // max(progress.total, 1)


def _step(state: ImportState) -> str:
    if state.progress is None:
        return _("Looking how the file is written…")
    if not state.progress.is_reading:
        return _("Putting the names in order for the search…")
    return several("{count} row read", "{count} rows read", Count(state.progress.rows))
