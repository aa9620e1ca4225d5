"""What the columns of suppliers' files were taken for, in a small file of the data folder."""

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path

from cashier.domain.errors import CashierError
from cashier.domain.product_file import Column
from cashier.domain.quantity import Percent
from cashier.operations.look_at_file import RememberedColumns
from cashier.storage.catalogue_files import file_errors_named

COLUMNS_FILE = "import-columns.json"
_MOST = 200
_PASSED_OVER = "-"


class FileColumnMemory:
    """Implements ``ColumnMemory``; a file that cannot be read is no reason not to import.

    The kinds of files used last are kept, the newest first.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / COLUMNS_FILE

    async def recall(self, signature: str) -> RememberedColumns | None:
        return await asyncio.to_thread(self._recall, signature)

    async def remember(self, signature: str, columns: RememberedColumns) -> None:
        """Write it down; raises ``DiskFullError`` or ``FolderNotWritableError``."""
        await asyncio.to_thread(self._remember, signature, columns)

    def _recall(self, signature: str) -> RememberedColumns | None:
        entry = next((one for one in self._entries() if one["headings"] == signature), None)
        if entry is None:
            return None
        try:
            columns = tuple(_column(name) for name in entry["columns"])
            vat = entry["default_vat"]
            return RememberedColumns(columns, Percent.parse(vat) if vat else None)
        except (
            KeyError,
            ValueError,
            TypeError,
            AttributeError,
            CashierError,
        ):  # written by hand, or by a later version
            return None

    def _remember(self, signature: str, columns: RememberedColumns) -> None:
        others = [one for one in self._entries() if one["headings"] != signature]
        entry = {
            "headings": signature,
            "columns": [one.value if one else _PASSED_OVER for one in columns.columns],
            "default_vat": columns.default_vat.text() if columns.default_vat else "",
        }
        content = {"files": [entry, *others][:_MOST]}
        part = self._path.with_suffix(".part")
        with file_errors_named(self._path):
            part.write_text(json.dumps(content, ensure_ascii=False, indent=1), "utf-8")
            part.replace(self._path)

    def _entries(self) -> Iterator[dict[str, str]]:
        try:
            found = json.loads(self._path.read_text("utf-8"))["files"]
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return
        if isinstance(found, list):
            yield from (one for one in found if isinstance(one, dict) and "headings" in one)


def _column(name: str) -> Column | None:
    return None if name == _PASSED_OVER else Column(name)
