"""The pins: one list for pip and uv, every dependency in it, and Qt as each Python bears it."""

import re
import tomllib
from typing import Any

from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.source_rules import CHECKOUT

PROJECT: dict[str, Any] = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))
PINS = (CHECKOUT / "packaging" / "constraints.txt").read_text(encoding="utf-8").splitlines()


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
