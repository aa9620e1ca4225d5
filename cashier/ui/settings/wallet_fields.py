"""The wallet in Settings, Payments: where it is, which way its server works, its token."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from cashier.settings import WALLET_SECRET, Settings
from cashier.translation import _
from cashier.ui.back_end.back_end_words import place_words
from cashier.ui.controls.buttons import Button
from cashier.ui.controls.callout import Callout
from cashier.ui.controls.segments import Segments
from cashier.ui.frame.chips import Tone
from cashier.ui.look.theme import Theme
from cashier.ui.settings.setting_field import SettingField
from cashier.ui.settings.wallet_presenter import WalletOutcome

_LONGEST = 500
_LONGEST_SECRET = 4_000
_HIDDEN = (
    Qt.InputMethodHint.ImhHiddenText
    | Qt.InputMethodHint.ImhSensitiveData
    | Qt.InputMethodHint.ImhNoPredictiveText
)


class WalletFields(QWidget):
    """Without an address there is no wallet; a token that is kept is never shown again."""

    edited = Signal()
    test_wanted = Signal()
    pull_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("walletFields")
        self._theme = theme
        self._is_saved = False
        self._address = self._line("walletAddress")
        self._token = self._line("walletToken")
        self._token.setMaxLength(_LONGEST_SECRET)
        self._token.setEchoMode(QLineEdit.EchoMode.Password)
        self._token.setInputMethodHints(_HIDDEN)
        ways = (("documented", _("As documented")), ("pretix", _("pretix")))
        self._mode = Segments(theme, "walletMode", _("How its server works"), ways, self)
        readers = (("keyboard", _("It types")), ("pcsc", _("PC/SC")))
        self._reader = Segments(theme, "walletReader", _("Reader of tags"), readers, self)
        self._reader_field = SettingField(theme, _("Reader of tags"), self._reader)
        for segments in (self._mode, self._reader):
            segments.chosen.connect(self.edited)
        self._address_field = SettingField(
            theme, _("Address"), self._address, note=_("Empty: no wallet is taken.")
        )
        self._mode_field = SettingField(theme, _("How its server works"), self._mode)
        self._token_field = SettingField(theme, _("Token of this terminal"), self._token)
        self.outcome = Callout(theme, self)
        self.outcome.setObjectName("walletOutcome")
        self.outcome.hide()
        self._lay_out()

    @property
    def token(self) -> str:
        """The token that was typed in; empty where the kept one stays."""
        return self._token.text().strip()

    @property
    def address(self) -> str:
        return self._address.text().strip().rstrip("/")

    def content(self) -> dict[str, object]:
        """Return what would stand in the table of the wallet."""
        mode, reader = self._mode.value, self._reader.value
        return {
            "base_url": self.address or None,
            "mode": None if mode == "documented" or not self.address else mode,
            "reader": None if reader == "keyboard" or not self.address else reader,
        }

    def fill(self, settings: Settings) -> None:
        """Show the wallet of ``settings``; what was typed as its token goes."""
        self._address.setText(settings.wallet.base_url)
        self._mode.show_value(settings.wallet.mode)
        self._reader.show_value(settings.wallet.reader)
        self._token.clear()
        self.outcome.hide()
        for field in (self._address_field, self._mode_field, self._token_field):
            field.accept()
        self._show_need()

    def show_place(self, place: str) -> None:
        """Say where the token is; one of the environment cannot be typed."""
        self._token.setEnabled(place != "environment")
        self._token.setPlaceholderText("•" * 12 if place else "")
        self._token_field.show_note(place_words(place, WALLET_SECRET))

    def show_saved(self, *, is_saved: bool) -> None:
        """Let products be brought in only from the wallet that is in force."""
        self._is_saved = is_saved
        self._show_need()

    def show_outcome(self, outcome: WalletOutcome | None) -> None:
        """Say what came of a test or of bringing products in; None while that is under way."""
        is_busy = outcome is None
        for button in (self.test, self.pull):
            button.setEnabled(not is_busy and bool(self.address))
        if outcome is not None:
            sentence = outcome.sentence
            self.outcome.show_words(outcome.tone, outcome.icon, sentence.message, sentence.hint)
        else:
            self.outcome.show_words(Tone.INFO, "clock", _("Asking the wallet …"), "")
        self.outcome.show()
        if not is_busy:
            self._show_need()

    def refuse(self, key: str, sentence: str) -> bool:
        """Say below the field of ``key`` what is wrong with it."""
        fields = {
            "base_url": self._address_field,
            "mode": self._mode_field,
            "reader": self._reader_field,
        }
        field = fields.get(key)
        if field is not None:
            field.refuse(sentence)
        return field is not None

    def _lay_out(self) -> None:
        theme = self._theme
        box = QVBoxLayout(self)
        box.setContentsMargins(0, theme.px(8), 0, 0)
        box.setSpacing(theme.px(10))
        title = QLabel(_("Wallet"), self)
        title.setFont(theme.font(15, 600))
        box.addWidget(title)
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(12))
        grid.setVerticalSpacing(theme.px(10))
        grid.addWidget(self._address_field, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self._token_field, 0, 1, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self._mode_field, 1, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self._reader_field, 1, 1, Qt.AlignmentFlag.AlignTop)
        grid.addLayout(self._buttons(), 2, 0, 1, 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        box.addLayout(grid)
        box.addWidget(self.outcome)

    def _show_need(self) -> None:
        self.test.setEnabled(bool(self.address))
        self.pull.setEnabled(bool(self.address) and self._is_saved)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(self._theme.px(8))
        self.test = Button(self._theme, _("Test"), icon="network", parent=self)
        self.test.setObjectName("testWalletButton")
        self.test.clicked.connect(self.test_wanted)
        self.pull = Button(self._theme, _("Bring products in"), icon="tag", parent=self)
        self.pull.setObjectName("pullWalletProductsButton")
        self.pull.clicked.connect(self.pull_wanted)
        row.addWidget(self.test)
        row.addWidget(self.pull)
        row.addStretch(1)
        return row

    def _line(self, name: str) -> QLineEdit:
        line = QLineEdit(self)
        line.setObjectName(name)
        line.setMaxLength(_LONGEST)
        line.setMinimumHeight(self._theme.px(48))
        line.textEdited.connect(self._on_edited)
        return line

    @Slot()
    def _on_edited(self) -> None:
        self._address_field.accept()
        self.outcome.hide()
        self._show_need()
        self.edited.emit()
