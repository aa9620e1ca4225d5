"""Documents off the window's thread: as PDF, as a file, as a picture; loads its libraries late."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from cashier.app.document_file import make_folder, write_document
from cashier.app.spare_memory import give_back
from cashier.domain.receipt import Receipt
from cashier.storage.worker import StorageThread

if TYPE_CHECKING:
    from cashier.printing.preview import Raster

RECEIPTS = "receipts"
"""The folder in the data folder for receipts that are given out as files."""


class Documents:
    """Draws receipts on one thread of its own; nothing else waits for it.

    ``folder`` is where the shop keeps the ones it gives out as files.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._thread = StorageThread("documents")

    async def render(self, receipt: Receipt, width_px: int) -> "Raster":
        """Return the picture of the very bytes that go to paper."""
        return await self._thread.call(_render, receipt, width_px)

    async def write_pdf(self, receipt: Receipt, path: str) -> None:
        """Write the receipt as PDF; raises ``DocumentNotWrittenError``."""
        await self._thread.call(_write, receipt, Path(path))

    async def keep_pdf(self, receipt: Receipt) -> None:
        """Write the receipt into the shop's folder; raises ``DocumentNotWrittenError``."""
        await self._thread.call(_keep, receipt, self._folder)

    def close(self) -> None:
        """Finish what was asked and end the thread."""
        self._thread.close()


def _render(receipt: Receipt, width_px: int) -> "Raster":
    from cashier.printing.pdf import as_pdf  # noqa: PLC0415 - the first paint does not need it
    from cashier.printing.places import places  # noqa: PLC0415 - as above
    from cashier.printing.preview import rasterise  # noqa: PLC0415 - as above

    drawn = rasterise(as_pdf(receipt), width_px)
    give_back()
    return replace(drawn, places=places(receipt, width_px))


def _keep(receipt: Receipt, folder: Path) -> None:
    make_folder(folder)
    _write(receipt, folder / f"{receipt.number}.pdf")


def _write(receipt: Receipt, path: Path) -> None:
    from cashier.printing.pdf import as_pdf  # noqa: PLC0415 - the first paint does not need it

    write_document(path, as_pdf(receipt))
