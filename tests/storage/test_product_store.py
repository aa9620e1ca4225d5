"""Changes of products on the disk: beside readers and imports, through falls, in any old file."""

import asyncio
import io
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path

import apsw
import pytest

from cashier.app.till import Till
from cashier.domain.errors import DiskFullError, LedgerInUseError, ProductsComingInError
from cashier.domain.money import Money
from cashier.domain.product import Product
from cashier.domain.product_change import ProductChange
from cashier.operations.import_products import ImportRequest
from cashier.storage.catalogue_files import generation_path
from cashier.storage.journal_store import entries
from cashier.storage.ledger_reader import LEDGER_FILE
from cashier.storage.live_catalogue import LiveCatalogue
from cashier.storage.product_store import SqliteProductStore
from tests.fakes import product
from tests.storage import changing_process
from tests.storage.changing_process import CODE, DIED

TEA = f"barcode,name,category,price,vat_rate\n{CODE},Tea,Hot,2.00,21\n"
MOMENTS = ["before the journal", "after the journal", "after the catalogue"]


@pytest.fixture
def till(tmp_path: Path) -> Iterator[Till]:
    opened = Till.open(tmp_path)
    asyncio.run(imported(opened, TEA))
    yield opened
    opened.close()


async def imported(till: Till, content: str) -> None:
    await till.import_products(ImportRequest(partial(io.BytesIO, content.encode()), "EUR"))


async def found(till: Till, code: str = CODE) -> Product:
    one = await till.catalogue.by_barcode(code)
    assert one is not None
    return one


async def save(till: Till, **changed: object) -> Product:
    one = replace(await found(till), **changed)  # type: ignore[arg-type]
    return await till.save_product(one, operator="owner")


def kinds(folder: Path) -> list[str]:
    """Return the kinds of all entries of the journal."""
    with closing(apsw.Connection(str(folder / LEDGER_FILE))) as connection:
        rows = [entry.body for entry in entries(connection)]
    return [body.split('"kind":"')[1].split('"')[0] for body in rows]


async def test_a_change_stays_when_the_till_is_opened_again(tmp_path: Path) -> None:
    till = Till.open(tmp_path)
    await imported(till, TEA)
    kept = await save(till, price=Money(250, "EUR"), name="Black tea", is_favourite=True)
    till.close()
    again = Till.open(tmp_path)
    assert await found(again) == kept
    assert await again.catalogue.search("black", limit=5) == [kept]
    assert await again.catalogue.browse(category=None, favourites=True, limit=5) == [kept]
    assert (await again.ledger.verify()).is_whole
    again.close()


async def test_the_first_product_of_an_empty_shop_makes_its_catalogue(tmp_path: Path) -> None:
    till = Till.open(tmp_path)
    kept = await till.save_product(replace(product("Tea", "2.00", CODE), key=""), operator="owner")
    assert (await found(till), till.catalogue.generation) == (kept, 1)
    till.close()
    again = Till.open(tmp_path)
    assert (await found(again), again.catalogue.generation) == (kept, 1)
    again.close()
    assert kinds(tmp_path) == ["product-changed"]


async def test_an_import_after_a_change_goes_on_from_it(till: Till) -> None:
    kept = await save(till, category="Drinks", barcodes=(CODE, "4011"))
    await imported(till, f"barcode,price\n{CODE},3.00\n4770000000024,1.00\n")
    assert till.catalogue.generation == 2
    assert await found(till, "4011") == replace(kept, price=Money(300, "EUR"))
    assert till.catalogue.last_change() > 0
    assert (await save(till, name="Mint tea")).name == "Mint tea"


async def test_a_change_during_an_import_is_refused_and_nothing_of_it_is_kept(till: Till) -> None:
    refusals: list[Exception] = []

    async def change_meanwhile() -> None:
        while not till.import_products.turn.is_importing:  # noqa: ASYNC110 - it tells nobody
            await asyncio.sleep(0)
        try:
            await save(till, name="Lost tea")
        except ProductsComingInError as error:
            refusals.append(error)

    rows = "".join(f"{4_770_000_100_000 + at},Product {at},Hot,1.00,21\n" for at in range(3_000))
    await asyncio.gather(imported(till, TEA + rows), change_meanwhile())
    assert len(refusals) == 1
    assert (await found(till)).name == "Tea"
    assert kinds(till.folder) == ["products-imported", "products-imported"]


async def test_an_import_waits_for_a_change_and_takes_it_with_it(till: Till) -> None:
    rows = "barcode,name,price,vat_rate\n4770000000024,Milk,1.00,21\n"
    black = replace(await found(till), name="Black tea")
    await asyncio.gather(till.save_product(black, operator="owner"), imported(till, rows))
    assert ((await found(till)).name, till.catalogue.generation) == ("Black tea", 2)


@pytest.mark.parametrize("is_new", [False, True], ids=["changed", "first of all"])
@pytest.mark.parametrize("moment", MOMENTS)
async def test_killed_between_journal_and_catalogue_the_next_start_brings_it_in(
    tmp_path: Path, moment: str, *, is_new: bool
) -> None:
    if not is_new:
        before = Till.open(tmp_path)
        await imported(before, TEA)
        before.close()
    process = await asyncio.to_thread(_changing, tmp_path, moment)
    assert process.returncode == DIED, process.stderr
    till = Till.open(tmp_path)
    changed = await till.catalogue.by_barcode(CODE)
    is_in_the_journal = "product-changed" in kinds(tmp_path)
    assert is_in_the_journal is (moment != "before the journal")
    if is_in_the_journal:
        assert changed is not None
        assert changed.price == Money(250, "EUR")
        assert await till.catalogue.search("tea", limit=5) == [changed]
    else:
        assert (changed is None) is is_new
    last = till.catalogue.last_change()
    till.close()
    again = Till.open(tmp_path)  # and nothing is left to bring in
    assert (await again.catalogue.by_barcode(CODE), again.catalogue.last_change()) == (
        changed,
        last,
    )
    assert again.ledger.changes_after(last) == []
    again.close()


def _changing(folder: Path, moment: str) -> subprocess.CompletedProcess[str]:
    checkout = Path(__file__).parent.parent.parent
    return subprocess.run(
        [sys.executable, changing_process.__file__, str(folder), moment],
        env={**os.environ, "PYTHONPATH": str(checkout)},
        cwd=checkout,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


async def test_a_change_that_was_taken_back_in_the_journal_is_not_brought_in(
    till: Till, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_given: object) -> None:
        raise DiskFullError("catalogue")

    with monkeypatch.context() as patched:
        patched.setattr("cashier.storage.product_store.note_change", full)
        with pytest.raises(DiskFullError):
            await save(till, name="Black tea")
    assert kinds(till.folder)[-2:] == ["product-changed", "product-not-changed"]
    assert (await found(till)).name == "Tea"
    assert till.ledger.changes_after(till.catalogue.last_change()) == []
    assert (await save(till, name="Green tea")).name == "Green tea"


@pytest.mark.logs_warning("could not be brought into the catalogue")
async def test_an_entry_that_fits_no_more_does_not_keep_the_till_closed(tmp_path: Path) -> None:
    till = Till.open(tmp_path)
    await imported(till, TEA)
    taken = replace(product("Thief", "1.00", CODE), key="P000099")
    await till.ledger.record_change(
        ProductChange(None, taken), at=till.clock.now(), operator="owner"
    )
    free = replace(product("Milk", "1.00", "4770000000024"), key="P000100")
    entry = await till.ledger.record_change(
        ProductChange(None, free), at=till.clock.now(), operator="owner"
    )
    till.close()
    again = Till.open(tmp_path)
    assert (await found(again)).name == "Tea"
    assert await found(again, "4770000000024") == free
    assert again.catalogue.last_change() == entry
    again.close()


async def test_a_file_that_somebody_reads_through_is_changed_afterwards(
    till: Till, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file made by an import has no write-ahead log yet; it gets one with the first change."""
    monkeypatch.setattr("cashier.storage.database.BUSY_TIMEOUT_MS", 50)
    other = apsw.Connection(str(generation_path(till.folder, 1)))
    other.execute("BEGIN")
    other.execute("SELECT count(*) FROM products").fetchall()
    with pytest.raises(LedgerInUseError):
        await save(till, name="Black tea")
    other.close()
    assert kinds(till.folder) == ["products-imported"]
    assert (await save(till, name="Black tea")).name == "Black tea"


async def test_with_a_log_readers_and_changes_do_not_wait_for_each_other(till: Till) -> None:
    await save(till, name="Black tea")
    other = apsw.Connection(str(generation_path(till.folder, 1)))
    other.execute("BEGIN")
    names = "SELECT name FROM products"
    assert other.execute(names).get == "Black tea"
    await save(till, name="Green tea")
    assert other.execute(names).get == "Black tea"
    other.close()
    assert (await found(till)).name == "Green tea"


async def test_a_file_without_the_newer_index_is_changed_too(tmp_path: Path) -> None:
    till = Till.open(tmp_path)
    await imported(till, TEA)
    till.close()
    with closing(apsw.Connection(str(generation_path(tmp_path, 1)))) as file:
        file.execute("DROP INDEX not_sold_by_name")
    again = Till.open(tmp_path)
    off = await save(again, is_active=False)
    assert await again.catalogue.not_sold(limit=5) == [off]
    again.close()


async def test_an_empty_catalogue_that_could_not_be_used_is_made_again(tmp_path: Path) -> None:
    live = LiveCatalogue(tmp_path, 0, "EUR")
    begun: list[int] = []
    store = SqliteProductStore(tmp_path, live, "EUR", begun.append)
    new = replace(product("Tea", "2.00", CODE), key="")

    async def fails(_change: ProductChange) -> int:
        raise DiskFullError("journal")

    async def notes(_change: ProductChange) -> int:
        return 1

    with pytest.raises(DiskFullError):
        await store.change(new, fails)
    assert (begun, live.generation) == ([], 0)
    kept = await store.change(new, notes)
    assert (begun, live.generation) == ([1], 1)
    assert await live.by_barcode(CODE) == kept
    store.close()
    live.close()
