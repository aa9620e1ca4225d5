"""The laws of the journal: one text for one content, and no change that its seals do not show."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace

from cashier.domain import journal
from cashier.domain.journal import GENESIS, Chain, Damage, Entry, Head
from tests.domain.strategies import Note


def written(notes: Sequence[Note]) -> list[Entry]:
    entries: list[Entry] = []
    for seq, note in enumerate(notes, 1):
        previous = entries[-1].seal if entries else GENESIS
        entries.append(
            journal.write_entry(
                seq, previous, note.kind, at=note.at, operator="owner", day=1, data=note.data
            )
        )
    return entries


def found(entries: Sequence[Entry], noted: Head) -> Damage | None:
    """Return the first damage, as a verifier that holds the noted head beside the chain."""
    chain = Chain()
    for entry in entries:
        damage = chain.add(entry)
        if damage is not None:
            return damage
    return None if (chain.seq, chain.seal) == (noted.seq, noted.seal) else Damage.CUT_OFF


def head_of(entries: Sequence[Entry]) -> Head:
    return Head(entries[-1].seq, entries[-1].seal)


def flipped(text: str, place: int) -> str:
    """Return ``text`` with one bit of one byte of its UTF-8 form turned."""
    raw = bytearray(text.encode())
    raw[place] ^= 1
    return raw.decode("utf-8", "backslashreplace")


def byte_changes(entries: Sequence[Entry], step: int) -> Iterator[list[Entry]]:
    for index, entry in enumerate(entries):
        for place in range(index % step, len(entry.body.encode()), step):
            yield with_entry(entries, index, replace(entry, body=flipped(entry.body, place)))
        for place in range(index % step, len(entry.seal), step):
            yield with_entry(entries, index, replace(entry, seal=flipped(entry.seal, place)))
        yield with_entry(entries, index, replace(entry, seq=entry.seq + 1))


def with_entry(entries: Sequence[Entry], index: int, entry: Entry) -> list[Entry]:
    return [*entries[:index], entry, *entries[index + 1 :]]


def one_content_has_one_text(notes: tuple[Note, ...]) -> None:
    """The order in which a content was put together does not show in its text."""
    for note in notes:
        content: dict[str, object] = {"a": 1, **note.data}
        body = journal.canonical(content)
        turned = journal.canonical(dict(reversed(content.items())))
        assert body == turned
        assert json.loads(body) == content
        assert journal.canonical(json.loads(body)) == body


def every_byte_counts(notes: tuple[Note, ...], step: int = 5) -> None:
    """A single changed byte, in a text, a seal or a number, is found."""
    entries = written(notes)
    head = head_of(entries)
    assert found(entries, head) is None
    for changed in byte_changes(entries, step):
        assert found(changed, head) is not None


def every_place_counts(notes: tuple[Note, ...]) -> None:
    """An entry taken out, cut off, swapped or repeated is found."""
    entries = written(notes)
    head = head_of(entries)
    for place in range(len(entries)):
        assert found(entries[:place] + entries[place + 1 :], head) is not None
        assert found(entries[:place], head) is not None
        assert found(entries[: place + 1] + entries[place:], head) is not None
    for place in range(len(entries) - 1):
        swapped = list(entries)
        swapped[place : place + 2] = reversed(swapped[place : place + 2])
        assert found(swapped, head) is not None


def a_new_seal_does_not_help(notes: tuple[Note, ...]) -> None:
    """An entry rewritten and sealed again is given away by the one after it, or by the head."""
    entries = written(notes)
    head = head_of(entries)
    for place, entry in enumerate(entries):
        previous = entries[place - 1].seal if place else GENESIS
        body = entry.body.replace('"owner"', '"thief"')
        forged = Entry(entry.seq, body, journal.seal_of(previous, body))
        assert found(with_entry(entries, place, forged), head) is not None


JOURNAL_LAWS = (
    one_content_has_one_text,
    every_byte_counts,
    every_place_counts,
    a_new_seal_does_not_help,
)
