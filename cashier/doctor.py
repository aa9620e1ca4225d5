"""Looks at what is installed and what is missing on this machine, and says what to type."""

import os
import platform
import shutil
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from enum import StrEnum
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from zoneinfo import ZoneInfo

import apsw

from cashier import system_needs
from cashier.resources import resource
from cashier.translation import _

_QT_PACKAGE = "PySide6-Essentials"
_QT_FOR_3_11 = "6.11.3"
# SQLite 3.7.0 to 3.51.2 can damage a database in WAL mode that two connections use.
_OLDEST_SQLITE = (3, 51, 3)
_ENOUGH_SPACE_MB = 200


class State(StrEnum):
    OK = "ok"
    WARNING = "warning"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at; ``name`` is for programs, ``fix`` is what to type or do ("" if well)."""

    name: str
    state: State
    detail: str
    fix: str = ""

    def as_json(self) -> dict[str, str]:
        return asdict(self)


def examine(data_dir: Path, timezone: str = "Europe/Vilnius") -> list[Finding]:
    """Return a finding for everything the till stands on; changes nothing."""
    return [
        python_finding(sys.version_info[:2]),
        qt_finding(_installed(_QT_PACKAGE), sys.version_info[:2]),
        sqlite_finding(apsw.sqlite_lib_version()),
        *_window_findings(),
        fonts_finding(resource("fonts")),
        time_zone_finding(timezone),
        data_folder_finding(data_dir),
        free_space_finding(data_dir),
    ]


def python_finding(running: tuple[int, int]) -> Finding:
    text = f"Python {running[0]}.{running[1]}"
    if running < system_needs.OLDEST_PYTHON:
        return Finding("python", State.MISSING, text, _("Install Python 3.11 or newer."))
    return Finding("python", State.OK, text)


def qt_finding(installed: str | None, python: tuple[int, int]) -> Finding:
    """Python 3.11 and PySide6 6.12 together lose references and abort after about a thousand."""
    wanted = f"{_QT_PACKAGE}=={_QT_FOR_3_11}" if python < (3, 12) else f"{_QT_PACKAGE}>=6.12"
    fix = f'{sys.executable} -m pip install "{wanted}"'
    if installed is None:
        return Finding("qt", State.MISSING, _("Qt for Python is not installed."), fix)
    text = f"{_QT_PACKAGE} {installed}"
    if python < (3, 12) and _numbers(installed) >= (6, 12):
        return Finding("qt", State.WARNING, _("{qt} aborts on Python 3.11.").format(qt=text), fix)
    return Finding("qt", State.OK, text)


def sqlite_finding(found: str) -> Finding:
    text = f"SQLite {found}"
    if _numbers(found) < _OLDEST_SQLITE:
        fix = f"{sys.executable} -m pip install --upgrade apsw"
        detail = _("{sqlite} can damage a database that two programs use.").format(sqlite=text)
        return Finding("sqlite", State.WARNING, detail, fix)
    return Finding("sqlite", State.OK, text)


def system_libraries_finding(missing: list[system_needs.Missing], family: str | None) -> Finding:
    if not missing:
        return Finding("system-libraries", State.OK, _("Everything that Qt loads is there."))
    detail = _("Qt cannot load: {names}").format(names=", ".join(each.what for each in missing))
    packages = [package for each in missing for package in each.packages]
    if family is None:
        return Finding("system-libraries", State.MISSING, detail, _("Install these libraries."))
    as_root = platform.system() != "Windows" and os.geteuid() == 0
    command = system_needs.install_command(packages, family, as_root=as_root)
    return Finding("system-libraries", State.MISSING, detail, command)


def fonts_finding(folder: Path) -> Finding:
    count = sum(1 for _font in folder.glob("*.ttf"))
    if count == 0:
        detail = _("The fonts of receipts and window are not where they belong.")
        return Finding("fonts", State.MISSING, detail, _("Install Cashier again."))
    return Finding("fonts", State.OK, _("{count} fonts").format(count=count))


def time_zone_finding(timezone: str) -> Finding:
    try:
        ZoneInfo(timezone)
    except (ValueError, OSError, KeyError):
        fix = f"{sys.executable} -m pip install tzdata"
        detail = _("The time zone {name} is not known here.").format(name=timezone)
        return Finding("time-zones", State.MISSING, detail, fix)
    return Finding("time-zones", State.OK, timezone)


def data_folder_finding(data_dir: Path) -> Finding:
    place = _nearest_existing(data_dir)
    if not place.is_dir() or not os.access(place, os.W_OK | os.X_OK):
        detail = _("{folder} cannot be written.").format(folder=data_dir)
        fix = _("Allow writing there, or name another folder with --data-dir.")
        return Finding("data-folder", State.MISSING, detail, fix)
    return Finding("data-folder", State.OK, str(data_dir))


def free_space_finding(data_dir: Path) -> Finding:
    free_mb = shutil.disk_usage(_nearest_existing(data_dir)).free // 1_000_000
    detail = _("{count} MB free").format(count=free_mb)
    if free_mb < _ENOUGH_SPACE_MB:
        fix = _("Make room on this disk: a sale that cannot be written is refused.")
        return Finding("free-space", State.WARNING, detail, fix)
    return Finding("free-space", State.OK, detail)


def _window_findings() -> Iterator[Finding]:
    if not sys.platform.startswith("linux"):
        return
    family = system_needs.package_family(system_needs.os_release())
    libraries = system_needs.window_libraries(os.environ)
    yield system_libraries_finding(system_needs.missing_libraries(libraries, family), family)
    if system_needs.has_display(os.environ):
        yield Finding("display", State.OK, _("A window can be shown."))
    else:
        fix = _("Start the window from a desktop; the command line works without one.")
        yield Finding("display", State.WARNING, _("There is no display here."), fix)


def _installed(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split(".") if part.isdigit())


def _nearest_existing(path: Path) -> Path:
    """Return ``path``, or the nearest folder above it that is there."""
    place = path.absolute()
    while not place.exists():
        place = place.parent
    return place
