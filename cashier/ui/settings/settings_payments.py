"""Settings, Payments: which tenders are taken, which banknotes are offered, what comes after."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget
from typing_extensions import override

from cashier.domain.money import Money
from cashier.domain.tender import TenderType
from cashier.settings import TENDERS, Settings
from cashier.translation import _
from cashier.ui.controls.callout import Callout
from cashier.ui.controls.segments import Segments
from cashier.ui.frame.chips import Tone
from cashier.ui.look import formatting
from cashier.ui.look.theme import Theme
from cashier.ui.pay import quick_cash
from cashier.ui.settings.setting_field import SettingField
from cashier.ui.settings.settings_columns import SectionCard, SectionColumns
from cashier.ui.settings.settings_section import BeforeSave, Content, Section
from cashier.ui.settings.tender_choice import CheckRow, TenderChoice
from cashier.ui.settings.wallet_fields import WalletFields
from cashier.ui.settings.wallet_presenter import WalletPresenter, WalletTrial

_IN_A_ROW = 3


class NoteChoice(QWidget):
    """The banknotes of the currency, each offered or not."""

    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("noteChoice")
        self.setAccessibleName(_("Banknotes to tap"))
        self._theme = theme
        self._buttons: dict[Money, CheckRow] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme.px(8))

    @property
    def notes(self) -> tuple[Money, ...]:
        """The notes offered, smallest first."""
        return tuple(note for note, button in self._buttons.items() if button.isChecked())

    @property
    def is_all(self) -> bool:
        """Whether every note is offered."""
        return all(button.isChecked() for button in self._buttons.values())

    def show_notes(self, offered: Sequence[Money], known: Sequence[Money]) -> None:
        """Show ``known`` notes, and which of them are offered; none means all."""
        for button in self._buttons.values():
            self._grid.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = {}
        for place, note in enumerate(sorted({*known, *offered})):
            button = CheckRow(self._theme, "cash", _in_short(note), self)
            button.setObjectName(f"offer_{note.text()}")
            button.setChecked(note in offered or not offered)
            button.clicked.connect(self._on_clicked)
            self._buttons[note] = button
            self._grid.addWidget(button, place // _IN_A_ROW, place % _IN_A_ROW)

    @Slot()
    def _on_clicked(self) -> None:
        """Keep one note at least: without any there would be nothing to tap."""
        sender = self.sender()
        if not self.notes and isinstance(sender, CheckRow):
            sender.setChecked(True)
        self.changed.emit()


class PaymentsSection(Section):
    """Holds from the next payment on."""

    def __init__(
        self, theme: Theme, wallet: WalletPresenter, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, "payments", _("Payments"), parent)
        self._presenter = wallet
        self._saved = Settings()
        tenders = SectionCard(theme, _("Tenders in their order"), self)
        self._choice = TenderChoice(theme, self)
        tenders.body.addWidget(self._choice)
        tenders.body.addWidget(self._receipt_field())
        tenders.body.addWidget(self._about())
        tenders.body.addStretch(1)
        after = SectionCard(theme, _("Cash and wallet"), self)
        self._fill_after(after)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(SectionColumns(theme, tenders, after, parent=self))
        self.wallet.edited.connect(self._on_wallet_edited)
        self.wallet.test_wanted.connect(self._on_test_wanted)
        self.wallet.pull_wanted.connect(wallet.pull)
        wallet.told.connect(self.wallet.show_outcome)
        wallet.place_found.connect(self.wallet.show_place)
        self._choice.changed.connect(self.tell_changed)
        self._notes.changed.connect(self.tell_changed)
        self._receipt.chosen.connect(self.tell_changed)

    @property
    @override
    def is_changed(self) -> bool:
        return super().is_changed or bool(self.wallet.token)

    @override
    def before_save(self) -> BeforeSave | None:
        """Keep the token first: what cannot be kept must not look as if it were set up."""
        return partial(self._presenter.needs.keep, self._trial()) if self.wallet.token else None

    @override
    def content(self) -> Content:
        notes = [] if self._notes.is_all else [note.text() for note in self._notes.notes]
        return {
            "payments": {
                "tenders": [one.value for one in self._choice.tenders],
                "receipt": self._receipt.value,
                "notes": notes or None,
            },
            "wallet": self.wallet.content(),
        }

    @override
    def fill(self, settings: Settings) -> None:
        payments = settings.payments
        taken = [TenderType(name) for name in payments.tenders]
        offered = [TenderType(name) for name in TENDERS if name != TenderType.WALLET.value]
        self._choice.show_tenders(taken, offered)
        known = quick_cash.notes(settings.shop.currency)
        self._notes.show_notes(payments.notes, known)
        self._notes_field.setVisible(bool(known or payments.notes))
        self._receipt.show_value(payments.receipt)
        self._notes_field.accept()
        self._saved = settings
        self.wallet.fill(settings)
        self.wallet.show_saved(is_saved=settings.wallet.is_on)
        self._presenter.find_token(self._trial())

    @override
    def refuse(self, key: str, sentence: str) -> bool:
        table, _dot, name = key.partition(".")
        if table == "wallet":
            return self.wallet.refuse(name, sentence)
        if key == "payments.notes":
            self._notes_field.refuse(sentence)
        return key == "payments.notes"

    def _trial(self) -> WalletTrial:
        return WalletTrial({"wallet": self.wallet.content()}, self.wallet.token)

    @Slot()
    def _on_wallet_edited(self) -> None:
        wallet = self._saved.wallet
        self.wallet.show_saved(is_saved=wallet.is_on and self.wallet.address == wallet.base_url)
        self.tell_changed()

    @Slot()
    def _on_test_wanted(self) -> None:
        self._presenter.test(self._trial())

    def _fill_after(self, card: SectionCard) -> None:
        theme = self._theme
        self._notes = NoteChoice(theme, self)
        self._notes_field = SettingField(
            theme,
            _("Banknotes to tap"),
            self._notes,
            note=_("On Pay the smallest ones that reach the amount are offered."),
        )
        card.body.addWidget(self._notes_field)
        self.wallet = WalletFields(theme, self)
        self.try_button = self.wallet.test
        card.body.addWidget(self.wallet)
        card.body.addStretch(1)

    def _receipt_field(self) -> SettingField:
        choices = (("pdf", _("PDF")), ("none", _("None")))
        self._receipt = Segments(self._theme, "paymentsReceipt", _("Receipt"), choices, self)
        return SettingField(
            self._theme,
            _("Receipt"),
            self._receipt,
            note=_("What is chosen on Pay unless somebody chooses otherwise."),
        )

    def _about(self) -> Callout:
        about = Callout(self._theme, self)
        about.show_words(
            Tone.INFO,
            "cash",
            _("Applies at once"),
            _("What a customer has paid already stays as it is."),
        )
        return about


def _in_short(note: Money) -> str:
    """Return ``20 €``; decimals only where there are any."""
    whole, sign, part = formatting.amount(note).partition(formatting.decimal_sign())
    figure = whole + sign + part if part.strip("0") else whole
    return f"{figure}{formatting.NO_BREAK_SPACE}{formatting.currency_sign(note.currency)}"
