"""Plays the scripted sale: ``python -m cashier.demo [FOLDER]``."""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from cashier import system_needs

_THEMES = ("light", "dark")
_SIZES = ((1366, 768), (1024, 768), (1920, 1080))


def main(arguments: Sequence[str] | None = None) -> int:
    """Play the sale; returns 0 when every step was seen on the screen."""
    asked = _parser().parse_args(arguments)
    if not system_needs.has_display(os.environ):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtCore import QSize  # noqa: PLC0415 - Qt reads its platform when it starts

    from cashier.demo.album import Look  # noqa: PLC0415
    from cashier.demo.stage import play  # noqa: PLC0415
    from cashier.ui.look.theme import Appearance  # noqa: PLC0415

    themes = [Appearance(name) for name in asked.theme or _THEMES]
    looks = [Look(theme, QSize(*size)) for size in asked.size or _SIZES for theme in themes]
    for path in play(asked.folder, looks):
        sys.stdout.write(f"{path}\n")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m cashier.demo", description="Ring up a scripted sale and keep its pictures."
    )
    parser.add_argument("folder", nargs="?", type=Path, default=Path("build/demo"))
    parser.add_argument("--theme", choices=_THEMES, action="append", help="all where none is named")
    parser.add_argument("--size", type=_size, action="append", metavar="WIDTHxHEIGHT")
    return parser


def _size(text: str) -> tuple[int, int]:
    width, _, height = text.partition("x")
    return int(width), int(height)


if __name__ == "__main__":
    sys.exit(main())
