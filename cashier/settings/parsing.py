"""The content of cashier.toml made into settings; no file access."""

from collections.abc import Mapping
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from cashier.domain.currency import MINOR_DIGITS
from cashier.domain.errors import CashierError, SettingsRefusedError
from cashier.domain.in_store import in_store_patterns
from cashier.domain.money import Money
from cashier.domain.order import TaxRules
from cashier.domain.quantity import Percent
from cashier.domain.tax import VatMode, VatRates
from cashier.domain.text import checked
from cashier.settings import reading
from cashier.settings.back_end import back_end, other_back_ends, wallet, webhook
from cashier.settings.values import (
    CODE_LENGTHS,
    DEFAULT_RATES,
    END_KEYS,
    GAPS_MS,
    HANDS,
    KEPT_BACKUPS,
    RECEIPT_CHOICES,
    SCALES,
    STARTED,
    TENDERS,
    THEMES,
    BackupSettings,
    PaymentSettings,
    ScannerSettings,
    ScreenSettings,
    Settings,
    Shop,
)

_LONGEST_PATH = 1_000
_PREFIX_LENGTH = 8
_COUNTRY_LENGTH = 2
_COINS = frozenset({"1", "2", "5", "25"})


def parse(content: Mapping[str, object]) -> Settings:
    """Return the settings in ``content``; raises ``SettingsRefusedError`` naming the key."""
    shop = _shop(reading.table(content, "shop"), reading.table(content, "tax"))
    in_force = back_end(content)
    return Settings(
        shop=shop,
        prefix=_prefix(reading.text(reading.table(content, "till"), "till.prefix", "T1")),
        back_end=in_force,
        other_back_ends=other_back_ends(content, in_force),
        wallet=wallet(reading.table(content, "wallet")),
        webhook=webhook(reading.table(content, "webhook")),
        screens=_screens(reading.table(content, "screens")),
        scanner=_scanner(reading.table(content, "scanner")),
        payments=_payments(reading.table(content, "payments"), shop.currency),
        keys=_keys(reading.table(content, "keys")),
        backup=_backup(reading.table(content, "backup")),
        start_step=reading.whole(
            reading.table(content, "start"), "start.step", 1, range(1, STARTED + 1)
        ),
    )


def _backup(table: Mapping[str, object]) -> BackupSettings:
    plain = BackupSettings()
    folder = table.get("folder", "")
    if not isinstance(folder, str):
        raise SettingsRefusedError("backup.folder", reading.kind(folder))
    try:
        folder = checked(folder, "backup.folder", _LONGEST_PATH)
    except CashierError as error:
        raise SettingsRefusedError("backup.folder", folder) from error
    daily = reading.truth(table, "backup.daily", default=plain.daily)
    if daily and not folder:
        raise SettingsRefusedError("backup.folder", "")
    return BackupSettings(
        folder, daily, reading.whole(table, "backup.keep", plain.keep, KEPT_BACKUPS)
    )


def _screens(table: Mapping[str, object]) -> ScreenSettings:
    return ScreenSettings(
        theme=reading.choice(table, "screens.theme", THEMES),
        scale_percent=reading.whole(table, "screens.scale_percent", 100, SCALES),
        hand=reading.choice(table, "screens.hand", HANDS),
        shows_keys=reading.truth(table, "screens.shows_keys", default=True),
        moves=reading.truth(table, "screens.moves", default=True),
        customer_screen=reading.text(table, "screens.customer_screen", ""),
    )


def _scanner(table: Mapping[str, object]) -> ScannerSettings:
    plain = ScannerSettings()
    return ScannerSettings(
        longest_gap_ms=reading.whole(
            table, "scanner.longest_gap_ms", plain.longest_gap_ms, GAPS_MS
        ),
        shortest_code=reading.whole(
            table, "scanner.shortest_code", plain.shortest_code, CODE_LENGTHS
        ),
        prefix=_scan_prefix(reading.text(table, "scanner.prefix", "")),
        in_store=_in_store(reading.text(table, "scanner.in_store", "")),
        repairs_layout=reading.truth(table, "scanner.repairs_layout", default=True),
        end_key=reading.choice(table, "scanner.end_key", END_KEYS),
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
    tenders = reading.texts(table, "payments.tenders", PaymentSettings().tenders)
    for name in tenders:
        if name not in TENDERS or tenders.count(name) > 1:
            raise SettingsRefusedError("payments.tenders", name)
    receipt = reading.choice(table, "payments.receipt", RECEIPT_CHOICES)
    notes = (_note(text, currency) for text in reading.texts(table, "payments.notes"))
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
    return {name: reading.clean(key, f"keys.{name}") for name, key in table.items()}


def _shop(shop: Mapping[str, object], tax: Mapping[str, object]) -> Shop:
    currency = reading.text(shop, "shop.currency", "EUR")
    if currency not in MINOR_DIGITS:
        raise SettingsRefusedError("shop.currency", currency)
    return Shop(
        name=reading.text(shop, "shop.name", "My shop"),
        address=reading.texts(shop, "shop.address"),
        tax_number=reading.text(shop, "shop.tax_number", ""),
        footer=reading.texts(shop, "shop.footer"),
        currency=currency,
        timezone=_zone(reading.text(shop, "shop.timezone", "UTC")),
        language=reading.text(shop, "shop.language", "en"),
        cash_unit=_cash_unit(shop, currency),
        country=_country(reading.text(shop, "shop.country", "")),
        tax=_tax(tax),
    )


def _tax(tax: Mapping[str, object]) -> TaxRules:
    mode = reading.choice(tax, "tax.mode", tuple(one.value for one in VatMode))
    given = tax.get("rates")
    if given is None:
        given = {letter: rate for rate, letter in DEFAULT_RATES}
    if not isinstance(given, Mapping):
        raise SettingsRefusedError("tax.rates", reading.kind(given))
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
    text = str(given) if _is_number(given) else reading.clean(given, key)
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
