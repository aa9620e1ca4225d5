"""What the system lacks is named, with the very command that brings it."""

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from cashier import system_needs
from cashier.system_needs import (
    OFFSCREEN_LIBRARIES,
    WAYLAND_LIBRARIES,
    X11_LIBRARIES,
    Missing,
    has_display,
    install_command,
    missing_libraries,
    missing_python,
    missing_venv,
    package_family,
    sentences,
    window_can_open,
    window_libraries,
)

NEEDS_UNIX = pytest.mark.skipif(sys.platform == "win32", reason="displays are sockets of Unix")
DEBIAN = 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nID=debian\n'
LINUX_MINT = 'ID=linuxmint\nID_LIKE="ubuntu debian"\n'
FEDORA = "NAME=Fedora\nID=fedora\n"
ROCKY = 'ID="rocky"\nID_LIKE="rhel centos fedora"\n'
MANJARO = "ID=manjaro\nID_LIKE=arch\n"
TUMBLEWEED = 'ID="opensuse-tumbleweed"\nID_LIKE="opensuse suse"\n'
ALPINE = "ID=alpine\n"


@pytest.mark.parametrize(
    ("release", "family"),
    [
        (DEBIAN, "apt"),
        (LINUX_MINT, "apt"),
        (FEDORA, "dnf"),
        (ROCKY, "dnf"),
        (MANJARO, "pacman"),
        (TUMBLEWEED, "zypper"),
        (ALPINE, None),
        ("", None),
    ],
)
def test_the_distribution_tells_its_packages(release: str, family: str | None) -> None:
    assert package_family(release) == family


@pytest.mark.parametrize(
    ("family", "command"),
    [
        ("apt", "sudo apt update && sudo apt install libegl1"),
        ("dnf", "sudo dnf install libglvnd-egl"),
        ("pacman", "sudo pacman -S --needed libglvnd"),
        ("zypper", "sudo zypper install Mesa-libEGL1"),
    ],
)
def test_a_missing_library_comes_with_the_command(family: str, command: str) -> None:
    missing = missing_libraries(OFFSCREEN_LIBRARIES, family, lambda name: name != "libEGL.so.1")
    assert sentences(missing, family, as_root=False) == [
        "Missing: libEGL.so.1",
        f"Type:    {command}",
    ]


def test_a_package_of_two_libraries_is_typed_once_and_root_needs_no_sudo() -> None:
    assert install_command(["glib2", "glib2", "dbus"], "pacman", as_root=True) == (
        "pacman -S --needed glib2 dbus"
    )


def test_an_unknown_distribution_still_hears_what_is_missing() -> None:
    lines = sentences([Missing("libEGL.so.1", ())], None, as_root=False)
    assert lines[0] == "Missing: libEGL.so.1"
    assert "package manager" in lines[1]


def test_nothing_missing_says_nothing() -> None:
    assert sentences([], "apt", as_root=False) == []


@pytest.mark.parametrize("absent", ["venv", "ensurepip"])
def test_debian_keeps_venv_in_a_package_of_its_own(absent: str) -> None:
    (missing,) = missing_venv("apt", lambda name: name != absent)
    assert missing.packages[0].startswith("python3")
    assert missing.packages[0].endswith("-venv")
    assert missing_venv("apt", lambda _name: True) == []


def test_an_old_python_is_named_with_the_one_that_is_needed() -> None:
    (missing,) = missing_python((3, 9))
    assert missing.what == "Python 3.11 or newer (this is 3.9)"
    assert missing_python((3, 11)) == []


@pytest.mark.parametrize(
    ("environment", "libraries"),
    [
        ({}, OFFSCREEN_LIBRARIES),
        ({"DISPLAY": ":0"}, OFFSCREEN_LIBRARIES + X11_LIBRARIES),
        ({"WAYLAND_DISPLAY": "wayland-0"}, OFFSCREEN_LIBRARIES + WAYLAND_LIBRARIES),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, OFFSCREEN_LIBRARIES),
    ],
)
def test_a_window_wants_the_libraries_of_its_display(
    environment: dict[str, str], libraries: tuple[system_needs.Library, ...]
) -> None:
    assert window_libraries(environment) == libraries


@NEEDS_UNIX
@pytest.mark.parametrize(
    "environment",
    [
        {},
        {"DISPLAY": ""},
        {"DISPLAY": "nonsense"},
        {"DISPLAY": ":98765"},
        {"WAYLAND_DISPLAY": "wayland-nobody", "XDG_RUNTIME_DIR": "/nowhere"},
    ],
)
def test_a_display_that_does_not_answer_is_none(environment: dict[str, str]) -> None:
    assert not has_display(environment, "linux")


@NEEDS_UNIX
def test_a_display_that_answers_is_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # a socket's path is short; the relative one always fits
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as compositor:
        compositor.bind("wayland-7")
        compositor.listen()
        assert has_display({"WAYLAND_DISPLAY": "wayland-7", "XDG_RUNTIME_DIR": "."}, "linux")


@pytest.mark.parametrize("system", ["win32", "darwin"])
def test_windows_and_macos_always_have_one(system: str) -> None:
    assert has_display({}, system)


@NEEDS_UNIX
def test_a_window_without_a_display_is_refused_in_a_sentence(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert not window_can_open({})
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert "nothing was changed" in told


def test_a_window_off_screen_needs_no_display(capsys: pytest.CaptureFixture[str]) -> None:
    assert window_can_open({"QT_QPA_PLATFORM": "offscreen"})
    assert capsys.readouterr().err == ""


def test_it_runs_on_a_bare_python_before_anything_is_installed() -> None:
    script = Path(system_needs.__file__)
    answer = subprocess.run(
        [sys.executable, "-I", "-S", str(script), "--window"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (answer.returncode, answer.stdout, answer.stderr) == (0, "", "")
