"""Runs on a page: widths, and the operators drawn."""

from io import BytesIO

import pytest
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

from cashier.printing.fonts import MONO, font
from cashier.printing.ink import FIXED_ADVANCE, Ink
from cashier.printing.shaping import runs


@pytest.fixture
def text() -> PDFTextObject:
    font(MONO.regular)
    return Canvas(BytesIO(), initialFontName=MONO.regular).beginText()


def test_a_fixed_width_text_is_as_wide_as_its_columns() -> None:
    ink = Ink(10, is_bold=False)
    assert ink.width(runs("Ąžuolas")) == pytest.approx(7 * 10 * FIXED_ADVANCE)
    opened = font(MONO.regular).stringWidth("Ąžuolas", 10)
    assert ink.width(runs("Ąžuolas")) == pytest.approx(opened, rel=0.001)


@pytest.mark.parametrize("name", ["茶 tea", "חלב טרי", "ที่นี่ x"])
def test_other_scripts_are_as_wide_as_their_fonts_have_them(name: str) -> None:
    assert 0 < Ink(10, is_bold=False).width(runs(name)) < len(name) * 12


def test_a_squeezed_text_returns_to_its_width(text: PDFTextObject) -> None:
    Ink(10, is_bold=False).draw(runs("Milk"), (5, 7), 0.5, text)
    code = text.getCode()
    assert code.index("50 Tz") < code.index("Tj") < code.index("100 Tz")


def test_a_face_without_a_bold_cut_is_drawn_heavier(text: PDFTextObject) -> None:
    Ink(10, is_bold=True).draw(runs("茶"), (5, 7), 1, text)
    code = text.getCode()
    assert code.index("2 Tr") < code.index("Tj") < code.index("0 Tr")
    Ink(10, is_bold=True).draw(runs("Milk"), (5, 7), 1, text)
    assert "Tr" not in text.getCode()[len(code) :]
