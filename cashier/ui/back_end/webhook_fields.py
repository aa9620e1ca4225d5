"""The webhook beside any back end: who else is told of each sale, how, and signed with what."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from cashier.settings import WEBHOOK_SECRET, WebhookSettings
from cashier.translation import _
from cashier.ui.back_end.back_end_words import place_words, secret_label
from cashier.ui.back_end.profile_draft import Content
from cashier.ui.controls.segments import Segments
from cashier.ui.look.theme import Theme
from cashier.ui.settings.setting_field import SettingField

_LONGEST = 500
_LONGEST_SECRET = 4_000
_HIDDEN = (
    Qt.InputMethodHint.ImhHiddenText
    | Qt.InputMethodHint.ImhSensitiveData
    | Qt.InputMethodHint.ImhNoPredictiveText
)


class WebhookFields(QWidget):
    """Without an address nobody else is told; a key that is kept is never shown again."""

    edited = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("webhookFields")
        self._theme = theme
        self._saved = WebhookSettings()
        self._place = ""
        self._address = self._line("webhookAddress")
        self._prefix = self._line("webhookInvoicePrefix")
        self._key = self._line("secretWebhookKey")
        self._key.setMaxLength(_LONGEST_SECRET)
        self._key.setEchoMode(QLineEdit.EchoMode.Password)
        self._key.setInputMethodHints(_HIDDEN)
        forms = (("form", _("Form")), ("json", "JSON"))
        self._form = Segments(theme, "webhookForm", _("Told as"), forms, self)
        self._form.chosen.connect(self.edited)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, theme.px(8), 0, 0)
        box.setSpacing(theme.px(10))
        title = QLabel(_("Webhook"), self)
        title.setFont(theme.font(15, 600))
        box.addWidget(title)
        self._fields = self._make_fields()
        for field in self._fields.values():
            box.addWidget(field)

    @property
    def saved(self) -> WebhookSettings:
        """The webhook that is set up."""
        return self._saved

    @property
    def key(self) -> str:
        """The key that was typed in; empty where the kept one stays."""
        return self._key.text().strip()

    @property
    def webhook(self) -> WebhookSettings:
        """What is entered, its deadlines as they are in the file."""
        saved = self._saved
        return WebhookSettings(
            self._address.text().strip(),
            self._prefix.text().strip(),
            self._form.value,
            saved.connect_timeout_s,
            saved.answer_timeout_s,
            saved.ca_file,
        )

    def content(self) -> Content:
        """Return what would be another in the file; nothing where nothing is."""
        wanted, plain = self.webhook, WebhookSettings()
        if wanted == self._saved:
            return {}
        names = ("url", "invoice_prefix", "form")
        values = {name: getattr(wanted, name) for name in names}
        return {
            "webhook": {
                name: None if value == getattr(plain, name) else value
                for name, value in values.items()
            }
        }

    def fill(self, webhook: WebhookSettings) -> None:
        """Show the webhook that is set up; what was typed as its key goes."""
        self._saved = webhook
        self._key.clear()
        self.fill_draft(webhook)

    def fill_draft(self, webhook: WebhookSettings) -> None:
        """Show what was entered before."""
        self._address.setText(webhook.url)
        self._prefix.setText(webhook.invoice_prefix)
        self._form.show_value(webhook.form)
        for field in self._fields.values():
            field.accept()
        self._show_need()

    def show_place(self, place: str) -> None:
        """Say where the key is; one of the environment cannot be typed."""
        self._place = place
        self._show_need()

    def check(self) -> bool:
        """Return whether there is a key to sign with; say in place where there is none."""
        address = self._address.text().strip()
        is_new = bool(address) and address != self._saved.url
        is_missing = is_new and not (self.key or self._kept_at)
        if is_missing:
            text = _("Each call is signed: enter the key that the other side has.")
            self._fields["key"].refuse(text)
        return not is_missing

    def refuse(self, name: str, sentence: str) -> bool:
        """Say below the field of ``name`` what is wrong with it."""
        field = self._fields.get(name)
        if field is not None:
            field.refuse(sentence)
        return field is not None

    @property
    def _kept_at(self) -> str:
        """Where the key for what is entered is: that of one address is not for another."""
        is_same = self._address.text().strip() == self._saved.url
        return self._place if is_same or self._place == "environment" else ""

    def _show_need(self) -> None:
        place = self._kept_at
        self._key.setEnabled(place != "environment")
        self._key.setPlaceholderText("•" * 12 if place else "")
        self._fields["key"].show_note(place_words(place, WEBHOOK_SECRET))

    def _make_fields(self) -> dict[str, SettingField]:
        theme = self._theme
        about = _("Told of each sale when it is final and when it is paid. Empty: nobody is told.")
        papers = _("Where receipts can be fetched: the number and .pdf come after it.")
        return {
            "url": SettingField(theme, _("Address"), self._address, note=about),
            "key": SettingField(theme, secret_label(WEBHOOK_SECRET), self._key),
            "form": SettingField(theme, _("Told as"), self._form),
            "invoice_prefix": SettingField(
                theme, _("Address of receipts"), self._prefix, note=papers
            ),
        }

    def _line(self, name: str) -> QLineEdit:
        line = QLineEdit(self)
        line.setObjectName(name)
        line.setMaxLength(_LONGEST)
        line.setMinimumHeight(self._theme.px(48))
        line.textEdited.connect(self._on_edited)
        return line

    @Slot()
    def _on_edited(self) -> None:
        for field in self._fields.values():
            field.accept()
        self._show_need()
        self.edited.emit()
