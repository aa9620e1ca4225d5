"""A shop sells while its catalogue is being replaced: nothing waits for the import to end."""

import asyncio
import gzip
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from cashier.app.till import Till
from cashier.domain.money import Money
from cashier.domain.quantity import Percent, Quantity
from cashier.operations.import_products import ImportRequest
from cashier.operations.ring_up import LineRequest, SaleRequest

DATA = Path(__file__).parents[1] / "data"
KNOWN = "4770190036016"
LEAST_SALES = 20


@pytest.fixture
def till(tmp_path: Path) -> Iterator[Till]:
    till = Till.open(tmp_path / "shop")
    yield till
    till.close()


def request(number: int) -> SaleRequest:
    """Return a sale of a product that is in the catalogue, old and new, and of a free line."""
    scanned = LineRequest(Quantity(2_000), barcode=KNOWN)
    free = LineRequest(Quantity(), name="Coffee", price=Money(250), vat_rate=Percent(21_000))
    return SaleRequest(UUID(int=number), "EUR", (scanned, free), f"sale {number}")


async def test_sales_are_posted_while_a_hundred_thousand_products_come_in(
    till: Till, tmp_path: Path
) -> None:
    few, many = DATA / "products-5k.csv", tmp_path / "many.csv"
    many.write_bytes(gzip.decompress((DATA / "products-100k.csv.gz").read_bytes()))
    await till.import_products(ImportRequest(lambda: few.open("rb"), "EUR"))
    replacing = asyncio.ensure_future(  # noqa: TID251 - the test owns both sides
        till.import_products(ImportRequest(lambda: many.open("rb"), "EUR"))
    )
    sold = 0
    while not replacing.done():
        sold += 1
        posted = await till.ring_up(request(sold), operator="owner")
        assert posted.posting.total == Money(768)
    summary = await replacing
    assert sold >= LEAST_SALES
    assert (summary.added, summary.bad_count) == (94_999, 1)  # one row has no name
    assert await till.catalogue.count() == 99_999
    verdict = await till.ledger.verify()
    assert verdict.is_whole
    assert verdict.entries == sold + 3
