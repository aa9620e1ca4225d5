"""Pull what a wallet can pay into the catalogue, so that both sides mean the same at one price."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Protocol

from cashier.domain.errors import (
    BarcodeTakenError,
    NotGivenError,
    TextRefusedError,
    TooLargeError,
)
from cashier.domain.product import CODE_LENGTH, Product
from cashier.domain.quantity import Percent
from cashier.domain.text import NAME_LENGTH, cleaned
from cashier.domain.wallet import WalletProduct, code_of
from cashier.ports import Catalogue, TenderProvider

_CANNOT_BE = (BarcodeTakenError, NotGivenError, TextRefusedError, TooLargeError)
"""What is wrong with one product alone: the others come in."""


class SaveProduct(Protocol):
    """Keeps one product, with its entry in the journal."""

    def __call__(self, product: Product, *, operator: str) -> Awaitable[Product]: ...


@dataclass(frozen=True, slots=True)
class PulledProducts:
    """How many products are new, have another price, or are as they were; and which cannot be."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PullWalletProducts:
    """A product that is here already gets the wallet's price; its name and all else stay."""

    provider: Callable[[], TenderProvider]
    catalogue: Catalogue
    save: SaveProduct

    async def __call__(self, rate: Percent, category: str, *, operator: str) -> PulledProducts:
        """Return what came of it; new products are sold at ``rate`` in ``category``.

        Raises what the wallet's server raises before anything is changed, and what keeping a
        product raises (``ProductsComingInError``, a full disk); those before it are in then.
        """
        counts = {"added": 0, "updated": 0, "unchanged": 0}
        left_out: list[str] = []
        for one in await self.provider().products():
            try:
                counts[await self._take(one, rate, category, operator)] += 1
            except _CANNOT_BE:
                left_out.append(cleaned(one.name))
        return PulledProducts(**counts, left_out=tuple(left_out))

    async def _take(self, one: WalletProduct, rate: Percent, category: str, operator: str) -> str:
        code = code_of(one.id)
        if len(code) > CODE_LENGTH:
            raise TextRefusedError("barcode", one.id)
        known = await self.catalogue.by_barcode(code)
        if known is None:
            name = cleaned(one.name)[:NAME_LENGTH]
            new = Product("", name, one.price, rate, (code,), category)
            await self.save(new, operator=operator)
            return "added"
        if known.price == one.price:
            return "unchanged"
        await self.save(replace(known, price=one.price), operator=operator)
        return "updated"
