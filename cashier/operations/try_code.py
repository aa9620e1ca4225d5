"""Try a code out by a country's rules: how it is read, and what it means. Nothing is sold."""

from collections.abc import Callable
from dataclasses import dataclass

from cashier.domain.barcode import ScannedCode
from cashier.domain.errors import InputRefusedError
from cashier.operations.find_code import FindCode, Found, ReadCode
from cashier.ports import Catalogue


@dataclass(frozen=True, slots=True)
class TriedCode:
    """How a code was read, what was found by it, and why it would not be sold."""

    code: ScannedCode
    found: Found | None = None
    refused: InputRefusedError | None = None


@dataclass(frozen=True, slots=True)
class TryCode:
    """Reads by whichever country's rules are being tried."""

    catalogue: Catalogue
    reader_for: Callable[[str], ReadCode]

    async def __call__(self, text: str, in_store: str) -> TriedCode:
        """Return what becomes of ``text`` by the labels of ``in_store``.

        Raises ``InputRefusedError`` where there are no such labels.
        """
        read = self.reader_for(in_store)
        code = await read(text)
        try:
            return TriedCode(code, await FindCode(self.catalogue, read)(text))
        except InputRefusedError as error:
            return TriedCode(code, refused=error)
