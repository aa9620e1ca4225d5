"""Which rows of a file are refused, and why; they can be saved as a list to be corrected."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QStackedLayout, QVBoxLayout, QWidget

from cashier.operations.import_products import ImportSummary
from cashier.translation import _
from cashier.ui.controls.buttons import Button
from cashier.ui.imports.import_panel import Emblem
from cashier.ui.imports.import_rows import RefusedRows, RefusedTable
from cashier.ui.imports.import_words import Count
from cashier.ui.look.theme import Theme


class RefusedView(QWidget):
    """The table of refused rows with what becomes of them; praise where there are none."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._model = RefusedRows(self)
        self.table = RefusedTable(theme, self._model, self)
        self.save = Button(theme, _("Save list…"), icon="note", parent=self)
        self.save.setObjectName("importSaveRefused")
        self._more = QLabel(self)
        self._more.setObjectName("importMoreLabel")
        self._more.setFont(theme.font(13))
        self._more.setProperty("tone", "second")
        self._more.setWordWrap(True)
        self._all_good = self._make_all_good()
        self._list = self._make_list()
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self._all_good)
        self._pages.addWidget(self._list)

    def show_summary(self, summary: ImportSummary | None, *, is_done: bool) -> None:
        """Show which rows are refused, as far as that is known."""
        self._model.show(() if summary is None else summary.bad)
        has_bad = summary is not None and summary.bad_count > 0
        self._pages.setCurrentWidget(self._list if has_bad else self._all_good)
        if summary is not None and has_bad:
            self._more.setText(_more_words(summary, is_done=is_done))

    def _make_list(self) -> QWidget:
        px = self._theme.px
        page = QWidget(self)
        box = QVBoxLayout(page)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.table, 1)
        foot = QFrame(page)
        foot.setProperty("frame", "foot")
        row = QHBoxLayout(foot)
        row.setContentsMargins(px(16), px(12), px(12), px(12))
        row.setSpacing(px(12))
        row.addWidget(self._more, 1)
        row.addWidget(self.save)
        box.addWidget(foot)
        return page

    def _make_all_good(self) -> QWidget:
        page = QWidget(self)
        box = QVBoxLayout(page)
        box.setSpacing(self._theme.px(8))
        words = QLabel(_("Every row can be used."), page)
        words.setFont(self._theme.font(14))
        words.setProperty("tone", "second")
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        box.addStretch(1)
        box.addWidget(Emblem(self._theme, "ready", page), 0, Qt.AlignmentFlag.AlignHCenter)
        box.addWidget(words)
        box.addStretch(1)
        return page


def _more_words(summary: ImportSummary, *, is_done: bool) -> str:
    words = []
    if summary.good_count:
        passed = _("They are passed over; the other rows can be imported.")
        done = _("They were passed over; the other rows were imported.")
        words.append(done if is_done else passed)
    if summary.bad_count > len(summary.bad):
        words.append(_("The first {count} are listed.").format(count=Count(len(summary.bad))))
    return " ".join(words)
