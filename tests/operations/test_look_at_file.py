"""Looking into a file: its columns as the last time, its rows as the products they would be."""

import io
from dataclasses import dataclass, field, replace

import pytest

from cashier.domain.money import Money
from cashier.domain.product import Unit
from cashier.domain.product_file import Column, FileForm
from cashier.domain.quantity import Percent
from cashier.operations.import_products import BadRow
from cashier.operations.look_at_file import (
    FileLook,
    FoundRow,
    ListedProduct,
    LookAtFile,
    OpenFile,
    RememberedColumns,
)
from tests.fakes import VAT_21, FakeCatalogue, product

FORM = FileForm("utf-8", ",", 1, (Column.NAME, Column.PRICE))
EURO = Money(100, "EUR")


@dataclass
class FakeReader:
    """Finds the same rows in every file, in whatever form it is asked for."""

    rows: tuple[FoundRow, ...] = ()
    asked: list[FileForm | None] = field(default_factory=list)

    async def look(self, open_file: OpenFile, currency: str, form: FileForm | None) -> FileLook:
        assert open_file().read() == b"file"
        assert currency == "EUR"
        self.asked.append(form)
        return FileLook(form or FORM, ("Name", "Price"), ((), ()), self.rows, "name|price")


class FakeMemory:
    """Remembers until the test ends."""

    def __init__(self) -> None:
        self.known: dict[str, RememberedColumns] = {}

    async def recall(self, signature: str) -> RememberedColumns | None:
        return self.known.get(signature)

    async def remember(self, signature: str, columns: RememberedColumns) -> None:
        self.known[signature] = columns


@dataclass
class Stage:
    """The operation over fakes."""

    reader: FakeReader = field(default_factory=FakeReader)
    memory: FakeMemory = field(default_factory=FakeMemory)
    catalogue: FakeCatalogue = field(default_factory=FakeCatalogue)

    async def look(self) -> FileLook:
        return await self._operation()(lambda: io.BytesIO(b"file"), "EUR")

    async def again(self, form: FileForm, vat: Percent | None = None) -> FileLook:
        return await self._operation().again(lambda: io.BytesIO(b"file"), "EUR", form, vat)

    async def remember(self, look: FileLook) -> None:
        await self._operation().remember(look)

    def _operation(self) -> LookAtFile:
        return LookAtFile(self.reader, self.memory, self.catalogue)


def row(**said: object) -> FoundRow:
    return FoundRow(2, ListedProduct(EURO, **said))  # type: ignore[arg-type]


async def first(stage: Stage) -> FoundRow:
    return (await stage.look()).rows[0]


async def test_a_file_of_a_new_kind_is_shown_as_it_is_recognised() -> None:
    stage = Stage()
    look = await stage.look()
    assert look.form == FORM
    assert not look.is_remembered
    assert stage.reader.asked == [None]


async def test_the_columns_are_taken_as_the_last_time() -> None:
    stage = Stage()
    chosen = FORM.with_column(0, Column.CATEGORY)
    await stage.remember(await stage.again(chosen, VAT_21))
    look = await stage.look()
    assert look.form == chosen
    assert look.default_vat == VAT_21
    assert look.is_remembered


async def test_a_memory_of_another_width_is_not_forced_on_a_file() -> None:
    stage = Stage()
    stage.memory.known["name|price"] = RememberedColumns((Column.NAME,))
    assert (await stage.look()).form == FORM


async def test_a_bad_row_stays_bad() -> None:
    bad = FoundRow(3, bad=BadRow(3, "price-negative", "-1"))
    assert await first(Stage(FakeReader((bad,)))) == bad


@pytest.mark.parametrize(
    ("said", "code"),
    [({"name": "Tea"}, "vat-missing"), ({"vat_rate": VAT_21}, "name-missing")],
)
async def test_a_new_product_needs_name_and_vat(said: dict[str, object], code: str) -> None:
    found = await first(Stage(FakeReader((row(**said),))))
    assert found.listed is None
    assert found.bad == BadRow(2, code)


async def test_the_default_rate_is_for_rows_without_one() -> None:
    stage = Stage(FakeReader((row(name="Tea"), row(name="Milk", vat_rate=VAT_21))))
    look = await stage.again(FORM, Percent(5_000))
    rates = [one.listed.vat_rate for one in look.rows if one.listed]
    assert rates == [Percent(5_000), VAT_21]


async def test_what_the_shop_knows_of_a_product_is_shown_beside_what_the_row_says() -> None:
    known = product("Apples", "2.00", "123", unit=Unit.KILOGRAM, category="Fruit")
    stage = Stage(FakeReader((row(codes=("999", "123")),)), catalogue=FakeCatalogue([known]))
    found = await first(stage)
    assert found.listed == ListedProduct(
        EURO, ("999", "123"), "Apples", VAT_21, Unit.KILOGRAM, "Fruit"
    )


async def test_the_row_has_the_last_word() -> None:
    known = product("Apples", "2.00", "123", unit=Unit.KILOGRAM, category="Fruit")
    said = row(codes=("123",), name="Pears", vat_rate=Percent(0), unit=Unit.PIECE, category="")
    stage = Stage(FakeReader((said,)), catalogue=FakeCatalogue([known]))
    assert (await first(stage)).listed == said.listed


async def test_a_new_product_is_sold_by_the_piece() -> None:
    said = row(name="Tea", vat_rate=VAT_21)
    found = await first(Stage(FakeReader((said,))))
    assert said.listed is not None
    assert found.listed == replace(said.listed, unit=Unit.PIECE)
