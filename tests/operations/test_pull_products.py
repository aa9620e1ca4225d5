"""Products of a back end as a file that the import takes: nothing lost, nothing made up."""

import csv
import io

import pytest

from cashier.domain.backend_errors import BackEndUnreachableError
from cashier.domain.errors import FileRefusedError
from cashier.domain.money import Money
from cashier.domain.quantity import Percent
from cashier.domain.remote import RemoteProduct
from cashier.operations.pull_products import pull_products
from tests.fake_back_end import FakeBackEnd

TEA = RemoteProduct("1", "Tea, green", Money(120), Percent(9_000), "TEA", ("4770190036016",), "Hot")
MUG = RemoteProduct("2", 'Mug "big"\x1b', Money(999, "USD"), None, "", ("5", "6"), is_active=False)
PLAIN = RemoteProduct("77", "Plain", None, Percent(21_000))


async def pulled(*products: RemoteProduct) -> list[list[str]]:
    counts: list[int] = []
    back_end = FakeBackEnd(goods=list(products))
    content = await pull_products(back_end.products(), "EUR", counts.append)
    assert counts[-1] == len(products)
    return list(csv.reader(io.StringIO(content.decode())))


async def test_every_product_is_a_row_under_our_own_headings() -> None:
    heading, tea, mug, plain = await pulled(TEA, MUG, PLAIN)
    assert heading == ["barcode", "barcode", "name", "category", "price", "vat_rate", "active"]
    assert tea == ["4770190036016", "", "Tea, green", "Hot", "1.20", "9%", "1"]
    assert mug == ["5", "6", 'Mug "big"', "", "", "", "0"]
    assert plain == ["77", "", "Plain", "", "", "21%", "1"]


async def test_a_long_catalogue_is_read_to_its_last_page() -> None:
    many = [RemoteProduct(str(at), f"Product {at}", Money(100)) for at in range(50)]
    assert len(await pulled(*many)) == 51


async def test_no_products_and_no_answer_are_no_file() -> None:
    with pytest.raises(FileRefusedError):
        await pull_products(FakeBackEnd().products(), "EUR", lambda _count: None)
    broken = FakeBackEnd(goods=[TEA], fail_with=BackEndUnreachableError("localhost"))
    with pytest.raises(BackEndUnreachableError):
        await pull_products(broken.products(), "EUR", lambda _count: None)
