"""Whose turn it is to change the catalogue: one import, or single products one after another."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from cashier.domain.errors import ImportRunningError, ProductsComingInError


class CatalogueTurn:
    """Keeps an import and changes of single products apart.

    An import copies what is live and takes its place in the end: a change that came between would
    be lost. So one that comes during an import is refused, and an import waits for a change that
    is being written, which takes milliseconds.
    """

    def __init__(self) -> None:
        self._changing = asyncio.Lock()
        self._is_importing = False

    @property
    def is_importing(self) -> bool:
        return self._is_importing

    @asynccontextmanager
    async def of_import(self) -> AsyncIterator[None]:
        """Keep changes out for as long as the block runs; ``ImportRunningError`` if one runs."""
        if self._is_importing:
            what = "another import is still running"
            raise ImportRunningError(what)
        self._is_importing = True
        try:
            async with self._changing:
                yield
        finally:
            self._is_importing = False

    @asynccontextmanager
    async def of_change(self) -> AsyncIterator[None]:
        """Wait for other changes; ``ProductsComingInError`` while products are imported."""
        if self._is_importing:
            raise ProductsComingInError("import")
        async with self._changing:
            yield
