"""Names what the operating system still has to bring, before anything crashes on it.

Needs only the standard library and parses on old Pythons: it runs before anything is installed
(``python3 cashier/system_needs.py``; ``--window``: for a window; ``--packages``: only the names of
the packages; ``--has-display``: only the exit code). Exit code 0: nothing is missing.
"""

from __future__ import annotations

import ctypes
import importlib.util
import os
import re
import shutil
import socket
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

OLDEST_PYTHON = (3, 11)
_FAMILIES = ("apt", "dnf", "pacman", "zypper")
_INSTALL = {
    "apt": ("apt update", "apt install"),
    "dnf": ("dnf install",),
    "pacman": ("pacman -S --needed",),
    "zypper": ("zypper install",),
}
_FAMILY_OF = {
    "debian": "apt",
    "ubuntu": "apt",
    "fedora": "dnf",
    "rhel": "dnf",
    "centos": "dnf",
    "arch": "pacman",
    "suse": "zypper",
    "opensuse": "zypper",
}
_NO_DISPLAY = (
    "There is no display to show the window on; nothing was changed. Start it from a desktop, or "
    "use the commands that 'cashier --help' lists."
)


@dataclass(frozen=True)
class Library:
    """A shared library of the system, and the package that brings it in each family."""

    soname: str
    packages: tuple[str, str, str, str]

    def package(self, family: str) -> str:
        return self.packages[_FAMILIES.index(family)]


# What Qt's own libraries link against (readelf -d on them), without what every glibc system has.
OFFSCREEN_LIBRARIES = (
    Library("libGL.so.1", ("libgl1", "libglvnd-glx", "libglvnd", "Mesa-libGL1")),
    Library("libEGL.so.1", ("libegl1", "libglvnd-egl", "libglvnd", "Mesa-libEGL1")),
    Library("libX11.so.6", ("libx11-6", "libX11", "libx11", "libX11-6")),
    Library("libglib-2.0.so.0", ("libglib2.0-0", "glib2", "glib2", "libglib-2_0-0")),
    Library("libgthread-2.0.so.0", ("libglib2.0-0", "glib2", "glib2", "libgthread-2_0-0")),
    Library("libfontconfig.so.1", ("libfontconfig1", "fontconfig", "fontconfig", "libfontconfig1")),
    Library("libfreetype.so.6", ("libfreetype6", "freetype", "freetype2", "libfreetype6")),
    Library(
        "libxkbcommon.so.0", ("libxkbcommon0", "libxkbcommon", "libxkbcommon", "libxkbcommon0")
    ),
    Library("libdbus-1.so.3", ("libdbus-1-3", "dbus-libs", "dbus", "libdbus-1-3")),
    Library("libzstd.so.1", ("libzstd1", "libzstd", "zstd", "libzstd1")),
    Library("libz.so.1", ("zlib1g", "zlib", "zlib", "libz1")),
    Library("libstdc++.so.6", ("libstdc++6", "libstdc++", "gcc-libs", "libstdc++6")),
)
X11_LIBRARIES = (
    Library("libxcb.so.1", ("libxcb1", "libxcb", "libxcb", "libxcb1")),
    Library("libX11-xcb.so.1", ("libx11-xcb1", "libX11-xcb", "libx11", "libX11-xcb1")),
    Library(
        "libxcb-cursor.so.0",
        ("libxcb-cursor0", "xcb-util-cursor", "xcb-util-cursor", "libxcb-cursor0"),
    ),
    Library("libxcb-icccm.so.4", ("libxcb-icccm4", "xcb-util-wm", "xcb-util-wm", "libxcb-icccm4")),
    Library("libxcb-util.so.1", ("libxcb-util1", "xcb-util", "xcb-util", "libxcb-util1")),
    Library(
        "libxcb-image.so.0", ("libxcb-image0", "xcb-util-image", "xcb-util-image", "libxcb-image0")
    ),
    Library(
        "libxcb-keysyms.so.1",
        ("libxcb-keysyms1", "xcb-util-keysyms", "xcb-util-keysyms", "libxcb-keysyms1"),
    ),
    Library("libxcb-randr.so.0", ("libxcb-randr0", "libxcb", "libxcb", "libxcb-randr0")),
    Library("libxcb-render.so.0", ("libxcb-render0", "libxcb", "libxcb", "libxcb-render0")),
    Library(
        "libxcb-render-util.so.0",
        (
            "libxcb-render-util0",
            "xcb-util-renderutil",
            "xcb-util-renderutil",
            "libxcb-render-util0",
        ),
    ),
    Library("libxcb-shape.so.0", ("libxcb-shape0", "libxcb", "libxcb", "libxcb-shape0")),
    Library("libxcb-shm.so.0", ("libxcb-shm0", "libxcb", "libxcb", "libxcb-shm0")),
    Library("libxcb-sync.so.1", ("libxcb-sync1", "libxcb", "libxcb", "libxcb-sync1")),
    Library("libxcb-xfixes.so.0", ("libxcb-xfixes0", "libxcb", "libxcb", "libxcb-xfixes0")),
    Library("libxcb-xkb.so.1", ("libxcb-xkb1", "libxcb", "libxcb", "libxcb-xkb1")),
    Library(
        "libxkbcommon-x11.so.0",
        ("libxkbcommon-x11-0", "libxkbcommon-x11", "libxkbcommon-x11", "libxkbcommon-x11-0"),
    ),
)
WAYLAND_LIBRARIES = (
    Library(
        "libwayland-client.so.0",
        ("libwayland-client0", "libwayland-client", "wayland", "libwayland-client0"),
    ),
    Library(
        "libwayland-cursor.so.0",
        ("libwayland-cursor0", "libwayland-cursor", "wayland", "libwayland-cursor0"),
    ),
)


@dataclass(frozen=True)
class Missing:
    """One thing the system lacks: what it is and the packages that bring it."""

    what: str
    packages: tuple[str, ...]


def can_load(soname: str) -> bool:
    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True


def os_release(path: Path = Path("/etc/os-release")) -> str:
    """Return the text that names the distribution; empty where there is none."""
    try:
        return path.read_text(encoding="utf-8")
    except OSError:
        return ""


def package_family(release: str) -> str | None:
    """Return apt, dnf, pacman or zypper, from ``ID`` and ``ID_LIKE``; None for others."""
    fields = dict(re.findall(r'^(ID|ID_LIKE)="?([^"\n]*)"?$', release, re.MULTILINE))
    for name in f"{fields.get('ID', '')} {fields.get('ID_LIKE', '')}".split():
        family = _FAMILY_OF.get(name.partition("-")[0])
        if family is not None:
            return family
    return None


def install_command(packages: Iterable[str], family: str, *, as_root: bool) -> str:
    """Return what to type; a fresh apt knows no package before its first update."""
    commands = [*_INSTALL[family]]
    commands[-1] = " ".join([commands[-1], *dict.fromkeys(packages)])
    return " && ".join(commands if as_root else [f"sudo {command}" for command in commands])


def window_libraries(environment: Mapping[str, str]) -> tuple[Library, ...]:
    """Return what Qt will load to show a window here."""
    if environment.get("QT_QPA_PLATFORM"):
        return OFFSCREEN_LIBRARIES  # offscreen, vnc: the plug-ins that need nothing more
    if environment.get("DISPLAY"):
        return OFFSCREEN_LIBRARIES + X11_LIBRARIES
    if environment.get("WAYLAND_DISPLAY"):
        return OFFSCREEN_LIBRARIES + WAYLAND_LIBRARIES
    return OFFSCREEN_LIBRARIES


def missing_libraries(
    libraries: Iterable[Library], family: str | None, loads: Callable[[str], bool] = can_load
) -> list[Missing]:
    return [
        Missing(library.soname, (library.package(family),) if family else ())
        for library in libraries
        if not loads(library.soname)
    ]


def missing_venv(family: str | None, has_module: Callable[[str], bool]) -> list[Missing]:
    """Debian takes ``ensurepip`` out of Python and puts it into a package of its own."""
    if has_module("venv") and has_module("ensurepip"):
        return []
    return [Missing("Python's venv and ensurepip", (_venv_package(),) if family == "apt" else ())]


def missing_python(version: tuple[int, int]) -> list[Missing]:
    if version >= OLDEST_PYTHON:
        return []
    found, wanted = (".".join(map(str, numbers)) for numbers in (version, OLDEST_PYTHON))
    return [Missing(f"Python {wanted} or newer (this is {found})", ())]


def has_display(environment: Mapping[str, str] = os.environ, system: str = sys.platform) -> bool:
    """Say whether a window can be shown: on Linux, whether the named display answers."""
    if not system.startswith("linux"):
        return True
    return _wayland_answers(environment) or _x11_answers(environment)


def sentences(missing: Iterable[Missing], family: str | None, *, as_root: bool) -> list[str]:
    """Return what to tell: one line for each missing thing, then the command to type."""
    things = list(missing)
    lines = [f"Missing: {thing.what}" for thing in things]
    packages = [package for thing in things for package in thing.packages]
    if packages and family:
        lines.append(f"Type:    {install_command(packages, family, as_root=as_root)}")
    elif things:
        lines.append("Install these with your system's package manager, then try again.")
    return lines


def _venv_package() -> str:
    default = os.path.realpath("/usr/bin/python3")
    name = "python{}.{}".format(*sys.version_info)
    return "python3-venv" if default.endswith(name) else f"{name}-venv"


def _has_module(name: str) -> bool:
    return importlib.util.find_spec(name) is not None


def _wayland_answers(environment: Mapping[str, str]) -> bool:
    name = environment.get("WAYLAND_DISPLAY")
    if not name:
        return False
    return _answers(socket.AF_UNIX, str(Path(environment.get("XDG_RUNTIME_DIR", "")) / name))


def _x11_answers(environment: Mapping[str, str]) -> bool:
    match = re.fullmatch(r"(?:unix)?(.*):(\d+)(?:\.\d+)?", environment.get("DISPLAY", ""))
    if match is None:
        return False
    host, number = match[1], int(match[2])
    if host:
        return _answers(socket.AF_INET, (host, 6000 + number))
    path = f"/tmp/.X11-unix/X{number}"  # noqa: S108 - where X servers listen
    return _answers(socket.AF_UNIX, path) or _answers(socket.AF_UNIX, "\0" + path)


def _answers(family: int, address: str | tuple[str, int]) -> bool:
    with socket.socket(family, socket.SOCK_STREAM) as knocking:
        knocking.settimeout(2)
        try:
            knocking.connect(address)
        except OSError:
            return False
    return True


def missing_for_install(system: str = sys.platform) -> list[Missing]:
    """Return what setting up and testing (which shows no window) lacks here."""
    family = package_family(os_release())
    missing = missing_python(sys.version_info[:2])
    if shutil.which("uv") is None:
        missing += missing_venv(family, _has_module)
    if system.startswith("linux"):
        missing += missing_libraries(OFFSCREEN_LIBRARIES, family)
    return missing


def missing_for_window(
    environment: Mapping[str, str] = os.environ, system: str = sys.platform
) -> list[Missing]:
    """Return the libraries that opening a window lacks here."""
    if not system.startswith("linux"):
        return []
    libraries = window_libraries(environment)
    if all(can_load(library.soname) for library in libraries):
        return []  # as nearly always: who would bring them is not asked
    return missing_libraries(libraries, package_family(os_release()))


def window_can_open(environment: Mapping[str, str] = os.environ) -> bool:
    """Say whether Qt can open a window here, telling why not; Qt itself would only abort."""
    if not tell(missing_for_window(environment)):
        return False
    if environment.get("QT_QPA_PLATFORM") or has_display(environment):
        return True
    print(_NO_DISPLAY, file=sys.stderr)
    return False


def tell(missing: list[Missing]) -> bool:
    """Write what is missing to standard error; return whether nothing is."""
    if not missing:
        return True
    as_root = os.name != "nt" and os.geteuid() == 0
    for line in sentences(missing, package_family(os_release()), as_root=as_root):
        print(line, file=sys.stderr)
    return False


def main(arguments: list[str]) -> int:
    """Look at what installing needs; at what a window needs with ``--window``."""
    if arguments == ["--has-display"]:
        return 0 if has_display() else 1
    if arguments == ["--window"]:
        return 0 if window_can_open() else 1
    missing = missing_for_install()
    if arguments == ["--packages"]:
        print(*dict.fromkeys(name for thing in missing for name in thing.packages))
        return 0
    return 0 if tell(missing) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
