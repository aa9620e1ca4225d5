"""How names and search texts become words that can be compared, in every script."""

import re
import unicodedata

MARK = "\u00b7"
"""Stands before an indexed word where a name may be entered; never part of a word itself."""
WORD_LENGTH = 24
"""Words are told apart by their first letters only; this keeps the index small."""
INSIDE_LENGTH = 3
"""From so many letters on a word is also found inside other words."""

# Letters of their own that no decomposition leads back to the plain one people type.
_PLAIN = {
    "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ĸ": "k", "ł": "l",
    "ŀ": "l", "ŋ": "n", "þ": "th", "ŧ": "t", "ƀ": "b", "ɨ": "i", "ƒ": "f", "ə": "e",
    "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ـ": "",
}  # fmt: skip
# Their mark makes another letter of them, not an accent.
_LETTERS = frozenset("йўїґ")
# Accents, Hebrew points, Arabic vowel signs: written or left out as one likes.
_ACCENTS = re.compile("[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670]")
# Scripts without spaces (Thai to Khmer, kana, Han) or with inseparable particles (Hangul).
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]+"
)


class _Fold(dict[int, str]):
    """What each character becomes; worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _fold_char(chr(code))
        return folded


def _fold_char(char: str) -> str:
    lower = char.casefold()
    if lower in _LETTERS:
        return lower
    plain = _ACCENTS.sub("", unicodedata.normalize("NFKD", lower)).casefold()
    kept = "".join(_PLAIN.get(each, each) if _is_of_words(each) else " " for each in plain)
    return unicodedata.normalize("NFC", kept) if char.isalnum() or not kept.isspace() else " "


def _is_of_words(char: str) -> bool:
    return unicodedata.category(char)[0] in "LNM"


_FOLD = _Fold()


def fold(text: str) -> str:
    """Return the words of ``text`` in small letters without accents, one space between them."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    folded = text.translate(_FOLD)
    if not folded.isascii():
        folded = _UNSPACED.sub(r" \g<0> ", folded)
    return " ".join(folded.split())


def index_text(folded: str) -> str:
    """Return the tokens under which a name is found, for the full-text index.

    Each word stands with a mark (found from its first letter) and, from three letters on, with
    each of its ends (found inside). In scripts without spaces every character starts a word.
    """
    tokens: list[str] = []
    for word in folded.split():
        starts = range(len(word)) if _UNSPACED.match(word) else range(1)
        tokens.extend(MARK + word[start : start + WORD_LENGTH] for start in starts)
        tokens.extend(
            word[start : start + WORD_LENGTH] for start in range(len(word) - INSIDE_LENGTH + 1)
        )
    return " ".join(tokens)


def starts_query(folded: str) -> str:
    """Return the full-text expression: every word of ``folded`` at the start of a word."""
    return " AND ".join(f'"{MARK}{word[:WORD_LENGTH]}"*' for word in folded.split())


def inside_query(folded: str) -> str:
    """Return the full-text expression for what only a look inside words finds; "" for none."""
    words = folded.split()
    if all(len(word) < INSIDE_LENGTH for word in words):
        return ""
    inside = " AND ".join(
        f'"{word[:WORD_LENGTH]}"*' if len(word) >= INSIDE_LENGTH else f'"{MARK}{word}"*'
        for word in words
    )
    return f"({inside}) NOT ({starts_query(folded)})"
