"""The check of the whole journal names the first broken entry, whatever was done to it."""

import subprocess
import sys
from pathlib import Path

import pytest

from cashier.domain.journal import Damage, EntryKind, Head, seal_of
from cashier.domain.posting import OrderStatus
from cashier.storage.journal_check import first_damage, verify
from cashier.storage.ledger import SqliteLedger
from cashier.storage.ledger_file import LedgerFile
from cashier.storage.ledger_reader import HEAD_FILE
from tests.storage.books import change, rows, verdict_of
from tests.storage.selling import (
    NOON,
    OWNER,
    in_ledger,
    kept,
    opened,
    order,
    posting_of,
    refund,
    sell,
)

VERIFIER = Path(__file__).resolve().parents[2] / "docs" / "verify_journal.py"


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A shop of seven entries: day opened, sale, sale, refund, void, copy, sale."""

    async def work(ledger: SqliteLedger) -> None:
        first = await ledger.post(posting_of(order(1)))
        await ledger.post(posting_of(order(2)))
        await refund(ledger, first.number, 3, {1: 1})
        await ledger.keep_open(kept(order(4), OrderStatus.PARKED))
        await ledger.void(order(4).id, at=NOON, operator=OWNER)
        await ledger.count_copy(first.number, at=NOON, operator=OWNER)
        await ledger.post(posting_of(order(5)))

    in_ledger(tmp_path, work)
    assert verdict_of(tmp_path).damage is None
    return tmp_path


def found(folder: Path) -> tuple[Damage | None, int | None]:
    verdict = verdict_of(folder)
    return verdict.damage, verdict.broken_seq


def test_a_whole_journal_is_whole(shop: Path) -> None:
    verdict = verdict_of(shop)
    assert (verdict.damage, verdict.entries) == (None, 7)
    assert verdict.head == rows(shop, "SELECT seal FROM journal WHERE seq = 7")[0][0]


@pytest.mark.parametrize(
    ("statement", "damage", "broken"),
    [
        ("UPDATE journal SET body = replace(body, 'owner', 'ownex') WHERE seq = 3", "changed", 3),
        ("UPDATE journal SET body = body || ' ' WHERE seq = 1", "changed", 1),
        ("UPDATE journal SET seal = 'x' || substr(seal, 2) WHERE seq = 7", "changed", 7),
        ("DELETE FROM journal WHERE seq = 4", "missing", 4),
        ("DELETE FROM journal WHERE seq = 1", "missing", 1),
        ("DELETE FROM journal WHERE seq = 7", "cut-off", 7),
        ("DELETE FROM journal WHERE seq > 2", "cut-off", 3),
        ("DELETE FROM journal", "cut-off", 1),
    ],
)  # fmt: skip
def test_a_tampered_journal_is_named(shop: Path, statement: str, damage: str, broken: int) -> None:
    change(shop, statement)
    assert found(shop) == (Damage(damage), broken)


def test_swapped_entries_are_named(shop: Path) -> None:
    change(
        shop,
        "UPDATE journal SET seq = 100 WHERE seq = 3",
        "UPDATE journal SET seq = 3 WHERE seq = 4",
        "UPDATE journal SET seq = 4 WHERE seq = 100",
    )
    assert found(shop) == (Damage.REORDERED, 3)


@pytest.mark.parametrize(
    ("statement", "broken"),
    [
        ("UPDATE orders SET total = total - 1 WHERE serial = 2", 3),
        ("UPDATE orders SET number = 'T1-000009' WHERE serial = 2", 3),
        ("UPDATE orders SET vat = '[]' WHERE serial = 1", 2),
        ("UPDATE orders SET vat = 'garbage' WHERE serial = 1", 2),
        ("UPDATE orders SET at = '2020-01-01T00:00:00+00:00' WHERE serial = 4", 7),
        ("UPDATE orders SET fiscal_day = 2 WHERE serial = 4", 7),
        ("UPDATE orders SET operator = 'nobody' WHERE serial = 4", 7),
        ("UPDATE orders SET refund_of = 2 WHERE serial = 3", 4),
        ("UPDATE order_lines SET name = 'Air' WHERE serial = 2 AND line_no = 2", 3),
        ("UPDATE order_lines SET quantity = 1 WHERE serial = 3", 4),
        ("DELETE FROM order_lines WHERE serial = 4 AND line_no = 1", 7),
        ("UPDATE order_tenders SET type = 'card' WHERE serial = 1", 2),
        ("DELETE FROM order_tenders WHERE serial = 1", 2),
        ("DELETE FROM orders WHERE serial = 2", 3),
        ("DELETE FROM orders WHERE serial = 4", 7),
        ("UPDATE orders SET entry = 99 WHERE serial = 4", 7),
    ],
)
def test_orders_changed_behind_the_journal_are_named(
    shop: Path, statement: str, broken: int
) -> None:
    change(shop, statement)
    assert found(shop) == (Damage.TOTALS_DIFFER, broken)


def test_an_order_without_an_entry_is_named(shop: Path) -> None:
    change(
        shop,
        "CREATE TEMP TABLE copied AS SELECT * FROM orders WHERE serial = 4",
        "UPDATE copied SET serial = 5, id = x'07', entry = 8",
        "INSERT INTO orders SELECT * FROM copied",
    )
    assert found(shop) == (Damage.TOTALS_DIFFER, 8)


@pytest.mark.parametrize("sales_after", [0, 1, 3])
def test_a_cut_end_stays_named_after_a_restart(shop: Path, sales_after: int) -> None:
    change(
        shop,
        "DELETE FROM journal WHERE seq > 5",
        "DELETE FROM orders WHERE serial = 4",
        "DELETE FROM order_lines WHERE serial = 4",
    )
    assert found(shop) == (Damage.CUT_OFF, 6)
    opened(shop).close()
    later = sell(shop, *range(50, 50 + sales_after))
    assert found(shop) == (Damage.CUT_OFF, 6)
    assert [one.number for one in later] == [f"T1-{5 + at:06d}" for at in range(sales_after)]
    note = rows(
        shop, "SELECT body ->> '$.kind', body ->> '$.data.noted' FROM journal WHERE seq = 6"
    )
    assert note == [(EntryKind.JOURNAL_CUT.value, 7)]


def test_an_end_that_was_replaced_by_a_fitting_one_is_named_after_a_restart(shop: Path) -> None:
    before = rows(shop, "SELECT seal FROM journal WHERE seq = 6")[0][0]
    body = rows(shop, "SELECT replace(body, 'owner', 'ownex') FROM journal WHERE seq = 7")[0][0]
    seal = seal_of(str(before), str(body))
    change(
        shop,
        "UPDATE journal SET body = replace(body, 'owner', 'ownex') WHERE seq = 7",
        f"UPDATE journal SET seal = '{seal}' WHERE seq = 7",  # noqa: S608 - a digest
        "UPDATE orders SET operator = 'ownex' WHERE serial = 4",
    )
    assert found(shop) == (Damage.CHANGED, 7)
    sell(shop, 50)
    assert found(shop) == (Damage.CUT_OFF, 8)


def test_a_head_newer_than_the_journal_is_a_cut(shop: Path) -> None:
    (shop / HEAD_FILE).write_text('{"seq":9,"seal":"ab","receipt":6}', "ascii")
    assert found(shop) == (Damage.CUT_OFF, 8)
    assert sell(shop, 50)[0].number == "T1-000007"


def test_an_entry_sealed_anew_over_nonsense_is_changed(shop: Path) -> None:
    before = str(rows(shop, "SELECT seal FROM journal WHERE seq = 6")[0][0])
    for body in ("nonsense", "[]", '{"seq":7}', '{"seq":7,"kind":"sale","data":{}}'):
        seal = seal_of(before, body)
        sql = f"UPDATE journal SET body = '{body}', seal = '{seal}' WHERE seq = 7"  # noqa: S608
        change(shop, sql)
        assert found(shop) == (Damage.CHANGED, 7)


def test_a_cut_on_record_is_no_reason_to_refuse_a_backup(shop: Path) -> None:
    change(shop, "DELETE FROM journal WHERE seq = 7", "DELETE FROM orders WHERE serial = 4")
    sell(shop, 50)
    file = LedgerFile(shop, "T1")
    assert verify(file.connection, Head(0, "")).damage is Damage.CUT_OFF
    assert first_damage(file.connection) is None
    file.close()


def exported(folder: Path) -> Path:
    target = folder / "journal.jsonl"

    async def work(ledger: SqliteLedger) -> None:
        assert await ledger.export_journal(target) == 7

    in_ledger(folder, work)
    return target


def check(*files: Path) -> tuple[int, str]:
    """Run the stand-alone verifier with no package in sight."""
    done = subprocess.run(
        [sys.executable, "-I", "-S", VERIFIER, *files], capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout + done.stderr


def test_the_stand_alone_verifier_agrees_on_a_whole_journal(shop: Path) -> None:
    code, said = check(exported(shop), shop / HEAD_FILE)
    assert (code, said) == (0, "whole: 7 entries, last seal " + verdict_of(shop).head + "\n")


@pytest.mark.parametrize("at", range(3, 1_500, 83))
def test_the_stand_alone_verifier_finds_any_changed_byte(shop: Path, at: int) -> None:
    file = exported(shop)
    content = bytearray(file.read_bytes())
    content[at] ^= 1
    file.write_bytes(content)
    code, said = check(file)
    assert code == 4
    assert f"entry {content[:at].count(10) + 1}" in said


def test_the_stand_alone_verifier_names_what_is_missing_or_moved(shop: Path) -> None:
    file = exported(shop)
    lines = file.read_text("utf-8").splitlines(keepends=True)
    cases = [
        (lines[:3] + lines[4:], "entry 4: missing"),
        (
            [*lines[:2], lines[3], lines[2], *lines[4:]],
            "entry 3: missing, changed or not in its place",
        ),
        (lines[:6], "entry 7: cut off"),
        ([], "entry 1: cut off"),
    ]
    for content, expected in cases:
        file.write_text("".join(content), "utf-8")
        code, said = check(file, shop / HEAD_FILE)
        assert code == 4
        assert expected in said


def test_a_cut_on_record_fails_the_stand_alone_verifier_too(shop: Path) -> None:
    change(shop, "DELETE FROM journal WHERE seq = 7", "DELETE FROM orders WHERE serial = 4")
    opened(shop).close()
    code, said = check(exported(shop), shop / HEAD_FILE)
    assert code == 4
    assert "entry 7: cut off" in said
