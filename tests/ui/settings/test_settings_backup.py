"""Backups in the real window: made, found, made every day, and gone back to."""

import asyncio
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget

from cashier.app.demo_shop import furnish
from cashier.app.till import Till
from cashier.domain.errors import DiskFullError
from cashier.operations.back_up import FoundBackup, Told, daily_name
from cashier.storage.backup_archive import verify
from cashier.ui.backup.backup_words import MOST_COUNTED, since_words, size
from cashier.ui.imports.import_words import Count
from tests.storage.books import rows
from tests.ui.conftest import Run
from tests.ui.import_stage import plain
from tests.ui.shop_window import ShopWindow


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "shop"
    made.mkdir()
    furnish(made)
    return made


@pytest.fixture
def till(folder: Path) -> Iterator[Till]:
    till = Till.open(folder)
    yield till
    till.close()


@pytest.fixture
def usb(tmp_path: Path) -> Path:
    folder = tmp_path / "usb"
    folder.mkdir()
    return folder


@pytest.fixture(autouse=True)
def outlives_its_window(qapp: QApplication) -> Iterator[None]:
    """Let the scenario end after its window, as the product itself does."""
    qapp.setQuitOnLastWindowClosed(False)
    yield
    qapp.setQuitOnLastWindowClosed(True)


def names(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


def kinds(folder: Path) -> list[str]:
    found = rows(folder, "SELECT json_extract(body, '$.kind') FROM journal ORDER BY seq")
    return [row[0] for row in found]


def outcome(shop: ShopWindow) -> str:
    return shop.hands.find(QWidget, "backupOutcome").accessibleName()


async def sell(shop: ShopWindow) -> None:
    """Sell the first favourite for cash and go back to Sell."""
    hands = shop.hands
    hands.key(Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    await hands.page("sellPage")
    await hands.tap_row("productGrid", 0)
    await hands.until(lambda: hands.pieces() == 1_000, "a line")
    await hands.tap("payButton")
    await hands.page("payPage")
    await hands.tap("exactCashButton")
    await hands.tap("confirmButton")
    await hands.page("donePage")
    await hands.tap("newSaleButton")
    await hands.page("sellPage")


async def backed_up(shop: ShopWindow, usb: Path) -> None:
    await shop.settings("backup")
    shop.write("backupFolder", usb)
    await shop.hands.tap("backUpNowButton")
    await shop.hands.until(lambda: shop.hands.sees("backupOutcome"), "the backup")


async def asked_to_go_back(shop: ShopWindow) -> str:
    """Choose the newest backup; return what is said before it is restored."""
    await shop.hands.tap("foundBackups0")
    await shop.hands.tap("restoreButton")
    await shop.hands.page("restoreQuestion")
    return shop.hands.find(QWidget, "restoreQuestion").accessibleName()


def test_a_backup_is_made_checked_listed_and_in_the_journal(
    run: Run, till: Till, usb: Path, tmp_path: Path
) -> None:
    async def scenario() -> None:
        async with ShopWindow(till) as shop:
            await backed_up(shop, usb)
            assert "Read back and checked" in outcome(shop)
            await shop.hands.until(lambda: shop.hands.sees("foundBackups0"), "the list")
            [name] = names(usb)
            assert name.startswith("cashier-T1-2")
        assert verify(usb / name, tmp_path).entries > 0
        assert kinds(till.folder)[-1] == "backup"

    run(scenario())


def test_the_key_of_the_page_makes_one_too_and_nothing_is_saved_by_it(
    run: Run, till: Till, usb: Path
) -> None:
    async def scenario() -> None:
        async with ShopWindow(till) as shop:
            await shop.settings("backup")
            shop.write("backupFolder", usb)
            shop.hands.key(Qt.Key.Key_F5)
            await shop.hands.until(lambda: shop.hands.sees("backupOutcome"), "the backup")
            assert len(names(usb)) == 1
            assert till.settings.backup.folder == ""
            await shop.hands.tap("discardSettingsButton")
            assert shop.hands.find(QLineEdit, "backupFolder").text() == ""

    run(scenario())


def test_a_folder_that_is_gone_is_told_in_place_and_the_shop_sells_on(
    run: Run, till: Till, usb: Path
) -> None:
    async def scenario() -> None:
        async with ShopWindow(till) as shop:
            await shop.settings("backup")
            shop.write("backupFolder", usb / "gone")
            await shop.hands.tap("backUpNowButton")
            await shop.hands.until(lambda: shop.hands.sees("backupOutcome"), "the trouble")
            assert "No backup was made" in outcome(shop)
            assert "shop's data is safe" in outcome(shop)
            await shop.hands.tap("discardSettingsButton")
            await sell(shop)

    run(scenario())


class HeldBackup:
    """A backup that goes on when it is told to."""

    def __init__(self, *answers: FoundBackup | Exception) -> None:
        self.may_end = asyncio.Event()
        self.cancelled = 0
        self.told: Told | None = None
        self._answers = list(answers)

    async def __call__(
        self, _folder: str, *, operator: str, is_daily: bool = False, told: Told | None = None
    ) -> FoundBackup:
        assert (operator, is_daily) == ("owner", False)
        self.told = told
        try:
            await self.may_end.wait()
        except asyncio.CancelledError:
            self.cancelled += 1
            raise
        answer = self._answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


def held_by(shop: ShopWindow, held: HeldBackup) -> None:
    presenter = shop.window._settings._backups  # noqa: SLF001 - a backup of the test's own pace
    presenter._needs = replace(presenter._needs, make=held)  # noqa: SLF001 - as above


def test_a_backup_can_be_stopped(run: Run, till: Till, usb: Path) -> None:
    async def scenario() -> None:
        held = HeldBackup()
        async with ShopWindow(till) as shop:
            await shop.settings("backup")
            held_by(shop, held)
            shop.write("backupFolder", usb)
            await shop.hands.tap("backUpNowButton")
            await shop.hands.until(lambda: held.told is not None, "begun")
            assert held.told is not None
            held.told(420)
            assert shop.hands.find(QWidget, "backupProgress").property("value") == 420
            assert not shop.hands.find(QAbstractButton, "backUpNowButton").isEnabled()
            await shop.hands.tap("stopBackupButton")
            await shop.hands.until(lambda: held.cancelled == 1, "stopped")
            await shop.hands.until(lambda: not shop.hands.sees("backupProgress"), "over")
            assert not shop.hands.sees("backupOutcome")
            await shop.hands.tap("discardSettingsButton")

    run(scenario())


def test_a_full_disk_is_told_and_it_can_be_tried_again(run: Run, till: Till, usb: Path) -> None:
    async def scenario() -> None:
        held = HeldBackup(DiskFullError())
        held.may_end.set()
        async with ShopWindow(till) as shop:
            await shop.settings("backup")
            held_by(shop, held)
            shop.write("backupFolder", usb)
            await shop.hands.tap("backUpNowButton")
            await shop.hands.until(lambda: shop.hands.sees("backupOutcome"), "the trouble")
            assert "disk is full" in outcome(shop)
            assert shop.hands.find(QAbstractButton, "backUpNowButton").isEnabled()
            await shop.hands.tap("discardSettingsButton")

    run(scenario())


def test_closing_the_window_stops_a_backup(run: Run, till: Till, usb: Path) -> None:
    async def scenario() -> None:
        held = HeldBackup()
        async with ShopWindow(till) as shop:
            await shop.settings("backup")
            held_by(shop, held)
            shop.write("backupFolder", usb)
            await shop.hands.tap("backUpNowButton")
            await shop.hands.until(lambda: held.told is not None, "begun")
        assert held.cancelled == 1
        assert names(usb) == []

    run(scenario())


def test_every_day_begins_when_it_is_saved(run: Run, till: Till, usb: Path) -> None:
    async def scenario() -> None:
        def today() -> str:
            return daily_name("T1", till.clock.now().date())

        async with ShopWindow(till) as shop:
            await shop.settings("backup")
            shop.write("backupFolder", usb)
            await shop.hands.tap("backupDaily_on")
            await shop.hands.tap("saveSettingsButton")
            await shop.hands.until(lambda: names(usb)[-1:] == [today()], "the backup")
            await shop.window.tasks.settled("back up daily")
            assert till.settings.backup.daily
        async with ShopWindow(till) as shop:
            await shop.hands.until(lambda: shop.beside.daily_backup.is_on, "looks for itself")
            await shop.window.tasks.settled("back up daily")
        assert names(usb) == [today()]

    run(scenario())


def test_every_day_without_a_folder_is_refused_below_the_field(run: Run, till: Till) -> None:
    async def scenario() -> None:
        async with ShopWindow(till) as shop:
            await shop.settings("backup")
            await shop.hands.tap("backupDaily_on")
            await shop.hands.tap("saveSettingsButton")
            await shop.hands.until(lambda: shop.hands.sees("backupPlaceTrouble"), "the refusal")
            said = shop.hands.find(QLabel, "backupPlaceTrouble").text()
            assert said == "Something must stand here."
            await shop.hands.tap("discardSettingsButton")

    run(scenario())


def test_a_disk_that_is_gone_in_the_morning_is_told_once_and_selling_goes_on(
    run: Run, till: Till, usb: Path
) -> None:
    async def scenario() -> None:
        async with ShopWindow(till) as shop:
            await shop.settings("backup")
            shop.write("backupFolder", usb)
            shutil.rmtree(usb)
            await shop.hands.tap("backupDaily_on")
            await shop.hands.tap("saveSettingsButton")
            await shop.hands.until(
                lambda: any("No backup was made" in one for one in shop.told()), "told"
            )
            count = len(shop.told())
            shop.beside.daily_backup.look()
            await shop.window.tasks.settled("back up daily")
            assert len(shop.told()) == count
            await sell(shop)

    run(scenario())


def test_going_back_says_what_it_means_and_keeping_changes_nothing(
    run: Run, till: Till, usb: Path
) -> None:
    async def scenario() -> None:
        async with ShopWindow(till) as shop:
            await backed_up(shop, usb)
            await shop.hands.tap("discardSettingsButton")
            await sell(shop)
            await shop.settings("backup")
            shop.write("backupFolder", usb)
            said = await asked_to_go_back(shop)
            assert "1 receipt is newer. It is kept aside" in said
            assert "Numbers that were used are not used again" in said
            focus = QApplication.focusWidget()
            assert focus is not None
            assert focus.objectName() == "keepShopButton"
            shop.hands.key(Qt.Key.Key_Escape)
            await shop.hands.until(lambda: not shop.hands.sees("restoreQuestion"), "kept")
            await asked_to_go_back(shop)
            await shop.hands.tap("keepShopButton")
            assert not shop.window.is_to_reopen
            await shop.hands.tap("discardSettingsButton")
        assert len(rows(till.folder, "SELECT * FROM orders")) == 1

    run(scenario())


def test_the_shop_of_the_backup_is_there_when_the_window_opens_again(
    run: Run, folder: Path, usb: Path
) -> None:
    async def goes_back(till: Till) -> None:
        shop = ShopWindow(till)
        await shop.hands.until(shop.window.window.isActiveWindow, "the window in front")
        await backed_up(shop, usb)
        await shop.hands.tap("discardSettingsButton")
        await sell(shop)
        await shop.settings("backup")
        shop.write("backupFolder", usb)
        await asked_to_go_back(shop)
        await shop.hands.tap("confirmRestoreButton")
        await shop.window.closed()
        assert shop.window.is_to_reopen

    async def is_back(till: Till) -> None:
        async with ShopWindow(till) as shop:
            assert shop.told() == ["The shop is back as it was in the backup."]

    for scene in (goes_back, is_back):
        till = Till.open(folder)
        try:
            run(scene(till))
        finally:
            till.close()
    assert rows(folder, "SELECT * FROM orders") == []
    assert kinds(folder)[-1] == "restored"


def test_a_damaged_backup_is_refused_and_the_shop_stays(run: Run, till: Till, usb: Path) -> None:
    async def scenario() -> None:
        async with ShopWindow(till) as shop:
            await backed_up(shop, usb)
            await asked_to_go_back(shop)
            spoil(usb)
            await shop.hands.tap("confirmRestoreButton")
            await shop.hands.until(lambda: not shop.hands.sees("restoreQuestion"), "refused")
            assert "damaged" in outcome(shop)
            assert not shop.window.is_to_reopen
            await shop.hands.tap("discardSettingsButton")

    run(scenario())


def spoil(usb: Path) -> None:
    [file] = usb.iterdir()
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 0xFF
    file.write_bytes(bytes(content))


@pytest.mark.parametrize(
    ("count", "said"),
    [(1, "1 kB"), (999_000, "999 kB"), (1_000_000, "1.0 MB"), (1_234_567_890, "1 234.5 MB")],
)
def test_sizes_are_written_as_people_read_them(count: int, said: str) -> None:
    assert plain(size(count)) == said


def test_very_many_newer_receipts_are_not_all_counted() -> None:
    assert since_words(MOST_COUNTED).startswith(f"{Count(MOST_COUNTED)} receipts and more")
    assert since_words(0) == "No receipt is newer than it."
