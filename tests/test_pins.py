"""The pins: one list for pip and uv, every dependency in it, and Qt as each Python bears it."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from typing import Any

from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.source_rules import CHECKOUT, python_files, tree_of

PROJECT: dict[str, Any] = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))
PINS = (CHECKOUT / "packaging" / "constraints.txt").read_text(encoding="utf-8").splitlines()

# Not imported by name, and why it is there all the same.
ONLY_DATA = {"tzdata"}
# Always of the same version as what brings it.
COMES_WITH = {"shiboken6": "pyside6-essentials"}


def names(requirements: list[str]) -> set[str]:
    return {canonicalize_name(Requirement(each).name) for each in requirements}


def imported_by(folder: str) -> set[str]:
    """Return the distributions whose packages the code below ``folder`` imports."""
    modules = {
        name.partition(".")[0]
        for path in python_files(folder)
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in _imported(node)
    }
    foreign = modules - sys.stdlib_module_names - {"benchmarks", "cashier", "tests"}
    distributions = packages_distributions()
    found = {canonicalize_name(each) for name in foreign for each in distributions[name][:1]}
    return {COMES_WITH.get(name, name) for name in found}


def _imported(node: ast.Import | ast.ImportFrom) -> list[str]:
    return [node.module or ""] if isinstance(node, ast.ImportFrom) else [a.name for a in node.names]


def pins_of(name: str, python: str) -> list[str]:
    environment = {"python_version": python, "python_full_version": f"{python}.1"}
    return [
        str(pin.specifier)
        for pin in map(Requirement, PINS)
        if pin.name == name and (pin.marker or Marker("os_name != ''")).evaluate(environment)
    ]


def test_uv_reads_the_same_pins_as_pip() -> None:
    assert PROJECT["tool"]["uv"]["constraint-dependencies"] == PINS


def test_every_line_pins_one_exact_version() -> None:
    assert [line for line in PINS if not re.match(r"[a-z0-9-]+==[^,*]+$", line)] == []


def test_every_dependency_is_pinned_within_its_range() -> None:
    asked = [
        *PROJECT["project"]["dependencies"],
        *PROJECT["project"]["optional-dependencies"]["dev"],
    ]
    pinned = {pin.name: pin for pin in map(Requirement, PINS)}
    for requirement in map(Requirement, asked):
        name = canonicalize_name(requirement.name)
        assert name in pinned
        if requirement.marker is None:
            version = str(pinned[name].specifier).removeprefix("==")
            assert requirement.specifier.contains(version)


def test_python_3_11_never_gets_the_qt_that_loses_references() -> None:
    assert pins_of("pyside6-essentials", "3.11") == ["==6.11.3"]
    assert pins_of("pyside6-essentials", "3.12") == ["==6.12.0"]
    assert pins_of("shiboken6", "3.11") == ["==6.11.3"]


def test_the_product_asks_for_what_it_imports_and_for_nothing_else() -> None:
    asked = names(PROJECT["project"]["dependencies"])
    assert imported_by("cashier") == asked - ONLY_DATA


def test_tests_and_benchmarks_import_only_what_is_asked_for() -> None:
    project = PROJECT["project"]
    asked = names([*project["dependencies"], *project["optional-dependencies"]["dev"]])
    assert imported_by("tests") | imported_by("benchmarks") | imported_by("packaging") <= asked
