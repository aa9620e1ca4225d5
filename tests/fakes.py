"""Fakes of the ports that keep the ports' promises, in memory."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from cashier.domain.errors import BarcodeTakenError, UnknownProductError
from cashier.domain.money import Money
from cashier.domain.product import Product, Unit
from cashier.domain.product_change import ProductChange
from cashier.domain.quantity import Percent
from cashier.ports import NoteChange

VAT_21 = Percent(21_000)
NOON = datetime(2026, 11, 20, 14, 32, tzinfo=UTC)


class FakeClock:
    """Stands still until it is told how much time has passed."""

    def __init__(self, at: datetime = NOON) -> None:
        self._at = at

    def now(self) -> datetime:
        return self._at

    def go_on(self, passed: timedelta) -> None:
        self._at += passed


class FakeCatalogue:
    """Products in memory: the same order of answers as the real one, each after a turn of the loop.

    ``hold`` keeps answers back until ``release``; ``asked`` lists what was looked for.
    """

    def __init__(self, products: Sequence[Product] = ()) -> None:
        self.products = list(products)
        self.asked: list[str] = []
        self.failure: Exception | None = None
        self.failure_in_the_end: Exception | None = None
        self._may_answer = asyncio.Event()
        self._may_answer.set()

    def hold(self) -> None:
        self._may_answer.clear()

    def release(self) -> None:
        self._may_answer.set()

    async def by_barcode(self, code: str) -> Product | None:
        await self._answer(code)
        return next((one for one in self._active() if code in one.barcodes), None)

    async def by_key(self, key: str) -> Product | None:
        await self._answer(key)
        return next((one for one in self.products if one.key == key), None)

    async def search(self, text: str, *, limit: int, offset: int = 0) -> list[Product]:
        await self._answer(text)
        words = text.casefold().split()
        found = [
            one for one in self._active() if all(word in one.name.casefold() for word in words)
        ]
        return found[offset : offset + limit]

    async def browse(
        self, *, category: str | None, favourites: bool, limit: int, offset: int = 0
    ) -> list[Product]:
        await self._answer(category or "")
        found = [
            one
            for one in self._active()
            if category in {None, one.category} and (one.is_favourite or not favourites)
        ]
        return found[offset : offset + limit]

    async def not_sold(self, *, limit: int, offset: int = 0) -> list[Product]:
        await self._answer("")
        return [one for one in self.products if not one.is_active][offset : offset + limit]

    async def change(self, product: Product, note: NoteChange) -> Product:
        """Keep a product as the store of the till does; ``failure_in_the_end`` fails its commit."""
        await self._answer(product.key)
        before = next((one for one in self.products if one.key == product.key), None)
        if product.key and before is None:
            raise UnknownProductError("product", product.key)
        self._require_free(product)
        after = product if product.key else replace(product, key=f"P{len(self.products) + 1:06}")
        if after == before:
            return after
        await note(ProductChange(before, after))
        if self.failure_in_the_end is not None:
            raise self.failure_in_the_end
        kept = [one for one in self.products if one is not before]
        self.products = sorted([*kept, after], key=lambda one: one.name)
        return after

    def _require_free(self, product: Product) -> None:
        for one in self.products:
            for code in set(one.barcodes) & set(product.barcodes):
                if one.key != product.key:
                    raise BarcodeTakenError(code, product=one.name, key=one.key)

    async def categories(self) -> list[str]:
        await self._answer("")
        return sorted({one.category for one in self._active()})

    async def count(self) -> int:
        await self._answer("")
        return len(self._active())

    async def count_by_rate(self) -> dict[Percent, int]:
        await self._answer("")
        return dict(Counter(one.vat_rate for one in self._active()))

    def _active(self) -> list[Product]:
        return [one for one in self.products if one.is_active]

    async def _answer(self, asked: str) -> None:
        self.asked.append(asked)
        await asyncio.sleep(0)
        await self._may_answer.wait()
        if self.failure is not None:
            raise self.failure


def product(
    name: str, price: str = "1.00", barcode: str = "", *, favourite: bool = True, **other: object
) -> Product:
    """Return a product of the test shop; its key is its name."""
    made = Product(
        key=name,
        name=name,
        price=Money.parse(price, "EUR"),
        vat_rate=VAT_21,
        barcodes=(barcode,) if barcode else (),
        category="Bakery",
        unit=Unit.PIECE,
        is_favourite=favourite,
    )
    return replace(made, **other)  # type: ignore[arg-type]
