"""Secrets out of the operating system's keyring, with the environment over it; never a file."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from typing import Protocol, TypeVar

from cashier.domain.backend_errors import NoKeyringError, SecretMissingError
from cashier.domain.errors import InputRefusedError

T = TypeVar("T")
SERVICE = "Cashier"
"""What the entries stand under in the keyring."""
_PATIENCE_S = 60
_LONGEST = 4_000
_WRITES_FILES = ("keyrings.",)
_UNUSABLE = ("keyring.backends.fail", "keyring.backends.null")


class Keyring(Protocol):
    """What is asked of the operating system's keyring."""

    def get_password(self, service: str, username: str) -> str | None: ...

    def set_password(self, service: str, username: str, password: str) -> None: ...

    def delete_password(self, service: str, username: str) -> None: ...


class SystemSecrets:
    """The secrets of one profile, each by its name in the environment.

    ``environment`` holds those that may be used for this profile; one name of it never serves two
    systems, or the secret of one would be sent to the other. What was read once is remembered
    until the program ends. The keyring may ask a person to unlock it: nothing else waits for that.
    """

    def __init__(
        self,
        profile: str,
        environment: Mapping[str, str],
        keyring: Callable[[], Keyring | None] | None = None,
    ) -> None:
        self._profile = profile
        self._environment = environment
        self._keyring = keyring or system_keyring
        self._known: dict[str, str] = {}

    async def read(self, name: str) -> str:
        """Return a secret by its name in the environment; ``SecretMissingError``."""
        if self.comes_from_environment(name):
            return checked_secret(name, self._environment[name])
        if name not in self._known:
            found = await _away(self._look_up, self._entry(name))
            if not found:
                raise SecretMissingError(name)
            self._known[name] = checked_secret(name, found)
        return self._known[name]

    async def keep(self, name: str, value: str) -> None:
        """Keep a secret in the keyring; ``NoKeyringError`` where there is none to use."""
        secret = checked_secret(name, value)
        await _away(self._put, name, secret)
        self._known[name] = secret

    async def forget(self, name: str) -> None:
        """Take a secret out of the keyring, if it is there."""
        self._known.pop(name, None)
        await _away(self._remove, self._entry(name))

    def comes_from_environment(self, name: str) -> bool:
        """Whether the environment has it, which wins."""
        return bool(self._environment.get(name, "").strip())

    async def has(self, name: str) -> bool:
        """Whether it is there to be read, without telling it."""
        try:
            await self.read(name)
        except (SecretMissingError, InputRefusedError):
            return False
        return True

    def _entry(self, name: str) -> str:
        return f"{name} {self._profile}".rstrip()

    def _look_up(self, entry: str) -> str:
        ring = self._keyring()
        return _asked(ring.get_password, SERVICE, entry) or "" if ring is not None else ""

    def _put(self, name: str, secret: str) -> None:
        ring, entry = self._keyring(), self._entry(name)
        if ring is None:
            raise NoKeyringError(name)
        try:
            _asked(ring.set_password, SERVICE, entry, secret)
            kept = _asked(ring.get_password, SERVICE, entry)
        except SecretMissingError as error:
            raise NoKeyringError(name) from error
        if kept != secret:
            raise NoKeyringError(name)

    def _remove(self, entry: str) -> None:
        ring = self._keyring()
        if ring is not None and _asked(ring.get_password, SERVICE, entry) is not None:
            _asked(ring.delete_password, SERVICE, entry)


def checked_secret(name: str, value: str) -> str:
    """Return what can stand in a header; refuses the rest by its name, never by its value."""
    secret = value.strip()
    is_sound = secret.isascii() and secret.isprintable() and 0 < len(secret) <= _LONGEST
    if not is_sound:
        raise InputRefusedError(name, "")
    return secret


def system_keyring() -> Keyring | None:
    """Return the keyring of this user, None where there is none, or only one that writes files."""
    import keyring  # noqa: PLC0415 - only a till with a back end has secrets

    found = keyring.get_keyring()
    members = getattr(found, "backends", None)  # a chain would go on to the next, even a file
    rings = list(members) if members is not None else [found]
    return next((ring for ring in rings if is_usable(ring)), None)


def is_usable(ring: object) -> bool:
    """Whether it keeps secrets where only their user gets at them."""
    home = type(ring).__module__
    return home not in _UNUSABLE and not home.startswith(_WRITES_FILES)


def _asked(question: Callable[..., T], *given: str) -> T:
    """Return the keyring's answer; its own error texts may hold what was asked with."""
    from keyring.errors import KeyringError  # noqa: PLC0415 - only a till with secrets

    try:
        return question(*given)
    except (KeyringError, OSError, RuntimeError):
        raise SecretMissingError(given[1].partition(" ")[0]) from None


async def _away(job: Callable[..., T], *given: str) -> T:
    """Run ``job`` on a thread that nobody waits for when the program ends."""
    outcome: Future[T] = Future()

    def work() -> None:
        outcome.set_running_or_notify_cancel()
        try:
            outcome.set_result(job(*given))
        except BaseException as error:  # noqa: BLE001 - it is raised where it was asked
            outcome.set_exception(error)

    threading.Thread(target=work, name="keyring", daemon=True).start()
    try:
        async with asyncio.timeout(_PATIENCE_S):
            return await asyncio.wrap_future(outcome)
    except TimeoutError:
        raise SecretMissingError(given[0].partition(" ")[0]) from None
