"""Settings are checked before they are written, written once, and journaled by name alone."""

from collections.abc import Mapping
from datetime import datetime

import pytest
from typing_extensions import override

from cashier.domain.errors import (
    BackEndNeededError,
    CurrencyKeptError,
    DiskFullError,
    NotAllowedError,
    SettingsChangedError,
    SettingsRefusedError,
)
from cashier.domain.journal import EntryKind
from cashier.operations.save_settings import Changes, SaveSettings, changed_keys, overlaid
from tests.fake_ledger import FakeLedger
from tests.fakes import FakeClock


class FakeFile:
    """A settings file in memory; ``somebody_writes`` is what others do to it."""

    def __init__(self, content: Mapping[str, object]) -> None:
        self.content = content
        self.prepared: Mapping[str, object] | None = None
        self.version = 1

    def somebody_writes(self, content: Mapping[str, object]) -> None:
        self.content, self.version = content, self.version + 1

    async def read(self) -> tuple[Mapping[str, object], str]:
        return self.content, str(self.version)

    async def prepare(self, changes: Changes, seen: str) -> None:
        if seen != str(self.version):
            raise SettingsChangedError("settings")
        self.prepared = overlaid(self.content, changes)

    async def put_in_place(self) -> str:
        assert self.prepared is not None
        self.content, self.version = self.prepared, self.version + 1
        return str(self.version)


CONTENT: dict[str, object] = {
    "shop": {"name": "A", "currency": "EUR", "colour": "red"},
    "loyalty": {"points": 3},
}


class RecordingLedger(FakeLedger):
    """Remembers what was recorded, and whether the file was the old one still."""

    def __init__(self, file: FakeFile) -> None:
        super().__init__()
        self.file = file
        self.recorded: list[tuple[EntryKind, Mapping[str, object], str]] = []
        self.file_then: Mapping[str, object] = {}

    @override
    async def record(
        self, kind: EntryKind, data: Mapping[str, object], *, at: datetime, operator: str
    ) -> None:
        await super().record(kind, data, at=at, operator=operator)
        self.recorded.append((kind, data, operator))
        self.file_then = self.file.content


@pytest.fixture
def file() -> FakeFile:
    return FakeFile(CONTENT)


@pytest.fixture
def ledger(file: FakeFile) -> RecordingLedger:
    return RecordingLedger(file)


@pytest.fixture
def save(file: FakeFile, ledger: RecordingLedger) -> SaveSettings:
    return SaveSettings(file, ledger, FakeClock())


async def test_a_change_is_laid_over_what_stands_there(save: SaveSettings, file: FakeFile) -> None:
    saved = await save({"shop": {"name": "B"}}, seen="1", operator="owner")
    assert saved.settings.shop.name == "B"
    assert file.content == {
        "shop": {"name": "B", "currency": "EUR", "colour": "red"},
        "loyalty": {"points": 3},
    }
    assert saved.mark == "2"
    assert (await save.read()).settings == saved.settings


async def test_the_journal_names_the_keys_and_no_value(
    save: SaveSettings, ledger: RecordingLedger
) -> None:
    changes = {"shop": {"name": "Jonas Jonaitis", "tax_number": "LT1"}, "screens": {"hand": "left"}}
    await save(changes, seen="1", operator="ona")
    keys = ["screens.hand", "shop.name", "shop.tax_number"]
    assert ledger.recorded == [(EntryKind.SETTINGS_CHANGED, {"keys": keys}, "ona")]


async def test_the_change_is_journaled_before_the_file_is_another(
    save: SaveSettings, ledger: RecordingLedger
) -> None:
    await save({"shop": {"name": "B"}}, seen="1", operator="owner")
    assert ledger.file_then == CONTENT


async def test_what_cannot_be_used_is_refused_before_anything_is_written(
    save: SaveSettings, file: FakeFile, ledger: RecordingLedger
) -> None:
    with pytest.raises(SettingsRefusedError) as refused:
        await save({"shop": {"name": "B", "currency": "XXX"}}, seen="1", operator="owner")
    assert refused.value.what == "shop.currency"
    assert (file.content, file.prepared, ledger.recorded) == (CONTENT, None, [])


@pytest.mark.parametrize("has_amounts", [False, True])
async def test_a_currency_that_prices_are_in_stays(
    file: FakeFile, ledger: RecordingLedger, has_amounts: bool
) -> None:
    async def amounts() -> bool:
        return has_amounts

    save = SaveSettings(file, ledger, FakeClock(), has_amounts=amounts)
    await save({"shop": {"currency": "EUR", "name": "B"}}, seen="1", operator="owner")
    changes = {"shop": {"currency": "PLN"}}
    if has_amounts:
        with pytest.raises(CurrencyKeptError) as kept:
            await save(changes, seen="2", operator="owner")
        assert (kept.value.what, kept.value.given) == ("shop.currency", "PLN")
    else:
        saved = await save(changes, seen="2", operator="owner")
        assert saved.settings.shop.currency == "PLN"


async def test_what_somebody_else_wrote_meanwhile_is_left_alone(
    save: SaveSettings, file: FakeFile, ledger: RecordingLedger
) -> None:
    file.somebody_writes({"shop": {"name": "C"}})
    with pytest.raises(SettingsChangedError):
        await save({"shop": {"name": "B"}}, seen="1", operator="owner")
    assert file.content == {"shop": {"name": "C"}}
    assert ledger.recorded == []
    await save({"shop": {"name": "B"}}, seen="2", operator="owner")
    assert file.content == {"shop": {"name": "B"}}


async def test_saving_what_stands_there_already_writes_nothing(
    save: SaveSettings, file: FakeFile, ledger: RecordingLedger
) -> None:
    saved = await save({"shop": {"name": "A"}, "keys": {"sell.pay": None}}, seen="1", operator="o")
    assert (saved.mark, file.version, ledger.recorded) == ("1", 1, [])


async def test_without_the_right_nothing_is_read_or_written(
    file: FakeFile, ledger: RecordingLedger
) -> None:
    asked: list[tuple[str, str]] = []

    def nobody(operator: str, right: str) -> bool:
        asked.append((operator, right))
        return False

    save = SaveSettings(file, ledger, FakeClock(), nobody)
    with pytest.raises(NotAllowedError):
        await save({"shop": {"name": "B"}}, seen="1", operator="trainee")
    assert asked == [("trainee", "settings")]
    assert file.content == CONTENT


async def test_a_change_that_cannot_be_journaled_is_not_made(
    save: SaveSettings, file: FakeFile, ledger: RecordingLedger
) -> None:
    ledger.fail_with = DiskFullError()
    with pytest.raises(DiskFullError):
        await save({"shop": {"name": "B"}}, seen="1", operator="owner")
    assert file.content == CONTENT


@pytest.mark.parametrize(
    ("before", "after", "keys"),
    [
        ({"a": {"x": 1}}, {"a": {"x": True}}, ["a.x"]),
        ({"a": {"x": {"A": "1", "B": "2"}}}, {"a": {"x": {"B": "2", "A": "1"}}}, ["a.x"]),
        ({"a": {"x": "1"}}, {}, ["a.x"]),
        ({}, {"a": {}}, []),
        ({"a": 5}, {"a": {"x": 1}}, ["a.x"]),
        ({"a": {"x": ["1"]}}, {"a": {"x": ["1"]}, "b": {"y": ""}}, ["b.y"]),
    ],
)
def test_which_keys_differ(
    before: dict[str, object], after: dict[str, object], keys: list[str]
) -> None:
    assert changed_keys(before, after) == keys


OLD: dict[str, object] = {"kind": "webservice", "register": "1"}


@pytest.mark.parametrize(
    ("content", "changes", "key"),
    [
        ({"backends": {"old": OLD}}, {"backends": {"old": None}}, "backends.old"),
        (
            {"backends": {"old": OLD}},
            {"backends": {"old": OLD | {"register": "2"}}},
            "backends.old",
        ),
        ({"backend": OLD}, {"backend": {"register": "2"}}, "backend"),
        ({"backend": OLD}, {"backend": {"kind": "embedded"}}, "backend"),
    ],
)
async def test_a_back_end_that_sales_wait_for_stays(
    content: Mapping[str, object], changes: Changes, key: str
) -> None:
    async def unsent(profile: str) -> int:
        return 2 if profile == "webservice:1@https://www.free-cash-register.net" else 0

    file = FakeFile(content)
    save = SaveSettings(file, FakeLedger(), FakeClock(), unsent=unsent)
    with pytest.raises(BackEndNeededError) as refused:
        await save(changes, seen="1", operator="owner")
    assert (refused.value.what, refused.value.count) == (key, 2)
    assert file.content == content


async def test_the_back_end_in_force_may_step_aside_while_sales_wait_for_it() -> None:
    async def unsent(_profile: str) -> int:
        return 2

    file = FakeFile({"backend": OLD})
    save = SaveSettings(file, FakeLedger(), FakeClock(), unsent=unsent)
    aside: Changes = {"backend": {"kind": "embedded", "register": None}, "backends": {"old": OLD}}
    saved = await save(aside, seen="1", operator="owner")
    assert saved.settings.back_end.name == ""
    assert saved.settings.profile_named("webservice:1@https://www.free-cash-register.net")
