"""Refused rows in a file of their own: corrected there, they can be imported."""

import csv
from pathlib import Path

import pytest

from cashier.domain.errors import FileRefusedError, FolderNotWritableError
from cashier.domain.product_file import FileForm
from cashier.operations.import_products import BadRow
from cashier.storage.product_csv_form import form_of
from cashier.storage.product_csv_look import OpenFile
from cashier.storage.product_csv_refused import save_refused
from tests.storage.reading_products import opened, read

DATA = Path(__file__).parent.parent / "data"
HEAD = ("line", "why")


def form(open_file: OpenFile) -> FileForm:
    return form_of(open_file, "EUR")


def saved(content: str | Path, refused: dict[int, str], tmp_path: Path) -> Path:
    open_file = opened(content) if isinstance(content, str) else lambda: content.open("rb")
    out = tmp_path / "refused.csv"
    save_refused(open_file, form(open_file), refused, HEAD, out)
    return out


def rows_of(out: Path, delimiter: str = ",") -> list[list[str]]:
    with out.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, delimiter=delimiter))


def test_rows_keep_their_cells_beside_line_and_reason(tmp_path: Path) -> None:
    content = "name;price;vat\nTea;dear;21\nMilk;1,00;21\nRye;;21\n"
    out = saved(content, {2: "too dear", 4: "no price"}, tmp_path)
    assert rows_of(out, ";") == [
        ["line", "why", "name", "price", "vat"],
        ["2", "too dear", "Tea", "dear", "21"],
        ["4", "no price", "Rye", "", "21"],
    ]
    assert [one.name for one in tmp_path.iterdir()] == ["refused.csv"]


def test_what_was_corrected_there_can_be_imported(tmp_path: Path) -> None:
    refused = {row.line: row.reason for _, row in read_bad(DATA / "bad-rows.csv")}
    out = saved(DATA / "bad-rows.csv", refused, tmp_path)
    again = out.read_text("utf-8")
    assert len(rows_of(out)) == 1 + len(refused)
    assert good_names(again) == ["Escape p ú and bell in the name"]  # its controls are left out
    mended = again.replace(",cheap,", ",2.50,")
    assert good_names(mended) == ["Price is text", "Escape p ú and bell in the name"]


def good_names(content: str) -> list[str | None]:
    return [row.name for _, row in read(content) if not isinstance(row, BadRow)]


def read_bad(path: Path) -> list[tuple[int, BadRow]]:
    return [(line, row) for line, row in read(path.read_bytes()) if isinstance(row, BadRow)]


def test_a_file_without_a_heading_gets_one_that_an_import_knows(tmp_path: Path) -> None:
    content = "".join(f"Tea number {at};{at},50\n" for at in range(9))
    out = saved(content, {3: "why not"}, tmp_path)
    assert rows_of(out, ";") == [
        ["line", "why", "name", "price"], ["3", "why not", "Tea number 2", "2,50"],
    ]  # fmt: skip


def test_nothing_in_it_acts_on_a_spreadsheet_or_a_terminal(tmp_path: Path) -> None:
    content = 'name,price,vat\n"=HYPERLINK(1)",dear,21\nTe\x1b[2Ja,dear,21\n'
    out = saved(content, {2: "no", 3: "no"}, tmp_path)
    assert [row[2] for row in rows_of(out)[1:]] == ["'=HYPERLINK(1)", "Te\ufffd[2Ja"]


def test_a_row_that_cannot_be_taken_apart_has_its_reason_only(tmp_path: Path) -> None:
    out = saved('name,price,vat\n"never closed,1,21\nTea,x,21\n', {2: "quotes"}, tmp_path)
    assert rows_of(out)[1:] == [["2", "quotes"]]


def test_a_file_that_is_gone_or_a_folder_that_is_gone_leaves_nothing(tmp_path: Path) -> None:
    found = form(opened("name,price\nTea,1\n"))

    def gone() -> None:
        raise FileNotFoundError

    with pytest.raises(FileRefusedError):
        save_refused(gone, found, {2: "x"}, HEAD, tmp_path / "out.csv")  # type: ignore[arg-type]
    with pytest.raises(FolderNotWritableError):
        save_refused(
            opened("name,price\nTea,1\n"), found, {2: "x"}, HEAD, tmp_path / "no" / "out.csv"
        )
    assert list(tmp_path.iterdir()) == []
