"""Setting up trusts a finished environment only, and never a half-made one."""

import importlib.util
import subprocess
import sys
import venv
from pathlib import Path
from types import ModuleType

import pytest

from tests.source_rules import CHECKOUT


@pytest.fixture
def set_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Return the set-up program, looking at an environment in a folder of the test's own."""
    place = CHECKOUT / "packaging" / "set_up.py"
    spec = importlib.util.spec_from_file_location("set_up", place)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setattr(sys, "path", [*sys.path])
    spec.loader.exec_module(module)
    folder = tmp_path / "venv"
    monkeypatch.setattr(module, "VENV", folder)
    monkeypatch.setattr(module, "PYTHON", folder / module.PYTHON.relative_to(CHECKOUT / ".venv"))
    monkeypatch.setattr(module, "STAMP", folder / "stamp")
    monkeypatch.setattr(module, "BEGUN", folder / "begun")
    return module


def test_no_environment_is_none(set_up: ModuleType) -> None:
    assert not set_up.is_usable()
    assert not set_up.is_set_up("wanted")


def test_an_environment_someone_made_is_taken_over(set_up: ModuleType) -> None:
    venv.create(set_up.VENV, with_pip=False)
    assert set_up.is_usable()


def test_an_installation_that_was_interrupted_is_not_trusted(set_up: ModuleType) -> None:
    venv.create(set_up.VENV, with_pip=False)
    set_up.BEGUN.touch()
    assert not set_up.is_usable()


def test_an_environment_that_lost_its_python_is_not_trusted(set_up: ModuleType) -> None:
    venv.create(set_up.VENV, with_pip=False)
    set_up.PYTHON.unlink()
    assert not set_up.is_usable()


def test_a_stamp_counts_only_while_everything_can_be_imported(set_up: ModuleType) -> None:
    venv.create(set_up.VENV, with_pip=False)
    set_up.STAMP.write_text("wanted", encoding="utf-8")
    assert not set_up.is_set_up("wanted")


def test_the_stamp_changes_with_the_pins(
    set_up: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pins = tmp_path / "pins.txt"
    monkeypatch.setattr(set_up, "SOURCES", (pins,))
    pins.write_text("ruff==1")
    before = set_up.fingerprint()
    pins.write_text("ruff==2")
    assert set_up.fingerprint() != before


def test_a_failed_installation_leaves_no_stamp(
    set_up: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(set_up.system_needs, "main", lambda _arguments: 0)
    monkeypatch.setattr(set_up, "_installer", lambda: [sys.executable, "-c", "raise SystemExit(7)"])
    monkeypatch.setattr(set_up, "make_environment", lambda: venv.create(set_up.VENV))
    with pytest.raises(SystemExit) as stopped:
        set_up.main()
    assert stopped.value.code == 7
    assert "This failed" in capsys.readouterr().out
    assert not set_up.STAMP.exists()
    assert set_up.BEGUN.exists()


def test_what_the_system_lacks_stops_it_before_anything_is_made(
    set_up: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(set_up.system_needs, "main", lambda _arguments: 1)
    assert set_up.main() == 1
    assert not set_up.VENV.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows uses uv in place of make")
def test_make_help_names_the_two_commands() -> None:
    told = subprocess.run(
        ["make", "help"], cwd=CHECKOUT, capture_output=True, text=True, check=True
    ).stdout
    assert "make run" in told
    assert "make test" in told
