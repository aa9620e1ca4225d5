"""Fixed-width text: how many columns a text takes, and its lines where it takes too many."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby

_MARKS = frozenset({"Mn", "Me", "Cf"})
# The middle and last letters of a Korean syllable written in parts are drawn inside the first.
_INNER_JAMO = range(0x1160, 0x1200)
_WORDS = re.compile(r"[^ ]+")


def width(text: str) -> int:
    """Return the columns ``text`` takes: wide scripts two a character, combining marks none."""
    return len(text) if text.isascii() else sum(map(_char_width, text))


def wrap(text: str, columns: int) -> tuple[str, ...]:
    """Return ``text`` in lines of at most ``columns`` (at least two), at least one line.

    Lines break at spaces and between wide characters; a word longer than a line breaks anywhere
    but between a letter and its marks.
    """
    if width(text) <= columns:
        return (text,)
    lines: list[str] = []
    line, used = "", 0
    for gap, piece in _pieces(text, columns):
        needed = width(piece)
        if line and used + gap + needed > columns:
            lines.append(line)
            line, used = piece, needed
        else:
            space = " " * gap if line else ""
            line, used = f"{line}{space}{piece}", used + len(space) + needed
    return (*lines, line)


@lru_cache(maxsize=4096)
def _char_width(char: str) -> int:
    if unicodedata.category(char) in _MARKS or ord(char) in _INNER_JAMO:
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def _pieces(text: str, columns: int) -> Iterator[tuple[int, str]]:
    """Yield what may not be broken, with the number of spaces before it."""
    for word in _WORDS.findall(text):
        gap = 1
        for is_wide, group in groupby(clusters(word), key=lambda cluster: width(cluster) > 1):
            parts = list(group)
            whole = "".join(parts)
            breakable = is_wide or width(whole) > columns
            for piece in parts if breakable else (whole,):
                yield gap, piece
                gap = 0


def clusters(word: str) -> Iterator[str]:
    """Yield characters, each with the marks that stand on it."""
    cluster = ""
    for char in word:
        if cluster and _char_width(char):
            yield cluster
            cluster = ""
        cluster += char
    yield cluster
