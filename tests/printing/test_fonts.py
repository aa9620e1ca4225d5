"""Which font shows which character."""

import pytest

from cashier.printing.fonts import FACES, MONO, SANS, Face, covers, face_of, font


@pytest.mark.parametrize(
    ("text", "face"),
    [
        ("Żąė€", "DejaVuSansMono"),
        ("Жё№", "DejaVuSansMono"),
        ("Ωή", "DejaVuSansMono"),
        ("\u2212\u00d7\u00b7\u202f", "DejaVuSansMono"),
        ("שלם", "DejaVuSans"),
        ("\ufedf\ufeea\ufefb", "DejaVuSans"),
        ("ხა", "DejaVuSansMono"),
        ("Հա", "DejaVuSansMono"),
        ("ที", "NotoSansThai-Regular"),
        ("दू", "NotoSansDevanagari-Regular"),
        ("দুধ", "NotoSansBengali-Regular"),
        ("பால்", "NotoSansTamil-Regular"),
        ("茶ぜゼ라：ｾﾞ", "DroidSansFallback"),
    ],
)
def test_a_script_has_its_face(text: str, face: str) -> None:
    assert {found.regular for char in text if (found := face_of(char))} == {face}


def test_a_letter_with_marks_comes_whole_from_a_face_that_can_place_them() -> None:
    assert face_of("e\u0303") == SANS
    assert face_of("\u0303") == SANS
    assert face_of("e") == MONO


def test_what_no_font_has_is_known() -> None:
    assert not covers("\u0f40")
    assert not covers("\U0001f34e")
    assert face_of("茶\u0303") is None


@pytest.mark.parametrize("face", FACES, ids=lambda face: face.regular)
def test_every_face_can_be_opened_in_both_weights(face: Face) -> None:
    for is_bold in (False, True):
        opened = font(face.file(is_bold=is_bold))
        assert opened.glyph(0x110000) == 0
        assert len(opened.face.charToGlyph) > 50


def test_every_letter_of_the_fixed_width_face_takes_one_column() -> None:
    opened = font(MONO.regular)
    letters = [code for code in opened.face.charToGlyph if face_of(chr(code)) == MONO]
    assert len(letters) > 2000
    assert {opened.face.getCharWidth(code) for code in letters} == {opened.face.getCharWidth(0x41)}
