"""Text that can be printed: control characters out, emoji and what no font has by name."""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from string import ascii_uppercase

Covers = Callable[[str], bool]
"""Whether an output can show a character."""

_LOST = "\ufffd"  # what a reader leaves of bytes it cannot read
_ZWJ, _ZWNJ = "\u200d", "\u200c"
_KEYCAP = "\u20e3"
_END_OF_TAGS = "\U000e007f"
_REGIONAL = {chr(0x1F1E6 + at): letter for at, letter in enumerate(ascii_uppercase)}
_SKINS = {
    "\U0001f3fb": "light skin",
    "\U0001f3fc": "medium-light skin",
    "\U0001f3fd": "medium skin",
    "\U0001f3fe": "medium-dark skin",
    "\U0001f3ff": "dark skin",
}
_SELECTORS = re.compile("[\u180b-\u180d\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_SPACES = frozenset({"Cc", "Zs", "Zl", "Zp"})
_SHAPELESS = frozenset({"Cs", "Co", "Cn"})
_PICTURE = "[\u203c\u2049\u2122\u2139\u2190-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001fbff]"
_DRESSED = f"{_PICTURE}[\ufe0e\ufe0f]?[\U0001f3fb-\U0001f3ff]?"
_SEQUENCE = re.compile(
    "[0-9#*]\ufe0f?\u20e3"
    "|[\U0001f1e6-\U0001f1ff]{2}"
    "|\U0001f3f4[\U000e0020-\U000e007e]+\U000e007f"
    f"|{_DRESSED}(?:\u200d{_DRESSED})*"
)


def legible(text: str, covers: Covers | None = None) -> str:
    """Return ``text`` as it can be printed, in NFC, spaces folded.

    An emoji, alone or a sequence, becomes its name in square brackets; so does a symbol that the
    output does not cover; another such character becomes ``[U+XXXX]``. Control characters become
    spaces, invisible format characters go. Nothing is dropped in silence that has a shape.
    """
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    covers = covers or _anything
    text = unicodedata.normalize("NFC", text)
    named = _SEQUENCE.sub(lambda found: _sequence(found[0], covers), text)
    pairs = zip(f" {named}", named, strict=False)
    shown = (_shown(char, before, covers) for before, char in pairs)
    return " ".join("".join(shown).split())


def _anything(_char: str) -> bool:
    return True


@lru_cache(maxsize=1024)
def _is_emoji(char: str) -> bool:
    """Whether ``char`` is drawn in colour by default: no text font has it at text width."""
    is_wide = unicodedata.east_asian_width(char) == "W"
    return char >= "\U0001f000" or (is_wide and "\u2190" <= char < "\u2c00")


def _sequence(found: str, covers: Covers) -> str:
    """Return an emoji sequence by name; a sign of text fonts without its colour selector."""
    if found.endswith(_KEYCAP):
        return f"[{found[0]}]"
    if found.endswith(_END_OF_TAGS):
        return f"[flag {''.join(chr(ord(tag) & 0x7F) for tag in found[1:-1])}]"
    if found[1:] and all(char in _REGIONAL for char in found):
        return f"[flag {''.join(_REGIONAL[char] for char in found)}]"
    parts = _SELECTORS.sub("", found).split(_ZWJ)
    if parts == [found[0]] and not _is_emoji(found[0]) and covers(found[0]):
        return found[0]
    names = [_SKINS.get(char) or _name(char) for part in parts for char in part]
    return f"[{', '.join(names)}]"


def _shown(char: str, before: str, covers: Covers) -> str:
    category = unicodedata.category(char)
    if category in _SPACES:
        return " "
    if category == "Cf":  # the non-joiner is part of Persian spelling, the others change nothing
        return char if char == _ZWNJ and unicodedata.bidirectional(before) == "AL" else ""
    if _SELECTORS.match(char):
        return ""
    if category not in _SHAPELESS and char != _LOST and covers(char):
        return char
    return f"[{_name(char) if category.startswith('S') else _code(char)}]"


def _name(char: str) -> str:
    return unicodedata.name(char, "").lower() or _code(char)


def _code(char: str) -> str:
    return f"U+{ord(char):04X}"
