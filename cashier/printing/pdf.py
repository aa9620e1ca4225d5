"""A receipt as PDF, on a roll or on A4 pages; the same receipt gives the same bytes."""

import enum
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from threading import Lock

from reportlab.pdfgen.canvas import Canvas

from cashier.domain.receipt import Receipt
from cashier.printing.columns import wrap
from cashier.printing.fonts import MONO, covers, font
from cashier.printing.layout import lay_out
from cashier.printing.legible import legible
from cashier.printing.lines import Align, Block, Cell, Item, Layout, Line
from cashier.printing.pen import Pen

_MM = 72 / 25.4
_DRAWING = Lock()  # reportlab's fonts keep a reading position
_LONGEST = 14_000.0  # points; a page may not be longer than 14,400


class Paper(enum.Enum):
    """What a receipt is printed on."""

    ROLL_80 = "roll-80"
    A4 = "a4"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A kind of paper in points; without a height, a page is as long as what stands on it."""

    width: float
    height: float | None
    margin_x: float
    margin_y: float
    columns: int

    def pen(self) -> Pen:
        printed = self.width - 2 * self.margin_x
        return Pen(self.margin_x, self.columns, printed / self.columns, module=0.5 * _MM)

    def page_height(self, printed: float) -> float:
        """Return how high the page is that ``printed`` points stand on."""
        return self.height or printed + 2 * self.margin_y

    @property
    def room(self) -> float:
        return (self.height or _LONGEST) - 2 * self.margin_y


SHEETS = {
    Paper.ROLL_80: Sheet(80 * _MM, None, 4 * _MM, 5 * _MM, 42),
    Paper.A4: Sheet(210 * _MM, 297 * _MM, 28 * _MM, 24 * _MM, 72),
}


def as_pdf(receipt: Receipt, paper: Paper = Paper.ROLL_80) -> bytes:
    """Return the receipt as PDF; safe to call from any thread."""
    sheet = SHEETS[paper]
    with _DRAWING:
        return _drawn(lay_out(receipt, sheet.columns, covers), receipt, sheet)


def _drawn(layout: Layout, receipt: Receipt, sheet: Sheet) -> bytes:
    out, pen = BytesIO(), sheet.pen()
    first = font(MONO.regular).fontName
    pages = tuple(pages_of(layout.blocks, sheet.room, pen))
    canvas = Canvas(out, invariant=1, pageCompression=1, initialFontName=first)
    canvas.setTitle(layout.title)
    canvas.setAuthor(legible(receipt.letterhead.shop_name))
    canvas.setSubject(legible(receipt.number))
    canvas.setCreator("Cashier")
    canvas.setCatalogEntry("Lang", receipt.letterhead.language)
    for number, items in enumerate(pages, start=1):
        height = sheet.page_height(sum(map(pen.height, items)))
        canvas.setPageSize((sheet.width, height))
        pen.draw(items, height - sheet.margin_y, canvas)
        if len(pages) > 1:
            head, foot = _marks(layout, number, len(pages))
            pen.draw((head,), height - sheet.margin_y * 0.35, canvas)
            pen.draw((foot,), sheet.margin_y * 0.75, canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def pages_of(blocks: tuple[Block, ...], room: float, pen: Pen) -> Iterator[tuple[Item, ...]]:
    """Yield the items of each page; a block is parted only where it does not fit on one page."""
    page: list[Item] = []
    left = room
    for block in blocks:
        if sum(map(pen.height, block.items)) > left and page:
            yield tuple(page)
            page, left = [], room
        for item in block.items:
            if pen.height(item) > left and page:
                yield tuple(page)
                page, left = [], room
            page.append(item)
            left -= pen.height(item)
    yield tuple(page)


def _marks(layout: Layout, number: int, pages: int) -> tuple[Line, Line]:
    """Return the receipt's title for the top of a page and the page's number for its foot."""
    title, *more = wrap(layout.title, layout.columns - 1)
    middle = layout.columns // 2
    head = Cell(f"{title}\u2026" if more else title, 0)
    foot = Cell(f"{number} / {pages}", middle, Align.CENTRE)
    return Line((head,) if number > 1 else ()), Line((foot,))
