"""Keeps from the start what would cost it time and helps nobody; called before anything of ours.

Nothing here changes what the program does.
"""

import gc
import sys

import PySide6.QtWidgets  # noqa: F401 - what comes after it is what matters here


def prepare() -> None:
    """Load Qt, and import what comes after it without looking through it."""
    # What a start makes stays: there is nothing to collect until the window has its own collector.
    gc.disable()
    _spare_sources()


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
