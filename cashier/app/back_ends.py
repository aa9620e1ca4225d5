"""From a profile in the settings to the adapter that speaks to it; loaded when first asked for.

The only place that names adapters. Each has one client for as long as the program runs, or until
its profile is another.
"""

from __future__ import annotations

import asyncio
import importlib
from collections.abc import Mapping
from typing import TYPE_CHECKING

from cashier.domain.errors import NotAvailableError
from cashier.domain.wallet_errors import WalletNotSetUpError
from cashier.settings import (
    SECRETS,
    WALLET_SECRET,
    WEBHOOK_SECRET,
    BackEndProfile,
    Settings,
    WalletSettings,
    WebhookSettings,
)

if TYPE_CHECKING:
    from cashier.app.network_thread import NetworkThread
    from cashier.backends.http import Http
    from cashier.domain.capability import Capability
    from cashier.ports import Backend, Clock, Secrets, TenderProvider, Webhook
    from cashier.storage.system_secrets import SystemSecrets

# ruff: noqa: PLC0415 - a till without a back end never loads one

ADAPTERS: Mapping[str, tuple[str, str]] = {
    "paysera-token": ("cashier.backends.paysera_token", "PayseraToken"),
    "paysera-mac": ("cashier.backends.paysera_mac", "PayseraMac"),
    "webservice": ("cashier.backends.web_service", "WebService"),
}


class BackEnds:
    """The adapters of one shop, by the name that stands with every order to be sent."""

    def __init__(self, settings: Settings, clock: Clock, environment: Mapping[str, str]) -> None:
        self._settings = settings
        self._clock = clock
        self._environment = environment
        self._made: dict[str, tuple[BackEndProfile, Backend]] = {}
        self._left: list[Backend | TenderProvider | Webhook] = []
        self._wallet: tuple[WalletSettings, TenderProvider] | None = None
        self._webhook: tuple[WebhookSettings, Webhook] | None = None
        self.network: NetworkThread | None = None
        """Where the calls run, so that none of them runs on a window's thread."""

    @property
    def in_force(self) -> Backend | None:
        """The back end that sales are posted under; None where they stay at home."""
        name = self._settings.back_end.name
        return self.named(name) if name else None

    async def load(self) -> None:
        """Load what the back ends of this shop are written in, away from the window's thread."""
        for kind in {one.kind for one in self._settings.profiles if one.name}:
            await asyncio.to_thread(importlib.import_module, ADAPTERS[kind][0])
        if any(one.name for one in self._settings.profiles):
            await asyncio.to_thread(importlib.import_module, "cashier.backends.http")

    def named(self, name: str) -> Backend:
        """Return the back end of a profile; ``NotAvailableError`` where that is no more."""
        profile = self._settings.profile_named(name)
        if profile is None or not name:
            raise NotAvailableError(name)
        known = self._made.get(name)
        if known is not None and known[0] == profile:
            return known[1]
        if known is not None:
            self._left.append(known[1])
        made = self.made_for(profile)
        self._made[name] = (profile, made)
        return made

    def renew(self, name: str) -> None:
        """Make the back end of a profile anew when it is asked next: its secrets are others."""
        made = self._made.pop(name, None)
        if made is not None:
            self._left.append(made[1])

    def wallet(self) -> TenderProvider:
        """Return the wallet that is set up; ``WalletNotSetUpError`` where none is."""
        wanted = self._settings.wallet
        if not wanted.is_on:
            raise WalletNotSetUpError("wallet")
        if self._wallet is not None and self._wallet[0] != wanted:
            self._left.append(self._wallet[1])
            self._wallet = None
        if self._wallet is None:
            self._wallet = (wanted, self.wallet_for(wanted))
        return self._wallet[1]

    def renew_wallet(self) -> None:
        """Make the wallet anew when it is asked next: its token is another."""
        if self._wallet is not None:
            self._left.append(self._wallet[1])
            self._wallet = None

    def wallet_for(self, wanted: WalletSettings, secrets: Secrets | None = None) -> TenderProvider:
        """Return a new adapter for a wallet, which whoever asked for it closes."""
        from cashier.backends.wallet import Wallet

        http = self.http_for(wanted.base_url, wanted)
        known = secrets or self.secrets_of(wanted.name, "wallet")
        made = Wallet(wanted, http, known, self._settings.shop.currency)
        if self.network is None:
            return made
        from cashier.app.back_end_elsewhere import WalletElsewhere

        return WalletElsewhere(made, self.network)

    def webhook(self) -> Webhook:
        """Return who wants to be told of each sale; ``NotAvailableError`` where nobody does."""
        wanted = self._settings.webhook
        if not wanted.url:
            raise NotAvailableError("webhook")
        if self._webhook is not None and self._webhook[0] != wanted:
            self._left.append(self._webhook[1])
            self._webhook = None
        if self._webhook is None:
            self._webhook = (wanted, self.webhook_for(wanted))
        return self._webhook[1]

    def renew_webhook(self) -> None:
        """Make the caller of the webhook anew when it is asked next: its key is another."""
        if self._webhook is not None:
            self._left.append(self._webhook[1])
            self._webhook = None

    def webhook_for(self, wanted: WebhookSettings) -> Webhook:
        """Return a new caller of a webhook, which whoever asked for it closes."""
        from cashier.backends import webhook

        http = self.http_for(webhook.origin(wanted.url), wanted)
        secrets = self.secrets_of(wanted.name, "webhook")
        made = webhook.Webhook(wanted, http, secrets, self._clock)
        if self.network is None:
            return made
        from cashier.app.back_end_elsewhere import WebhookElsewhere

        return WebhookElsewhere(made, self.network)

    def made_for(self, profile: BackEndProfile, secrets: Secrets | None = None) -> Backend:
        """Return a new adapter for ``profile``, which whoever asked for it closes.

        ``secrets`` are those to use in place of the ones that are kept.
        """
        module, adapter = ADAPTERS[profile.kind]
        made: Backend = getattr(importlib.import_module(module), adapter)(
            profile,
            self.http_for(profile.base_url, profile),
            secrets or self.secrets_of(profile.name, profile.kind),
            self._clock,
            self._settings.shop.currency,
        )
        if self.network is None:
            return made
        from cashier.app.back_end_elsewhere import BackEndElsewhere

        return BackEndElsewhere(made, self.network)

    def capabilities_of(self, kind: str) -> frozenset[Capability]:
        """Return what a kind of back end can do, before it is chosen; asks nobody."""
        if kind == "embedded":
            return frozenset()
        return self.made_for(BackEndProfile(kind, "https://localhost")).capabilities

    def http_for(self, url: str, at: BackEndProfile | WalletSettings | WebhookSettings) -> Http:
        """Return a client of its own for what is below ``url``."""
        from cashier.backends.http import Http, Limits

        connect, answer = at.connect_timeout_s, at.answer_timeout_s
        limits = Limits(connect_s=connect, answer_s=answer, deadline_s=connect + 2 * answer)
        return Http(url, self._clock.now, limits=limits, ca_file=at.ca_file)

    def secrets_of(self, name: str, kind: str) -> SystemSecrets:
        """Return the secrets of a profile, the wallet or the webhook, by its name.

        The environment's ones are for the profile in force, and for another only where none
        before it wants the same: a secret never goes to two systems.
        """
        from cashier.storage.system_secrets import SystemSecrets

        wanted = names_of_secrets(kind)
        return SystemSecrets(name, self._environment if self._is_first(name, wanted) else {})

    def use(self, settings: Settings) -> None:
        """Work under ``settings`` from now on; adapters of changed profiles are made anew."""
        self._settings = settings

    async def aclose(self) -> None:
        """Let every connection go."""
        made = [*self._left, *(adapter for _profile, adapter in self._made.values())]
        made += [one[1] for one in (self._wallet, self._webhook) if one is not None]
        self._made.clear()
        self._wallet = self._webhook = None
        self._left.clear()
        for adapter in made:
            await adapter.aclose()

    def _is_first(self, name: str, wanted: tuple[str, ...]) -> bool:
        """Whether no profile before this one goes by the same names in the environment."""
        for profile in self._settings.profiles:
            if profile.name == name:
                return True
            if set(wanted) & set(SECRETS[profile.kind]):
                return False
        return True


def names_of_secrets(kind: str) -> tuple[str, ...]:
    """Return what a kind of back end, ``wallet`` or ``webhook`` wants from the keyring."""
    beside = {"wallet": (WALLET_SECRET,), "webhook": (WEBHOOK_SECRET,)}
    return beside.get(kind) or SECRETS[kind]
