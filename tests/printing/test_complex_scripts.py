"""Thai and Indic letters in the shapes and places their fonts ask for."""

import pytest
from fontTools.ttLib import TTFont

from cashier.printing.complex_scripts import shaped
from cashier.printing.fonts import font
from cashier.resources import resource


def glyphs(file: str, text: str) -> list[int]:
    return [
        font(file).glyph(ord(char)) for piece in shaped(file, text).pieces for char in piece.text
    ]


def plain(file: str, text: str) -> list[int]:
    return [font(file).glyph(ord(char)) for char in text]


def edges(file: str, text: str) -> list[tuple[float, float]]:
    """Return the lower and upper edge of each glyph as it is placed."""
    outlines = TTFont(resource("fonts", f"{file}.ttf"))
    em, order, glyf = outlines["head"].unitsPerEm, outlines.getGlyphOrder(), outlines["glyf"]
    return [
        (glyph.yMin + piece.y * em, glyph.yMax + piece.y * em)
        for piece in shaped(file, text).pieces
        for char in piece.text
        for glyph in [glyf[order[font(file).glyph(ord(char))]]]
    ]


def test_a_thai_tone_mark_stands_above_the_vowel() -> None:
    _, (_, vowel_top), (tone_bottom, _) = edges("NotoSansThai-Regular", "ที่")
    assert tone_bottom >= vowel_top
    _, (low_tone, _) = edges("NotoSansThai-Regular", "ท่")
    assert low_tone < tone_bottom


def test_a_vowel_written_before_its_consonant_is_drawn_there() -> None:
    hindi = "NotoSansDevanagari-Regular"
    assert glyphs(hindi, "हि") != plain(hindi, "हि")
    assert glyphs(hindi, "हि")[-1] == plain(hindi, "ह")[0]


def test_consonants_melt_into_one_sign() -> None:
    assert len(glyphs("NotoSansDevanagari-Regular", "क्ष")) < len("क्ष")


@pytest.mark.parametrize("text", ["ขนมธัญพืช", "दूध", "দুধ", "பால்"])
def test_the_width_is_that_of_the_glyphs(text: str) -> None:
    file = {"ข": "Thai", "द": "Devanagari", "দ": "Bengali", "ப": "Tamil"}[text[0]]
    found = shaped(f"NotoSans{file}-Regular", text)
    opened = font(f"NotoSans{file}-Regular")
    natural = sum(opened.stringWidth(piece.text, 1) for piece in found.pieces)
    assert found.width == pytest.approx(natural, rel=0.1)
