"""A PC/SC reader gives each tag once by its UID, and says what is missing where it cannot."""

from types import SimpleNamespace
from typing import Any

import pytest

from cashier.domain.errors import TagReaderError
from cashier.messages import sentence_for
from cashier.scanning.pcsc import GET_UID, PcscTags


class SmartcardException(Exception):  # noqa: N818 - the library's name
    pass


class BaseSCardException(Exception):  # noqa: N818 - the library's name
    pass


class Reader:
    """A reader with a pile of answers: a UID, or None for no tag."""

    def __init__(self, *seen: str | None) -> None:
        self.seen = list(seen)
        self.open = 0

    def createConnection(self) -> "Reader":  # noqa: N802 - as the library calls it
        self.open += 1
        return self

    def connect(self) -> None:
        if not self.seen:
            raise AssertionError("nobody should look any more")
        if self.seen[0] is None:
            self.seen.pop(0)
            raise SmartcardException

    def transmit(self, command: list[int]) -> tuple[list[int], int, int]:
        assert command == GET_UID
        uid = self.seen.pop(0)
        if uid == "?":
            return [], 0x6A, 0x81
        return list(bytes.fromhex(uid or "")), 0x90, 0x00

    def disconnect(self) -> None:
        self.open -= 1


def tags(*readers: Reader, failure: Exception | None = None) -> PcscTags:
    def listed() -> list[Reader]:
        if failure is not None:
            raise failure
        return list(readers)

    parts: dict[str, Any] = {
        "smartcard.System": SimpleNamespace(readers=listed),
        "smartcard.Exceptions": SimpleNamespace(SmartcardException=SmartcardException),
        "smartcard.pcsc.PCSCExceptions": SimpleNamespace(BaseSCardException=BaseSCardException),
    }
    return PcscTags(parts.__getitem__, pause_s=0)


async def test_a_tag_is_told_by_its_uid_once_it_is_there() -> None:
    reader = Reader(None, None, "04a2b31c5d7f")
    assert await tags(reader).next_tag() == "04A2B31C5D7F"
    assert (reader.seen, reader.open) == ([], 0)


async def test_one_that_stays_there_is_told_once_and_another_again() -> None:
    reading = tags(Reader("aa01", "aa01", "aa01", "bb02", None, "bb02"))
    assert await reading.next_tag() == "AA01"
    assert await reading.next_tag() == "BB02"
    assert await reading.next_tag() == "BB02"


async def test_one_that_still_lies_there_counts_when_somebody_asks_anew() -> None:
    reading = tags(Reader("aa01", "aa01"))
    await reading.next_tag()
    reading.forget()
    assert await reading.next_tag() == "AA01"


async def test_a_card_without_a_uid_is_none() -> None:
    assert await tags(Reader("?", "cc03")).next_tag() == "CC03"


async def test_the_first_reader_with_a_tag_counts() -> None:
    assert await tags(Reader(None), Reader("dd04")).next_tag() == "DD04"


async def test_what_is_missing_is_said_with_what_to_do() -> None:
    def absent(name: str) -> Any:
        raise ImportError(name)

    cases = {
        "part": PcscTags(absent),
        "service": tags(failure=BaseSCardException()),
        "reader": tags(),
    }
    said = set()
    for what, reading in cases.items():
        with pytest.raises(TagReaderError) as caught:
            await reading.next_tag()
        assert caught.value.what == what
        said.add(str(sentence_for(caught.value)))
    assert len(said) == 3
    assert any("cashier-till[pcsc]" in one for one in said)
