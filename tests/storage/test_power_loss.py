"""The power goes while the till sells: what was acknowledged is on the disk."""

import contextlib
import random
from pathlib import Path

import apsw
import pytest

from cashier.domain.errors import LedgerError
from cashier.domain.journal import Damage, EntryKind
from cashier.domain.order import Order
from cashier.domain.posting import OrderStatus
from cashier.domain.tender import TenderState
from cashier.storage.ledger_file import LedgerFile
from cashier.storage.ledger_reader import HEAD_FILE
from tests.storage.books import check_books, integrity, rows, verdict_of
from tests.storage.crashing_vfs import Disk
from tests.storage.selling import NOON, OWNER, card, kept, order, posting_of, sell

SEEDS = range(40)


def post(file: LedgerFile, wanted: Order) -> str:
    return file.write(lambda: file.writer.post(posting_of(wanted))).posting.id.hex


def give_up(file: LedgerFile) -> None:
    """Close what a process that died would not have closed; the disk takes nothing any more."""
    with contextlib.suppress(LedgerError, apsw.Error):
        file.close()


def sell_until_the_power_goes(folder: Path, disk: Disk, synchronous: str = "FULL") -> list[str]:
    """Return the ids that were acknowledged before; the power goes at the sync the disk chose."""
    said: list[str] = []
    try:
        file = LedgerFile(folder, "T1", disk.name)
    except LedgerError:
        return said  # while the ledger was being made
    try:
        file.connection.execute(f"PRAGMA synchronous = {synchronous}")
        file.start(at=NOON, operator=OWNER)
        for number in range(1, 60):
            said.append(post(file, order(number)))
            if synchronous == "OFF" and number == 20:
                disk.lose_power()
    except LedgerError:
        assert disk.is_dead
    finally:
        give_up(file)
    return said


# A dead disk also fails SQLite's last acts, of which nobody can be told.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_acknowledged_is_lost(tmp_path: Path, seed: int) -> None:
    """Odd seeds: all that was not synced is lost; even ones: chance keeps writes and sectors."""
    chance = random.Random(seed)  # noqa: S311 - a test's choices
    with Disk(f"crash-{seed}", None if seed % 2 else chance) as disk:
        disk.power_goes_at_sync = chance.randint(3, 50)
        said = sell_until_the_power_goes(tmp_path, disk)
        assert disk.is_dead
    sell(tmp_path, 1_000)
    books = check_books(tmp_path)
    assert set(said) <= set(books.ids)
    assert len(books.ids) - len(said) in {1, 2}  # the sale now, and perhaps the one in doubt


@pytest.mark.parametrize("seed", range(4))
def test_a_checkpoint_cut_short_loses_nothing(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - a test's choices
    with Disk(f"checkpoint-{seed}", chance) as disk:
        file = LedgerFile(tmp_path, "T1", disk.name)
        file.start(at=NOON, operator=OWNER)
        said = [post(file, order(number)) for number in range(1, 31)]
        disk.power_goes_at_sync = disk.syncs + 1 + seed % 2
        with pytest.raises(apsw.IOError):
            file.connection.wal_checkpoint(mode=apsw.SQLITE_CHECKPOINT_TRUNCATE)
        give_up(file)
    sell(tmp_path, 1_000)
    assert set(said) <= set(check_books(tmp_path).ids)


def test_without_syncs_sales_would_be_lost(tmp_path: Path) -> None:
    """The disk of this test does forget: without durable commits the same sales are gone."""
    with Disk("forgetful") as disk:
        said = sell_until_the_power_goes(tmp_path, disk, synchronous="OFF")
        assert disk.is_dead
    assert len(said) == 20
    left = {row[0] for row in rows(tmp_path, "SELECT lower(hex(id)) FROM orders")}
    assert not set(said) <= left
    assert verdict_of(tmp_path).damage is Damage.CUT_OFF


def test_a_tender_asked_for_is_on_the_disk_before_the_terminal_is(tmp_path: Path) -> None:
    with Disk("asked") as disk:
        file = LedgerFile(tmp_path, "T1", disk.name)
        wanted = order(1)
        file.write(lambda: file.open_orders.keep(kept(wanted, OrderStatus.PARKED), (), 0))
        asked = card("c", 100, TenderState.ASKED)
        file.write(lambda: file.open_orders.ask(wanted.id, asked))
        disk.lose_power()
        give_up(file)
    assert integrity(tmp_path) == "ok"
    assert rows(tmp_path, "SELECT key, state FROM tender_attempts") == [("c", "asked")]


def test_a_note_of_the_head_that_never_reached_the_disk_is_no_damage(tmp_path: Path) -> None:
    sell(tmp_path, 1)
    old = (tmp_path / HEAD_FILE).read_bytes()
    sell(tmp_path, 2, 3)
    (tmp_path / HEAD_FILE).write_bytes(old)
    assert verdict_of(tmp_path).damage is None
    sell(tmp_path, 4)
    assert check_books(tmp_path).numbers[-1] == "T1-000004"


@pytest.mark.parametrize("content", [None, b"", bytes(160), b"\xff" * 160])
def test_a_head_file_that_is_gone_is_on_record_and_no_false_alarm(
    tmp_path: Path, content: bytes | None
) -> None:
    sell(tmp_path, 1, 2)
    head_file = tmp_path / HEAD_FILE
    head_file.unlink()
    if content is not None:
        head_file.write_bytes(content)
    before = verdict_of(tmp_path)
    assert (before.damage, before.broken_seq) == (Damage.CUT_OFF, 4)  # nobody can tell yet
    sell(tmp_path, 3)
    check_books(tmp_path)
    kinds = rows(tmp_path, "SELECT body ->> '$.kind' FROM journal ORDER BY seq")
    assert [kind for (kind,) in kinds].count(EntryKind.HEAD_MISSING.value) == 1
