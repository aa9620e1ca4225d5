"""What the settings need of back ends: their abilities, their secrets, and a look at one."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from cashier.app.back_ends import BackEnds, names_of_secrets
from cashier.app.connection import look_at
from cashier.app.till import Till
from cashier.domain.backend_errors import SecretMissingError
from cashier.domain.capability import Capability
from cashier.operations.close_register_day import CloseRegisterDay
from cashier.operations.save_settings import overlaid
from cashier.settings import BackEndProfile, Settings, parse
from cashier.storage.system_secrets import SystemSecrets
from cashier.translation import _
from cashier.ui.back_end.back_end_presenter import BackEndNeeds, Tested, Trial

_NOWHERE = "https://localhost"


@dataclass(frozen=True, slots=True)
class BackEndSettings:
    """Answers the section about what is entered there; ``content`` is what stands in the file."""

    till: Till
    content: Callable[[], Mapping[str, object]]
    environment: Mapping[str, str] = field(default_factory=lambda: os.environ, repr=False)

    @property
    def needs(self) -> BackEndNeeds:
        return BackEndNeeds(
            self.capabilities, self.places, self.test, self.keep, self.forget, self.in_force
        )

    def in_force(self) -> str:
        """Return the name that sales are posted under now."""
        return self.till.settings.back_end.name

    def closing(self) -> CloseRegisterDay | None:
        """Return who closes the day of the register in force; None where sales stay at home."""
        back_end = self.till.back_ends.in_force
        if back_end is None:
            return None
        return CloseRegisterDay(back_end, self.in_force(), self.till.ledger, self.till.clock)

    def capabilities(self, profile: BackEndProfile) -> frozenset[Capability]:
        """Return what a back end could do, wherever it is; asks nobody."""
        if profile.kind == "embedded":
            return frozenset()
        return self.till.back_ends.made_for(replace(profile, base_url=_NOWHERE)).capabilities

    async def places(self, trial: Trial) -> Mapping[str, str]:
        """Return where each secret comes from; empty for one that is nowhere."""
        kept = self._secrets(self._drafted(trial), trial.before or trial.profile)
        return {name: await _place(kept, name) for name in names_of_secrets(trial.profile.kind)}

    async def test(self, trial: Trial) -> Tested:
        """Ask the back end as it is entered; raises what that raises."""
        drafted = self._drafted(trial)
        profile = drafted.profile_named(trial.profile.name) or trial.profile
        back_ends = BackEnds(drafted, self.till.clock, self.environment)
        secrets = TypedSecrets(self._secrets(drafted, self._home_of(trial, profile)), trial.typed)
        back_end = back_ends.made_for(profile, secrets)
        try:
            found = await look_at(back_end)
        finally:
            await back_end.aclose()
        heading = _("Connected in {count} ms").format(count=found.took_ms)
        return Tested(heading, found.sentence, self.till.clock.now())

    async def keep(self, trial: Trial) -> None:
        """Put what was typed into the keyring; a new register of the same host takes its along.

        Raises ``NoKeyringError`` where there is none to use, and what cannot be saved.
        """
        drafted = self._drafted(trial)
        kept = self._secrets(drafted, trial.profile)
        for name, secret in trial.typed.items():
            await kept.keep(name, secret)
        self.till.back_ends.renew(trial.profile.name)
        home = self._home_of(trial, trial.profile)
        if home.name == trial.profile.name:
            return
        before = self._secrets(drafted, home)
        for name in names_of_secrets(trial.profile.kind):
            is_here = name in trial.typed or kept.comes_from_environment(name)
            if not is_here and await before.has(name):
                await kept.keep(name, await before.read(name))

    async def forget(self, profile: BackEndProfile) -> None:
        """Take the secrets of a profile out of the keyring."""
        kept = self._secrets(self.till.settings, profile)
        for name in names_of_secrets(profile.kind):
            await kept.forget(name)

    def _drafted(self, trial: Trial) -> Settings:
        """Return the settings as they would be; raises ``SettingsRefusedError``."""
        return parse(overlaid(self.content(), trial.content))

    def _secrets(self, settings: Settings, profile: BackEndProfile) -> SystemSecrets:
        back_ends = BackEnds(settings, self.till.clock, self.environment)
        return back_ends.secrets_of(profile.name, profile.kind)

    @staticmethod
    def _home_of(trial: Trial, profile: BackEndProfile) -> BackEndProfile:
        """Return whose secrets are used: never those of one host for another."""
        before = trial.before
        is_same_host = before is not None and before.base_url == profile.base_url
        return before if before is not None and is_same_host else profile


@dataclass(frozen=True, slots=True)
class TypedSecrets:
    """Secrets as they were typed, over those that are kept; never written anywhere."""

    kept: SystemSecrets
    typed: Mapping[str, str] = field(repr=False)

    async def read(self, name: str) -> str:
        typed = self.typed.get(name, "")
        is_used = typed and not self.kept.comes_from_environment(name)
        return typed if is_used else await self.kept.read(name)

    async def keep(self, name: str, value: str) -> None:
        await self.kept.keep(name, value)


async def _place(kept: SystemSecrets, name: str) -> str:
    if kept.comes_from_environment(name):
        return "environment"
    try:
        await kept.read(name)
    except SecretMissingError:
        return ""
    return "keyring"
