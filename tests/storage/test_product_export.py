"""Exports: whole, harmless in a spreadsheet, and read back as they were."""

import csv
import json
from html.parser import HTMLParser
from pathlib import Path

import pytest
from typing_extensions import override

from cashier.domain.errors import FolderNotWritableError, InputRefusedError
from cashier.domain.product import Product
from cashier.storage.catalogue import SqliteCatalogue
from cashier.storage.catalogue_files import generation_path
from cashier.storage.product_export import export_products
from tests.storage.made_catalogues import catalogue_of, import_into, named

DATA = Path(__file__).parent.parent / "data"
ROWS = (
    '1|2,"Tea, ""green"" <b>&amp;",Drinks,2.59,21,pcs,yes,yes,no',
    ",Obuoliai,Fruit,1.49,5,kg,no,no,no",
    "=own,=1+1,-Cat,0.10,0.9%,m,no,yes,yes",
    ",'=2,@x,0,0,l,no,yes,no",
    ",''=3,+x,0,0,l,no,yes,no",
    ",'n Sync,,0,0,l,no,yes,no",
    ',"=""5""",,0,0,l,no,yes,no',
)


def products(folder: Path) -> list[Product]:
    catalogue = SqliteCatalogue.open(generation_path(folder, 1))
    found = list(catalogue.every_product())
    catalogue.close()
    return found


def without_keys(some: list[Product]) -> list[tuple[object, ...]]:
    return sorted((p.name, p.price.minor, p.vat_rate.milli, p.barcodes, p.category, p.unit.value,
                   p.is_favourite, p.is_active, p.has_open_price) for p in some)  # fmt: skip


async def test_an_export_is_imported_again_unchanged(tmp_path: Path) -> None:
    first, second, out = tmp_path / "first", tmp_path / "second", tmp_path / "out.csv"
    first.mkdir()
    second.mkdir()
    heading = "barcode,name,category,price,vat_rate,unit,favourite,active,open_price"
    await import_into(first, "\n".join((heading, *ROWS)))
    catalogue = SqliteCatalogue.open(generation_path(first, 1))
    export_products(catalogue, "csv", out)
    catalogue.close()
    summary = await import_into(second, out.read_bytes())
    assert (summary.added, summary.bad_count) == (len(ROWS), 0)
    assert without_keys(products(second)) == without_keys(products(first))
    again = await import_into(first, out.read_bytes(), generation=1)
    assert (again.added, again.updated, again.unchanged) == (0, 0, len(ROWS))


async def test_five_thousand_real_products_come_back_as_they_were(tmp_path: Path) -> None:
    await import_into(tmp_path, (DATA / "products-5k.csv").read_bytes())
    catalogue = SqliteCatalogue.open(generation_path(tmp_path, 1))
    export_products(catalogue, "csv", tmp_path / "out.csv")
    catalogue.close()
    again = await import_into(tmp_path, (tmp_path / "out.csv").read_bytes(), generation=1)
    assert (again.updated, again.unchanged, again.bad_count) == (0, 5_000, 0)


def test_no_cell_of_an_export_runs_in_a_spreadsheet(tmp_path: Path) -> None:
    catalogue = catalogue_of(tmp_path, ROWS)
    export_products(catalogue, "csv", tmp_path / "out.csv")
    catalogue.close()
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert len(rows) == len(ROWS) + 1
    assert not [cell for row in rows for cell in row if cell.startswith(tuple("=+-@\t\r＝＋－＠"))]
    assert "'=1+1" in {row[1] for row in rows}


def test_json_holds_every_product_with_decimal_texts(tmp_path: Path) -> None:
    catalogue = catalogue_of(tmp_path, ROWS)
    export_products(catalogue, "json", tmp_path / "out.json")
    catalogue.close()
    found = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert len(found) == len(ROWS)
    tea = next(each for each in found if each["name"].startswith("Tea"))
    assert (tea["price"], tea["currency"], tea["vat_rate"]) == ("2.59", "EUR", "21")
    assert (tea["barcodes"], tea["favourite"]) == (["1", "2"], True)


class _Cells(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.texts: list[str] = []

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)

    @override
    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def test_html_shows_names_and_runs_nothing(tmp_path: Path) -> None:
    catalogue = named(tmp_path, "<script>alert(1)</script>", "Žalia arbata")
    export_products(catalogue, "html", tmp_path / "out.html")
    catalogue.close()
    page = _Cells()
    page.feed((tmp_path / "out.html").read_text(encoding="utf-8"))
    assert "script" not in page.tags
    assert {"<script>alert(1)</script>", "Žalia arbata"} <= set(page.texts)


def test_an_empty_shop_exports_an_empty_list(tmp_path: Path) -> None:
    for kind in ("csv", "json", "html"):
        export_products(SqliteCatalogue.empty("EUR"), kind, tmp_path / kind)
    assert json.loads((tmp_path / "json").read_text()) == []
    assert (tmp_path / "csv").read_text(encoding="utf-8-sig").startswith("barcode,name,")


def test_a_failed_export_leaves_the_old_file(tmp_path: Path) -> None:
    (tmp_path / "out.csv").write_text("old")
    catalogue = SqliteCatalogue.empty("EUR")
    with pytest.raises(InputRefusedError):
        export_products(catalogue, "docx", tmp_path / "out.csv")
    (tmp_path / ".out.csv.part").mkdir()
    with pytest.raises(FolderNotWritableError):
        export_products(catalogue, "csv", tmp_path / "out.csv")
    assert (tmp_path / "out.csv").read_text() == "old"
    with pytest.raises(FolderNotWritableError):
        export_products(catalogue, "csv", tmp_path / "no" / "out.csv")
    catalogue.close()
