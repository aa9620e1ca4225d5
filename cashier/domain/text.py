"""Text that people or files give us: what may enter the till, and in what form."""

import unicodedata

from cashier.domain.errors import TextRefusedError

NAME_LENGTH = 200
NOTE_LENGTH = 1_000

_UNSAFE = frozenset({"Cc", "Cs", "Co", "Cn", "Zl", "Zp"})
# Marks that switch the writing direction of everything after them can make a line lie.
_BIDI_CONTROLS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


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
    if len(text) > longest or not is_clean(text):
        raise TextRefusedError(what, text[:40].encode("ascii", "replace").decode())
    return unicodedata.normalize("NFC", text)


def _is_unsafe(char: str) -> bool:
    return char in _BIDI_CONTROLS or unicodedata.category(char) in _UNSAFE
