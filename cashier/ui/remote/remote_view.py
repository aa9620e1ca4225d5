"""A list and what is looked at of it, side by side; in a narrow window one over the other."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from cashier.ui.frame.page_actions import PageActions
from cashier.ui.look.columns import columns_for
from cashier.ui.look.theme import Theme
from cashier.ui.remote.remote_list_presenter import RemoteListPresenter
from cashier.ui.remote.remote_list_view import RemoteListView
from cashier.ui.remote.remote_sheet import RemoteSheet
from cashier.ui.remote.remote_state import RemoteList, RemoteQuery, RemoteRow, Sheet

_DETAIL = 560
_UNBOUND = 16_777_215


class RemoteView(QWidget):
    """Shows what its presenter reads; what is chosen of a sheet's verbs is told."""

    verb_chosen = Signal(str)

    def __init__(
        self,
        theme: Theme,
        presenter: RemoteListPresenter,
        label: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        name = presenter.kind.source.value
        self.setObjectName(f"{name}View")
        self.setAccessibleName(label)
        self._theme = theme
        self._presenter = presenter
        self._is_compact = False
        self.list = RemoteListView(theme, presenter.kind, label, self)
        self.sheet = RemoteSheet(theme, name, self)
        self._columns = QHBoxLayout(self)
        self._columns.setDirection(theme.column_direction)
        self._columns.addWidget(self.list, 1)
        self._columns.addWidget(self.sheet)
        self.setFocusProxy(self.list.table)
        self.page_actions = PageActions(theme.keys, self)
        self._wire()
        self._on_listed(presenter.listing)
        self._on_shown(presenter.sheet)

    @property
    def presenter(self) -> RemoteListPresenter:
        return self._presenter

    def ask(self, asking: QWidget) -> None:
        """Ask something about what is looked at, in place."""
        self.sheet.ask(asking)

    def bind_verbs(self, *actions: str) -> None:
        """Let the keys of ``actions`` press the buttons that bear them, whenever there are any."""
        for action in actions:
            self.page_actions.bind(action, self._on_verb_key)

    @Slot()
    def _on_verb_key(self) -> None:
        name = self.sender().objectName()
        for button in self.sheet.verbs:
            if button.action == name and button.isVisible():
                button.press_by_key()

    @Slot()
    def end_asking(self) -> None:
        """Close what is asked, and show the rest again."""
        if self.sheet.end_asking():
            self.sheet.show_sheet(self._presenter.sheet)
            self.list.table.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._presenter.begin()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        columns = columns_for(self._theme, self.window().width())
        self._columns.setSpacing(columns.gap)
        pad = columns.padding
        self._columns.setContentsMargins(pad, self._theme.px(8), pad, pad)
        self._is_compact = columns.is_compact
        self.sheet.set_compact(is_compact=columns.is_compact)
        if columns.is_compact:
            self.sheet.setMinimumWidth(0)
            self.sheet.setMaximumWidth(_UNBOUND)
        else:
            self.sheet.setFixedWidth(self._theme.px(_DETAIL))
        self._show_panes()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.page_actions.take_key(event):
            super().keyPressEvent(event)

    def _wire(self) -> None:
        presenter = self._presenter
        presenter.listed.connect(self._on_listed)
        presenter.shown.connect(self._on_shown)
        self.list.query_changed.connect(self._on_query)
        self.list.row_chosen.connect(self._on_row_chosen)
        self.list.reading.stop_wanted.connect(presenter.stop)
        self.list.reading.again_wanted.connect(presenter.refresh)
        self.sheet.verb_chosen.connect(self.verb_chosen)
        self.sheet.back_requested.connect(self._on_back)
        self.page_actions.bind("orders.search", self._on_search)
        self.page_actions.bind("everywhere.back", self._on_back)
        self.page_actions.bind_button(self.list.period.action, self.list.period)

    @Slot(object)
    def _on_listed(self, found: RemoteList) -> None:
        self.list.show_list(found)
        sheet = self._presenter.sheet
        if sheet is not None:
            self.list.table.choose(sheet.id)

    @Slot(object)
    def _on_shown(self, sheet: Sheet | None) -> None:
        if self.sheet.asking is None:
            self.sheet.show_sheet(sheet)
        self._show_panes()

    @Slot(object)
    def _on_query(self, query: RemoteQuery) -> None:
        self._presenter.find(query)

    @Slot(object)
    def _on_row_chosen(self, row: RemoteRow) -> None:
        if self._presenter.sheet is None or self._presenter.sheet.id != row.id:
            self.sheet.end_asking()
            self._presenter.show(row)

    @Slot()
    def _on_search(self) -> None:
        self.list.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def _on_back(self) -> None:
        """Take the smallest step back: what is asked, then what is looked at."""
        if self.sheet.asking is not None:
            self.end_asking()
        elif self._presenter.sheet is not None:
            self.list.table.clearSelection()
            self._presenter.close()

    def _show_panes(self) -> None:
        has_sheet = self._presenter.sheet is not None
        self.sheet.setVisible(not self._is_compact or has_sheet)
        self.list.setVisible(not self._is_compact or not has_sheet)
