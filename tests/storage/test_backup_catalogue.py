"""What a backup holds of the products: changes by hand, an import meanwhile, pictures."""

import asyncio
import io
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from cashier.app.till import Till
from cashier.operations.import_products import ImportRequest
from cashier.storage import backup
from cashier.storage.picture_folder import PictureFolder
from tests.storage.selling import OWNER
from tests.storage.test_backup import back_up, restore, shop

__all__ = ["shop"]


def change_product(folder: Path, name: str) -> None:
    """Name the one product of the shop ``name``, as the till does."""
    till = Till.open(folder)

    async def save() -> None:
        (found,) = await till.catalogue.search("", limit=1)
        await till.save_product(replace(found, name=name), operator=OWNER)

    asyncio.run(save())
    till.close()


def test_a_backup_beside_the_till_holds_what_was_changed_by_hand(shop: Path) -> None:
    till = Till.open(shop)
    (kava,) = asyncio.run(till.catalogue.search("", limit=1))
    asyncio.run(till.save_product(replace(kava, name="Black coffee"), operator=OWNER))
    source = back_up(shop)  # the change stands in the write-ahead log only
    till.close()
    change_product(shop, "Tea")
    restore(shop, source)
    till = Till.open(shop)
    assert [one.name for one in asyncio.run(till.catalogue.search("", limit=5))] == ["Black coffee"]
    assert till.ledger.changes_after(till.catalogue.last_change()) == []
    till.close()


def test_a_ledger_that_knows_more_than_the_catalogue_brings_it_in(
    shop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = backup._copy_catalogue  # noqa: SLF001 - the moment between the two copies

    def changed_meanwhile(live: Path, target: Path) -> None:
        copy(live, target)
        change_product(shop, "Black coffee")

    monkeypatch.setattr(backup, "_copy_catalogue", changed_meanwhile)
    source = back_up(shop)
    monkeypatch.undo()
    restore(shop, source)
    till = Till.open(shop)
    assert [one.name for one in asyncio.run(till.catalogue.search("", limit=5))] == ["Black coffee"]
    till.close()


def test_an_import_between_the_two_copies_is_in_the_backup_with_its_catalogue(
    shop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy, copies = backup._copy_catalogue, []  # noqa: SLF001 - the moment between the two copies

    def imported_meanwhile(live: Path, target: Path) -> None:
        copy(live, target)
        copies.append(live.name)
        if len(copies) == 1:
            till = Till.open(shop)
            request = ImportRequest(partial(io.BytesIO, b"name,price,vat\nTea,2,21\n"), "EUR")
            asyncio.run(till.import_products(request))
            till.close()

    monkeypatch.setattr(backup, "_copy_catalogue", imported_meanwhile)
    source = back_up(shop)
    monkeypatch.undo()
    assert copies == ["catalogue-000001.db", "catalogue-000002.db"]
    restore(shop, source)
    till = Till.open(shop)
    names = [one.name for one in asyncio.run(till.catalogue.search("", limit=5))]
    assert names == ["Kava", "Tea"]
    till.close()


def test_pictures_come_back_with_a_backup(shop: Path) -> None:
    name = PictureFolder(shop).put(b"a picture", "png")
    source = back_up(shop)
    (shop / "pictures" / name).unlink()
    restore(shop, source)
    assert PictureFolder(shop).read(name) == b"a picture"
