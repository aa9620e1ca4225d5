"""Text in the order and the shapes it is drawn in: runs of one font, from left to right."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from arabic_reshaper import ArabicReshaper
from bidi import get_display
from bidi.mirror import MIRRORED

from cashier.printing.columns import clusters
from cashier.printing.fonts import MONO, Face, covers, face_of, has

_RESHAPER = ArabicReshaper({"delete_harakat": False, "delete_tatweel": False})
_SIGN = "\ufe00"  # goes where its character goes; never in a text that is printed
_HANDED = "[" + "".join(map(re.escape, MIRRORED)) + "]"
_TURNED = re.compile(f"({_HANDED}){_SIGN}|{_SIGN}({_HANDED})")
_RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})


@dataclass(frozen=True, slots=True)
class Run:
    """Characters that one face draws one after the other."""

    face: Face
    text: str


@lru_cache(maxsize=2048)
def runs(text: str, *, is_rtl: bool = False) -> tuple[Run, ...]:
    """Return ``text`` as it is drawn; ``is_rtl`` is the direction of what it is a part of."""
    if text.isascii():
        return (Run(MONO, text),)
    found: list[Run] = []
    for face, cluster in _faced(_visual(text, is_rtl=is_rtl)):
        if found and found[-1].face == face:
            found[-1] = Run(face, found[-1].text + cluster)
        else:
            found.append(Run(face, cluster))
    return tuple(found)


def _visual(text: str, *, is_rtl: bool) -> str:
    if not any(unicodedata.bidirectional(char) in _RIGHT_TO_LEFT for char in text):
        return text
    shaped = "".join(map(_drawable, _RESHAPER.reshape(text)))
    displayed = _ordered(shaped, "R" if is_rtl else "L")
    return "".join(char for char in displayed if unicodedata.category(char) != "Cf")


def _ordered(text: str, direction: str) -> str:
    """Return ``text`` in the order it is drawn, brackets turned where they read from the right.

    The library orders but does not turn. A mark that clings to each bracket tells: it comes out
    before a bracket that reads from the right, after one that reads from the left.
    """
    signed = re.sub(_HANDED, lambda found: found[0] + _SIGN, text)
    displayed: str = get_display(signed, base_dir=direction)
    return _TURNED.sub(lambda found: found[1] or MIRRORED[found[2]], displayed)


def _drawable(char: str) -> str:
    """Return a joined form, or the plain letters of one that no font has."""
    return char if covers(char) else unicodedata.normalize("NFKC", char)


def _faced(text: str) -> Iterator[tuple[Face, str]]:
    """Yield clusters, or characters where no face has all of one, each with its face."""
    before = MONO
    for cluster in clusters(text):
        for part in (cluster,) if face_of(cluster) else cluster:
            before = _next_face(part, before)
            yield before, part


def _next_face(part: str, before: Face) -> Face:
    """Return the face of ``part``; a space stays with the letters before it."""
    if part == " " and not before.is_fixed and has(before, part):
        return before
    return face_of(part) or MONO
