"""The journal's text and seals are as published, byte by byte, and every change shows."""

import hashlib
import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from cashier.domain.errors import NotADecimalError, TextRefusedError
from cashier.domain.journal import (
    GENESIS,
    Chain,
    Damage,
    Entry,
    EntryKind,
    Verdict,
    canonical,
    seal_of,
    write_entry,
)
from tests.domain.journal_laws import every_byte_counts, written
from tests.domain.strategies import Note

NOON = datetime(2025, 6, 2, 12, 0, tzinfo=UTC)
NOTES = (
    Note(EntryKind.SALE, NOON, {"number": "T1-000001", "total": 643, "note": "Žalias"}),
    Note(EntryKind.VOID, NOON, {"lines": [1, 2, 3]}),
    Note(EntryKind.COPY, NOON, {}),
)
ENTRIES = written(NOTES)


def test_the_published_form_of_an_entry_does_not_change() -> None:
    body = (
        '{"at":"2025-06-02T12:00:00+00:00","data":{"note":"Žalias","number":"T1-000001",'
        '"total":643},"fiscal_day":1,"kind":"sale","operator":"owner","seq":1}'
    )
    seal = hashlib.sha256(("0" * 64 + "\n" + body).encode("utf-8")).hexdigest()
    assert ENTRIES[0] == Entry(1, body, seal)


def test_a_seal_holds_the_one_before_it() -> None:
    first, second, _ = ENTRIES
    assert seal_of(first.seal, second.body) == second.seal
    assert seal_of(GENESIS, second.body) != second.seal


def test_canonical_text_sorts_at_every_depth_and_leaves_no_spaces() -> None:
    content: dict[str, object] = {"b": [True, None, {"z": 1, "y": "ą\n"}], "a": -5}
    assert canonical(content) == '{"a":-5,"b":[true,null,{"y":"ą\\n","z":1}]}'


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1.0", "0.5", "1e300"])
def test_a_number_that_is_not_whole_is_refused(number: str) -> None:
    fraction = json.loads(number)
    for content in ({"total": fraction}, {"lines": [{"price": fraction}]}):
        with pytest.raises(NotADecimalError):
            canonical(content)


def test_whole_numbers_of_any_size_are_kept() -> None:
    assert canonical({"total": 10**30}) == '{"total":1' + "0" * 30 + "}"


def test_a_text_without_a_utf_8_form_is_refused() -> None:
    with pytest.raises(TextRefusedError):
        write_entry(
            1, GENESIS, EntryKind.VOID, at=NOON, operator="owner", day=1, data={"name": "\ud800"}
        )


def test_a_whole_chain_is_followed_to_its_end() -> None:
    chain = Chain()
    assert [chain.add(entry) for entry in ENTRIES] == [None, None, None]
    assert (chain.seq, chain.seal) == (3, ENTRIES[-1].seal)


def test_every_single_byte_of_a_journal_counts() -> None:
    every_byte_counts(NOTES, step=1)


def test_a_changed_text_or_seal_is_called_changed() -> None:
    first = ENTRIES[0]
    for changed in (
        replace(first, body=first.body.replace("643", "642")),
        replace(first, body="not an entry"),
        replace(first, body="[]"),
        replace(first, body='{"seq":"1"}'),
        replace(first, seal="0" * 64),
    ):
        chain = Chain()
        assert chain.add(changed) is Damage.CHANGED
        assert (chain.seq, chain.seal) == (0, GENESIS)


def test_a_gap_is_called_missing_and_a_step_back_reordered() -> None:
    chain = Chain()
    assert chain.add(ENTRIES[1]) is Damage.MISSING
    assert chain.add(ENTRIES[0]) is None
    assert chain.add(ENTRIES[0]) is Damage.REORDERED


def test_an_entry_under_the_number_of_another_is_called_reordered() -> None:
    assert Chain().add(replace(ENTRIES[1], seq=1)) is Damage.REORDERED


def test_a_verdict_is_whole_where_there_is_no_damage() -> None:
    assert Verdict(3, "ab").is_whole
    assert not Verdict(3, "ab", Damage.CUT_OFF, 4).is_whole
