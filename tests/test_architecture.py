"""The house rules hold in every file, and each rule is seen to fail on a planted breach."""

import ast
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.source_rules import (
    CHECKOUT,
    CODE_FOLDERS,
    EMPTY_NAMES,
    MOST_LINES,
    changeable_dataclasses,
    connections_that_keep_widgets,
    files_of,
    floats,
    integer_signals,
    nested_event_loops,
    python_files,
    tree_of,
)

Rule = Callable[[ast.Module], list[int]]

RULES: list[tuple[Rule, tuple[str, ...]]] = [
    (floats, ("cashier/domain",)),
    (changeable_dataclasses, ("cashier/domain",)),
    (integer_signals, ("cashier", "tests")),
    (nested_event_loops, ("cashier/ui",)),
    (connections_that_keep_widgets, ("cashier",)),
]
BREACHES = [
    (floats, "def half(x: float): ..."),
    (floats, "HALF = 0.5"),
    (floats, "y = x / 2"),
    (floats, "x /= 2"),
    (changeable_dataclasses, "@dataclass\nclass A: ..."),
    (changeable_dataclasses, "@dataclasses.dataclass(slots=True)\nclass A: ..."),
    (changeable_dataclasses, "@dataclass(frozen=False)\nclass A: ..."),
    (integer_signals, "paid = Signal(int)"),
    (integer_signals, "paid = QtCore.Signal(str, int)"),
    (nested_event_loops, "dialog.exec()"),
    (nested_event_loops, "QApplication.processEvents()"),
    (connections_that_keep_widgets, "button.clicked.connect(lambda: self.pay())"),
    (connections_that_keep_widgets, "button.clicked.connect(partial(self.pay, 1))"),
]
KEPT = [
    (floats, "share, spare = divmod(minor, 3); whole = minor // 3; name = 'float'"),
    (changeable_dataclasses, "@dataclass(frozen=True, slots=True)\nclass A: ..."),
    (integer_signals, "paid = Signal(object)"),
    (integer_signals, "@Slot(int)\ndef _on_row_chosen(self, row: int) -> None: ..."),
    (nested_event_loops, "dialog.open()"),
    (connections_that_keep_widgets, "button.clicked.connect(self._on_clicked)"),
]

# Written in two parts, so that this file keeps the rule too.
FORBIDDEN_TEXT = re.compile(
    "|".join(
        [
            "/wor" + "k/(main|shared|build-notes)",
            r"\.\./sha" + "red",
            "/roo" + "t/",
            r"/hom" + r"e/\w",
            r"/opt/(whe" + "els|pypi)",
            r"pyp" + r"i\.org",
            "pythonhos" + "ted",
            r"registry\.npm" + r"js",
        ]
    )
)
TEXT_SUFFIXES = frozenset(
    {
        ".cfg",
        ".csv",
        ".css",
        ".desktop",
        ".in",
        ".ini",
        ".json",
        ".md",
        ".po",
        ".pot",
        ".py",
        ".qss",
    }
    | {".sh", ".sql", ".svg", ".toml", ".txt", ".yaml", ".yml", ""}
)

# A file whose promises are tested under another name: say under which, and why.
TESTED_ELSEWHERE: dict[str, str] = {}


def where(path: Path) -> str:
    return path.relative_to(CHECKOUT).as_posix()


@pytest.mark.parametrize(
    ("rule", "folders"), RULES, ids=lambda value: getattr(value, "__name__", "")
)
def test_rule_is_kept_in_every_file(rule: Rule, folders: tuple[str, ...]) -> None:
    breaches = [
        f"{where(path)}:{line}" for path in python_files(*folders) for line in rule(tree_of(path))
    ]
    assert breaches == []


@pytest.mark.parametrize(("rule", "code"), BREACHES)
def test_rule_fails_on_a_planted_breach(rule: Rule, code: str) -> None:
    assert rule(ast.parse(code)) != []


@pytest.mark.parametrize(("rule", "code"), KEPT)
def test_rule_lets_the_wanted_form_pass(rule: Rule, code: str) -> None:
    assert rule(ast.parse(code)) == []


def test_the_rules_see_the_code() -> None:
    assert len(python_files("cashier/domain")) > 5


def test_no_module_has_an_empty_name() -> None:
    found = [
        where(path)
        for path in python_files(*CODE_FOLDERS)
        if EMPTY_NAMES & set(path.relative_to(CHECKOUT).with_suffix("").parts)
    ]
    assert found == []


def test_no_file_is_longer_than_a_second_idea() -> None:
    lengths = {
        where(path): len(path.read_text(encoding="utf-8").splitlines())
        for path in python_files(*CODE_FOLDERS)
    }
    assert {name: lines for name, lines in lengths.items() if lines > MOST_LINES} == {}


def test_every_module_begins_with_what_it_is_for() -> None:
    silent = [
        where(path) for path in python_files(*CODE_FOLDERS) if not ast.get_docstring(tree_of(path))
    ]
    assert silent == []


def test_no_text_names_a_machine_or_a_registry() -> None:
    texts = [path for path in files_of(CHECKOUT) if path.suffix in TEXT_SUFFIXES]
    found = [
        f"{where(path)}:{number}"
        for path in texts
        for number, line in enumerate(path.read_text("utf-8", "replace").splitlines(), start=1)
        if FORBIDDEN_TEXT.search(line)
    ]
    assert len(texts) > 20
    assert found == []


@pytest.mark.parametrize("package", ["domain", "operations", "storage", "printing", "scanning"])
def test_every_file_has_a_test_of_its_name(package: str) -> None:
    untested = [
        where(path)
        for path in python_files(f"cashier/{package}")
        if path.name != "__init__.py"
        and where(path) not in TESTED_ELSEWHERE
        and not (CHECKOUT / "tests" / package / f"test_{path.stem}.py").exists()
    ]
    assert untested == []


def test_every_exception_is_still_needed() -> None:
    needless = [
        name
        for name in TESTED_ELSEWHERE
        if not (CHECKOUT / name).exists()
        or (CHECKOUT / "tests" / Path(name).parent.name / f"test_{Path(name).stem}.py").exists()
    ]
    assert needless == []
