"""The shop's settings as frozen values, and what may stand in them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from cashier.domain.money import Money
from cashier.domain.order import TaxRules
from cashier.settings.back_end import BackEndProfile, WalletSettings, WebhookSettings

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
    other_back_ends: tuple[BackEndProfile, ...] = ()
    wallet: WalletSettings = field(default_factory=WalletSettings)
    webhook: WebhookSettings = field(default_factory=WebhookSettings)
    screens: ScreenSettings = field(default_factory=ScreenSettings)
    scanner: ScannerSettings = field(default_factory=ScannerSettings)
    payments: PaymentSettings = field(default_factory=PaymentSettings)
    keys: Mapping[str, str] = field(default_factory=dict)
    backup: BackupSettings = field(default_factory=BackupSettings)
    start_step: int = 1

    @property
    def profiles(self) -> tuple[BackEndProfile, ...]:
        """The back end in force, and those whose unsent sales still go to them."""
        return (self.back_end, *self.other_back_ends)

    def profile_named(self, name: str) -> BackEndProfile | None:
        """Return the profile that sales were posted under, None where it is no more."""
        return next((one for one in self.profiles if one.name == name), None)
