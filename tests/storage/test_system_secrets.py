"""Secrets come from the keyring, the environment wins, and nothing is ever kept in a file."""

from collections.abc import Callable, Mapping

import keyring.backends.fail
import keyring.backends.null
import pytest
from keyring.backends.chainer import ChainerBackend
from keyring.errors import KeyringError
from typing_extensions import override

from cashier.domain.backend_errors import NoKeyringError, SecretMissingError
from cashier.domain.errors import InputRefusedError
from cashier.storage import system_secrets
from cashier.storage.system_secrets import SERVICE, SystemSecrets, is_usable

TOKEN = "CASHIER_TOKEN"  # noqa: S105 - a name


class Ring:
    """A keyring in memory, as that of an operating system answers."""

    def __init__(self) -> None:
        self.entries: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.entries.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.entries[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.entries[service, username]


class LockedRing(Ring):
    """A keyring that nobody unlocks; its error text holds what it was asked with."""

    @override
    def get_password(self, service: str, username: str) -> str | None:
        raise KeyringError(f"locked: {service} {username}")

    @override
    def set_password(self, service: str, username: str, password: str) -> None:
        raise KeyringError(f"locked: {service} {username} {password}")


class ForgetfulRing(Ring):
    """A keyring that says nothing and keeps nothing."""

    @override
    def set_password(self, service: str, username: str, password: str) -> None:
        return


def secrets(
    ring: Ring | None, environment: Mapping[str, str] | None = None, profile: str = "a"
) -> SystemSecrets:
    return SystemSecrets(profile, environment or {}, lambda: ring)


async def test_what_is_kept_is_read_again_by_another_start() -> None:
    ring = Ring()
    await secrets(ring).keep(TOKEN, " abc \n")
    assert await secrets(ring).read(TOKEN) == "abc"
    assert list(ring.entries) == [(SERVICE, f"{TOKEN} a")]


async def test_each_profile_has_its_own() -> None:
    ring = Ring()
    await secrets(ring, profile="a").keep(TOKEN, "abc")
    with pytest.raises(SecretMissingError) as missing:
        await secrets(ring, profile="b").read(TOKEN)
    assert missing.value.what == TOKEN


async def test_the_environment_wins() -> None:
    ring = Ring()
    await secrets(ring).keep(TOKEN, "kept")
    assert await secrets(ring, {TOKEN: "given\n"}).read(TOKEN) == "given"
    assert await secrets(ring, {TOKEN: "  "}).read(TOKEN) == "kept"


async def test_where_there_is_no_keyring_nothing_is_saved() -> None:
    kept = secrets(None)
    with pytest.raises(NoKeyringError) as refused:
        await kept.keep(TOKEN, "abc")
    assert refused.value.what == TOKEN
    assert not await kept.has(TOKEN)


@pytest.mark.parametrize("ring", [LockedRing, ForgetfulRing])
async def test_a_keyring_that_does_not_keep_it_is_none(ring: Callable[[], Ring]) -> None:
    kept = secrets(ring())
    with pytest.raises(NoKeyringError) as refused:
        await kept.keep(TOKEN, "abc-secret")
    assert "abc-secret" not in f"{refused.value!r} {refused.value.__cause__!r}"
    assert not await kept.has(TOKEN)


async def test_what_is_forgotten_is_gone() -> None:
    ring = Ring()
    kept = secrets(ring)
    await kept.keep(TOKEN, "abc")
    await kept.forget(TOKEN)
    await kept.forget(TOKEN)
    assert not await kept.has(TOKEN)
    assert ring.entries == {}


@pytest.mark.parametrize("value", ["", " ", "a\nb", "a\x00b", "žodis", "x" * 4_001])
async def test_what_cannot_stand_in_a_request_is_refused_without_being_told(value: str) -> None:
    ring = Ring()
    with pytest.raises(InputRefusedError) as refused:
        await secrets(ring).keep(TOKEN, value)
    assert (refused.value.what, refused.value.given) == (TOKEN, "")
    assert ring.entries == {}


def test_no_file_is_a_keyring() -> None:
    in_a_file = type("PlaintextKeyring", (Ring,), {"__module__": "keyrings.alt.file"})
    assert not is_usable(in_a_file())
    assert not is_usable(keyring.backends.fail.Keyring())  # type: ignore[no-untyped-call]
    assert not is_usable(keyring.backends.null.Keyring())  # type: ignore[no-untyped-call]
    assert is_usable(Ring())


def test_a_chain_goes_to_no_file_either(monkeypatch: pytest.MonkeyPatch) -> None:
    in_a_file = type("PlaintextKeyring", (Ring,), {"__module__": "keyrings.alt.file"})()
    ring = Ring()
    chain = type("Chain", (ChainerBackend,), {"backends": [in_a_file, ring]})()
    monkeypatch.setattr(keyring, "get_keyring", lambda: chain)
    assert system_secrets.system_keyring() is ring


async def test_a_keyring_that_never_answers_is_not_waited_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import threading  # noqa: PLC0415 - this test alone holds a thread back

    released = threading.Event()

    class SilentRing(Ring):
        @override
        def get_password(self, service: str, username: str) -> str | None:
            released.wait()
            return "late"

    monkeypatch.setattr(system_secrets, "_PATIENCE_S", 0.01)
    try:
        with pytest.raises(SecretMissingError):
            await secrets(SilentRing()).read(TOKEN)
    finally:
        released.set()
