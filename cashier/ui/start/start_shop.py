"""The first step: who sells, and what is usual in the country, to be taken or changed."""

from PySide6.QtCore import QLocale, Qt, Slot
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from cashier.domain.country import COUNTRIES, Country, country, country_in
from cashier.domain.currency import MINOR_DIGITS
from cashier.domain.errors import CashierError
from cashier.domain.money import Money
from cashier.domain.quantity import Percent
from cashier.settings import Settings, Shop
from cashier.translation import LANGUAGES, _
from cashier.ui.controls.choice import Choice
from cashier.ui.look import formatting
from cashier.ui.look.theme import Theme
from cashier.ui.settings.setting_field import SettingField
from cashier.ui.settings.settings_section import Content
from cashier.ui.start.start_presenter import StartState

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_COINS = ("0.05", "0.10", "0.50", "1.00", "5.00")
_LONGEST_NAME = 120
_UNNAMED = Shop().name


class StartShop(QWidget):
    """A form; whatever country is chosen fills in the rest, which can be changed after that."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("startShop")
        self._theme = theme
        self.name = QLineEdit(self)
        self.name.setObjectName("startName")
        self.name.setMaxLength(_LONGEST_NAME)
        self.name.setMinimumHeight(theme.px(48))
        self.name.setPlaceholderText(_("as it stands on the receipt"))
        self.country = Choice(theme, "startCountry", _("Country"), self)
        self.currency = Choice(theme, "startCurrency", _("Currency"), self)
        self.language = Choice(theme, "startLanguage", _("Language"), self)
        self.zone = Choice(theme, "startZone", _("Time zone"), self)
        self.rates = QLineEdit(self)
        self.rates.setObjectName("startRates")
        self.rates.setMinimumHeight(theme.px(48))
        self.coin = Choice(theme, "startCoin", _("Smallest coin"), self)
        self._fields = self._make_fields()
        self._lay_out()
        self.country.chosen.connect(self._on_country_chosen)
        self.currency.chosen.connect(self._on_currency_chosen)
        self.rates.textChanged.connect(self._on_rates_changed)
        self.setFocusProxy(self.name)

    @property
    def content(self) -> Content:
        """What it would write into the settings."""
        rates = self.rates.text().replace(",", ".").split()
        return {
            "shop": {
                "name": self.name.text().strip() or _UNNAMED,
                "country": self.country.value or "",
                "currency": self.currency.value,
                "language": self.language.value,
                "timezone": self.zone.value,
                "cash_rounding": self.coin.value or None,
            },
            "tax": {"rates": dict(zip(_LETTERS, rates, strict=False))},
        }

    def fill(self, settings: Settings) -> None:
        """Show what the shop has; a shop that has nothing yet, what is usual where its clock is."""
        shop = settings.shop
        self.name.setText("" if shop.name == _UNNAMED else shop.name)
        here = country(shop.country) or country_in(shop.timezone.key)
        self._offer(shop, here)
        if here is not None and not shop.country:
            self._propose(here)
            return
        self.rates.setText("  ".join(rate.text() for rate, _letter in shop.tax.rates.letters))
        coin = Money(shop.cash_unit, shop.currency).text() if shop.cash_unit > 1 else ""
        self._offer_coins(coin)

    def show_state(self, state: StartState) -> None:
        """Show what was refused, and what cannot be another any more."""
        self.currency.setEnabled(not state.keeps_currency)
        note = _("Products or sales in it are here already.") if state.keeps_currency else ""
        self._fields["shop.currency"].show_note(note)
        for key, field in self._fields.items():
            said = state.refusals.get(key, "")
            if said and said != field.trouble:
                field.refuse(said)
            elif not said:
                field.accept()

    def _make_fields(self) -> dict[str, SettingField]:
        theme = self._theme
        self.rates.setAccessibleName(_("VAT rates"))
        return {
            "shop.name": SettingField(theme, _("Name of the shop"), self.name),
            "shop.country": SettingField(theme, _("Country"), self.country),
            "shop.currency": SettingField(theme, _("Currency"), self.currency),
            "shop.language": SettingField(theme, _("Language"), self.language),
            "shop.timezone": SettingField(theme, _("Time zone"), self.zone),
            "tax.rates": SettingField(theme, _("VAT rates in percent"), self.rates, note=" "),
            "shop.cash_rounding": SettingField(
                theme, _("Smallest coin"), self.coin, note=_("Cash totals are rounded to it.")
            ),
        }

    def _lay_out(self) -> None:
        px = self._theme.px
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(px(14))
        fields = self._fields
        box.addWidget(fields["shop.name"])
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(12))
        grid.setVerticalSpacing(px(14))
        for side in (0, 1):
            grid.setColumnStretch(side, 1)
        pairs = (
            ("shop.country", "shop.currency"),
            ("shop.language", "shop.timezone"),
            ("tax.rates", "shop.cash_rounding"),
        )
        for row, keys in enumerate(pairs):
            for side, key in enumerate(keys):
                fields[key].setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
                grid.addWidget(fields[key], row, side, Qt.AlignmentFlag.AlignTop)
        box.addLayout(grid)
        proposal = QLabel(
            _("What is proposed is usual in the country. All of it can be changed in Settings."),
            self,
        )
        proposal.setFont(self._theme.font(13))
        proposal.setProperty("tone", "second")
        proposal.setWordWrap(True)
        box.addWidget(proposal)
        box.addStretch(1)

    def _offer(self, shop: Shop, here: Country | None) -> None:
        named = sorted(((one.code, _(one.name)) for one in COUNTRIES), key=lambda one: one[1])
        self.country.offer([("", _("Another country")), *named], here.code if here else "")
        self.currency.offer([(one, one) for one in sorted(MINOR_DIGITS)], shop.currency)
        languages = [(one, _language_name(one)) for one in LANGUAGES]
        self.language.offer(languages, shop.language)
        zones = sorted({one.zone for one in COUNTRIES} | {shop.timezone.key, "UTC"})
        self.zone.offer([(one, one.replace("_", " ")) for one in zones], shop.timezone.key)

    def _propose(self, here: Country) -> None:
        """Fill in what is usual in a country; a currency that cannot be another stays."""
        if self.currency.isEnabled():
            self.currency.show_value(here.currency)
        if here.language in LANGUAGES:
            self.language.show_value(here.language)
        self.zone.show_value(here.zone)
        self.rates.setText("  ".join(rate.text() for rate, _letter in here.vat_rates.letters))
        self._offer_coins(here.cash_rounding if self.currency.value == here.currency else "")

    def _offer_coins(self, now: str) -> None:
        """Offer the coins that the currency can have."""
        currency = str(self.currency.value)
        coins = []
        for text in dict.fromkeys((*_COINS, now) if now else _COINS):
            try:
                coins.append((text, formatting.money_text(Money.parse(text, currency))))
            except CashierError:
                continue  # a currency without such small parts
        self.coin.offer([("", _("no rounding")), *coins], now)

    @Slot(object)
    def _on_country_chosen(self, code: str) -> None:
        here = country(code)
        if here is not None:
            self._propose(here)

    @Slot()
    def _on_currency_chosen(self) -> None:
        here = country(str(self.country.value))
        is_its_own = here is not None and here.currency == self.currency.value
        self._offer_coins(here.cash_rounding if here is not None and is_its_own else "")

    @Slot()
    def _on_rates_changed(self) -> None:
        self._fields["tax.rates"].show_note(_rates_note(self.rates.text()))


def _language_name(code: str) -> str:
    name = QLocale(code).nativeLanguageName()
    return name[:1].upper() + name[1:]


def _rates_note(text: str) -> str:
    """Return the rates with the letters they get on receipts, as far as they are rates."""
    words = []
    for letter, given in zip(_LETTERS, text.replace(",", ".").split(), strict=False):
        try:
            words.append(f"{letter} {formatting.percent(Percent.parse(given))}")
        except CashierError:
            return _("“{given}” is not a rate; write for example 21 12 5.").format(given=given)
    return " · ".join(words)
