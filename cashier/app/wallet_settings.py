"""What the settings need of the wallet: a look at it, its token, its products."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from cashier.app.back_end_settings import TypedSecrets
from cashier.app.back_ends import BackEnds
from cashier.app.till import OPERATOR, Till
from cashier.domain.backend_errors import SecretMissingError
from cashier.domain.quantity import Percent
from cashier.domain.wallet_errors import WalletNotSetUpError
from cashier.operations.pull_wallet_products import PulledProducts
from cashier.operations.save_settings import overlaid
from cashier.settings import DEFAULT_RATES, WALLET_SECRET, Settings, parse
from cashier.storage.system_secrets import SystemSecrets
from cashier.translation import _
from cashier.ui.settings.wallet_presenter import WalletNeeds, WalletTrial


@dataclass(frozen=True, slots=True)
class WalletBehind:
    """Answers the section about what is entered there; ``content`` is what stands in the file."""

    till: Till
    content: Callable[[], Mapping[str, object]]
    environment: Mapping[str, str] = field(default_factory=lambda: os.environ, repr=False)

    @property
    def needs(self) -> WalletNeeds:
        return WalletNeeds(self.place, self.test, self.keep, self.pull)

    async def place(self, trial: WalletTrial) -> str:
        """Return where the token comes from: ``environment``, ``keyring`` or nowhere."""
        kept = self._secrets(self._drafted(trial))
        if kept.comes_from_environment(WALLET_SECRET):
            return "environment"
        try:
            await kept.read(WALLET_SECRET)
        except SecretMissingError:
            return ""
        return "keyring"

    async def test(self, trial: WalletTrial) -> int:
        """Ask the wallet as it is entered how much it sells; charges nothing."""
        drafted = self._drafted(trial)
        if not drafted.wallet.is_on:
            raise WalletNotSetUpError("wallet")
        back_ends = BackEnds(drafted, self.till.clock, self.environment)
        secrets = TypedSecrets(self._secrets(drafted), {WALLET_SECRET: trial.token})
        wallet = back_ends.wallet_for(drafted.wallet, secrets)
        try:
            return len(await wallet.products())
        finally:
            await wallet.aclose()

    async def keep(self, trial: WalletTrial) -> None:
        """Put the token into the keyring; raises ``NoKeyringError`` where there is none to use."""
        drafted = self._drafted(trial)
        if trial.token and drafted.wallet.is_on:
            await self._secrets(drafted).keep(WALLET_SECRET, trial.token)
            self.till.back_ends.renew_wallet()

    async def pull(self) -> PulledProducts:
        """Bring the products of the wallet in force in, at the shop's first VAT rate."""
        letters = self.till.settings.shop.tax.rates.letters
        rate = letters[0][0] if letters else Percent.parse(DEFAULT_RATES[0][0])
        return await self.till.pull_wallet_products(rate, _("Wallet"), operator=OPERATOR)

    def _drafted(self, trial: WalletTrial) -> Settings:
        return parse(overlaid(self.content(), trial.content))

    def _secrets(self, settings: Settings) -> SystemSecrets:
        back_ends = BackEnds(settings, self.till.clock, self.environment)
        return back_ends.secrets_of(settings.wallet.name, "wallet")
