"""The window at 100,000 products beside a bare window and a frame of the screen.

All of it on an X server of its own without a window manager. The limit of a start is a bare PySide6
window, measured in turns with ours; ours counts from the start of the process to the repaint caused
by a scan that was sent as soon as the window was mapped.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.till_window import chosen, make_shop, rows
from benchmarks.window_start import Start, difference, start
from benchmarks.x_screen import Screen, is_there, x_server

ROUNDS = 9
START_AIM, MEMORY_AIM, RECEIPT_AIM = 2.5, 2.0, 2.3
MIB = 1 << 20
BARE = """
import sys
from PySide6 import QtWidgets
application = QtWidgets.QApplication(sys.argv)
window = QtWidgets.QMainWindow()
window.setWindowTitle("bare window")
window.setCentralWidget(QtWidgets.QLabel("Hello"))
window.resize(1024, 768)
window.show()
sys.exit(application.exec())
"""
# To the payment, exactly what is due, finish.
TO_THE_RECEIPT = ("F12", "=", "F12")


def main() -> None:
    """Print each figure beside its limit; without an X server to start say so."""
    if not is_there():
        print("The window is not measured: there is no Xvfb (or no libXtst) on this machine.")
        return
    compile_as_installed()
    with (
        tempfile.TemporaryDirectory(prefix="window-", dir=Path.cwd()) as name,
        x_server() as display,
    ):
        shop = Path(name) / "shop"
        make_shop(shop, rows())
        starts(Path(name), display)
        inside(shop, display)


def compile_as_installed() -> None:
    """Compile our modules as the bare window's are: the environment may forbid to keep them."""
    for command in (
        ("-m", "compileall", "-q", "cashier"),
        ("-c", "from cashier.app import quick_start; quick_start.keep_ahead()"),
    ):
        subprocess.run([sys.executable, *command], check=True)


def starts(folder: Path, display: str) -> None:
    """Start the bare window and ours in turns."""
    screen = Screen(display)
    scan = next(row["barcode"] for row in chosen(20) if row["barcode"].isdigit()) + "\n"
    of_ours = _Ours(folder, screen, display)
    of_bare: Callable[[], Start] = lambda: start(_python("-c", BARE), screen, display)  # noqa: E731 - named for what follows
    of_bare(), of_ours()  # neither is to be the first that reads its files
    changed = difference(of_ours().last, of_ours(scan).last)
    pairs = [(of_ours(scan), of_bare()) for _ in range(ROUNDS)]
    sold = of_ours(scan, *TO_THE_RECEIPT)
    screen.close()
    line(
        "start to painted scan",
        [(one.shown(changed) * 1e3, bare.settled * 1e3) for one, bare in pairs],
        START_AIM,
        "ms",
    )
    resident = [(one.resident[0] / MIB, bare.resident[0] / MIB) for one, bare in pairs]
    line("resident then", resident, MEMORY_AIM, "MiB")
    limit = statistics.median(bare for _, bare in resident)
    line("resident after the first receipt", [(sold.resident[-1] / MIB, limit)], RECEIPT_AIM, "MiB")


class _Ours:
    """Starts our window on a fresh copy of the shop."""

    def __init__(self, folder: Path, screen: Screen, display: str) -> None:
        self._folder = folder
        self._screen = screen
        self._display = display

    def __call__(self, *steps: str) -> Start:
        copy = self._folder / "copy"
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(self._folder / "shop", copy)
        command = _python("-m", "cashier", "--data-dir", str(copy))
        return start(command, self._screen, self._display, *steps)


def inside(shop: Path, display: str) -> None:
    """Measure what happens in the window, in a process of its own."""
    kept = {name: value for name, value in os.environ.items() if name != "QT_QPA_PLATFORM"}
    code = f"from benchmarks.window_inside import main; main({str(shop)!r})"
    sys.stdout.flush()
    subprocess.run(_python("-c", code), check=True, env={**kept, "DISPLAY": display})


def line(what: str, pairs: Sequence[tuple[float, float]], aim: float, unit: str) -> None:
    """Print medians and the median ratio of the pairs."""
    ours, limit = (statistics.median(side) for side in zip(*pairs, strict=True))
    ratio = statistics.median(mine / theirs for mine, theirs in pairs)
    verdict = "reached" if ratio <= aim else "NOT reached"
    print(
        f"{what}: {ours:.1f} {unit}, limit (bare window) {limit:.1f} {unit}, "
        f"ratio {ratio:.2f}, aim {aim:.1f} {verdict}"
    )


def _python(*arguments: str) -> list[str]:
    return [sys.executable, *arguments]


if __name__ == "__main__":
    main()
