"""What the settings need of the webhook: where its key is, and that it is kept."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from cashier.app.back_ends import BackEnds
from cashier.app.till import Till
from cashier.operations.save_settings import overlaid
from cashier.settings import WEBHOOK_SECRET, Settings, WebhookSettings, parse
from cashier.storage.system_secrets import SystemSecrets
from cashier.ui.back_end.profile_draft import Content
from cashier.ui.back_end.webhook_presenter import WebhookNeeds


@dataclass(frozen=True, slots=True)
class WebhookBehind:
    """Answers the section about its key; ``content`` is what stands in the file."""

    till: Till
    content: Callable[[], Mapping[str, object]]
    environment: Mapping[str, str] = field(default_factory=lambda: os.environ, repr=False)

    @property
    def needs(self) -> WebhookNeeds:
        return WebhookNeeds(self.place, self.keep, self.forget)

    async def place(self) -> str:
        """Return where the key comes from: ``environment``, ``keyring`` or nowhere."""
        kept = self._secrets(parse(self.content()))
        if kept.comes_from_environment(WEBHOOK_SECRET):
            return "environment"
        return "keyring" if await kept.has(WEBHOOK_SECRET) else ""

    async def keep(self, content: Content, key: str) -> None:
        """Put a key into the keyring for the address in ``content`` over the file.

        Raises ``NoKeyringError`` where there is none to use, ``SettingsRefusedError``.
        """
        drafted = parse(overlaid(self.content(), content))
        if key and drafted.webhook.url:
            await self._secrets(drafted).keep(WEBHOOK_SECRET, key)
            self.till.back_ends.renew_webhook()

    async def forget(self, gone: WebhookSettings) -> None:
        """Take the key of an address out of the keyring."""
        back_ends = BackEnds(self.till.settings, self.till.clock, self.environment)
        await back_ends.secrets_of(gone.name, "webhook").forget(WEBHOOK_SECRET)

    def _secrets(self, settings: Settings) -> SystemSecrets:
        back_ends = BackEnds(settings, self.till.clock, self.environment)
        return back_ends.secrets_of(settings.webhook.name, "webhook")
