"""Fonts in a PDF: what their glyphs read back as."""

from io import BytesIO

from pypdf import PdfReader
from reportlab.pdfgen.canvas import Canvas

from cashier.printing.fonts import font
from tests.printing.pdf_reader import embedded, fonts_of, pdfium_text


def page(file: str, text: str) -> bytes:
    out = BytesIO()
    font(file)
    canvas = Canvas(out, invariant=1, initialFontName=file)
    canvas.drawString(100, 100, text)
    canvas.save()
    return out.getvalue()


def test_a_presentation_form_reads_as_the_letter() -> None:
    assert pdfium_text(page("DejaVuSans", "\ufee1\ufee0\ufeb3")).strip() == "سلم"


def test_a_ligature_reads_as_its_letters_in_order() -> None:
    assert pdfium_text(page("DejaVuSans", "\ufee1\ufefc\ufeb3")).strip() == "سلام"


def test_a_glyph_without_a_character_reads_as_what_it_stands_for() -> None:
    opened = font("NotoSansDevanagari-Regular")
    ksha = opened.glyph_char(179, "क्ष")
    assert opened.glyph(ord(ksha)) == 179
    assert opened.glyph_char(179, "क्ष") == ksha
    assert opened.glyph_char(179, "त्र") != ksha
    assert "क्ष" in pdfium_text(page("NotoSansDevanagari-Regular", ksha))


def test_only_what_is_drawn_is_embedded() -> None:
    reader = PdfReader(BytesIO(page("DroidSansFallback", "茶")))
    (drawn,) = fonts_of(reader.pages[0]).values()
    assert len(embedded(drawn)) < 10_000
