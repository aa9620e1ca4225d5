"""Settings, Taxes & rounding: the VAT rates, where VAT is rounded, and the smallest coin."""

from collections.abc import Awaitable, Callable, Mapping

from PySide6.QtCore import Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from cashier.domain.cash_rounding import rule_of, rules_for
from cashier.domain.errors import CashierError
from cashier.domain.money import Money
from cashier.domain.quantity import Percent
from cashier.domain.tax import VatMode
from cashier.settings import Settings
from cashier.translation import _
from cashier.ui.controls.choice_box import ChoiceBox
from cashier.ui.controls.option_list import Option, OptionList
from cashier.ui.frame.tasks import TaskOwner
from cashier.ui.look.theme import Theme
from cashier.ui.settings.rate_rows import RateRows
from cashier.ui.settings.setting_field import SettingField
from cashier.ui.settings.settings_columns import SectionCard, SectionColumns
from cashier.ui.settings.settings_sample import SamplePreview
from cashier.ui.settings.settings_section import Content, Section
from cashier.ui.settings.tax_words import coin_example, rule_words, vat_example

COUNT_BY_RATE = "count by rate"
_NONE, _OWN = "none", "own"

CountByRate = Callable[[], Awaitable[Mapping[Percent, int]]]


class TaxesSection(Section):
    """Holds for the next sale; one in progress ends under the rules it began with."""

    def __init__(
        self,
        theme: Theme,
        sample: SamplePreview,
        count_by_rate: CountByRate,
        tasks: TaskOwner,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, "taxes", _("Taxes & rounding"), parent)
        self._sample = sample
        self._count = count_by_rate
        self._tasks = tasks
        self._currency = "EUR"
        rates = SectionCard(theme, _("VAT rates and letters"), self)
        self._rates = RateRows(theme, self)
        rates.body.addWidget(self._rates)
        rates.body.addStretch(1)
        rounding = SectionCard(theme, _("Rounding"), self)
        self._fill_rounding(rounding)
        rounding.add_side(sample)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(SectionColumns(theme, rates, rounding, parent=self))
        self._rates.changed.connect(self.tell_changed)
        self._mode.chosen.connect(self.tell_changed)
        self._country.activated.connect(self._on_country_chosen)
        self._coin.textChanged.connect(self.tell_changed)

    @override
    def content(self) -> Content:
        country = self._country.value
        return {
            "tax": {
                "mode": self._mode.value,
                "rates": {text.letter: text.plain for text in self._rates.texts},
            },
            "shop": {
                "cash_rounding": self._coin_text(),
                "country": "" if country in {_NONE, _OWN} else country,
            },
        }

    @override
    def fill(self, settings: Settings) -> None:
        shop = settings.shop
        self._currency = shop.currency
        self._rates.show_rates(shop.tax.rates.letters)
        self._show_modes(shop.tax.rates.letters, shop.tax.mode)
        self._show_countries(shop.country, shop.cash_unit)
        self._coin.setText(Money(shop.cash_unit, shop.currency).text())
        self._show_rounding()

    @override
    def refuse(self, key: str, sentence: str) -> bool:
        if key == "shop.cash_rounding":
            self._coin_field.refuse(sentence)
            return True
        return key == "tax.rates" and any(
            self._rates.refuse(given, sentence) for given in self._unreadable()
        )

    @override
    def check(self) -> bool:
        return self._rates.check()

    @override
    def tell_changed(self) -> None:
        self._coin_field.accept()
        self._show_rounding()
        super().tell_changed()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._tasks.start(COUNT_BY_RATE, self._read_counts)

    async def _read_counts(self) -> None:
        self._rates.show_used(await self._count())

    def _fill_rounding(self, card: SectionCard) -> None:
        theme = self._theme
        self._mode = OptionList(theme, "vatMode", _("Where VAT is rounded"), self)
        mode = SettingField(theme, _("Where VAT is rounded"), self._mode)
        self._country = ChoiceBox(theme, "cashCountry", _("Cash is rounded as in"), (), self)
        country = SettingField(theme, _("Cash is rounded as in"), self._country)
        self._coin = QLineEdit(self)
        self._coin.setObjectName("cashCoin")
        self._coin.setMinimumHeight(theme.px(48))
        self._coin_field = SettingField(theme, _("Smallest coin"), self._coin)
        self._example = QLabel(self)
        self._example.setObjectName("coinExample")
        self._example.setFont(theme.font(15, 600))
        self._example.setWordWrap(True)
        for widget in (mode, country, self._coin_field, self._example):
            card.body.addWidget(widget)
        card.body.addStretch(1)

    def _show_modes(self, rates: tuple[tuple[Percent, str], ...], mode: VatMode) -> None:
        rate = next((rate for rate, _letter in rates if rate.milli), Percent(21_000))
        texts = {
            VatMode.PER_RECEIPT: _("Once per receipt"),
            VatMode.PER_LINE: _("Line by line"),
        }
        options = [
            Option(one.value, title, vat_example(one, rate, self._currency))
            for one, title in texts.items()
        ]
        self._mode.show_options(options, mode.value)

    def _show_countries(self, country: str, unit: int) -> None:
        rules = rules_for(self._currency)
        choices = sorted((rule.country, rule_words(rule)) for rule in rules)
        choices.sort(key=lambda choice: choice[1])
        none, own = (_NONE, _("Not rounded")), (_OWN, _("Another coin"))
        self._country.show_choices([none, *choices, own])
        rule = rule_of(country, self._currency)
        if rule is not None and rule.unit == unit:
            self._country.show_value(country)
        else:
            self._country.show_value(_NONE if unit == 1 else _OWN)

    def _show_rounding(self) -> None:
        """Show what the coin in force here would make of an amount, and the sample receipt."""
        self._coin_field.setVisible(self._country.value == _OWN)
        unit = self._unit()
        self._example.setVisible(unit is not None)
        if unit is not None:
            self._example.setText(coin_example(unit, self._currency))
        self._sample.show_content(self.content())

    def _unit(self) -> int | None:
        try:
            unit = Money.parse(self._coin_text(), self._currency).minor
        except CashierError:
            return None
        return unit if unit > 0 else None

    def _coin_text(self) -> str:
        rule = rule_of(self._country.value, self._currency)
        if rule is not None:
            return Money(rule.unit, rule.currency).text()
        if self._country.value == _NONE:
            return Money(1, self._currency).text()
        return self._coin.text().strip().replace(",", ".")

    def _unreadable(self) -> list[str]:
        """Return what stands in the rows that are no rates, each as it is written."""
        texts = self._rates.texts
        rates = [text.plain for text in texts if text.percent is None]
        letters = [text.letter for text in texts if len(text.letter) != 1]
        return rates + letters

    @Slot()
    def _on_country_chosen(self) -> None:
        if self._country.value == _OWN:
            self._coin.setFocus()
        self.tell_changed()
