"""Save one product: change it, add it, take it off sale or bring it back."""

import asyncio
import contextlib
from dataclasses import dataclass
from functools import partial

from cashier.domain.errors import CashierError
from cashier.domain.journal import EntryKind
from cashier.domain.product import Product
from cashier.domain.product_change import ProductChange
from cashier.operations.catalogue_turn import CatalogueTurn
from cashier.ports import Clock, Ledger, ProductStore


@dataclass(frozen=True, slots=True)
class SaveProduct:
    """The journal has the change first; what a fall cuts off is brought in from there.

    Where the catalogue could not be written after all, the journal says that too.
    """

    store: ProductStore
    ledger: Ledger
    clock: Clock
    turn: CatalogueTurn

    async def __call__(self, product: Product, *, operator: str) -> Product:
        """Return ``product`` as it was kept; without a key it is new and gets one.

        Raises an ``InputRefusedError`` that names what cannot be kept, ``UnknownProductError``,
        ``BarcodeTakenError``, ``ProductsComingInError``, or what the disk refuses; then nothing
        was changed. Cancelled, it is done all the same before this returns.
        """
        checked = product.checked()
        async with self.turn.of_change():
            saving = asyncio.gather(self._save(checked, operator))
            while not saving.done():
                with contextlib.suppress(asyncio.CancelledError):
                    await asyncio.wait({saving})
        return saving.result()[0]

    async def _save(self, product: Product, operator: str) -> Product:
        noted: list[int] = []
        try:
            return await self.store.change(product, partial(self._note, noted, operator))
        except CashierError:
            for entry in noted:
                data = {"entry": entry, "key": product.key}
                await self.ledger.record(
                    EntryKind.PRODUCT_NOT_CHANGED, data, at=self.clock.now(), operator=operator
                )
            raise

    async def _note(self, noted: list[int], operator: str, change: ProductChange) -> int:
        entry = await self.ledger.record_change(change, at=self.clock.now(), operator=operator)
        noted.append(entry)
        return entry
