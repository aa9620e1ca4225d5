"""What is in a chosen file: its columns with its first rows, and the rows that are refused."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QStackedLayout, QVBoxLayout, QWidget

from cashier.translation import _
from cashier.ui.controls.segment import Segment
from cashier.ui.imports.import_columns import ColumnList, ColumnRow, ColumnsHint
from cashier.ui.imports.import_panel import HEAD
from cashier.ui.imports.import_preview import FirstRows, PreviewList
from cashier.ui.imports.import_refused import RefusedView
from cashier.ui.imports.import_state import ImportPhase, ImportState
from cashier.ui.imports.import_words import Count
from cashier.ui.look.theme import Theme

COLUMNS, REFUSED = "columns", "refused"


class FileCard(QFrame):
    """Two views of the file; a column that is taken for something else is told as a new form."""

    form_chosen = Signal(object)  # FileForm

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("frame", "card")
        self.setObjectName("importFileCard")
        self._theme = theme
        self._state = ImportState()
        self._model = FirstRows(self)
        self.hint = ColumnsHint(theme, self)
        self.columns = ColumnList(theme, self)
        self.preview = PreviewList(theme, self._model, self)
        self.refused = RefusedView(theme, self)
        self.views = Segment(theme, self)
        self.views.setFixedHeight(theme.px(50))  # its parts are 48 inside its edge
        self._parts = {
            COLUMNS: self.views.add(COLUMNS, _("Columns")),
            REFUSED: self.views.add(REFUSED, _("Refused rows")),
        }
        for name, part in self._parts.items():
            part.setObjectName(f"importShow{name.title()}")
        self._columns_page = self._make_columns_page()
        self._pages = QStackedLayout()
        self._pages.addWidget(self._columns_page)
        self._pages.addWidget(self.refused)
        box = QVBoxLayout(self)
        box.setContentsMargins(1, 1, 1, 1)
        box.setSpacing(0)
        box.addWidget(self._make_head())
        box.addLayout(self._pages, 1)
        self.views.chosen.connect(self._on_view_chosen)
        self.columns.column_taken.connect(self._on_column_taken)
        self._show_view(COLUMNS)

    def show_state(self, state: ImportState) -> None:
        """Show ``state``; what is refused comes to the front when nothing else can be done."""
        before, self._state = self._state, state
        look, summary = state.look, state.summary
        is_other = look is not before.look or state.can_change is not before.can_change
        if look is not None and is_other:  # an import tells ten times a second how far it is
            self.hint.show_look(look)
            self.columns.show_look(look, can_change=state.can_change)
        if look is not None and (look.rows or not state.is_busy):
            self._model.show(look.rows)
        is_done = state.phase is ImportPhase.IMPORTED
        self.refused.show_summary(summary, is_done=is_done)
        self._show_counts()
        if summary is not None and summary is not before.summary:
            is_all_bad = summary.bad_count > 0 and not summary.good_count
            self._show_view(REFUSED if is_done or is_all_bad else COLUMNS)
        elif look is None:
            self._show_view(COLUMNS)

    def _show_counts(self) -> None:
        summary = self._state.summary
        count = summary.bad_count if summary is not None else 0
        words = _("Refused rows ({count})") if count else _("Refused rows")
        self._parts[REFUSED].set_label(words.format(count=Count(count)))
        self._parts[REFUSED].setEnabled(summary is not None)

    def _show_view(self, view: str) -> None:
        self.views.mark(view)
        is_refused = view == REFUSED
        self._pages.setCurrentWidget(self.refused if is_refused else self._columns_page)

    def _make_head(self) -> QFrame:
        head = QFrame(self)
        head.setProperty("frame", "head")
        head.setFixedHeight(self._theme.px(HEAD))
        row = QHBoxLayout(head)
        row.setContentsMargins(self._theme.px(16), 0, self._theme.px(16), 0)
        row.addWidget(self.views)
        row.addStretch(1)
        return head

    def _make_columns_page(self) -> QWidget:
        px = self._theme.px
        page = QWidget(self)
        box = QVBoxLayout(page)
        box.setContentsMargins(0, 0, 0, px(4))
        box.setSpacing(0)
        box.addWidget(self.hint)
        box.addWidget(self.columns, 3)
        box.addWidget(self._make_title(_("First rows as products"), page))
        box.addWidget(self.preview, 2)
        return page

    def _make_title(self, text: str, page: QWidget) -> QFrame:
        px = self._theme.px
        frame = QFrame(page)
        frame.setProperty("frame", "head")
        title = QLabel(text, frame)
        title.setFont(self._theme.font(13, 600))
        title.setProperty("tone", "second")
        box = QVBoxLayout(frame)
        box.setContentsMargins(px(16), px(12), px(16), px(6))
        box.addWidget(title)
        return frame

    @Slot(object)
    def _on_view_chosen(self, view: str) -> None:
        self._show_view(view)

    @Slot(object)
    def _on_column_taken(self, row: ColumnRow) -> None:
        look = self._state.look
        if look is not None:
            self.form_chosen.emit(look.form.with_column(row.place, row.column))
