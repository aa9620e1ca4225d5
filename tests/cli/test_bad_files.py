"""What bad input gets, files: one sentence, nothing half done, nothing that acts on a terminal."""

import os
import re
from pathlib import Path

import pypdfium2
import pytest

from tests.cli.command import as_bytes, sale, state_of
from tests.cli.conftest import Cashier
from tests.cli.surroundings import run_measured

BAD_ROWS = Path(__file__).parents[1] / "data" / "bad-rows.csv"
HEADING = b"barcode,name,price,vat\n"
GOOD = b"2000002,Bread,1.50,9\n"
MEGABYTE = b"a" * 1_000_000
ENOUGH_MEMORY = 150_000_000
UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "given.csv"


def is_refused_and_changes_nothing(cashier: Cashier, folder: Path, file: Path) -> None:
    before = state_of(folder)
    cashier("import-products", file, "--json").refused(2, "", "Nothing was changed", "Check")
    assert state_of(folder) == before


def test_bad_rows_are_named_with_their_lines_and_the_good_ones_land(cashier: Cashier) -> None:
    answer = cashier("import-products", BAD_ROWS, "--json").well().json
    assert (answer["added"], answer["updated"], answer["unchanged"]) == (7, 1, 0)
    lines = [row["line"] for row in answer["bad"]]
    assert lines == [5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 20]
    assert all(row["reason"] and not UNSAFE.search(row["reason"]) for row in answer["bad"])
    assert len(cashier("products", "--json").json) == 7


def test_an_empty_file(stocked: Cashier, folder: Path, file: Path) -> None:
    file.write_bytes(b"")
    is_refused_and_changes_nothing(stocked, folder, file)
    stocked("sell", file, "--json").refused(2, "file-refused", "Nothing was changed")


def test_a_file_of_nothing_but_a_heading(stocked: Cashier, folder: Path, file: Path) -> None:
    file.write_bytes(HEADING)
    is_refused_and_changes_nothing(stocked, folder, file)


@pytest.mark.parametrize(
    "content",
    [
        bytes(range(256)) * 400,
        b"\x00" * 100_000,
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8,
        b"PK\x03\x04" + b"\x00" * 500,
        b"%PDF-1.7\n1 0 obj",
        b"SQLite format 3\x00",
        b"\xff\xfe" + b"\xd8\x00" * 600,
        b"just words\nand no heading\n",
        b'"' * 5_000,
    ],
    ids=["all bytes", "zeros", "PNG", "ZIP", "PDF", "SQLite", "surrogates", "words", "quotes"],
)
def test_binary_garbage(stocked: Cashier, folder: Path, file: Path, content: bytes) -> None:
    file.write_bytes(content)
    is_refused_and_changes_nothing(stocked, folder, file)
    before = state_of(folder)
    stocked("sell", file, "--json").refused(2, "file-refused", "Nothing was changed")
    stocked("sell", "-", "--json", given=content).refused(2, "file-refused")
    assert state_of(folder) == before


@pytest.mark.parametrize("name", ["missing.csv", ".", "given.csv/below", "\x1b[2J.csv"])
def test_a_file_that_is_not_there_or_is_none(
    stocked: Cashier, folder: Path, tmp_path: Path, file: Path, name: str
) -> None:
    file.write_bytes(GOOD)
    is_refused_and_changes_nothing(stocked, folder, tmp_path / name)
    stocked("sell", tmp_path / name, "--json").refused(2, "file-refused")
    stocked("restore", tmp_path / name, "--json").refused(2, "file-refused")


@pytest.mark.skipif(os.name == "nt", reason="this system does not tell the memory")
def test_a_line_of_200_megabytes_among_good_ones(folder: Path, file: Path, tmp_path: Path) -> None:
    with file.open("wb") as out:
        out.write(HEADING + GOOD + b"2000003,")
        out.writelines([MEGABYTE] * 200)
        out.write(b",1.00,9\n" + b"2000004,Milk,0.99,9\n")
    note = tmp_path / "memory"
    answer, memory = run_measured(note, "import-products", file, "--json", "--data-dir", folder)
    file.unlink()
    found = answer.well().json
    assert (found["added"], [row["line"] for row in found["bad"]]) == (2, [3])
    assert memory < ENOUGH_MEMORY


@pytest.mark.skipif(os.name == "nt", reason="this system does not tell the memory")
def test_a_file_that_is_one_line_of_200_megabytes(
    stocked: Cashier, folder: Path, file: Path, tmp_path: Path
) -> None:
    with file.open("wb") as out:
        out.writelines([MEGABYTE] * 200)
    before = state_of(folder)
    note = tmp_path / "memory"
    imported, memory = run_measured(note, "import-products", file, "--data-dir", folder)
    sold, more = run_measured(note, "sell", "-", "--json", "--data-dir", folder, given=file)
    file.unlink()
    imported.refused(2, "", "Nothing was changed")
    sold.refused(2, "file-refused", "too long")
    assert max(memory, more) < ENOUGH_MEMORY
    assert state_of(folder) == before


FORMULAS = ["=HYPERLINK(1)", "+1+1", "-1+1", "@SUM(A1)", "'=1+1", "＝1+1"]


def test_formula_cells_are_names_and_run_in_no_spreadsheet(
    stocked: Cashier, file: Path, tmp_path: Path
) -> None:
    rows = [f'300000{number},"{name}",1.00,9' for number, name in enumerate(FORMULAS)]
    file.write_text(HEADING.decode() + "\n".join(rows) + "\n", encoding="utf-8")
    assert stocked("import-products", file, "--json").well().json["added"] == len(FORMULAS)
    stocked("export", "products", tmp_path / "out.csv").well()
    cells = (tmp_path / "out.csv").read_text("utf-8-sig").replace('"', "").split(",")
    assert not [
        cell for cell in cells if re.match(r"[=+@＝]|-\D|'*[=+@-]", cell) and cell[0] != "'"
    ]
    again = stocked("import-products", tmp_path / "out.csv", "--json").well().json
    assert (again["updated"], again["bad"]) == (0, [])
    sold = stocked("sell", "-", "--json", given={"lines": [{"barcode": "3000000"}]}).well()
    assert sold.json["lines"][0]["name"] == FORMULAS[0]


ESCAPES = ["\x1bp\x00\x19\xfa", "\x1b[31mred", "a\x07b", "a\x00b", "\x9b31m", "a\x7fb"]


@pytest.mark.parametrize("name", ESCAPES)
def test_printer_escapes_in_names_reach_neither_screen_nor_paper(
    stocked: Cashier, folder: Path, file: Path, tmp_path: Path, name: str
) -> None:
    file.write_bytes(HEADING + GOOD + f"2000009,{name},1.00,9\n".encode())
    answer = stocked("import-products", file)
    assert not UNSAFE.search(answer.well().out + answer.err)
    before = state_of(folder)
    line = {"name": name, "price": "1.00", "vat_rate": "9"}
    for content in ({"lines": [line]}, sale(note=name), sale(customer={"name": name})):
        refused = stocked("sell", "-", "--json", given=content).refused(2, "text-refused")
        assert not UNSAFE.search(refused.out + refused.err)
    assert state_of(folder) == before
    assert not UNSAFE.search(stocked("products").out)
    assert not UNSAFE.search((folder / "cashier.log").read_text("utf-8"))
    out = tmp_path / "receipt.pdf"
    for product in stocked("products", "--json").json:
        basket = {"lines": [{"barcode": product["barcode"]}]}
        text = stocked("sell", "-", "--text", "--pdf", out, given=basket).well().out
        assert not UNSAFE.search(text)
        assert not UNSAFE.search(text_of(out).replace("\r\n", "\n"))


def text_of(pdf: Path) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def test_notes_of_a_megabyte(stocked: Cashier, folder: Path) -> None:
    before = state_of(folder)
    note = MEGABYTE.decode()
    line = {"name": "Tea", "price": "1.00", "vat_rate": "9", "note": note}
    for content in (sale(note=note), {"lines": [line]}, sale(customer={"email": note})):
        answer = stocked("sell", "-", "--json", given=content).refused(2, "text-refused")
        assert len(answer.err) < 300
    assert state_of(folder) == before
    assert (folder / "cashier.log").stat().st_size < 10_000


def test_the_customers_address_never_reaches_the_log(stocked: Cashier, folder: Path) -> None:
    customer = {"name": "Jane", "email": "jane@example.com", "phone": "+37060012345"}
    stocked("sell", "-", given=sale(customer=customer)).well()
    broken = customer | {"email": "jane@example.com\x1b"}
    stocked("sell", "-", given=sale(customer=broken)).refused(2)
    stocked("sell", "-", given=as_bytes(sale(customer=customer))[:-3]).refused(2)
    stocked("sell", "-", given=sale(customer={"jane@example.com": "x"})).refused(2)
    log = (folder / "cashier.log").read_text("utf-8")
    assert "text-refused" in log
    assert "jane" not in log.lower()
    assert "60012345" not in log
