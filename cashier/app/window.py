"""Runs the window: one event loop for Qt and asyncio, one owner of tasks, one way out."""

import argparse
import asyncio
import contextlib
import logging
import sys
from collections.abc import Sequence
from pathlib import Path

import qasync
from PySide6.QtWidgets import QApplication, QMessageBox

from cashier import translation
from cashier.app.demo_shop import demo_folder
from cashier.app.folder import default_folder, exit_code_for
from cashier.app.log import log_to, stop_logging
from cashier.app.till import Till
from cashier.app.wiring import TillWindow
from cashier.domain.errors import CashierError
from cashier.messages import Sentence, sentence_for
from cashier.ui import dialogs

_log = logging.getLogger(__name__)


def run_window(arguments: Sequence[str]) -> int:
    """Open the window on the data folder that ``arguments`` name; returns the exit code."""
    asked = _parser().parse_args(list(arguments))
    app = QApplication(sys.argv[:1])
    app.setApplicationName("Cashier")
    app.setDesktopFileName("cashier")
    app.setQuitOnLastWindowClosed(False)  # the window is closed when what it began has ended
    with contextlib.ExitStack() as stack:
        folder = stack.enter_context(demo_folder()) if asked.demo else asked.data_dir
        handler = log_to(folder)
        stack.callback(stop_logging, handler)
        loop = qasync.QEventLoop(app)
        asyncio.set_event_loop(loop)
        stack.callback(loop.close)
        return _run(loop, folder)


def _run(loop: asyncio.AbstractEventLoop, folder: Path) -> int:
    try:
        till = Till.open(folder)
    except CashierError as error:
        _log.warning("could not start: %s", error.code)
        sentence = sentence_for(error)
        sys.stderr.write(f"{sentence}\n")
        loop.run_until_complete(_tell(sentence))
        return exit_code_for(error)
    try:
        translation.use(till.settings.shop.language)
        loop.run_until_complete(show(till))
    finally:
        till.close()
    return 0


async def show(till: Till) -> None:
    """Show the window of ``till`` and return when it was closed and all work has ended."""
    window = TillWindow(till)
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(window.on_loop_error)
    window.show()
    await window.closed()


async def _tell(sentence: Sentence) -> None:
    box = QMessageBox(
        QMessageBox.Icon.Warning, "Cashier", sentence.message, QMessageBox.StandardButton.Close
    )
    box.setInformativeText(sentence.hint)
    await dialogs.ask(box)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="cashier", description="A counter till.")
    parser.add_argument("--demo", action="store_true", help="open a throw-away shop to try")
    parser.add_argument("--data-dir", type=Path, default=default_folder(), help="the data folder")
    return parser
