"""Settings, Shop: who sells, in which language and currency, and what every receipt is headed."""

from collections.abc import Sequence

from PySide6.QtCore import QTimeZone
from PySide6.QtWidgets import (
    QCompleter,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from cashier.domain.currency import MINOR_DIGITS
from cashier.settings import Settings
from cashier.translation import _
from cashier.ui.controls.callout import Callout
from cashier.ui.controls.choice_box import ChoiceBox
from cashier.ui.controls.segments import Segments
from cashier.ui.frame.chips import Tone
from cashier.ui.look import formatting
from cashier.ui.look.theme import Theme
from cashier.ui.settings.setting_field import SettingField
from cashier.ui.settings.settings_columns import SectionCard, SectionColumns
from cashier.ui.settings.settings_sample import SamplePreview
from cashier.ui.settings.settings_section import Content, Section

_LONGEST = 200
_LONGEST_PREFIX = 8
_LANGUAGES = (("en", "English"), ("lt", "Lietuvių"))


class LinesEdit(QPlainTextEdit):
    """A few lines of text; Tab goes on to the next field."""

    def __init__(self, theme: Theme, name: str, lines: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setTabChangesFocus(True)
        self.setFixedHeight(theme.px(26 + 19 * lines))

    @property
    def lines(self) -> list[str]:
        """The lines without empty ones at the end."""
        text = self.toPlainText().rstrip()
        return [line.strip() for line in text.split("\n")] if text else []

    def show_lines(self, lines: Sequence[str]) -> None:
        self.setPlainText("\n".join(lines))


class ShopSection(Section):
    """The words of the shop at the left, how it counts and speaks beside the sample receipt."""

    def __init__(self, theme: Theme, sample: SamplePreview, parent: QWidget | None = None) -> None:
        super().__init__(theme, "shop", _("Shop"), parent)
        self._sample = sample
        self._fields: dict[str, SettingField] = {}
        words = SectionCard(theme, _("On every receipt"), self)
        self._fill_words(words)
        manners = SectionCard(theme, _("Language, money and time"), self)
        self._fill_manners(manners)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(SectionColumns(theme, words, manners, parent=self))
        self._connect()
        self.setFocusProxy(self._name)

    @override
    def content(self) -> Content:
        return {
            "shop": {
                "name": self._name.text().strip(),
                "address": self._address.lines,
                "tax_number": self._tax_number.text().strip(),
                "footer": self._footer.lines,
                "language": self._language.value,
                "currency": self._currency.value,
                "timezone": self._zone.text().strip(),
            },
            "till": {"prefix": self._prefix.text().strip()},
        }

    @override
    def fill(self, settings: Settings) -> None:
        shop = settings.shop
        self._name.setText(shop.name)
        self._address.show_lines(shop.address)
        self._tax_number.setText(shop.tax_number)
        self._footer.show_lines(shop.footer)
        self._language.show_value(shop.language)
        self._currency.show_value(shop.currency)
        self._zone.setText(shop.timezone.key)
        self._prefix.setText(settings.prefix)
        for field in self._fields.values():
            field.accept()
        self._sample.show_content(self.content())

    @override
    def refuse(self, key: str, sentence: str) -> bool:
        field = self._fields.get(key)
        if field is not None:
            field.refuse(sentence)
        return field is not None

    @override
    def tell_changed(self) -> None:
        for field in self._fields.values():
            if field.control.hasFocus():
                field.accept()
        self._sample.show_content(self.content())
        super().tell_changed()

    def _fill_words(self, card: SectionCard) -> None:
        theme = self._theme
        self._name = self._line("shopName")
        self._address = LinesEdit(theme, "shopAddress", 3, self)
        self._tax_number = self._line("shopTaxNumber")
        self._footer = LinesEdit(theme, "shopFooter", 2, self)
        for key, label, control in (
            ("shop.name", _("Name"), self._name),
            ("shop.address", _("Address"), self._address),
            ("shop.tax_number", _("VAT number"), self._tax_number),
            ("shop.footer", _("Last lines"), self._footer),
        ):
            self._add(card.body, key, label, control)
        card.body.addStretch(1)

    def _fill_manners(self, card: SectionCard) -> None:
        theme = self._theme
        self._language = Segments(theme, "shopLanguage", _("Language"), _LANGUAGES, self)
        self._currency = ChoiceBox(theme, "shopCurrency", _("Currency"), _currencies(), self)
        self._zone = self._line("shopTimezone")
        names = sorted(bytes(one.data()).decode() for one in QTimeZone.availableTimeZoneIds())
        self._zone.setCompleter(QCompleter(names, self._zone))
        self._prefix = self._line("tillPrefix")
        self._prefix.setMaxLength(_LONGEST_PREFIX)
        for key, label, control in (
            ("shop.language", _("Language"), self._language),
            ("shop.currency", _("Currency"), self._currency),
            ("shop.timezone", _("Time zone"), self._zone),
            ("till.prefix", _("Before every receipt number"), self._prefix),
        ):
            self._add(card.body, key, label, control)
        later = Callout(theme, self)
        later.show_words(
            Tone.INFO,
            "clock",
            _("From the next start on"),
            _("These four apply when Cashier is started again. All else applies at once."),
        )
        card.body.addWidget(later)
        card.body.addStretch(1)
        card.add_side(self._sample)

    def _line(self, name: str) -> QLineEdit:
        line = QLineEdit(self)
        line.setObjectName(name)
        line.setMaxLength(_LONGEST)
        line.setMinimumHeight(self._theme.px(48))
        return line

    def _add(self, column: QVBoxLayout, key: str, label: str, control: QWidget) -> None:
        self._fields[key] = SettingField(self._theme, label, control)
        column.addWidget(self._fields[key])

    def _connect(self) -> None:
        for line in (self._name, self._tax_number, self._zone, self._prefix):
            line.textChanged.connect(self.tell_changed)
        for block in (self._address, self._footer):
            block.textChanged.connect(self.tell_changed)
        self._language.chosen.connect(self.tell_changed)
        self._currency.currentIndexChanged.connect(self.tell_changed)


def _currencies() -> list[tuple[str, str]]:
    """Return every currency: those with a sign of their own first."""

    def has_no_sign(code: str) -> bool:
        return formatting.currency_sign(code) == code

    codes = sorted(MINOR_DIGITS, key=lambda code: (has_no_sign(code), code))
    return [(code, _with_sign(code)) for code in codes]


def _with_sign(code: str) -> str:
    sign = formatting.currency_sign(code)
    return code if sign == code else f"{code}  {sign}"
