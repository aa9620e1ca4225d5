"""Scripts whose letters change shape and place beside each other, set by HarfBuzz.

Thai stacks its tone marks; the Indic scripts join and reorder their letters.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby, pairwise

import uharfbuzz

from cashier.printing.fonts import font
from cashier.resources import resource

_UNSEEN = 0.03  # of an em; parting a word for less would only make it harder to search
_NOTHING = "\u200b"  # what the second glyph of a letter drawn in two reads as


@dataclass(frozen=True, slots=True)
class Piece:
    """Glyphs that follow each other by their own widths; ``x`` and ``y`` are in ems."""

    text: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Shaped:
    """A run of one font as it is drawn, and its width in ems."""

    pieces: tuple[Piece, ...]
    width: float


@dataclass(frozen=True, slots=True)
class _Glyph:
    number: int
    letters: str
    advance: int
    x: int
    y: int


@lru_cache(maxsize=1024)
def shaped(file: str, text: str) -> Shaped:
    """Return ``text`` in the glyphs and places that the font's own tables ask for."""
    em = _opened(file).face.upem
    pieces: list[Piece] = []
    pen = flow = 0  # where the glyph's place is counted from; where it would come by itself
    for glyph in _glyphs(file, text):
        char = font(file).glyph_char(glyph.number, glyph.letters)
        x, y = pen + glyph.x, glyph.y / em
        if pieces and abs(x - flow) < _UNSEEN * em and pieces[-1].y == y:
            pieces[-1] = Piece(pieces[-1].text + char, pieces[-1].x, y)
        else:
            pieces.append(Piece(char, x / em, y))
            flow = x
        flow += _opened(file).get_glyph_h_advance(glyph.number)
        pen += glyph.advance
    return Shaped(tuple(pieces), pen / em)


@cache
def _opened(file: str) -> uharfbuzz.Font:
    path = str(resource("fonts", f"{file}.ttf"))
    return uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(path)))


def _glyphs(file: str, text: str) -> Iterator[_Glyph]:
    """Yield the glyphs of ``text``, each with the letters it reads back as."""
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    uharfbuzz.shape(_opened(file), buffer)
    glyphs = list(zip(buffer.glyph_infos, buffer.glyph_positions, strict=True))
    clusters = [list(group) for _, group in groupby(glyphs, key=lambda pair: pair[0].cluster)]
    starts = [*(cluster[0][0].cluster for cluster in clusters), len(text)]
    for cluster, (start, end) in zip(clusters, pairwise(starts), strict=True):
        shares = _shared(text[start:end], len(cluster))
        for (info, place), letters in zip(cluster, shares, strict=True):
            yield _Glyph(info.codepoint, letters, place.x_advance, place.x_offset, place.y_offset)


def _shared(letters: str, glyphs: int) -> list[str]:
    """Return the letters of a cluster shared out to its glyphs, in order, the last takes more."""
    firsts = [letters[at : at + 1] or _NOTHING for at in range(glyphs - 1)]
    return [*firsts, letters[glyphs - 1 :] or _NOTHING]
