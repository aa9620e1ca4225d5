"""The doctor names what is wrong and what to type; what is well needs no advice."""

from pathlib import Path

import pytest

from cashier.doctor import (
    State,
    data_folder_finding,
    examine,
    fonts_finding,
    free_space_finding,
    python_finding,
    qt_finding,
    sqlite_finding,
    system_libraries_finding,
    time_zone_finding,
)
from cashier.system_needs import Missing


def test_a_working_machine_has_nothing_missing(tmp_path: Path) -> None:
    findings = examine(tmp_path)
    assert [each for each in findings if each.state is State.MISSING] == []
    assert {"python", "qt", "sqlite", "fonts", "data-folder"} <= {each.name for each in findings}


def test_looking_changes_nothing(tmp_path: Path) -> None:
    examine(tmp_path / "shop" / "till")
    assert list(tmp_path.iterdir()) == []


def test_what_is_well_needs_no_advice_and_what_is_not_gets_some(tmp_path: Path) -> None:
    for finding in examine(tmp_path):
        assert (finding.fix == "") == (finding.state is State.OK)


def test_a_finding_is_plain_text_for_programs() -> None:
    assert python_finding((3, 11)).as_json() == {
        "name": "python",
        "state": "ok",
        "detail": "Python 3.11",
        "fix": "",
    }


def test_an_old_python_is_missing_a_new_one() -> None:
    assert python_finding((3, 10)).state is State.MISSING


@pytest.mark.parametrize(
    ("installed", "python", "state"),
    [
        ("6.11.3", (3, 11), State.OK),
        ("6.12.0", (3, 11), State.WARNING),
        ("6.12.0", (3, 12), State.OK),
        ("6.12.0", (3, 14), State.OK),
        (None, (3, 12), State.MISSING),
    ],
)
def test_qt_must_suit_the_python(
    installed: str | None, python: tuple[int, int], state: State
) -> None:
    assert qt_finding(installed, python).state is state


def test_the_qt_that_aborts_is_replaced_by_typing_one_line() -> None:
    assert 'pip install "PySide6-Essentials==6.11.3"' in qt_finding("6.12.0", (3, 11)).fix


@pytest.mark.parametrize(
    ("found", "state"),
    [("3.51.2", State.WARNING), ("3.51.3", State.OK), ("3.54.1", State.OK), ("4.0", State.OK)],
)
def test_a_sqlite_that_can_damage_the_ledger_is_named(found: str, state: State) -> None:
    assert sqlite_finding(found).state is state


def test_missing_libraries_come_with_the_command_of_the_distribution() -> None:
    missing = [Missing("libEGL.so.1", ("libegl1",)), Missing("libGL.so.1", ("libgl1",))]
    finding = system_libraries_finding(missing, "apt")
    assert finding.state is State.MISSING
    assert "libEGL.so.1, libGL.so.1" in finding.detail
    assert finding.fix.endswith("apt install libegl1 libgl1")


def test_fonts_that_did_not_travel_are_missing(tmp_path: Path) -> None:
    assert fonts_finding(tmp_path / "fonts").state is State.MISSING


@pytest.mark.parametrize("name", ["Nowhere/Atlantis", "../etc/passwd", ""])
def test_an_unknown_time_zone_is_missing(name: str) -> None:
    assert time_zone_finding(name).state is State.MISSING


def test_a_file_where_the_data_folder_should_be_cannot_be_written(tmp_path: Path) -> None:
    taken = tmp_path / "till"
    taken.write_text("not a folder")
    finding = data_folder_finding(taken / "deeper")
    assert finding.state is State.MISSING
    assert "--data-dir" in finding.fix


def test_free_space_is_that_of_the_disk_the_folder_will_be_on(tmp_path: Path) -> None:
    assert free_space_finding(tmp_path / "not" / "there").detail.endswith("MB free")
