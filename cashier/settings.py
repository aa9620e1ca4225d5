"""The shop's settings as frozen values, read from the content of cashier.toml; no file access."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from cashier.domain.currency import MINOR_DIGITS
from cashier.domain.errors import CashierError, SettingsRefusedError
from cashier.domain.in_store import in_store_patterns
from cashier.domain.money import Money
from cashier.domain.order import TaxRules
from cashier.domain.quantity import Percent
from cashier.domain.tax import VatMode, VatRates
from cashier.domain.text import checked

BACK_ENDS = ("embedded", "paysera-token", "paysera-mac", "webservice")
DEFAULT_RATES = (("21", "A"), ("12", "B"), ("5", "C"), ("9", "D"), ("0", "E"))
THEMES = ("system", "light", "dark")
HANDS = ("right", "left")
RECEIPT_CHOICES = ("pdf", "none")
TENDERS = ("card", "wallet", "voucher", "transfer", "other")
END_KEYS = ("any", "enter", "tab", "none")
SCALES = range(80, 201)
GAPS_MS = range(5, 501)
CODE_LENGTHS = range(2, 33)
KEPT_BACKUPS = range(1, 366)
STARTED = 4
_LONGEST_PATH = 1_000
_PREFIX_LENGTH = 8
_COUNTRY_LENGTH = 2
_COINS = frozenset({"1", "2", "5", "25"})


@dataclass(frozen=True, slots=True)
class Shop:
    """Who sells, in which currency and language, and how VAT and cash are worked out.

    ``country`` is the ISO 3166 one whose rule for cash was chosen, empty for none.
    """

    name: str = "My shop"
    address: tuple[str, ...] = ()
    tax_number: str = ""
    footer: tuple[str, ...] = ()
    currency: str = "EUR"
    timezone: ZoneInfo = field(default_factory=lambda: ZoneInfo("UTC"))
    language: str = "en"
    cash_unit: int = 1
    country: str = ""
    tax: TaxRules = field(default_factory=TaxRules)


@dataclass(frozen=True, slots=True)
class BackEndProfile:
    """The order system in force; ``name`` stays with every order posted under it."""

    kind: str = "embedded"
    base_url: str = ""
    register: str = ""

    @property
    def name(self) -> str:
        """Empty for the embedded default, which has nothing to send."""
        return "" if self.kind == "embedded" else f"{self.kind}:{self.register}@{self.base_url}"


@dataclass(frozen=True, slots=True)
class ScreenSettings:
    """How the window looks; sizes of the design are multiplied by ``scale_percent``."""

    theme: str = "system"
    scale_percent: int = 100
    hand: str = "right"
    shows_keys: bool = True
    moves: bool = True
    customer_screen: str = ""


@dataclass(frozen=True, slots=True)
class ScannerSettings:
    """How the shop's scanner types, and whose in-store codes it reads.

    ``prefix`` is what the scanner sends before each code; ``in_store`` the ISO 3166 country whose
    rules tell where price or weight stands in codes of the shop's own, empty for none.
    ``end_key`` is the key it presses after each code: any of them, one, or none at all.
    """

    longest_gap_ms: int = 50
    shortest_code: int = 4
    prefix: str = ""
    in_store: str = ""
    repairs_layout: bool = True
    end_key: str = "any"


@dataclass(frozen=True, slots=True)
class PaymentSettings:
    """Which tenders the Pay page offers beside cash, by their names in JSON, in order.

    ``notes`` are the banknotes to tap; none means all of the currency.
    """

    tenders: tuple[str, ...] = ("card", "voucher", "transfer", "other")
    receipt: str = "pdf"
    notes: tuple[Money, ...] = ()


@dataclass(frozen=True, slots=True)
class BackupSettings:
    """Where backups go; with ``daily`` one is made by itself, and the last ``keep`` stay."""

    folder: str = ""
    daily: bool = False
    keep: int = 14


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything the till reads at its start; ``keys`` are the user's own, by name of action.

    ``start_step`` is the step of the first start that comes next, ``STARTED`` when it is over.
    """

    shop: Shop = field(default_factory=Shop)
    prefix: str = "T1"
    back_end: BackEndProfile = field(default_factory=BackEndProfile)
    screens: ScreenSettings = field(default_factory=ScreenSettings)
    scanner: ScannerSettings = field(default_factory=ScannerSettings)
    payments: PaymentSettings = field(default_factory=PaymentSettings)
    keys: Mapping[str, str] = field(default_factory=dict)
    backup: BackupSettings = field(default_factory=BackupSettings)
    start_step: int = 1


def parse(content: Mapping[str, object]) -> Settings:
    """Return the settings in ``content``; raises ``SettingsRefusedError`` naming the key."""
    back_end = _table(content, "backend")
    shop = _shop(_table(content, "shop"), _table(content, "tax"))
    return Settings(
        shop=shop,
        prefix=_prefix(_text(_table(content, "till"), "till.prefix", "T1")),
        back_end=BackEndProfile(
            kind=_choice(back_end, "backend.kind", BACK_ENDS),
            base_url=_text(back_end, "backend.base_url", ""),
            register=_text(back_end, "backend.register", ""),
        ),
        screens=_screens(_table(content, "screens")),
        scanner=_scanner(_table(content, "scanner")),
        payments=_payments(_table(content, "payments"), shop.currency),
        keys=_keys(_table(content, "keys")),
        backup=_backup(_table(content, "backup")),
        start_step=_whole(_table(content, "start"), "start.step", 1, range(1, STARTED + 1)),
    )


def _backup(table: Mapping[str, object]) -> BackupSettings:
    plain = BackupSettings()
    folder = table.get("folder", "")
    if not isinstance(folder, str):
        raise SettingsRefusedError("backup.folder", _kind(folder))
    try:
        folder = checked(folder, "backup.folder", _LONGEST_PATH)
    except CashierError as error:
        raise SettingsRefusedError("backup.folder", folder) from error
    daily = _truth(table, "backup.daily", default=plain.daily)
    if daily and not folder:
        raise SettingsRefusedError("backup.folder", "")
    return BackupSettings(folder, daily, _whole(table, "backup.keep", plain.keep, KEPT_BACKUPS))


def _screens(table: Mapping[str, object]) -> ScreenSettings:
    return ScreenSettings(
        theme=_choice(table, "screens.theme", THEMES),
        scale_percent=_whole(table, "screens.scale_percent", 100, SCALES),
        hand=_choice(table, "screens.hand", HANDS),
        shows_keys=_truth(table, "screens.shows_keys", default=True),
        moves=_truth(table, "screens.moves", default=True),
        customer_screen=_text(table, "screens.customer_screen", ""),
    )


def _scanner(table: Mapping[str, object]) -> ScannerSettings:
    plain = ScannerSettings()
    return ScannerSettings(
        longest_gap_ms=_whole(table, "scanner.longest_gap_ms", plain.longest_gap_ms, GAPS_MS),
        shortest_code=_whole(table, "scanner.shortest_code", plain.shortest_code, CODE_LENGTHS),
        prefix=_scan_prefix(_text(table, "scanner.prefix", "")),
        in_store=_in_store(_text(table, "scanner.in_store", "")),
        repairs_layout=_truth(table, "scanner.repairs_layout", default=True),
        end_key=_choice(table, "scanner.end_key", END_KEYS),
    )


def _scan_prefix(text: str) -> str:
    """Refuse digits: they would be taken off the codes that happen to begin with them."""
    if text.isdigit():
        raise SettingsRefusedError("scanner.prefix", text)
    return text


def _in_store(text: str) -> str:
    """Return a country's code or patterns written out; refuse what labels cannot be read by."""
    try:
        in_store_patterns(text)
    except CashierError as error:
        raise SettingsRefusedError("scanner.in_store", text) from error
    return text


def _payments(table: Mapping[str, object], currency: str) -> PaymentSettings:
    tenders = _texts(table, "payments.tenders", PaymentSettings().tenders)
    for name in tenders:
        if name not in TENDERS or tenders.count(name) > 1:
            raise SettingsRefusedError("payments.tenders", name)
    receipt = _choice(table, "payments.receipt", RECEIPT_CHOICES)
    notes = (_note(text, currency) for text in _texts(table, "payments.notes"))
    return PaymentSettings(tenders, receipt, tuple(sorted(notes)))


def _note(text: str, currency: str) -> Money:
    try:
        note = Money.parse(text, currency)
    except CashierError as error:
        raise SettingsRefusedError("payments.notes", text) from error
    if note.minor <= 0:
        raise SettingsRefusedError("payments.notes", text)
    return note


def _keys(table: Mapping[str, object]) -> Mapping[str, str]:
    return {name: _clean(key, f"keys.{name}") for name, key in table.items()}


def _shop(shop: Mapping[str, object], tax: Mapping[str, object]) -> Shop:
    currency = _text(shop, "shop.currency", "EUR")
    if currency not in MINOR_DIGITS:
        raise SettingsRefusedError("shop.currency", currency)
    return Shop(
        name=_text(shop, "shop.name", "My shop"),
        address=_texts(shop, "shop.address"),
        tax_number=_text(shop, "shop.tax_number", ""),
        footer=_texts(shop, "shop.footer"),
        currency=currency,
        timezone=_zone(_text(shop, "shop.timezone", "UTC")),
        language=_text(shop, "shop.language", "en"),
        cash_unit=_cash_unit(shop, currency),
        country=_country(_text(shop, "shop.country", "")),
        tax=_tax(tax),
    )


def _tax(tax: Mapping[str, object]) -> TaxRules:
    mode = _choice(tax, "tax.mode", tuple(one.value for one in VatMode))
    given = tax.get("rates")
    if given is None:
        given = {letter: rate for rate, letter in DEFAULT_RATES}
    if not isinstance(given, Mapping):
        raise SettingsRefusedError("tax.rates", _kind(given))
    rates = tuple((_rate(str(rate)), _letter(str(letter))) for letter, rate in given.items())
    return TaxRules(VatMode(mode), VatRates(rates))


def _rate(text: str) -> Percent:
    try:
        return Percent.parse(text)
    except CashierError as error:
        raise SettingsRefusedError("tax.rates", text) from error


def _letter(text: str) -> str:
    if len(text) != 1 or not text.isalpha():
        raise SettingsRefusedError("tax.rates", text)
    return text


def _cash_unit(shop: Mapping[str, object], currency: str) -> int:
    """Return the smallest coin in minor units: 1, 2, 5 or 25 of some power of ten."""
    key = "shop.cash_rounding"
    given = shop.get("cash_rounding", "")
    text = str(given) if _is_number(given) else _clean(given, key)
    if not text:
        return 1
    try:
        unit = Money.parse(text, currency).minor
    except CashierError as error:
        raise SettingsRefusedError(key, text) from error
    if str(unit).rstrip("0") not in _COINS:
        raise SettingsRefusedError(key, text)
    return unit


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise SettingsRefusedError("shop.timezone", name) from error


def _country(text: str) -> str:
    if text and not (len(text) == _COUNTRY_LENGTH and text.isascii() and text.isupper()):
        raise SettingsRefusedError("shop.country", text)
    return text


def _prefix(text: str) -> str:
    if not text.isascii() or not text.isalnum() or len(text) > _PREFIX_LENGTH:
        raise SettingsRefusedError("till.prefix", text)
    return text


def _table(content: Mapping[str, object], key: str) -> Mapping[str, object]:
    table = content.get(key, {})
    if not isinstance(table, Mapping):
        raise SettingsRefusedError(key, _kind(table))
    return table


def _text(table: Mapping[str, object], key: str, default: str) -> str:
    return _clean(table.get(key.partition(".")[2], default), key)


def _clean(value: object, key: str) -> str:
    if not isinstance(value, str):
        raise SettingsRefusedError(key, _kind(value))
    try:
        return checked(value, key)
    except CashierError as error:
        raise SettingsRefusedError(key, value) from error


def _texts(table: Mapping[str, object], key: str, default: tuple[str, ...] = ()) -> tuple[str, ...]:
    value = table.get(key.partition(".")[2], list(default))
    lines = value.splitlines() if isinstance(value, str) else value
    if not isinstance(lines, list):
        raise SettingsRefusedError(key, _kind(value))
    return tuple(_clean(line, key) for line in lines)


def _choice(table: Mapping[str, object], key: str, choices: tuple[str, ...]) -> str:
    value = _text(table, key, choices[0])
    if value not in choices:
        raise SettingsRefusedError(key, value)
    return value


def _whole(table: Mapping[str, object], key: str, default: int, allowed: range) -> int:
    value = table.get(key.partition(".")[2], default)
    if not isinstance(value, int) or isinstance(value, bool) or value not in allowed:
        raise SettingsRefusedError(key, _kind(value))
    return value


def _truth(table: Mapping[str, object], key: str, *, default: bool) -> bool:
    value = table.get(key.partition(".")[2], default)
    if not isinstance(value, bool):
        raise SettingsRefusedError(key, _kind(value))
    return value


def _kind(value: object) -> str:
    """Return what kind of TOML value it is, in words; a plain one as it stands."""
    if isinstance(value, Mapping):
        return "it is a table"
    if isinstance(value, list):
        return "it is a list"
    if isinstance(value, bool):
        return "it is true or false"
    return str(value)
