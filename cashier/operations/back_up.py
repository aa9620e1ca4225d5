"""Back the shop up: a copy that is read back and checked, in the journal, under its own name."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from cashier.domain.journal import EntryKind
from cashier.ports import Clock, Ledger

Told = Callable[[int], None]
"""Hears, on the loop that awaits the backup, how far it is in thousandths."""


@dataclass(frozen=True, slots=True)
class FoundBackup:
    """A backup in a folder, newest first in a list; ``path`` is what to restore it by."""

    path: str
    name: str
    made_at: datetime
    size: int
    entries: int
    is_daily: bool = False


class ReadyBackup(Protocol):
    """A backup that is written and checked; it counts once it is kept."""

    @property
    def data(self) -> dict[str, object]:
        """The content of its journal entry."""

    async def keep(self) -> FoundBackup:
        """Give it its name."""

    async def discard(self) -> None:
        """Throw it away."""


class BackupStore(Protocol):
    """Writes, lists and removes backups of one shop."""

    async def make(self, folder: str, name: str, at: datetime, told: Told) -> ReadyBackup:
        """Write a backup into ``folder``, read it back and check its journal.

        Raises ``BackupFolderError`` where nothing can be written there, ``DiskFullError``, and
        ``DamagedLedgerError``; cancelled it leaves nothing behind.
        """

    async def found(self, folder: str) -> list[FoundBackup]:
        """Return the backups of this program in ``folder``, newest first."""

    async def remove(self, backup: FoundBackup) -> None:
        """Remove a backup that was made by itself."""


@dataclass(frozen=True, slots=True)
class BackUp:
    """Makes one backup; the till sells on meanwhile."""

    store: BackupStore
    ledger: Ledger
    clock: Clock
    prefix: str

    async def __call__(
        self, folder: str, *, operator: str, is_daily: bool = False, told: Told | None = None
    ) -> FoundBackup:
        """Return the backup, durable, checked and in the journal; see ``BackupStore.make``."""
        at = self.clock.now()
        name = daily_name(self.prefix, at.date()) if is_daily else _name(self.prefix, at)
        ready = await self.store.make(folder, name, at, told or _nobody)
        try:
            await self.ledger.record(EntryKind.BACKUP, ready.data, at=at, operator=operator)
            return await ready.keep()
        except BaseException:
            await ready.discard()
            raise


@dataclass(frozen=True, slots=True)
class BackUpDaily:
    """Makes the day's backup where it is due, and lets the oldest of its kind go."""

    back_up: BackUp

    async def is_due(self, folder: str) -> bool:
        """Whether the backup of today is not in ``folder`` yet."""
        today = daily_name(self.back_up.prefix, self.back_up.clock.now().date())
        return all(one.name != today for one in await self.back_up.store.found(folder))

    async def __call__(self, folder: str, keep: int, *, operator: str) -> FoundBackup | None:
        """Return the backup that was made, None where there is one of today already."""
        if not await self.is_due(folder):
            return None
        made = await self.back_up(folder, operator=operator, is_daily=True)
        for old in too_many(await self.back_up.store.found(folder), self.back_up.prefix, keep):
            await self.back_up.store.remove(old)
        return made


def too_many(found: Sequence[FoundBackup], prefix: str, keep: int) -> list[FoundBackup]:
    """Return the daily backups of this till beyond the newest ``keep``; no other ever."""
    own = [one for one in found if one.is_daily and one.name.startswith(_daily(prefix))]
    return own[keep:]


def daily_name(prefix: str, day: date) -> str:
    """Return the name of the backup that is made by itself on ``day``."""
    return f"{_daily(prefix)}{day:%Y-%m-%d}.zip"


def _daily(prefix: str) -> str:
    return f"cashier-{prefix}-daily-"


def _name(prefix: str, at: datetime) -> str:
    return f"cashier-{prefix}-{at:%Y-%m-%d-%H%M%S}.zip"


def _nobody(_thousandths: int) -> None:
    """Tell nobody."""
