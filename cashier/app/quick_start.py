"""Keeps from the start what would cost it time and helps nobody; called before anything of ours.

Nothing here changes what the program does.
"""

import importlib
import sys

import PySide6.QtWidgets  # noqa: F401 - what comes after it is what matters here

from cashier.app.kept_methods import KeptMethods

_methods = KeptMethods()


def prepare() -> None:
    """Load Qt, and import what comes after it without looking through it."""
    _spare_sources()
    _methods.use()


def keep() -> None:
    """Keep what this start had to compile, where Python may keep what it compiles."""
    if not sys.dont_write_bytecode:
        _methods.keep()


def keep_ahead() -> None:
    """Compile and keep what a start needs, for an installation."""
    prepare()
    for module in ("cashier.app.window", "cashier.app.pages"):
        importlib.import_module(module)
    _methods.keep()


def _spare_sources() -> None:
    """Let Qt for Python take each module for one of its users, unread.

    It reads the source of every module imported after it for its own name, and keeps the source:
    a third of the time that our modules take to import, and some MiB.
    """
    feature = sys.modules.get("shibokensupport.feature")
    if hasattr(feature, "_mod_uses_pyside"):
        vars(feature)["_mod_uses_pyside"] = _is_user


def _is_user(_module: object) -> bool:
    return True
