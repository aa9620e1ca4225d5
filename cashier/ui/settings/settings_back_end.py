"""Settings, Back end: where sales are recorded, and the systems set up for that."""

from functools import partial

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from cashier.settings import BackEndProfile, Settings
from cashier.translation import _
from cashier.ui.back_end.back_end_form import BackEndForm
from cashier.ui.back_end.back_end_presenter import BackEndPresenter, BackEndState, Outcome, Trial
from cashier.ui.back_end.back_end_words import abilities_of, option_of
from cashier.ui.back_end.profile_draft import (
    EMBEDDED,
    Draft,
    Entry,
    changes_of,
    entries_of,
    entry_for,
)
from cashier.ui.back_end.register_day import RegisterDayPanel, RegisterDayPresenter
from cashier.ui.back_end.webhook_fields import WebhookFields
from cashier.ui.back_end.webhook_presenter import WebhookPresenter
from cashier.ui.controls.buttons import Button, ButtonKind
from cashier.ui.controls.callout import Callout
from cashier.ui.controls.option_list import OptionList
from cashier.ui.frame.chips import Tone
from cashier.ui.look.theme import Theme
from cashier.ui.settings.settings_columns import SectionCard, SectionColumns
from cashier.ui.settings.settings_section import BeforeSave, Content, Section


class BackEndSection(Section):
    """The list of back ends at the left, the chosen one beside it."""

    reopen_wanted = Signal()

    def __init__(
        self,
        theme: Theme,
        presenter: BackEndPresenter,
        day: RegisterDayPresenter,
        webhook: WebhookPresenter,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, "backEnd", _("Back end"), parent)
        self._presenter = presenter
        self._webhook = webhook
        self._settings = Settings()
        self._entries: tuple[Entry, ...] = ()
        self._removing: BackEndProfile | None = None
        self._told: Outcome | None = None
        self.form = BackEndForm(theme, self)
        self._day = day
        self._day_panel = RegisterDayPanel(theme, day, self)
        self.form.add_day(self._day_panel)
        self.try_button = self.form.test
        choice = SectionCard(theme, _("Where sales are recorded"), self)
        self._fill_choice(choice)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(SectionColumns(theme, choice, self.form, parent=self))
        self.setFocusProxy(self._list)
        self._wire()

    @property
    @override
    def is_changed(self) -> bool:
        return super().is_changed or bool(self.form.fields.typed or self.webhook.key)

    @override
    def content(self) -> Content:
        return {**changes_of(self.form.draft, self._settings), **self.webhook.content()}

    @override
    def fill(self, settings: Settings) -> None:
        shown = self.form.entry
        stays = bool(self._entries) and shown.is_set_up and shown.profile.kind != EMBEDDED
        self._settings = settings
        self._show_entries(shown.value if stays else "")
        self._show_waiting()
        self.webhook.fill(settings.webhook)
        self._webhook.find()

    @override
    def show_draft(self, settings: Settings) -> None:
        """Show what was entered before the page was made anew."""
        self.webhook.fill_draft(settings.webhook)
        found = entry_for(settings, self._entries, self._settings)
        if found is not None:
            entry, profile = found
            self._is_filling = True
            try:
                self._list.show_value(entry.value)
                self._show_entry(entry)
                self.form.fill_draft(entry, profile)
            finally:
                self._is_filling = False

    @override
    def show_settings(self, settings: Settings) -> None:
        hook = self.webhook.saved
        self._is_filling = True
        try:
            self.fill(settings)
        finally:
            self._is_filling = False
        gone, self._removing = self._removing, None
        if gone is not None and settings.profile_named(gone.name) is None:
            self._presenter.forget_secrets(gone)
        if hook.url and hook.url != settings.webhook.url:
            self._webhook.forget(hook)
        self._shown = {}
        self.changed.emit()

    @override
    def check(self) -> bool:
        return not self.form.details.wrong_names() and self.webhook.check()

    @override
    def refuse(self, key: str, sentence: str) -> bool:
        table, _dot, name = key.rpartition(".")
        if table == "webhook":
            return self.webhook.refuse(name, sentence)
        if not (table.startswith("backend") or key == "backend"):
            return False
        form = self.form
        if form.fields.refuse(name, sentence) or form.details.refuse(name, sentence):
            return True
        self._presenter.tell_refusal(sentence)
        return True

    @override
    def before_save(self) -> BeforeSave | None:
        """Keep the secrets first: what cannot be kept must not look as if it were set up."""
        draft = self.form.draft
        if draft.is_removed:  # its secrets go when it is gone
            self._removing = draft.entry.profile
            return partial(self._keep, None, self.webhook.content(), self.webhook.key)
        return partial(self._keep, self._trial(), self.webhook.content(), self.webhook.key)

    async def _keep(self, trial: Trial | None, webhook: Content, key: str) -> None:
        if trial is not None:
            await self._presenter.needs.keep(trial)
        if key:
            await self._webhook.keep(webhook, key)

    def _fill_choice(self, card: SectionCard) -> None:
        theme = self._theme
        self._list = OptionList(theme, "backEndList", _("Where sales are recorded"), self)
        self._waiting = Callout(theme, self)
        self._waiting.setObjectName("backEndWaiting")
        self.reopen = Button(
            theme, _("Open again now"), kind=ButtonKind.PRIMARY, parent=self._waiting
        )
        self.reopen.setObjectName("reopenForBackEndButton")
        self._waiting.add_button(self.reopen)
        self._waiting.show_words(
            Tone.WARN,
            "clock",
            _("From the next start on"),
            _("Sales go on as before until Cashier is opened again. The open sale is kept."),
        )
        about = Callout(theme, self)
        about.show_words(
            Tone.INFO,
            "shield",
            _("Every sale is saved on this PC first"),
            _(
                "Changing the back end never touches saved sales; unsent ones stay with the old "
                "back end until delivered."
            ),
        )
        self.webhook = WebhookFields(theme, self)
        for widget in (self._list, self._waiting, about, self.webhook):
            card.body.addWidget(widget)
        card.body.addStretch(1)

    def _wire(self) -> None:
        self._list.chosen.connect(self._on_chosen)
        self.form.edited.connect(self._on_edited)
        self.webhook.edited.connect(self.tell_changed)
        self._webhook.place_found.connect(self.webhook.show_place)
        self.form.test_wanted.connect(self._on_test)
        self.form.another_wanted.connect(self._on_another)
        self.reopen.clicked.connect(self.reopen_wanted)
        self._presenter.state_changed.connect(self._on_state_changed)
        self._on_state_changed(self._presenter.state)

    def _show_entries(self, value: str, another: str = "") -> None:
        """List what can be chosen, with ``value`` in view, or the one in force."""
        self._entries = entries_of(self._settings, another)
        chosen = next((one for one in self._entries if one.value == value), None)
        chosen = chosen or next(one for one in self._entries if one.is_in_force)
        self._list.show_options([option_of(one) for one in self._entries], chosen.value)
        self._show_entry(chosen)

    def _show_entry(self, entry: Entry) -> None:
        self.form.fill(entry)
        self._presenter.forget_outcome()
        if entry.profile.kind != EMBEDDED:
            self._presenter.find_secrets(self._trial())
        self._show_abilities(self.form.draft)
        is_ours = bool(entry.profile.name) and entry.value == self._presenter.needs.in_force()
        self._day_panel.setVisible(is_ours and self._day.is_possible)

    def _show_abilities(self, draft: Draft) -> None:
        kind = draft.profile.kind
        can = self._presenter.needs.capabilities(draft.profile)
        self.form.show_abilities(abilities_of(kind, can))

    def _show_waiting(self) -> None:
        wanted = self._settings.back_end.name
        self._waiting.setVisible(wanted != self._presenter.needs.in_force())

    def _trial(self) -> Trial:
        draft = self.form.draft
        before = draft.entry.profile if draft.entry.is_set_up else None
        changes = changes_of(draft, self._settings)
        return Trial(changes, draft.profile, self.form.fields.typed, before)

    @Slot(str)
    def _on_chosen(self, value: str) -> None:
        entry = next(one for one in self._entries if one.value == value)
        self._is_filling = True
        try:
            self._show_entry(entry)
        finally:
            self._is_filling = False
        self.tell_changed()

    @Slot()
    def _on_edited(self) -> None:
        if not self._is_filling:
            self._presenter.forget_outcome()
            self._show_abilities(self.form.draft)
            self.tell_changed()

    @Slot()
    def _on_test(self) -> None:
        if self.check():
            self._presenter.test(self._trial())

    @Slot()
    def _on_another(self) -> None:
        kind = self.form.entry.profile.kind
        self._is_filling = True
        try:
            self._show_entries(f"new:{kind}", kind)
            self.form.takes_sales.setChecked(False)
        finally:
            self._is_filling = False
        self.tell_changed()

    @Slot(object)
    def _on_state_changed(self, state: BackEndState) -> None:
        is_news = state.outcome is not None and state.outcome is not self._told
        self._told = state.outcome
        self.form.show_state(state)
        if is_news:
            QTimer.singleShot(0, self, self._bring_into_view)

    @Slot()
    def _bring_into_view(self) -> None:
        """Let nobody look for what came of a press, however small the window is."""
        place = self.form.outcome.parentWidget()
        while place is not None and place is not self.window():
            if isinstance(place, QScrollArea):
                place.ensureWidgetVisible(self.form.outcome)
            place = place.parentWidget()
