"""The fields of a back end: where it is, who the till is there, and what it may know of us."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from cashier.settings import HOSTS, SECRETS, BackEndProfile
from cashier.translation import _
from cashier.ui.back_end.back_end_words import place_words, secret_label
from cashier.ui.look.theme import Theme
from cashier.ui.settings.setting_field import SettingField

_LONGEST = 500
_LONGEST_SECRET = 4_000
_ALL_SECRETS = tuple(name for names in SECRETS.values() for name in names)


class BackEndFields(QWidget):
    """Address, register and secrets, two in a row; a secret that is kept is never shown again."""

    edited = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("backEndFields")
        self._theme = theme
        self._profile = BackEndProfile()
        self._fields: dict[str, SettingField] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.px(12))
        self._grid.setVerticalSpacing(theme.px(10))
        self._address = self._line("backEndAddress")
        self._register = self._line("backEndRegister")
        self._add("base_url", _("Address"), self._address)
        self._add("register", _("Register number"), self._register)
        self._secrets = {name: self._secret(name) for name in _ALL_SECRETS}
        self.setFocusProxy(self._address)

    @property
    def typed(self) -> Mapping[str, str]:
        """The secrets that were typed in, by their names."""
        wanted = SECRETS[self._profile.kind]
        typed = {name: self._secrets[name].text().strip() for name in wanted}
        return {name: secret for name, secret in typed.items() if secret}

    @property
    def profile(self) -> BackEndProfile:
        """The profile with what stands in these fields."""
        address = self._address.text().strip().rstrip("/") or HOSTS[self._profile.kind][0]
        return replace(self._profile, base_url=address, register=self._register.text().strip())

    def fill(self, profile: BackEndProfile) -> None:
        """Show ``profile``; what was typed as a secret goes."""
        self._profile = profile
        self._address.setText(profile.base_url)
        self._address.setPlaceholderText(HOSTS[profile.kind][0])
        self._register.setText(profile.register)
        for secret in self._secrets.values():
            secret.clear()
        for name, field in self._fields.items():
            field.accept()
            is_secret = name in self._secrets
            field.setVisible(not is_secret or name in SECRETS[profile.kind])
        self._arrange()

    def show_places(self, places: Mapping[str, str]) -> None:
        """Say where each secret is; what the environment gives cannot be typed."""
        for name, line in self._secrets.items():
            place = places.get(name, "")
            line.setEnabled(place != "environment")
            line.setPlaceholderText("•" * 12 if place else "")
            self._fields[name].show_note(place_words(place, name))

    def refuse(self, key: str, sentence: str) -> bool:
        """Say below the field of ``key`` what is wrong with it."""
        field = self._fields.get(key)
        if field is not None and field.isVisibleTo(self):
            field.refuse(sentence)
            return True
        return False

    def _arrange(self) -> None:
        """Put what is in view two in a row."""
        for field in self._fields.values():
            self._grid.removeWidget(field)
        shown = [field for field in self._fields.values() if not field.isHidden()]
        for place, field in enumerate(shown):
            self._grid.addWidget(field, place // 2, place % 2, Qt.AlignmentFlag.AlignTop)

    def _line(self, name: str) -> QLineEdit:
        line = QLineEdit(self)
        line.setObjectName(name)
        line.setMaxLength(_LONGEST)
        line.setMinimumHeight(self._theme.px(48))
        line.textEdited.connect(self._on_edited)
        return line

    def _secret(self, name: str) -> QLineEdit:
        line = self._line(f"secret{name.removeprefix('CASHIER_').title().replace('_', '')}")
        line.setMaxLength(_LONGEST_SECRET)
        line.setEchoMode(QLineEdit.EchoMode.Password)
        line.setInputMethodHints(
            Qt.InputMethodHint.ImhHiddenText
            | Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
        )
        self._add(name, secret_label(name), line)
        return line

    def _add(self, key: str, label: str, line: QLineEdit) -> None:
        self._fields[key] = SettingField(self._theme, label, line)

    @Slot()
    def _on_edited(self) -> None:
        for field in self._fields.values():
            if field.control is self.sender():
                field.accept()
        self.edited.emit()
