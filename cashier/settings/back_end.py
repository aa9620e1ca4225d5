"""Which order systems the shop has, read from [backend], [backends.*], [wallet] and [webhook]."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from cashier.domain.errors import SettingsRefusedError
from cashier.settings import reading

BACK_ENDS = ("embedded", "paysera-token", "paysera-mac", "webservice")
DIALECTS: Mapping[str, tuple[str, ...]] = {
    "embedded": ("",),
    "paysera-token": ("guide", "new"),
    "paysera-mac": ("epapi",),
    "webservice": ("",),
}
"""How orders may be written for a kind; the first where nothing is chosen."""
HOSTS: Mapping[str, tuple[str, ...]] = {
    "embedded": ("",),
    "paysera-token": ("https://pos.paysera.com/eapi/v1", "https://pos-demo.paysera.com/eapi/v1"),
    "paysera-mac": ("https://pos.paysera.com/epapi/v1", "https://pos-demo.paysera.com/epapi/v1"),
    "webservice": (
        "https://www.free-cash-register.net",
        "https://kash.click",
        "https://caisse.enregistreuse.fr",
    ),
}
"""Known addresses of a kind, the one for real sales first."""
SECRETS: Mapping[str, tuple[str, ...]] = {
    "embedded": (),
    "paysera-token": ("CASHIER_TOKEN",),
    "paysera-mac": ("CASHIER_MAC_ID", "CASHIER_MAC_SECRET"),
    "webservice": ("CASHIER_SHOP_ID", "CASHIER_SHOP_KEY"),
}
"""What a kind wants from the keyring, or from the environment under these names."""
WALLET_SECRET = "CASHIER_WALLET_TOKEN"  # noqa: S105 - a name
WEBHOOK_SECRET = "CASHIER_WEBHOOK_KEY"  # noqa: S105 - a name
LIST_QUERIES = ("brackets", "commas")
WEBHOOK_FORMS = ("form", "json")
WALLET_MODES = ("documented", "pretix")
WALLET_READERS = ("keyboard", "pcsc")
DELIVERY_METHODS = range(7)
SHOP_PARAMETERS = ("idboutique", "shopID")
"""How the web service calls the shop's number; its newest help has the second."""
UNPAID = ("open", "validated")
DISCOUNTS = ("major", "minor", "lines")
ANSWER_MONEY = ("dialect", "major", "minor")
CONNECT_TIMEOUTS_S = range(1, 61)
ANSWER_TIMEOUTS_S = range(1, 121)
_COUNTER_SALE = 4
_LONGEST_ADDRESS = 500
_OF_ANY = ("base_url", "register")
_AT_HOME = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class WireNames:
    """How a system calls what is sold here: by rate, by product and by tender.

    ``vat_classes``: rate in percent -> class or id; ``products``: our product key or barcode -> id;
    ``tenders``: tender by its name in JSON -> method or id.
    """

    vat_classes: Mapping[str, str] = field(default_factory=dict)
    products: Mapping[str, str] = field(default_factory=dict)
    tenders: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class WebServiceIds:
    """What a web service wants with each sale; empty where its shop has none.

    ``department`` takes lines of a VAT rate that has none of its own among ``vat_classes``; there
    and here ``free`` stands for a line without a department. ``unpaid`` is what becomes of an order
    sent before it is paid; ``sends_amount`` says how much was paid, which only newer versions know;
    ``reads_back`` asks for each sent order once more, to hold its total against ours;
    ``sells_articles`` books lines under the service's article of the same barcode and VAT rate.
    """

    user: str = ""
    client: str = ""
    department: str = ""
    delivery_method: int = _COUNTER_SALE
    sends_refunds: bool = False
    shop_parameter: str = SHOP_PARAMETERS[0]
    table: str = ""
    covers: str = ""
    pager: str = ""
    unpaid: str = UNPAID[0]
    sends_amount: bool = False
    reads_back: bool = True
    sells_articles: bool = False


@dataclass(frozen=True, slots=True)
class PayseraChoices:
    """What Paysera's documents leave open; the defaults are what its samples speak for.

    ``discount`` is how an order's discount reaches epapi: in major or minor units, or taken off the
    lines. ``answer_money`` is the unit of amounts in answers, by the dialect where nothing else is
    chosen. ``numbers_receipts`` where the number that it answers is the one of the legal receipt.
    ``language`` is the one that products are called in, the first they have where none is chosen.
    """

    discount: str = DISCOUNTS[0]
    answer_money: str = ANSWER_MONEY[0]
    sends_payments: bool = True
    numbers_receipts: bool = False
    language: str = ""


@dataclass(frozen=True, slots=True)
class BackEndProfile:
    """One order system of the shop; ``name`` stays with every order posted under it.

    ``key`` is its name below [backends], empty for the one in force; ``list_query`` how several
    values of one filter are written, ``a=1,2`` or ``a[]=1&a[]=2``.
    """

    kind: str = "embedded"
    base_url: str = ""
    register: str = ""
    dialect: str = ""
    key: str = ""
    list_query: str = "brackets"
    connect_timeout_s: int = 5
    answer_timeout_s: int = 15
    ca_file: str = ""
    wire: WireNames = field(default_factory=WireNames)
    web_service: WebServiceIds = field(default_factory=WebServiceIds)
    paysera: PayseraChoices = field(default_factory=PayseraChoices)

    @property
    def name(self) -> str:
        """Empty for the embedded default, which has nothing to send."""
        return "" if self.kind == "embedded" else f"{self.kind}:{self.register}@{self.base_url}"


@dataclass(frozen=True, slots=True)
class WalletSettings:
    """The wallet beside any back end; without an address it is off.

    ``reader`` is what tags are held to: one that types as a scanner does, or one of PC/SC.
    """

    base_url: str = ""
    mode: str = "documented"
    connect_timeout_s: int = 5
    answer_timeout_s: int = 15
    ca_file: str = ""
    reader: str = WALLET_READERS[0]

    @property
    def is_on(self) -> bool:
        return bool(self.base_url)

    @property
    def name(self) -> str:
        """What its secret is kept under."""
        return f"wallet@{self.base_url}" if self.base_url else ""


@dataclass(frozen=True, slots=True)
class WebhookSettings:
    """Who is told of each sale, as a form or as JSON.

    ``invoice_prefix`` with the receipt's number and ``.pdf`` is where its document can be fetched.
    """

    url: str = ""
    invoice_prefix: str = ""
    form: str = WEBHOOK_FORMS[0]
    connect_timeout_s: int = 5
    answer_timeout_s: int = 15
    ca_file: str = ""

    @property
    def name(self) -> str:
        """What stands with the calls that wait, and what its key is kept under."""
        return f"webhook@{self.url}" if self.url else ""


def back_end(content: Mapping[str, object]) -> BackEndProfile:
    """Return the profile in force; raises ``SettingsRefusedError`` naming the key."""
    return _profile(reading.table(content, "backend"), "backend")


def other_back_ends(
    content: Mapping[str, object], in_force: BackEndProfile
) -> tuple[BackEndProfile, ...]:
    """Return those that are set up beside it; the same system twice is refused."""
    tables = reading.table(content, "backends")
    seen, found = {in_force.name}, list[BackEndProfile]()
    for key in tables:
        profile = _profile(reading.table(tables, f"backends.{key}"), f"backends.{key}")
        if profile.name in seen:
            raise SettingsRefusedError(f"backends.{key}", profile.name or profile.kind)
        seen.add(profile.name)
        found.append(profile)
    return tuple(found)


def wallet(table: Mapping[str, object]) -> WalletSettings:
    """Return the wallet's settings; raises ``SettingsRefusedError`` naming the key."""
    return WalletSettings(
        _address(table, "wallet.base_url", ""),
        reading.choice(table, "wallet.mode", WALLET_MODES),
        *_deadlines(table, "wallet"),
        ca_file=reading.text(table, "wallet.ca_file", ""),
        reader=reading.choice(table, "wallet.reader", WALLET_READERS),
    )


def webhook(table: Mapping[str, object]) -> WebhookSettings:
    """Return the webhook's settings; raises ``SettingsRefusedError`` naming the key."""
    return WebhookSettings(
        _address(table, "webhook.url", "", has_query=True),
        _address(table, "webhook.invoice_prefix", "", has_query=True),
        reading.choice(table, "webhook.form", WEBHOOK_FORMS),
        *_deadlines(table, "webhook"),
        ca_file=reading.text(table, "webhook.ca_file", ""),
    )


def _profile(table: Mapping[str, object], at: str) -> BackEndProfile:
    kind = reading.choice(table, f"{at}.kind", BACK_ENDS)
    if kind == "embedded":
        address, register = (reading.text(table, f"{at}.{one}", "") for one in _OF_ANY)
        return BackEndProfile(kind, address, register, key=at.partition(".")[2])
    connect, answer = _deadlines(table, at)
    return BackEndProfile(
        kind=kind,
        base_url=_address(table, f"{at}.base_url", HOSTS[kind][0]),
        register=reading.text(table, f"{at}.register", ""),
        dialect=reading.choice(table, f"{at}.dialect", DIALECTS[kind]),
        key=at.partition(".")[2],
        list_query=reading.choice(table, f"{at}.list_query", LIST_QUERIES),
        connect_timeout_s=connect,
        answer_timeout_s=answer,
        ca_file=reading.text(table, f"{at}.ca_file", ""),
        wire=_wire(table, at),
        web_service=_web_service(table, at),
        paysera=_paysera(table, at),
    )


def _deadlines(table: Mapping[str, object], at: str) -> tuple[int, int]:
    return (
        reading.whole(table, f"{at}.connect_timeout_s", 5, CONNECT_TIMEOUTS_S),
        reading.whole(table, f"{at}.answer_timeout_s", 15, ANSWER_TIMEOUTS_S),
    )


def _wire(table: Mapping[str, object], at: str) -> WireNames:
    return WireNames(
        _names(table, f"{at}.vat_classes"),
        _names(table, f"{at}.products"),
        _names(table, f"{at}.tenders"),
    )


def _web_service(table: Mapping[str, object], at: str) -> WebServiceIds:
    plain = WebServiceIds()
    return WebServiceIds(
        user=reading.text(table, f"{at}.user", ""),
        client=reading.text(table, f"{at}.client", ""),
        department=reading.text(table, f"{at}.department", ""),
        delivery_method=reading.whole(
            table, f"{at}.delivery_method", plain.delivery_method, DELIVERY_METHODS
        ),
        sends_refunds=reading.truth(table, f"{at}.sends_refunds", default=False),
        shop_parameter=reading.choice(table, f"{at}.shop_parameter", SHOP_PARAMETERS),
        table=reading.text(table, f"{at}.table", ""),
        covers=reading.text(table, f"{at}.covers", ""),
        pager=reading.text(table, f"{at}.pager", ""),
        unpaid=reading.choice(table, f"{at}.unpaid", UNPAID),
        sends_amount=reading.truth(table, f"{at}.sends_amount", default=False),
        reads_back=reading.truth(table, f"{at}.reads_back", default=True),
        sells_articles=reading.truth(table, f"{at}.sells_articles", default=False),
    )


def _paysera(table: Mapping[str, object], at: str) -> PayseraChoices:
    return PayseraChoices(
        discount=reading.choice(table, f"{at}.discount", DISCOUNTS),
        answer_money=reading.choice(table, f"{at}.answer_money", ANSWER_MONEY),
        sends_payments=reading.truth(table, f"{at}.sends_payments", default=True),
        numbers_receipts=reading.truth(table, f"{at}.numbers_receipts", default=False),
        language=reading.text(table, f"{at}.language", ""),
    )


def _names(table: Mapping[str, object], key: str) -> Mapping[str, str]:
    """Return one table of names; an id may be written as a number."""
    found = reading.table(table, key)
    return {name: _name(value, key) for name, value in found.items()}


def _name(value: object, key: str) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return reading.clean(value, key)


def _address(
    table: Mapping[str, object], key: str, default: str, *, has_query: bool = False
) -> str:
    text = reading.text(table, key, default).strip().rstrip("/" if not has_query else "")
    if text and not is_safe_address(text, has_query=has_query):
        raise SettingsRefusedError(key, text)
    return text or default


def is_safe_address(text: str, *, has_query: bool = False) -> bool:
    """Whether secrets may go there: https, or this very machine; with nothing secret in it."""
    from urllib.parse import urlsplit  # noqa: PLC0415 - an embedded till has no address

    try:
        parts = urlsplit(text)
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        return False
    is_plain = not (parts.username or parts.password or parts.fragment)
    is_open = parts.scheme == "https" or (parts.scheme == "http" and host in _AT_HOME)
    fits = text.isascii() and len(text) <= _LONGEST_ADDRESS and not set(text) & set(' \\"<>')
    return bool(host) and is_plain and is_open and fits and (has_query or not parts.query)
