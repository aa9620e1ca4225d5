"""Text that people or files give us: what may enter the till, and in what form."""

import unicodedata

from cashier.domain.errors import TextRefusedError

NAME_LENGTH = 200
NOTE_LENGTH = 1_000
_LAST_OF_PLANE = 0xFFFE
_NONCHARACTERS = range(0xFDD0, 0xFDF0)
_MOST_PER_CHARACTER = 4
"""Composing joins at most this many; a longer text is refused before any work on it."""

_UNSAFE = frozenset({"Cc", "Cs", "Co", "Zl", "Zp"})
# Marks that switch the writing direction of everything after them can make a line lie.
_BIDI_CONTROLS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def N_(text: str) -> str:  # noqa: N802 - gettext's name for a text that is translated later
    """Mark ``text`` for the catalogue of translations."""
    return text


def is_clean(text: str) -> bool:
    """Whether ``text`` holds no control characters, surrogates or direction overrides."""
    return not any(_is_unsafe(char) for char in text)


def cleaned(text: str) -> str:
    """Return ``text`` in NFC, unsafe characters replaced by spaces and spaces folded."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    spaced = "".join(" " if _is_unsafe(char) else char for char in text)
    return " ".join(unicodedata.normalize("NFC", spaced).split())


def checked(text: str, what: str, longest: int = NAME_LENGTH) -> str:
    """Return ``text`` cleaned of outer spaces, in NFC.

    Raises ``TextRefusedError`` when it is too long or holds anything unsafe.
    """
    text = text.strip()
    if len(text) > _MOST_PER_CHARACTER * longest or not is_clean(text):
        raise TextRefusedError(what, text)
    composed = unicodedata.normalize("NFC", text)
    if len(composed) > longest:
        raise TextRefusedError(what, text)
    return composed


def _is_unsafe(char: str) -> bool:
    if char in _BIDI_CONTROLS:
        return True
    category = unicodedata.category(char)
    return category in _UNSAFE or (category == "Cn" and _is_noncharacter(ord(char)))


def _is_noncharacter(code: int) -> bool:
    # Other unassigned code points are the emoji of next year, and no harm to anyone.
    return code & _LAST_OF_PLANE == _LAST_OF_PLANE or code in _NONCHARACTERS
