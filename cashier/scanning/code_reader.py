"""Reads a scanned code by its own signs: what the scanner says it is, its digits, its brackets."""

import asyncio

from cashier.domain.barcode import CodeKind, ScannedCode, read_number
from cashier.domain.in_store import in_store_patterns

_AIM_LENGTH = 3
# What a scanner says it read (ISO/IEC 15424), where that is a GS1 message: GS1-128, GS1 DataBar,
# GS1 DataMatrix, GS1 QR Code and GS1 DotCode.
_GS1_SIGNS = ("]C1", "]e0", "]e1", "]e2", "]d2", "]Q3", "]J1")
# FNC1 as a keyboard sends it: the group separator, or what scanners are set to type in its place.
_GROUP = "\x1d"
_SPELLED_GROUPS = ("<GS>", "{GS}", "[GS]", "|", "~", "^")
_LINKS = ("http://", "https://", "HTTP://", "HTTPS://")
_SHORTEST_MESSAGE = 16  # an identifier of two digits and a number of fourteen


class CodeReader:
    """Tells what a code says; the library is loaded with the first code that needs it."""

    def __init__(self, in_store: str, currency: str) -> None:
        self._currency = currency
        self._patterns = in_store_patterns(in_store)

    def use(self, in_store: str) -> None:
        """Read labels by the rules of another country from now on."""
        self._patterns = in_store_patterns(in_store)

    async def __call__(self, text: str) -> ScannedCode:
        sign, code = _split(text.strip(" "))
        if not is_message(sign, code):
            return read_number(code, self._patterns, self._currency) or _other(code)
        # Off the window's thread: the library takes longer to load than a frame lasts.
        return await asyncio.to_thread(self._read_message, code)

    def _read_message(self, code: str) -> ScannedCode:
        from cashier.scanning.gs1 import read_message  # noqa: PLC0415 - loads biip, late

        return read_message(_spelled(code), self._patterns, self._currency) or _other(code)


def is_message(sign: str, code: str) -> bool:
    """Whether a code is more than a number: a GS1 message, or the link that stands for one."""
    if sign:
        return sign in _GS1_SIGNS or code.startswith(_LINKS)
    is_long_number = code.isascii() and code.isdigit() and len(code) >= _SHORTEST_MESSAGE
    return (
        code.startswith(("(", _GROUP, *_LINKS))
        or _GROUP in _spelled(code)
        or (is_long_number and code.startswith("01"))
    )


def _split(text: str) -> tuple[str, str]:
    """Return what the scanner says it read, if it says so, and the code."""
    if text.startswith("]") and len(text) > _AIM_LENGTH:
        return text[:_AIM_LENGTH], text[_AIM_LENGTH:]
    return "", text


def _spelled(code: str) -> str:
    """Return ``code`` with the group separator wherever a scanner wrote something for it."""
    for spelling in _SPELLED_GROUPS:
        code = code.replace(spelling, _GROUP)
    return code.strip(_GROUP)


def _other(code: str) -> ScannedCode:
    return ScannedCode(code, CodeKind.OTHER, (code,))
