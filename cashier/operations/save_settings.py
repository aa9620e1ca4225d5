"""Save settings: lay what was changed over cashier.toml, checked before anything is written."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from cashier.domain.errors import (
    BackEndNeededError,
    CurrencyKeptError,
    NotAllowedError,
    SettingsChangedError,
)
from cashier.domain.journal import EntryKind
from cashier.ports import Clock, Ledger, SettingsFile
from cashier.settings import Settings, parse

RIGHT = "settings"
"""The right that changing settings needs."""

Changes = Mapping[str, Mapping[str, object]]
"""Table -> key -> value as it is to stand in the file; None takes the key out of it."""


@dataclass(frozen=True, slots=True)
class SettingsInFile:
    """The settings that stand in the file; ``mark`` is another once the file is another."""

    settings: Settings
    content: Mapping[str, object]
    mark: str


def everyone(_operator: str, _right: str) -> bool:
    """Let every operator do everything, as long as operators have no rights of their own."""
    return True


async def nothing_yet() -> bool:
    """Tell that the shop has neither products nor sales."""
    return False


async def nothing_waits(_profile: str) -> int:
    """Tell that no sale waits to be sent under that profile."""
    return 0


@dataclass(frozen=True, slots=True)
class SaveSettings:
    """Saves; the file is the old one or the new one, whatever happens in between.

    ``has_amounts`` tells whether anything in the shop is priced or was sold, ``unsent`` how many
    sales wait to be sent under a profile: as long as there are any, its address stays as it is.
    """

    file: SettingsFile
    ledger: Ledger
    clock: Clock
    may: Callable[[str, str], bool] = everyone
    has_amounts: Callable[[], Awaitable[bool]] = nothing_yet
    unsent: Callable[[str], Awaitable[int]] = nothing_waits

    async def read(self) -> SettingsInFile:
        """Return what stands in the file now; raises ``SettingsRefusedError``."""
        content, mark = await self.file.read()
        return SettingsInFile(parse(content), content, mark)

    async def __call__(self, changes: Changes, *, seen: str, operator: str) -> SettingsInFile:
        """Return the settings as saved; ``seen`` is the mark of the file that was shown.

        Raises ``NotAllowedError``, ``SettingsRefusedError`` by the name of the key,
        ``CurrencyKeptError`` where there are amounts in another currency, ``BackEndNeededError``
        where sales wait for a back end that would be no more,
        ``SettingsChangedError`` where somebody else changed the file meanwhile, and what writing
        raises (``DiskFullError``, ``FolderNotWritableError``); then the file is as it was.
        """
        if not self.may(operator, RIGHT):
            raise NotAllowedError(RIGHT, operator)
        content, mark = await self.file.read()
        if mark != seen:
            raise SettingsChangedError("settings")
        wanted = overlaid(content, changes)
        settings = parse(wanted)
        keys = changed_keys(content, wanted)
        if not keys:
            return SettingsInFile(settings, content, mark)
        before = parse(content)
        if settings.shop.currency != before.shop.currency and await self.has_amounts():
            raise CurrencyKeptError("shop.currency", settings.shop.currency)
        await self._require_no_unsent(before, settings)
        await self.file.prepare(changes, seen)
        await self.ledger.record(
            EntryKind.SETTINGS_CHANGED, {"keys": keys}, at=self.clock.now(), operator=operator
        )
        return SettingsInFile(settings, wanted, await self.file.put_in_place())

    async def _require_no_unsent(self, before: Settings, after: Settings) -> None:
        """Raise ``BackEndNeededError`` where sales wait for a profile that would be gone."""
        for profile in before.profiles:
            if profile.name and after.profile_named(profile.name) is None:
                waiting = await self.unsent(profile.name)
                if waiting:
                    key = f"backends.{profile.key}" if profile.key else "backend"
                    raise BackEndNeededError(key, profile.base_url, waiting)


def overlaid(content: Mapping[str, object], changes: Changes) -> dict[str, object]:
    """Return ``content`` with ``changes`` in it; what they do not name stays."""
    result = dict(content)
    for name, keys in changes.items():
        before = result.get(name)
        table = dict(before) if isinstance(before, Mapping) else {}
        for key, value in keys.items():
            table.pop(key, None) if value is None else table.update({key: value})
        if table or name in result:
            result[name] = table
    return result


def changed_keys(before: Mapping[str, object], after: Mapping[str, object]) -> list[str]:
    """Return the names of the keys that differ, such as ``shop.name``; never their values."""
    names = set[str]()
    for name in {*before, *after}:
        old, new = _table(before, name), _table(after, name)
        names.update(f"{name}.{key}" for key in {*old, *new} if _differ(old, new, key))
    return sorted(names)


def _table(content: Mapping[str, object], name: str) -> Mapping[str, object]:
    table = content.get(name)
    return table if isinstance(table, Mapping) else {}


def _differ(old: Mapping[str, object], new: Mapping[str, object], key: str) -> bool:
    """Whether a value is another; also the order of a table counts, as that of the VAT rates."""
    return (key in old) is not (key in new) or _ordered(old[key]) != _ordered(new[key])


def _ordered(value: object) -> object:
    plain = list(value.items()) if isinstance(value, Mapping) else value
    return type(value) is bool, plain
