"""A restore that was asked for is carried out at the next start, once, or not at all."""

from pathlib import Path

import pytest

from cashier.app.till import Till
from cashier.domain.errors import DamagedBackupError, FileRefusedError
from cashier.storage import backup
from cashier.storage.data_folder import RESTORE_REQUEST
from cashier.storage.restore_request import carry_out, request, withdraw
from tests.storage.books import rows, verdict_of
from tests.storage.selling import NOON, OWNER, sell


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A shop of three sales, two of which are in a backup."""
    folder = tmp_path / "shop"
    folder.mkdir()
    (folder / "cashier.toml").write_text('[shop]\nname = "Old"\n', "utf-8")
    sell(folder, 1, 2)
    backup.back_up(folder, tmp_path / "backup.zip", at=NOON, operator=OWNER)
    (folder / "cashier.toml").write_text('[shop]\nname = "New"\n', "utf-8")
    sell(folder, 3)
    return folder


@pytest.fixture
def archive(shop: Path) -> Path:
    return shop.parent / "backup.zip"


def sales(folder: Path) -> int:
    return len(rows(folder, "SELECT number FROM orders"))


def test_nothing_changes_until_the_next_start(shop: Path, archive: Path) -> None:
    made = request(shop, archive)
    assert made.entries > 0
    assert sales(shop) == 3
    archive.unlink()
    assert carry_out(shop, at=NOON, operator=OWNER) is None
    assert sales(shop) == 2
    assert verdict_of(shop).damage is None
    assert not (shop / RESTORE_REQUEST).exists()


def test_a_start_of_the_till_restores_and_reads_the_settings_of_then(
    shop: Path, archive: Path
) -> None:
    request(shop, archive)
    till = Till.open(shop)
    try:
        assert till.settings.shop.name == "Old"
        assert till.restored is not None
        assert till.restored.error is None
    finally:
        till.close()
    again = Till.open(shop)
    assert again.restored is None
    again.close()
    assert sales(shop) == 2


def test_what_was_sold_since_is_moved_aside_and_its_numbers_are_not_used_again(
    shop: Path, archive: Path
) -> None:
    request(shop, archive)
    Till.open(shop).close()
    sell(shop, 9)
    numbers = [row[0] for row in rows(shop, "SELECT number FROM orders ORDER BY serial")]
    assert numbers == ["T1-000001", "T1-000002", "T1-000004"]
    assert len(list(shop.glob("before-restore-*/ledger.db"))) == 1


def test_a_request_can_be_taken_back(shop: Path, archive: Path) -> None:
    request(shop, archive)
    withdraw(shop)
    withdraw(shop)
    Till.open(shop).close()
    assert sales(shop) == 3


def test_a_damaged_backup_is_refused_at_once(shop: Path, archive: Path) -> None:
    archive.write_bytes(archive.read_bytes()[:-40])
    with pytest.raises(DamagedBackupError):
        request(shop, archive)
    with pytest.raises(FileRefusedError):
        request(shop, archive.with_name("gone.zip"))
    assert [one.name for one in shop.iterdir() if "restore" in one.name] == []


def test_a_request_that_was_damaged_since_leaves_the_shop_as_it_is_and_is_told_once(
    shop: Path, archive: Path
) -> None:
    request(shop, archive)
    copy = shop / RESTORE_REQUEST
    copy.write_bytes(copy.read_bytes()[:-40])
    till = Till.open(shop)
    try:
        assert till.restored is not None
        assert isinstance(till.restored.error, DamagedBackupError)
        assert till.settings.shop.name == "New"
    finally:
        till.close()
    Till.open(shop).close()
    assert sales(shop) == 3
    assert (shop / "restore-refused.zip").exists()


def test_a_start_that_was_cut_off_in_the_middle_is_finished_once(
    shop: Path, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    request(shop, archive)

    class PowerCutError(BaseException):
        pass

    def cut(*_args: object) -> None:
        raise PowerCutError

    with monkeypatch.context() as broken:
        broken.setattr(backup, "finish_restore", cut)
        with pytest.raises(PowerCutError):
            carry_out(shop, at=NOON, operator=OWNER)
    till = Till.open(shop)
    till.close()
    restored = [row for row in rows(shop, "SELECT body FROM journal") if '"restored"' in row[0]]
    assert len(restored) == 1
    assert sales(shop) == 2
