"""Products from files and back: import, look-up, export, as a script uses them."""

import json
import os
import select
import subprocess
from pathlib import Path

import pytest

from tests.cli.command import PRODUCTS, PROGRAM, state_of
from tests.cli.conftest import Cashier

DATA = Path(__file__).parents[1] / "data"


def test_an_import_answers_with_the_promised_fields(cashier: Cashier, tmp_path: Path) -> None:
    file = tmp_path / "products.csv"
    file.write_text(PRODUCTS, encoding="utf-8")
    counts = {"added": 2, "updated": 0, "unchanged": 0, "bad": []}
    assert cashier("import-products", file, "--json").well().json == counts
    counts |= {"added": 0, "unchanged": 2}
    assert cashier("import-products", file, "--json").well().json == counts
    file.write_text(PRODUCTS.replace("1.20", "1.30"), encoding="utf-8")
    counts |= {"updated": 1, "unchanged": 1}
    assert cashier("import-products", file, "--json").well().json == counts


def test_a_dry_run_counts_and_changes_nothing(cashier: Cashier, folder: Path) -> None:
    cashier("status").well()
    before = state_of(folder)
    answer = cashier("import-products", DATA / "products-5k.csv", "--dry-run", "--json").well()
    assert answer.json["added"] + answer.json["updated"] == 5_000
    assert state_of(folder) == before


def test_an_import_in_words(cashier: Cashier) -> None:
    answer = cashier("import-products", DATA / "bad-rows.csv").well()
    assert answer.out == "7 added, 1 updated, 0 unchanged, 12 refused\n"
    assert answer.err.startswith("line 5: ")
    assert answer.err.count("\nline ") == 11


def test_a_file_of_bad_rows_only_is_refused(stocked: Cashier, folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "bad.csv"
    file.write_text("barcode,name,price,vat\n1,,1.00,21\n2,Tea,cheap,21\n", encoding="utf-8")
    before = state_of(folder)
    answer = stocked("import-products", file, "--json").refused(2, "no-good-row")
    assert [(row["line"], set(row) >= {"reason"}) for row in answer.json["bad"]] == [
        (2, True),
        (3, True),
    ]
    assert (answer.json["added"], answer.json["updated"], answer.json["unchanged"]) == (0, 0, 0)
    assert stocked("import-products", file).code == 2
    assert state_of(folder) == before


@pytest.mark.skipif(os.name == "nt", reason="needs a terminal of Unix")
def test_a_terminal_shows_how_far_an_import_is_and_a_pipe_does_not(folder: Path) -> None:
    command = [*PROGRAM, "import-products", str(DATA / "products-5k.csv"), "--data-dir"]
    reading, writing = os.openpty()
    with subprocess.Popen(
        [*command, str(folder)], stdout=subprocess.DEVNULL, stderr=writing
    ) as process:
        os.close(writing)
        shown = read_all(reading)
    assert process.returncode == 0
    assert "[#" in shown
    assert shown.rstrip(" ").endswith("\r")
    piped = subprocess.run([*command, str(folder)], capture_output=True, check=False)
    assert piped.stderr == b""


def read_all(terminal: int) -> str:
    """Return what was written to a terminal until its other side was closed."""
    shown = b""
    while select.select([terminal], [], [], 60)[0]:
        try:
            block = os.read(terminal, 65_536)
        except OSError:  # Linux tells the end of a terminal as a failure
            break
        if not block:
            break
        shown += block
    os.close(terminal)
    return shown.decode()


def test_products_are_found_by_words_and_by_barcode(stocked: Cashier) -> None:
    (found,) = stocked("products", "--search", "grudu trap", "--json").well().json
    assert (found["barcode"], found["price"], found["vat_rate"]) == ("4770190036016", "2.59", "21")
    assert stocked("products", "--barcode", "2000001", "--json").json[0]["name"] == "Tea"
    assert stocked("products", "--barcode", "404", "--json").well().json == []
    assert stocked("products", "--search", "zzz", "--json").well().json == []
    assert len(stocked("products", "--json").json) == 2
    assert len(stocked("products", "--limit", 1, "--json").json) == 1
    assert "Tea" in stocked("products", "--search", "te").well().out


@pytest.mark.parametrize("kind", ["csv", "json", "html"])
def test_the_catalogue_is_written_to_a_file(stocked: Cashier, tmp_path: Path, kind: str) -> None:
    out = tmp_path / f"products.{kind}"
    stocked("export", "products", "--format", kind, out).well()
    text = out.read_text("utf-8-sig")
    assert "Grūdų trapučiai" in text
    assert "2.59" in text
    if kind == "json":
        assert [one["name"] for one in json.loads(text)] == ["Grūdų trapučiai", "Tea"]


def test_what_was_written_can_be_read_again(stocked: Cashier, tmp_path: Path) -> None:
    out = tmp_path / "products.csv"
    stocked("export", "products", out).well()
    answer = stocked("import-products", out, "--json").well().json
    assert answer == {"added": 0, "updated": 0, "unchanged": 2, "bad": []}


@pytest.mark.parametrize(
    "arguments",
    [
        ["products", "--format", "xml", "out.xml"],
        ["products", "--format", "csv", "."],
        ["products", "--format", "csv", "nowhere/out.csv"],
        ["products"],
    ],
)
def test_an_export_that_cannot_be_is_refused(
    stocked: Cashier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.iterdir())
    stocked("export", *arguments).refused(2)
    assert sorted(tmp_path.iterdir()) == before


def test_devices_are_not_replaced_by_a_file(stocked: Cashier) -> None:
    if not Path("/dev/null").exists():
        pytest.skip("this system has no device files")
    for command in (["export", "products"], ["journal", "export"], ["backup"]):
        stocked(*command, "/dev/null").refused(2)
    assert not Path("/dev/null").is_file()


def test_a_backup_is_restored_and_goes_on_with_the_numbers(
    stocked: Cashier, tmp_path: Path
) -> None:
    line = {"barcode": "2000001"}
    stocked("sell", "-", given={"lines": [line]}).well()
    made = stocked("backup", tmp_path / "shop.zip", "--json").well().json
    assert made["entries"] > 0
    stocked("sell", "-", given={"lines": [line]}).well()
    stocked("restore", tmp_path / "shop.zip", "--json").well()
    assert [one["number"] for one in stocked("orders", "--json").json] == ["T1-000001"]
    assert stocked("sell", "-", "--json", given={"lines": [line]}).json["number"] == "T1-000003"
    stocked("journal", "verify").well()


@pytest.mark.parametrize("content", [b"", b"no backup", b"PK\x03\x04 broken"])
def test_a_backup_that_is_none_changes_nothing(
    stocked: Cashier, folder: Path, tmp_path: Path, content: bytes
) -> None:
    file = tmp_path / "shop.zip"
    file.write_bytes(content)
    before = state_of(folder)
    stocked("restore", file, "--json").refused(4, "damaged-backup", "was left as it is")
    stocked("restore", tmp_path / "none.zip", "--json").refused(2, "file-refused", "none.zip")
    assert state_of(folder) == before


def test_the_journal_is_verified_and_exported(stocked: Cashier, tmp_path: Path) -> None:
    found = stocked("journal", "verify", "--json").well().json
    assert (found["ok"], found["broken"]) == (True, None)
    stocked("journal", "export", tmp_path / "journal.txt").well()
    lines = (tmp_path / "journal.txt").read_text("utf-8").splitlines()
    assert len(lines) == found["entries"]
    assert all(json.loads(line) for line in lines)


def test_the_doctor_names_what_it_looked_at(cashier: Cashier, folder: Path) -> None:
    findings = {one["name"]: one for one in cashier("doctor", "--json").json}
    assert findings["settings"]["state"] == "ok"
    assert set(findings["python"]) == {"name", "state", "detail", "fix"}
    (folder / "cashier.toml").write_text("[shop", encoding="utf-8")
    answer = cashier("doctor", "--json")
    findings = {one["name"]: one for one in answer.json}
    assert (answer.code, findings["settings"]["state"]) == (3, "missing")
