"""The PDF's own bytes as a picture for the window: what is shown is what is printed."""

from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

import pypdfium2

if TYPE_CHECKING:
    from cashier.printing.places import Printed

_PDFIUM = Lock()  # the library may be inside one call only, whatever the thread
_CHANNELS = 3


@dataclass(frozen=True, slots=True)
class Raster:
    """Rows of RGB, one byte a channel, ``width * 3`` bytes a row, from top to bottom.

    ``places`` tells where the amounts stand.
    """

    width: int
    height: int
    rgb: bytes
    places: "tuple[Printed, ...]" = ()


def rasterise(pdf: bytes, width_px: int) -> Raster:
    """Return all pages of ``pdf`` below each other, ``width_px`` wide; safe from any thread."""
    with _PDFIUM:
        document = pypdfium2.PdfDocument(pdf)
        try:
            pages = [_page(document[at], width_px) for at in range(len(document))]
        finally:
            document.close()
    height = sum(page.height for page in pages)
    return Raster(width_px, height, b"".join(page.rgb for page in pages))


def _page(page: pypdfium2.PdfPage, width_px: int) -> Raster:
    bitmap = page.render(scale=width_px / page.get_width(), rev_byteorder=True)
    rows, stride, used = bytes(bitmap.buffer), bitmap.stride, width_px * _CHANNELS
    starts = range(0, bitmap.height * stride, stride)
    return Raster(width_px, bitmap.height, b"".join(rows[at : at + used] for at in starts))
