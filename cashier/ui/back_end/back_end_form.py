"""The card of one back end: filled in, tried out, and what it can do."""

from dataclasses import replace

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from cashier.settings import BackEndProfile
from cashier.translation import _
from cashier.ui.back_end.ability_list import AbilityList
from cashier.ui.back_end.back_end_details import BackEndDetails
from cashier.ui.back_end.back_end_fields import BackEndFields
from cashier.ui.back_end.back_end_presenter import BackEndState
from cashier.ui.back_end.back_end_words import Ability, title_of
from cashier.ui.back_end.profile_draft import EMBEDDED, Draft, Entry
from cashier.ui.controls.buttons import Button, ButtonKind
from cashier.ui.controls.callout import Callout
from cashier.ui.frame.chips import Tone
from cashier.ui.frame.state_chip import StateChip
from cashier.ui.look import formatting
from cashier.ui.look.theme import Theme
from cashier.ui.settings.settings_columns import SectionCard
from cashier.ui.settings.tender_choice import CheckRow


class BackEndForm(SectionCard):
    """What is entered for the back end that is chosen in the list."""

    edited = Signal()
    test_wanted = Signal()
    another_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, _("Back end"), parent)
        self._entry = Entry(BackEndProfile(), is_set_up=True, is_in_force=True)
        self._is_removed = False
        self._chip = StateChip(theme, self)
        self.add_to_head(self._chip)
        self.fields = BackEndFields(theme, self)
        self.takes_sales = CheckRow(theme, "to-send", _("New sales go here"), self)
        self.takes_sales.setObjectName("takesSales")
        self._make_buttons()
        self.outcome = Callout(theme, self)
        self.outcome.setObjectName("backEndOutcome")
        self.abilities = AbilityList(theme, self)
        self.details = BackEndDetails(theme, self)
        self._lay_out()
        self._wire()

    @property
    def entry(self) -> Entry:
        """The back end in view."""
        return self._entry

    @property
    def draft(self) -> Draft:
        """What is entered."""
        profile = self._entry.profile
        if profile.kind != EMBEDDED:
            profile = self.details.profile_over(self.fields.profile)
        return Draft(self._entry, profile, self.takes_sales.isChecked(), self._is_removed)

    def fill(self, entry: Entry) -> None:
        """Show a back end as it is set up, or what is to be filled in."""
        self._entry, self._is_removed = entry, False
        kind = entry.profile.kind
        is_remote = kind != EMBEDDED
        self.fields.fill(entry.profile)
        self.details.fill(entry.profile)
        self.takes_sales.setChecked(entry.is_in_force or not entry.is_set_up or not is_remote)
        self.takes_sales.setEnabled(is_remote and not entry.is_in_force)
        for widget in (self.fields, self.details, self._details_head, self.test):
            widget.setVisible(is_remote)
        self.remove.setVisible(is_remote and entry.is_set_up and not entry.is_in_force)
        self.another.setVisible(is_remote and entry.is_set_up)
        self.show_title(title_of(kind))
        self._show_removal()

    def fill_draft(self, entry: Entry, draft: BackEndProfile) -> None:
        """Show what was entered for ``entry`` before."""
        self.fill(entry)
        profile = replace(draft, key=entry.profile.key)
        self.fields.fill(profile)
        self.details.fill(profile)

    def add_day(self, panel: QWidget) -> None:
        """Put what closes the register's day below what the back end can do."""
        self.body.insertWidget(self.body.indexOf(self.abilities) + 1, panel)

    def show_abilities(self, abilities: tuple[Ability, ...]) -> None:
        """Show what it can do."""
        self.abilities.show_abilities(abilities)

    def show_state(self, state: BackEndState) -> None:
        """Show what a test found and where the secrets are."""
        self.fields.show_places(state.places)
        self.test.show_busy(_("Testing") if state.is_testing else "")
        self.test.setEnabled(not state.is_testing)
        self._chip.setVisible(state.tested_at is not None)
        if state.tested_at is not None:
            at = formatting.time_of_day(state.tested_at)
            self._chip.show_state("ready", _("Tested {time}").format(time=at), Tone.OK)
        self.outcome.setVisible(state.outcome is not None)
        if state.outcome is not None:
            told = state.outcome
            self.outcome.show_words(told.tone, told.icon, told.heading, told.text)

    def _make_buttons(self) -> None:
        theme = self._theme
        self.test = Button(
            theme,
            _("Test connection"),
            kind=ButtonKind.PRIMARY,
            icon="again",
            action="settings.test",
            parent=self,
        )
        self.test.setObjectName("testBackEndButton")
        self.another = Button(theme, _("Add another"), icon="plus", parent=self)
        self.another.setObjectName("addBackEndButton")
        self.remove = Button(theme, _("Remove"), icon="remove", parent=self)
        self.remove.setObjectName("removeBackEndButton")
        self._removal = Callout(theme, self)
        self._removal.setObjectName("backEndRemoval")

    def _lay_out(self) -> None:
        theme = self._theme
        self.buttons = QWidget(self)
        row = QHBoxLayout(self.buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        for button in (self.test, self.another, self.remove):
            row.addWidget(button)
        row.addStretch(1)
        can = self._heading(_("What it can do"))
        self._details_head = self._heading(_("Details"))
        for widget in (
            self.fields,
            self.takes_sales,
            self.buttons,
            self._removal,
            self.outcome,
            can,
            self.abilities,
            self._details_head,
            self.details,
        ):
            self.body.addWidget(widget)
        self.body.addStretch(1)

    def _heading(self, text: str) -> QLabel:
        label = QLabel(text, self)
        label.setFont(self._theme.font(15, 600))
        return label

    def _wire(self) -> None:
        self.fields.edited.connect(self.edited)
        self.details.edited.connect(self.edited)
        self.takes_sales.clicked.connect(self.edited)
        self.test.clicked.connect(self.test_wanted)
        self.another.clicked.connect(self.another_wanted)
        self.remove.clicked.connect(self._on_remove)

    def _show_removal(self) -> None:
        self._removal.setVisible(self._is_removed)
        self.remove.set_label(_("Keep it") if self._is_removed else _("Remove"))
        for widget in (self.fields, self.details, self.takes_sales, self.test):
            is_free = widget is not self.takes_sales or not self._entry.is_in_force
            widget.setEnabled(not self._is_removed and is_free)
        self._removal.show_words(
            Tone.WARN,
            "warning",
            _("Goes when you save"),
            _("Sales that were sent there stay as they are. Its secrets leave the keyring."),
        )

    @Slot()
    def _on_remove(self) -> None:
        self._is_removed = not self._is_removed
        self._show_removal()
        self.edited.emit()
