"""A language made up for the tests: 40 % longer, accented, in brackets, right to left."""

import gettext
import re

from typing_extensions import override

CODE = "ar-XB"
_ACCENTED = str.maketrans("aceginosuyzAEIOUSZ", "ąçéğíñóšúýžÀÉÍÓÚŠŽ")
_KEPT = re.compile(r"(\{[^}]*\}|<[^>]*>|&[a-z]+;|\n)")
_LONGER = 0.4
_FILLER = "ā"
OPEN, CLOSE = "[", "]"


def pseudo(text: str) -> str:
    """Return ``text`` as this language has it; placeholders and markup stay."""
    if not text.strip():
        return text
    parts = _KEPT.split(text)
    letters = sum(len(part) for part in parts[::2])
    more = max(round(letters * _LONGER) - len(OPEN + CLOSE), 0)
    changed = "".join(
        part if place % 2 else part.translate(_ACCENTED) for place, part in enumerate(parts)
    )
    return f"{OPEN}{_spread(changed, more)}{CLOSE}"


def _spread(text: str, more: int) -> str:
    """Lengthen ``text`` by whole syllables, so that it breaks into lines where a text would."""
    words = text.split(" ")
    while more > 0:
        for place, word in enumerate(words):
            if more > 0 and not _KEPT.search(word):
                words[place] = word + _FILLER
                more -= 1
        if all(_KEPT.search(word) for word in words):
            return " ".join(words) + _FILLER * more
    return " ".join(words)


class Pseudo(gettext.NullTranslations):
    """The catalogue of the made-up language."""

    @override
    def gettext(self, message: str) -> str:
        return pseudo(message)

    @override
    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return pseudo(msgid1 if n == 1 else msgid2)
