"""Backing up: checked, in the journal, under a name of its own; once a day by itself."""

from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import PurePosixPath

import pytest

from cashier.domain.errors import BackupFolderError, DiskFullError
from cashier.domain.journal import EntryKind
from cashier.operations.back_up import (
    BackUp,
    BackUpDaily,
    FoundBackup,
    Told,
    daily_name,
    too_many,
)
from tests.fake_ledger import FakeLedger
from tests.fakes import NOON, FakeClock

USB = "/media/usb"


@dataclass
class FakeReady:
    """A backup in memory."""

    store: "FakeStore"
    found: FoundBackup
    is_gone: bool = False

    @property
    def data(self) -> dict[str, object]:
        return {"sha256": "0" * 64, "entries": 7}

    async def keep(self) -> FoundBackup:
        self.store.kept.insert(0, self.found)
        return self.found

    async def discard(self) -> None:
        self.is_gone = True


@dataclass
class FakeStore:
    """Backups in memory, newest first."""

    kept: list[FoundBackup] = field(default_factory=list)
    made: list[FakeReady] = field(default_factory=list)
    is_there: bool = True

    async def make(self, folder: str, name: str, at: object, told: Told) -> FakeReady:
        if not self.is_there:
            raise BackupFolderError(folder)
        told(1_000)
        found = FoundBackup(f"{folder}/{name}", name, NOON, 1, 7, "-daily-" in name)
        self.made.append(FakeReady(self, found))
        return self.made[-1]

    async def found(self, folder: str) -> list[FoundBackup]:
        return [one for one in self.kept if PurePosixPath(one.path).parent == PurePosixPath(folder)]

    async def remove(self, backup: FoundBackup) -> None:
        self.kept.remove(backup)


@dataclass
class Stage:
    """The operations over fakes."""

    store: FakeStore = field(default_factory=FakeStore)
    ledger: FakeLedger = field(default_factory=FakeLedger)
    clock: FakeClock = field(default_factory=FakeClock)

    def __post_init__(self) -> None:
        self.back_up = BackUp(self.store, self.ledger, self.clock, "T1")
        self.daily = BackUpDaily(self.back_up)

    def names(self) -> list[str]:
        return [one.name for one in self.store.kept]


async def test_a_backup_is_named_by_till_and_time_and_stands_in_the_journal() -> None:
    stage, told = Stage(), list[int]()
    made = await stage.back_up(USB, operator="owner", told=told.append)
    assert made.name == "cashier-T1-2026-11-20-143200.zip"
    assert stage.names() == [made.name]
    assert stage.ledger.entries == [EntryKind.BACKUP]
    assert told == [1_000]


async def test_what_the_journal_does_not_take_is_no_backup() -> None:
    stage = Stage(ledger=FakeLedger(fail_with=DiskFullError()))
    with pytest.raises(DiskFullError):
        await stage.back_up(USB, operator="owner")
    assert stage.names() == []
    assert stage.store.made[0].is_gone


async def test_the_first_start_of_a_day_makes_its_backup_and_the_next_ones_do_not() -> None:
    stage = Stage()
    assert await stage.daily.is_due(USB)
    made = await stage.daily(USB, 14, operator="owner")
    assert made is not None
    assert made.name == "cashier-T1-daily-2026-11-20.zip"
    assert await stage.daily(USB, 14, operator="owner") is None
    stage.clock.go_on(timedelta(hours=10))
    assert await stage.daily.is_due(USB)


async def test_a_backup_by_hand_is_not_the_one_of_the_day() -> None:
    stage = Stage()
    await stage.back_up(USB, operator="owner")
    assert await stage.daily.is_due(USB)


async def test_the_oldest_of_its_own_kind_go_and_no_other() -> None:
    stage = Stage()
    await stage.back_up(USB, operator="owner")
    by_hand = stage.names()
    other = FoundBackup(f"{USB}/x", "cashier-T2-daily-2020-01-01.zip", NOON, 1, 1, is_daily=True)
    stage.store.kept.append(other)
    for _day in range(5):
        await stage.daily(USB, 3, operator="owner")
        stage.clock.go_on(timedelta(days=1))
    assert stage.names() == [
        "cashier-T1-daily-2026-11-24.zip",
        "cashier-T1-daily-2026-11-23.zip",
        "cashier-T1-daily-2026-11-22.zip",
        *by_hand,
        other.name,
    ]


async def test_a_folder_that_is_not_there_is_told_and_nothing_is_removed() -> None:
    stage = Stage()
    await stage.daily(USB, 1, operator="owner")
    stage.clock.go_on(timedelta(days=1))
    stage.store.is_there = False
    with pytest.raises(BackupFolderError):
        await stage.daily(USB, 1, operator="owner")
    assert len(stage.names()) == 1


def test_another_tills_backups_are_never_too_many() -> None:
    mine = FoundBackup("", daily_name("T1", NOON.date()), NOON, 1, 1, is_daily=True)
    longer = FoundBackup("", daily_name("T12", NOON.date()), NOON, 1, 1, is_daily=True)
    assert too_many([longer, mine], "T1", 1) == []
    assert too_many([mine, mine, longer], "T1", 1) == [mine]
