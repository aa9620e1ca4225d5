"""Importing in view: a list is dropped or chosen, its columns looked through, and imported."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QKeyEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QWidget
from typing_extensions import override

from cashier.translation import _
from cashier.ui.controls.open_file import OpenDialog
from cashier.ui.controls.save_list import SaveListDialog
from cashier.ui.frame.page_actions import PageActions
from cashier.ui.imports.import_file_card import FileCard
from cashier.ui.imports.import_panel import ImportPanel
from cashier.ui.imports.import_presenter import ImportPresenter
from cashier.ui.imports.import_state import ImportPhase, ImportState
from cashier.ui.look.columns import columns_for
from cashier.ui.look.theme import Theme

_PANEL = 396
_PANEL_WIDE = 456
_WIDE_CART = 456


class ImportPage(QWidget):
    """Hands files and buttons to the presenter and shows the whole state it tells.

    While no file is chosen ``idle`` stands at its side.
    """

    def __init__(
        self,
        theme: Theme,
        presenter: ImportPresenter,
        idle: QWidget,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("productsPage")
        self.setAccessibleName(_("Products"))
        self.setAcceptDrops(True)
        self._theme = theme
        self._presenter = presenter
        self.panel = ImportPanel(theme, presenter.rates, self)
        self.file = FileCard(theme, self)
        self._idle = idle
        self._side = QStackedWidget(self)
        self._side.addWidget(idle)
        self._side.addWidget(self.file)
        self._columns = QHBoxLayout(self)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.addWidget(self._side, 1)
        self._columns.addWidget(self.panel)  # to act is at the right, and no toast covers it there
        filters = (_("Product lists (*.csv *.tsv *.txt *.gz)"), _("All files (*)"))
        self.dialog = OpenDialog(_("Import products"), filters, self)
        self.save_dialog = SaveListDialog(_("Save refused rows"), self)
        self._wire()
        self._show(presenter.state)
        self.setFocusProxy(self.panel.area.button)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        px = self._theme.px
        columns = columns_for(self._theme, self.window().width())
        self._columns.setSpacing(columns.gap)
        is_wide = columns.cart >= px(_WIDE_CART)
        self.panel.setFixedWidth(px(_PANEL_WIDE if is_wide else _PANEL))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.page_actions.take_key(event):
            super().keyPressEvent(event)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped_file(event) and not self._presenter.state.is_busy:
            event.acceptProposedAction()
            self.panel.area.show_under_file(is_under_file=True)

    @override
    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        super().dragLeaveEvent(event)
        self.panel.area.show_under_file(is_under_file=False)

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        self.panel.area.show_under_file(is_under_file=False)
        path = _dropped_file(event)
        if path:
            event.acceptProposedAction()
            self._presenter.check(path)
            self.panel.cancel.setFocus(Qt.FocusReason.OtherFocusReason)

    def _wire(self) -> None:
        panel, presenter, file = self.panel, self._presenter, self.file
        presenter.state_changed.connect(self._on_state_changed)
        panel.area.button.clicked.connect(self.dialog.open)
        panel.confirm.clicked.connect(presenter.confirm)
        panel.cancel.clicked.connect(presenter.cancel)
        panel.form.form_chosen.connect(presenter.take_form)
        panel.form.vat_chosen.connect(presenter.take_vat)
        file.form_chosen.connect(presenter.take_form)
        file.refused.save.clicked.connect(self._on_save_wanted)
        self.save_dialog.chosen.connect(presenter.save_refused)
        self.dialog.chosen.connect(presenter.check)
        self.page_actions = PageActions(self._theme.keys, self)
        for button in (panel.area.button, panel.confirm, panel.cancel):
            self.page_actions.bind_button(button.action, button)

    @Slot()
    def _on_save_wanted(self) -> None:
        name = self._presenter.state.file
        self.save_dialog.open(_("refused rows of {name}").format(name=name.name if name else ""))

    @Slot(object)
    def _on_state_changed(self, state: ImportState) -> None:
        self._show(state)

    def _show(self, state: ImportState) -> None:
        focus = QApplication.focusWidget()
        has_focus = focus is not None and self.isAncestorOf(focus)
        panel = self.panel
        if has_focus and state.is_busy and focus in {panel.area.button, panel.confirm}:
            panel.cancel.setFocus(Qt.FocusReason.OtherFocusReason)  # before that one is off
        self._side.setCurrentWidget(self._idle if state.look is None else self.file)
        panel.show_state(state)
        self.file.show_state(state)
        is_waiting = state.phase is ImportPhase.WAITING
        self.page_actions.action(panel.cancel.action).setEnabled(not is_waiting)
        if has_focus and not state.is_busy and (focus is panel.cancel or not self._has_focus()):
            next_step = panel.confirm if state.can_import else panel.area.button
            next_step.setFocus(Qt.FocusReason.OtherFocusReason)

    def _has_focus(self) -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and self.isAncestorOf(focus) and focus.isVisible()


def _dropped_file(event: QDropEvent) -> str:
    """Return the path of the one file that is dropped; empty where it is not just one."""
    urls = event.mimeData().urls()
    return urls[0].toLocalFile() if len(urls) == 1 and urls[0].isLocalFile() else ""
