"""The catalogue as the till asks it: from a thread of its own, always the generation in use."""

import asyncio
import json
from pathlib import Path

import pytest

from cashier.domain.errors import DamagedLedgerError
from cashier.domain.quantity import Percent
from cashier.ports import Catalogue
from cashier.storage.live_catalogue import LiveCatalogue
from tests.storage.made_catalogues import import_into

TEA = "barcode,name,category,price,vat,favourite\n1,Tea,Hot,2,21,yes\n"
MILK = "barcode,name,category,price,vat,favourite\n2,Milk,Cold,1,21,no\n"


async def test_it_answers_every_question_of_the_port(tmp_path: Path) -> None:
    await import_into(tmp_path, TEA)
    live = LiveCatalogue(tmp_path, 1, "EUR")
    catalogue: Catalogue = live
    tea = await catalogue.by_barcode("1")
    assert tea is not None
    assert await catalogue.by_key(tea.key) == tea
    assert await catalogue.search("te", limit=5) == [tea]
    assert await catalogue.browse(category="Hot", favourites=True, limit=5) == [tea]
    assert await catalogue.categories() == ["Hot"]
    assert await catalogue.count() == 1
    assert await catalogue.count_by_rate() == {Percent(21_000): 1}
    live.close()


async def test_it_goes_over_to_the_next_generation_with_questions_under_way(
    tmp_path: Path,
) -> None:
    await import_into(tmp_path, TEA)
    await import_into(tmp_path, MILK, generation=1)
    live = LiveCatalogue(tmp_path, 1, "EUR")
    before = [asyncio.ensure_future(live.count()) for _ in range(50)]  # noqa: TID251 - no window
    await asyncio.sleep(0)
    await live.adopt(2)
    assert {await each for each in before} == {1}
    assert await live.count() == 2
    assert live.generation == 2
    live.close()


async def test_a_generation_that_cannot_be_opened_leaves_the_one_in_use(tmp_path: Path) -> None:
    await import_into(tmp_path, TEA)
    live = LiveCatalogue(tmp_path, 1, "EUR")
    with pytest.raises(DamagedLedgerError):
        await live.adopt(2)
    assert (await live.count(), live.generation) == (1, 1)
    live.close()


async def test_a_shop_without_products_and_one_without_its_file(tmp_path: Path) -> None:
    live = LiveCatalogue(tmp_path, 0, "EUR")
    assert await live.count() == 0
    live.close()
    with pytest.raises(DamagedLedgerError):
        LiveCatalogue(tmp_path, 7, "EUR")


async def test_the_products_in_use_are_exported(tmp_path: Path) -> None:
    await import_into(tmp_path, TEA)
    live = LiveCatalogue(tmp_path, 1, "EUR")
    await live.export("json", tmp_path / "out.json")
    found = json.loads((tmp_path / "out.json").read_text())
    assert [each["name"] for each in found] == ["Tea"]
    live.close()
