"""Reads a PDF back: its text by other programs, and the glyphs its strings really lead to."""

import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pypdfium2
import zxingcpp
from fontTools.ttLib import TTFont
from PIL import Image
from pypdf import PageObject, PdfReader
from pypdf.generic import ContentStream

from cashier.printing.preview import rasterise


@dataclass(frozen=True)
class Drawn:
    """One code of a string: the font it is set in and the glyph it leads to there."""

    font: str
    glyph: int


def pages(pdf: bytes) -> int:
    return len(PdfReader(BytesIO(pdf)).pages)


def pdfium_text(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def poppler_text(pdf: bytes) -> str | None:
    """Return the text as ``pdftotext`` sees it, nothing where it is not installed."""
    if not shutil.which("pdftotext"):
        return None
    run = ["pdftotext", "-layout", "-", "-"]
    return subprocess.run(run, input=pdf, capture_output=True, check=True).stdout.decode()


def qr_text(pdf: bytes, width_px: int) -> str:
    raster = rasterise(pdf, width_px)
    image = Image.frombytes("RGB", (raster.width, raster.height), raster.rgb)
    return "".join(code.text for code in zxingcpp.read_barcodes(image))


def drawn_glyphs(pdf: bytes) -> Iterator[Drawn]:
    """Yield every code that the pages draw."""
    reader = PdfReader(BytesIO(pdf))
    for page in reader.pages:
        fonts = fonts_of(page)
        opened = {name: _glyphs(font) for name, font in fonts.items()}
        current = ""
        for operands, operator in ContentStream(page.get_contents(), reader).operations:
            if operator == b"Tf":
                current = operands[0]
            elif operator == b"Tj":
                name = fonts[current]["/BaseFont"].partition("+")[2]
                codes = operands[0].original_bytes
                yield from (Drawn(name, opened[current].get(code, 0)) for code in codes)


def fonts_of(page: PageObject) -> dict[str, Any]:
    fonts: Any = page["/Resources"]
    return {name: font.get_object() for name, font in fonts["/Font"].items()}


def embedded(font: Any) -> bytes:
    """Return the font file inside the document."""
    data: bytes = font["/FontDescriptor"]["/FontFile2"].get_data()
    return data


def _glyphs(font: Any) -> dict[int, int]:
    """Return the glyph of each code of an embedded TrueType font."""
    opened = TTFont(BytesIO(embedded(font)))
    return {
        code: opened.getGlyphID(name)
        for table in opened["cmap"].tables
        for code, name in table.cmap.items()
    }
