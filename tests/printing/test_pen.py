"""Items on a page: heights, edges, and names that are wider than their columns."""

from io import BytesIO

import pytest
from PIL import Image, ImageOps
from reportlab.pdfgen.canvas import Canvas

from cashier.printing.fonts import MONO, font
from cashier.printing.lines import Align, Cell, Emphasis, Gap, Item, Line, QrCode, Rule
from cashier.printing.pen import Pen
from cashier.printing.preview import rasterise

PEN = Pen(left=10, columns=40, column_width=5, module=1.5)
SCALE = 4


def ink_box(*items: Item) -> tuple[float, float, float, float]:
    """Return the left, top, right and bottom edge of what is drawn, in points from the top left."""
    out, size = BytesIO(), (220, 120)
    font(MONO.regular)
    canvas = Canvas(out, pagesize=size, invariant=1, initialFontName=MONO.regular)
    PEN.draw(items, size[1] - 10, canvas)
    canvas.save()
    raster = rasterise(out.getvalue(), size[0] * SCALE)
    image = Image.frombytes("RGB", (raster.width, raster.height), raster.rgb)
    box = ImageOps.invert(image.convert("L")).getbbox()
    assert box is not None
    left, top, right, bottom = box
    return left / SCALE, top / SCALE, right / SCALE, bottom / SCALE


@pytest.mark.parametrize("emphasis", Emphasis)
@pytest.mark.parametrize("amount", ["12.30", "12.30 茶"])
def test_an_amount_ends_at_the_right_edge(amount: str, emphasis: Emphasis) -> None:
    _, _, right, _ = ink_box(Line((Cell(amount, 40, Align.END),), emphasis))
    assert right == pytest.approx(210, abs=1.5)


@pytest.mark.parametrize("name", ["m" * 30, "茶" * 15, "שש" * 15, "☎" * 30])
def test_a_name_ends_before_its_amount(name: str) -> None:
    _, _, alone, _ = ink_box(Line((Cell(name, 0),)))
    both = Line((Cell(name, 0), Cell("1234.56 A", 40, Align.END)))
    _, _, right, _ = ink_box(Line((both.cells[0], Cell("         ", 40, Align.END))))
    assert right <= 10 + 31 * 5
    assert alone <= 210


def test_a_large_line_is_larger_and_as_right_aligned() -> None:
    small = ink_box(Line((Cell("TOTAL", 0),)))
    large = ink_box(Line((Cell("TOTAL", 0),), Emphasis.LARGE))
    assert (large[2] - large[0]) == pytest.approx((small[2] - small[0]) * 4 / 3, rel=0.06)


def test_a_rule_crosses_the_grid() -> None:
    left, top, right, bottom = ink_box(Rule())
    assert left == pytest.approx(10, abs=0.5)
    assert right == pytest.approx(210, abs=2.5)
    assert bottom - top < 2


def test_a_qr_code_is_centred_with_its_quiet_zone() -> None:
    left, top, right, bottom = ink_box(QrCode("T1-000147"))
    assert (left + right) / 2 == pytest.approx(110, abs=0.5)
    assert top == pytest.approx(10 + 4 * 1.5, abs=0.5)
    assert bottom - top == pytest.approx(21 * 1.5, abs=0.5)


def test_items_stand_below_each_other() -> None:
    line = Line((Cell("x", 0),))
    _, one, *_ = ink_box(line)
    _, other, *_ = ink_box(Gap(), line)
    assert other - one == pytest.approx(PEN.height(Gap()), abs=0.5)
