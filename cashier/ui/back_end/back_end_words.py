"""What back ends and their abilities are called in the window."""

from collections.abc import Mapping
from dataclasses import dataclass

from cashier.domain.capability import Capability
from cashier.settings import BackEndProfile
from cashier.translation import _
from cashier.ui.back_end.profile_draft import Entry
from cashier.ui.controls.option_list import Option
from cashier.ui.frame.chips import Tone

_ICONS = {
    "embedded": "database",
    "paysera-token": "key",
    "paysera-mac": "shield",
    "webservice": "globe",
}


@dataclass(frozen=True, slots=True)
class Ability:
    """One thing in the list of what a back end can do, with what that means here."""

    title: str
    note: str
    tone: Tone

    @property
    def icon(self) -> str:
        return {Tone.OK: "ready", Tone.WARN: "warning"}.get(self.tone, "minus")


def title_of(kind: str) -> str:
    """Return what a kind of back end is called."""
    titles = {
        "embedded": _("Embedded"),
        "paysera-token": _("Paysera, token"),
        "paysera-mac": _("Paysera, MAC"),
        "webservice": _("Web service"),
    }
    return titles[kind]


def option_of(entry: Entry) -> Option:
    """Return an entry as it stands in the list."""
    profile = entry.profile
    text = _about(profile.kind)
    if entry.is_set_up and profile.name:
        text = " · ".join(part for part in (profile.register, host_of(profile)) if part)
    mark = _("In use") if entry.is_in_force else ""
    return Option(entry.value, title_of(profile.kind), text, _ICONS[profile.kind], mark)


def _about(kind: str) -> str:
    texts = {
        "embedded": _("Everything stays on this PC. Works without network."),
        "paysera-token": _("Orders and fiscal documents with an access token."),
        "paysera-mac": _("Orders and fiscal documents with signed requests."),
        "webservice": _("Records each sale in an online cash register."),
    }
    return texts[kind]


def host_of(profile: BackEndProfile) -> str:
    """Return the host in an address, without what is before and after it."""
    return profile.base_url.partition("//")[2].partition("/")[0]


def secret_label(name: str) -> str:
    """Return what a secret is called on its field."""
    labels = {
        "CASHIER_TOKEN": _("Access token"),
        "CASHIER_MAC_ID": _("Client ID"),
        "CASHIER_MAC_SECRET": _("Secret"),
        "CASHIER_SHOP_ID": _("Shop ID"),
        "CASHIER_SHOP_KEY": _("Access key"),
        "CASHIER_WEBHOOK_KEY": _("Signing key"),
    }
    return labels[name]


def place_words(place: str, name: str) -> str:
    """Return where a secret comes from: the environment, the keyring, or nowhere yet."""
    if place == "environment":
        return _("comes from {name}").format(name=name)
    return _("kept in the system keyring") if place == "keyring" else _("goes to the keyring")


def abilities_of(kind: str, can: frozenset[Capability]) -> tuple[Ability, ...]:
    """Return what a back end can do, and what becomes of the rest."""
    if kind == "embedded":
        here = _("Receipts, days and refunds are all kept on this PC.")
        return (Ability(_("Everything that the till does"), here, Tone.OK),)
    return (*_about_orders(can), *_about_papers(can), *_about_the_rest(can))


def _about_orders(can: frozenset[Capability]) -> tuple[Ability, ...]:
    changes = {Capability.UPDATES_ORDERS, Capability.CANCELS_ORDERS}
    lists = Capability.LISTS_ORDERS
    return (
        Ability(_("Sales"), _("sent by themselves, later when offline"), Tone.OK),
        _either(can, {Capability.LOOKS_UP_ORDERS}, _("Lost answers"), _LOST),
        _either(can, {lists}, _("Orders of the server"), _LISTED),
        _either(can, changes, _("Changing and cancelling orders"), _CHANGED),
    )


def _about_papers(can: frozenset[Capability]) -> tuple[Ability, ...]:
    numbers = Capability.ISSUES_RECEIPT_NUMBER in can
    told = _("given by the server; printing waits for it") if numbers else _("given by this till")
    return (
        Ability(_("Receipt numbers"), told, Tone.OK),
        _either(can, {Capability.LISTS_DOCUMENTS}, _("Receipts, returns, collections"), _READ),
        _either(can, {Capability.LISTS_INVOICES}, _("Invoices"), _LISTED),
        _either(can, {Capability.GIVES_DAY_REPORTS}, _("Day reports"), _LISTED),
    )


def _about_the_rest(can: frozenset[Capability]) -> tuple[Ability, ...]:
    return (
        _either(can, {Capability.TELLS_REGISTER_STATUS}, _("Register status"), _READ),
        _either(can, {Capability.TELLS_FISCAL_DAY}, _("Fiscal day figures"), _READ),
        _either(can, {Capability.CLOSES_REGISTER_DAY}, _("Closing the register's day"), _CLOSED),
        _either(can, {Capability.LISTS_PRODUCTS}, _("Products"), _TAKEN),
        _either(can, {Capability.SENDS_REFUNDS}, _("Refunds"), _BY_HAND),
        _either(can, {Capability.SENDS_CASH_MOVEMENTS}, _("Cash movements"), _BY_HAND),
    )


_LOST, _LISTED, _CHANGED, _READ, _CLOSED, _TAKEN, _BY_HAND = range(7)


def _notes() -> Mapping[int, tuple[str, str, Tone]]:
    """Return what an ability means, what its lack means, and how the lack is to be taken."""
    no = _("not offered")
    return {
        _LOST: (_("looked up before anything is repeated"), _("a person decides"), Tone.WARN),
        _LISTED: (_("read to the last page"), no, Tone.NEUTRAL),
        _CHANGED: (_("from the Orders page"), no, Tone.NEUTRAL),
        _READ: (_("read and compared"), no, Tone.NEUTRAL),
        _CLOSED: (_("a step of its own, never by itself"), no, Tone.NEUTRAL),
        _TAKEN: (_("taken into the catalogue"), no, Tone.NEUTRAL),
        _BY_HAND: (_("sent by themselves"), _("registered by hand, then checked off"), Tone.WARN),
    }


def _either(can: frozenset[Capability], needs: set[Capability], title: str, notes: int) -> Ability:
    with_it, without, tone = _notes()[notes]
    return Ability(title, with_it, Tone.OK) if needs <= can else Ability(title, without, tone)
