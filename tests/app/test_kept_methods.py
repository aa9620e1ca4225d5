"""Methods of data classes are kept by their source, and whatever the file holds they are right."""

import dataclasses
import importlib.util
import marshal
from collections.abc import Iterator
from pathlib import Path

import pytest

from cashier.app.kept_methods import KeptMethods


@pytest.fixture(autouse=True)
def unchanged() -> Iterator[None]:
    yield
    vars(dataclasses).pop("exec", None)


def make_class() -> type:
    return dataclasses.make_dataclass("Pair", ["one", "two"], frozen=True, slots=True)


def check(pair: type) -> None:
    assert pair(1, 2) == pair(1, 2) != pair(2, 1)
    assert repr(pair(1, 2)) == "Pair(one=1, two=2)"
    with pytest.raises(dataclasses.FrozenInstanceError):
        pair(1, 2).one = 3


def test_what_was_compiled_is_used_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = KeptMethods(tmp_path / "cache")
    first.use()
    check(make_class())
    first.keep()
    compiled: list[str] = []
    again = KeptMethods(tmp_path / "cache")
    monkeypatch.setattr(
        "cashier.app.kept_methods.compile", lambda *_: compiled.append("x"), raising=False
    )
    again.use()
    check(make_class())
    assert compiled == []


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not ours",
        importlib.util.MAGIC_NUMBER,
        importlib.util.MAGIC_NUMBER + marshal.dumps([1]),
        b"\0\0\0\0" + marshal.dumps({}),
    ],
    ids=["empty", "foreign", "cut off", "another kind", "of another Python"],
)
def test_a_file_that_says_nothing_is_not_used(tmp_path: Path, content: bytes) -> None:
    KeptMethods(tmp_path).keep()
    kept = KeptMethods(tmp_path)
    kept.use()
    make_class()
    kept.keep()
    (written,) = tmp_path.iterdir()
    written.write_bytes(content)
    broken = KeptMethods(tmp_path)
    broken.use()
    check(make_class())
    broken.keep()
    assert written.read_bytes() != content


def test_nowhere_to_keep_them_is_no_reason_to_fail(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    kept = KeptMethods(tmp_path / "file")
    kept.use()
    check(make_class())
    kept.keep()
