"""In which encoding a product file is written, told from its own bytes."""

import codecs
import re
from collections.abc import Callable, Iterator
from typing import BinaryIO

from cashier.domain.errors import FileRefusedError
from cashier.domain.text import N_

BLOCK = 65_536
_SAMPLE = 200_000
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_OTHER_KINDS = (
    (b"PK\x03\x04", N_("it is a workbook or an archive; save it as CSV first")),
    (b"\xd0\xcf\x11\xe0", N_("it is an old workbook; save it as CSV first")),
    (b"\x1f\x8b", N_("it is packed; unpack it first")),
    (b"%PDF", N_("it is a PDF document")),
    (b"SQLite format 3", N_("it is a database")),
)
_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\r\x1a\x1b")
_ACCENTED = re.compile("[^\x00-\x7f]")
_NON_ASCII_WORD = re.compile("[^\\W\\d_]*[^\\W\\d_\x00-\x7f][^\\W\\d_]*")
_CYRILLIC = re.compile("[Ѐ-ӿ]")
# What programs write whose headings are in that language.
_PAGE_OF = {"lt": "cp1257", "pl": "cp1250", "de": "cp1252", "fr": "cp1252"}
# Letters of the languages written in each code page, commoner ones twice.
_LETTERS = {
    "cp1257": "ėėššžžųųūūčąąįęāāīīēņļķģõäöü",
    "cp1252": "éééèèààääööüüßßçêôûîâñóáíúøøååæëïœã",
    "cp1250": "ąąęęłłóóżżśśćńźčšřžýáíéěůťďňőű",
}


def encoding_of(file: BinaryIO, language_of: Callable[[str], str]) -> str:
    """Return the encoding of all of ``file``, read once in blocks.

    ``language_of`` tells the language of its first lines; it decides between code pages.

    UTF-8 with few broken places among many whole ones is UTF-8. Raises ``FileRefusedError`` for an
    empty file and for one that holds no text.
    """
    head = file.read(BLOCK)
    _refuse_other_kinds(head)
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return encoding
    _refuse_garbage(head)
    sample = _sample_unless_utf8(head, file)
    if sample is None:
        return "utf-8"
    return _code_page(sample, language_of(head.decode("latin-1")))


def _refuse_other_kinds(head: bytes) -> None:
    if not head.strip():
        what = N_("it is empty")
        raise FileRefusedError(what)
    for beginning, what in _OTHER_KINDS:
        if head.startswith(beginning):
            raise FileRefusedError(what)


def _refuse_garbage(head: bytes) -> None:
    controls = len(head) - len(head.translate(None, _CONTROLS))
    if controls * 20 > len(head):
        what = N_("it holds no text")
        raise FileRefusedError(what)


def _sample_unless_utf8(head: bytes, file: BinaryIO) -> bytes | None:
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    sample, whole, broken = bytearray(), 0, 0
    for block in _blocks(head, file):
        text = decoder.decode(block)
        if text.isascii():
            continue
        wrong = text.count("\ufffd")
        broken += wrong
        whole += len(_ACCENTED.findall(text)) - wrong
        if len(sample) < _SAMPLE:
            sample += block
    return None if broken == 0 or whole > 4 * broken else bytes(sample)


def _blocks(head: bytes, file: BinaryIO) -> Iterator[bytes]:
    block = head
    while block:
        yield block
        block = file.read(BLOCK)


def _code_page(sample: bytes, language: str) -> str:
    """Return the code page in which the words of ``sample`` look most like words."""
    cyrillic = _NON_ASCII_WORD.findall(sample.decode("cp1251", "replace"))
    if sum(map(_looks_cyrillic, cyrillic)) * 2 > len(cyrillic):
        return "cp1251"
    if language in _PAGE_OF:
        return _PAGE_OF[language]
    scores = {page: _score(sample.decode(page, "replace"), page) for page in _LETTERS}
    return max(scores, key=lambda page: scores[page])


def _looks_cyrillic(word: str) -> bool:
    return len(word) > 1 and len(_CYRILLIC.findall(word)) == len(word)


def _score(text: str, page: str) -> int:
    known = _LETTERS[page]
    return sum(
        known.count(char.lower()) or -2
        for word in _NON_ASCII_WORD.findall(text)
        for char in word
        if not char.isascii()
    )
