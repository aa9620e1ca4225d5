"""The Settings page: sections at the side, one of them in view, saved as a whole or not at all."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid
from typing_extensions import override

from cashier.settings import Settings
from cashier.translation import _
from cashier.ui.controls.callout import Callout
from cashier.ui.frame.chips import Tone
from cashier.ui.frame.page_actions import PageActions
from cashier.ui.look.columns import columns_for
from cashier.ui.look.theme import Theme
from cashier.ui.settings.settings_columns import SectionColumns
from cashier.ui.settings.settings_foot import LeaveQuestion, SaveFoot
from cashier.ui.settings.settings_nav import SettingsNav
from cashier.ui.settings.settings_presenter import Refusal, SettingsPresenter, SettingsState
from cashier.ui.settings.settings_section import Section, SectionEntry


class SettingsPage(QWidget):
    """Shows one section at a time; whoever leaves one with changes is asked what becomes of them.

    ``left`` tells where to go: a page of the window, or None for the way back.
    """

    left = Signal(object)

    def __init__(
        self,
        theme: Theme,
        presenter: SettingsPresenter,
        entries: Sequence[SectionEntry],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("settingsPage")
        self.setAccessibleName(_("Settings"))
        self._theme = theme
        self._presenter = presenter
        self._entries = {entry.name: entry for entry in entries}
        self._sections: dict[str, Section] = {}
        self._current = ""
        self._wanted: tuple[str, object] | None = None
        self._focus: QWidget | None = None
        self._lay_out(entries)
        self._wire()
        self._begin(entries[0].name)

    def _begin(self, first: str) -> None:
        """Begin with the first section, or go on where the page before this one was left."""
        name, draft, focus = self._presenter.section, self._presenter.draft, self._presenter.focus
        self.show_section(name if name in self._entries else first)
        if name == self._current and draft is not None:
            self.section.show_draft(draft)
            self._presenter.keep_draft(name, self.section.content(), focus)
            self._show_state()

    def take_focus_back(self) -> None:
        """Give the focus to what had it on the page before this one."""
        found = self.findChild(QWidget, self._presenter.focus) if self._presenter.focus else None
        if found is not None:
            found.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def section(self) -> Section:
        """The section in view."""
        return self._sections[self._current]

    @property
    def current(self) -> str:
        """The name of the section in view."""
        return self._current

    @property
    def is_changed(self) -> bool:
        """Whether something was entered that is not saved."""
        return self.section.is_changed

    def may_leave(self, page: object) -> bool:
        """Return whether to go to ``page`` now; where changes are not saved, ask first."""
        return self._may_go("", page)

    @Slot(str)
    def choose_section(self, name: str) -> None:
        """Show the section ``name``, once the one in view may be left."""
        if name != self._current and self._may_go(name, None):
            self.show_section(name)

    def show_section(self, name: str) -> None:
        """Show the section ``name``, built now where it was not yet."""
        if name not in self._sections:
            self._build(name)
        self._current = name
        section = self.section
        self._nav.mark(name)
        self._trouble.hide()
        self._stack.setCurrentWidget(section)
        self._place_foot(section)
        self._presenter.tell_entered()
        self._keep_draft()
        self._show_state()

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Show:
            self._presenter.read()
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._step_back()
        elif not self.page_actions.take_key(event):
            super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        columns = columns_for(self._theme, self.window().width())
        self._row.setSpacing(columns.gap)
        self._row.setContentsMargins(*[columns.padding] * 4)
        self._area.setSpacing(columns.gap)

    def _lay_out(self, entries: Sequence[SectionEntry]) -> None:
        theme = self._theme
        self._row = QHBoxLayout(self)
        self._nav = SettingsNav(theme, entries, self)
        self._area = QVBoxLayout()
        self.question = LeaveQuestion(theme, self)
        self._trouble = Callout(theme, self)
        self._trouble.setObjectName("settingsTrouble")
        self._trouble.hide()
        self._stack = QStackedWidget(self)
        self.foot = SaveFoot(theme, self)
        for widget in (self.question, self._trouble):
            self._area.addWidget(widget)
        self._area.addWidget(self._stack, 1)
        self._row.addWidget(self._nav)
        self._row.addLayout(self._area, 1)
        self.setFocusProxy(self._nav)

    def _wire(self) -> None:
        presenter, question = self._presenter, self.question
        presenter.state_changed.connect(self._on_state_changed)
        presenter.settings_read.connect(self._on_settings_read)
        presenter.saved.connect(self._on_saved)
        presenter.refused.connect(self._on_refused)
        self._nav.section_chosen.connect(self.choose_section)
        self.foot.save.clicked.connect(self._on_save)
        self.foot.discard.clicked.connect(self._on_discard)
        question.save_wanted.connect(self._on_save)
        question.discard_wanted.connect(self._on_discard)
        question.stay_wanted.connect(self._on_stay)
        self.page_actions = PageActions(self._theme.keys, self)
        self.page_actions.bind("settings.save", self._on_save)
        self.page_actions.bind("settings.test", self._on_try)

    def _build(self, name: str) -> None:
        section = self._entries[name].build()
        self._sections[name] = section
        section.show_settings(self._presenter.settings)
        section.changed.connect(self._on_changed)
        self._stack.addWidget(section)

    def _place_foot(self, section: Section) -> None:
        """Put the row with Save where the section has a place for it, else below the section."""
        columns = section.findChild(SectionColumns)
        self.foot.setProperty("frame", "")
        if columns is None:
            self._area.addWidget(self.foot)
        else:
            columns.place_foot(self.foot)
        self.foot.setVisible(section.has_save)

    # Leaving with changes.

    def _may_go(self, section: str, page: object) -> bool:
        if self._presenter.state.is_busy:
            self._wanted = (section, page)
            return False
        if not self.section.is_changed:
            self._wanted = None
            self.question.hide()
            return True
        self._wanted = (section, page)
        self.question.ask(self.section.title)
        self.question.save.setFocus(Qt.FocusReason.OtherFocusReason)
        return False

    def _step_back(self) -> None:
        if self.question.isVisible():
            self._on_stay()
        elif self._may_go("", None):
            self.left.emit(None)

    def _go_on(self) -> None:
        """Go where somebody wanted to go when the question came up."""
        self.question.hide()
        wanted, self._wanted = self._wanted, None
        if wanted is None:
            return
        section, page = wanted
        if section:
            self.show_section(section)
        else:
            self.left.emit(page)

    @Slot()
    def _on_stay(self) -> None:
        self.question.hide()
        self._wanted = None
        self._nav.mark(self._current)
        self.section.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_save(self) -> None:
        if not self.section.is_changed or self._presenter.state.is_busy:
            return
        self._trouble.hide()
        if self.section.check():
            self._presenter.save(self.section.content(), self.section.before_save())
        else:
            self._on_refusal_shown()

    @Slot()
    def _on_discard(self) -> None:
        section = self.section
        section.show_settings(self._presenter.settings)
        self._go_on()
        section.reset()  # last: it may make this page anew

    @Slot()
    def _on_try(self) -> None:
        button = self.section.try_button
        if button is not None and button.isVisible():
            button.click()

    # What the presenter tells.

    @Slot()
    def _on_changed(self) -> None:
        if self.sender() is not self.section:
            return
        if self.section.is_changed:
            self._presenter.tell_entered()
        self._keep_draft()
        self._show_state()

    @Slot(object)
    def _on_state_changed(self, state: SettingsState) -> None:
        """Take no input while it is being saved, and give the focus back afterwards."""
        if state.is_busy:
            self._focus = QApplication.focusWidget()
        self._stack.setEnabled(not state.is_busy or not self.section.has_save)
        self._show_state()
        if not state.is_busy:
            focus, self._focus = self._focus, None
            if focus is not None and isValid(focus) and self.isAncestorOf(focus):
                focus.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def _on_settings_read(self, settings: Settings) -> None:
        for section in self._sections.values():
            if not section.is_changed:
                section.show_settings(settings)

    @Slot(object)
    def _on_saved(self, settings: Settings) -> None:
        for section in self._sections.values():
            section.show_settings(settings)
        self._go_on()

    @Slot(object)
    def _on_refused(self, refusal: Refusal) -> None:
        self._on_refusal_shown()
        if not self.section.refuse(refusal.key, refusal.sentence):
            text = f"{refusal.key}: {refusal.sentence}"
            self._trouble.show_words(Tone.ERROR, "attention", _("Not saved"), text)
            self._trouble.show()

    def _keep_draft(self) -> None:
        focus = QApplication.focusWidget()
        name = focus.objectName() if focus is not None and self.isAncestorOf(focus) else ""
        self._presenter.keep_draft(self._current, self.section.content(), name)

    def _on_refusal_shown(self) -> None:
        """Stay where it can be put right."""
        self._wanted = None
        self.question.hide()

    def _show_state(self) -> None:
        self.foot.show_state(self._presenter.state, is_changed=self.section.is_changed)
