"""Traces of keys are what they say: written and read alike, the same again, honest of origin."""

from pathlib import Path

import pytest

from tests.key_traces import FOLDER, ORIGINS, dump, generated, load

FILES = sorted(FOLDER.glob("*.jsonl"))


def test_the_same_seed_gives_the_same_traces() -> None:
    assert list(generated(200)) == list(generated(200))
    assert list(generated(50, seed=1)) != list(generated(50, seed=2))


def test_what_is_made_says_so_and_has_people_and_scanners() -> None:
    made = list(generated(500))
    assert {one.origin for one in made} == {"generated"}
    assert 250 < sum(one.is_scan for one in made) < 350
    assert {one.layout for one in made} >= {"English", "French", "Lithuanian"}


def test_a_file_holds_what_was_written(tmp_path: Path) -> None:
    made = list(generated(100))
    path = tmp_path / "made.jsonl"
    path.write_text(dump(made), encoding="utf-8")
    assert load(path) == made


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_kept_trace_is_whole(path: Path) -> None:
    traces = load(path)
    assert traces
    for trace in traces:
        assert trace.origin in ORIGINS
        assert trace.keys
        assert bool(trace.codes) is not bool(trace.typed)
        assert all(key.ms >= 0 and key.down_ms >= 0 for key in trace.keys)


def test_the_kept_generated_traces_are_those_of_the_generator() -> None:
    kept = load(FOLDER / "generated.jsonl")
    assert kept == list(generated(len(kept)))


def test_nobody_is_said_to_have_typed_what_was_made() -> None:
    for path in FILES:
        for trace in load(path):
            assert (trace.origin == "generated") is trace.name.startswith("generated-")


def test_people_are_slower_than_scanners() -> None:
    for trace in generated(500):
        gaps = [key.ms for key in trace.keys[1:]]
        fast = _longest_run(gaps)
        if trace.is_scan:
            assert max(gaps) <= 50 or len(trace.codes) == 2
        else:
            assert fast <= 2, trace  # never four keys at a scanner's pace


def _longest_run(gaps: list[int]) -> int:
    longest = run = 1
    for gap in gaps:
        run = run + 1 if gap <= 50 else 1
        longest = max(longest, run)
    return longest
