"""Brings ``.venv`` in the checkout to what the project asks for; quick when it already is.

Standard library only. A stamp says that everything was installed for these very pins; a mark says
that an installation was begun, so that an interrupted one is thrown away and not trusted.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(CHECKOUT))

from cashier import system_needs  # noqa: E402 - found only after the line above

VENV = CHECKOUT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "cashier-is-set-up"
BEGUN = VENV / "cashier-set-up-begun"
# Relative, because pip and uv split what they read from the environment at spaces.
CONSTRAINTS = "packaging/constraints.txt"
SOURCES = (CHECKOUT / "pyproject.toml", CHECKOUT / CONSTRAINTS, Path(__file__))
# What builds the checkout is pinned too; pip before 25.3 knows only the first of these names.
PINNED_BUILD = dict.fromkeys(
    ("PIP_CONSTRAINT", "PIP_BUILD_CONSTRAINT", "UV_BUILD_CONSTRAINT"), CONSTRAINTS
)


def main() -> int:
    wanted = fingerprint()
    if is_set_up(wanted):
        compile_sources()
        return 0
    if system_needs.main([]) != 0:
        return 1
    if not is_usable():
        make_environment()
    BEGUN.touch()
    STAMP.unlink(missing_ok=True)
    install()
    compile_sources()
    STAMP.write_text(wanted, encoding="utf-8")
    BEGUN.unlink()
    return 0


def fingerprint() -> str:
    """Return a text that changes with the pins and with the checkout's place."""
    digest = hashlib.sha256(str(CHECKOUT).encode())
    for path in SOURCES:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def is_set_up(wanted: str) -> bool:
    stamped = STAMP.exists() and STAMP.read_text(encoding="utf-8") == wanted
    return stamped and runs([PYTHON, "-c", "import cashier, PySide6, pytest"])


def is_usable() -> bool:
    """Say whether an environment found here can be installed into; a half-made one cannot."""
    return not BEGUN.exists() and runs([PYTHON, "-c", _IS_NEW_ENOUGH])


def make_environment() -> None:
    say("Making the environment in .venv")
    if VENV.exists():
        shutil.rmtree(VENV)
    uv = shutil.which("uv")
    if uv:
        run([uv, "venv", "--quiet", "--seed", "--python", sys.executable, str(VENV)])
    else:
        run([sys.executable, "-m", "venv", str(VENV)])


def install() -> None:
    """Install the pins and the checkout itself, which stays where it is (editable)."""
    say("Installing the pinned dependencies (the first time takes a few minutes)")
    run([*_installer(), "--constraint", CONSTRAINTS, "--editable", ".[dev]"])


def compile_sources() -> None:
    """Compile the checkout as an installation is: a start must not wait for the compiler.

    Python itself would keep what it compiled, but not where the environment forbids it.
    """
    run([str(PYTHON), "-m", "compileall", "-q", "cashier"])
    runs([PYTHON, "-c", "from cashier.app import quick_start; quick_start.keep_ahead()"])


def runs(command: list[str | Path]) -> bool:
    try:
        return (
            subprocess.run(command, capture_output=True, check=False, cwd=CHECKOUT).returncode == 0
        )
    except OSError:
        return False


def run(command: list[str]) -> None:
    try:
        subprocess.run(command, check=True, cwd=CHECKOUT, env={**os.environ, **PINNED_BUILD})
    except subprocess.CalledProcessError as failure:
        say(f"This failed: {' '.join(command)}")
        say("Nothing outside .venv was changed. See the lines above, then make again.")
        raise SystemExit(failure.returncode) from None


def say(sentence: str) -> None:
    print(f"cashier set-up: {sentence}", flush=True)


_IS_NEW_ENOUGH = (
    f"import sys, venv; sys.exit(sys.version_info < {system_needs.OLDEST_PYTHON}"
    " or sys.prefix == sys.base_prefix)"
)


def _installer() -> list[str]:
    uv = shutil.which("uv")
    if uv:
        return [uv, "pip", "install", "--quiet", "--compile-bytecode", "--python", str(PYTHON)]
    if not runs([PYTHON, "-m", "pip", "--version"]):
        run([str(PYTHON), "-m", "ensurepip", "--upgrade"])
    return [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]


if __name__ == "__main__":
    sys.exit(main())
