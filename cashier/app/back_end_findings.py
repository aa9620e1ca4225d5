"""What the doctor says of the systems behind the till: which they are, and which secret is missing.

Nobody is asked over the network for it; ``cashier backend test`` does that.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator, Mapping

from cashier.app.back_ends import BackEnds, names_of_secrets
from cashier.app.clock import SystemClock
from cashier.doctor import Finding, State
from cashier.settings import Settings
from cashier.translation import _


def back_end_findings(
    settings: Settings, environment: Mapping[str, str] = os.environ
) -> list[Finding]:
    """Return what is to be said; reads the keyring, and shows nothing of what is in it."""
    profile = settings.back_end
    if not _wanted(settings):
        return [Finding("back-end", State.OK, _("Sales stay on this computer."))]
    where = f"{profile.kind} {profile.register} {profile.base_url}".strip()
    found = [Finding("back-end", State.OK, where)]
    return found + list(asyncio.run(_secrets(settings, environment)))


def _wanted(settings: Settings) -> list[tuple[str, str]]:
    """Return name and kind of everything that wants secrets."""
    named = [(one.name, one.kind) for one in settings.profiles if one.name]
    beside = ((settings.wallet.name, "wallet"), (settings.webhook.name, "webhook"))
    return named + [(name, kind) for name, kind in beside if name]


async def _secrets(settings: Settings, environment: Mapping[str, str]) -> list[Finding]:
    from cashier.storage.system_secrets import system_keyring  # noqa: PLC0415 - not without secrets

    has_keyring = await asyncio.to_thread(system_keyring) is not None
    found = [_keyring_finding(is_there=has_keyring)]
    back_ends = BackEnds(settings, SystemClock(settings.shop.timezone), environment)
    for name, kind in _wanted(settings):
        kept = back_ends.secrets_of(name, kind)
        missing = [one for one in names_of_secrets(kind) if not await kept.has(one)]
        found += _secret_findings(name, missing)
    return found


def _keyring_finding(*, is_there: bool) -> Finding:
    if is_there:
        return Finding("keyring", State.OK, _("Secrets can be kept in the system keyring."))
    detail = _("There is no system keyring here; no secret can be saved.")
    fix = _("Give secrets in the environment, as in docs/command-line.md.")
    return Finding("keyring", State.WARNING, detail, fix)


def _secret_findings(name: str, missing: list[str]) -> Iterator[Finding]:
    if not missing:
        yield Finding("secrets", State.OK, _("{name} has its secrets.").format(name=name))
        return
    names = ", ".join(missing)
    detail = _("{name} wants {names}; sales wait until it is there.").format(name=name, names=names)
    fix = _("Enter it in Settings, Back end, or set {names}.").format(names=names)
    yield Finding("secrets", State.WARNING, detail, fix)
