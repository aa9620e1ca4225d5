"""Runs the window: one event loop for Qt and asyncio, one owner of tasks, one way out."""

import argparse
import asyncio
import contextlib
import gc
import logging
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import qasync
from PySide6.QtWidgets import QApplication, QMessageBox
from typing_extensions import override

from cashier import translation
from cashier.app.beside_selling import BesideSelling
from cashier.app.defects import Defects
from cashier.app.ending import OrderlyEnding
from cashier.app.first_start_due import is_first_start
from cashier.app.folder import DEFECT, DONE, WRONG, default_folder, exit_code_for
from cashier.app.log import log_to, stop_logging
from cashier.app.open_mark import OpenMark
from cashier.app.till import Till
from cashier.app.wiring import TillWindow
from cashier.domain.errors import CashierError
from cashier.messages import Sentence, sentence_for
from cashier.resources import resource
from cashier.translation import _
from cashier.ui.frame import dialogs

_log = logging.getLogger(__name__)


def run_window(arguments: Sequence[str]) -> int:
    """Open the window on the data folder that ``arguments`` name; returns the exit code."""
    asked = _parser().parse_args(list(arguments))
    app = QApplication(sys.argv[:1])
    app.setApplicationName("Cashier")
    app.setDesktopFileName("cashier")
    app.setQuitOnLastWindowClosed(False)  # the window is closed when what it began has ended
    with contextlib.ExitStack() as stack:
        ending = stack.enter_context(OrderlyEnding())
        loop = qasync.QEventLoop(app)
        asyncio.set_event_loop(loop)
        stack.callback(loop.close)
        try:
            folder = stack.enter_context(_demo_folder()) if asked.demo else _named(asked.data_dir)
            stack.callback(stop_logging, log_to(folder))
            return _run(loop, folder, ending)
        except CashierError as error:
            _log.info("could not start: %s", error.code)
            return _refuse(loop, sentence_for(error), exit_code_for(error))
        except Exception as error:  # noqa: BLE001 - no traceback on a screen, whatever it is
            _log.info("could not start", exc_info=error)
            return _refuse(loop, _sentence_for_defect(error), DEFECT)


def _demo_folder() -> contextlib.AbstractContextManager[Path]:
    from cashier.app.demo_shop import demo_folder  # noqa: PLC0415 - a shop of one's own needs none

    return demo_folder()


def _run(loop: asyncio.AbstractEventLoop, folder: Path, ending: OrderlyEnding) -> int:
    while _opened_and_closed(loop, folder, ending):
        gc.collect()  # the window that is gone, here on its own thread
        _log.info("opened again: something of the shop is another")
    return DONE


def _opened_and_closed(
    loop: asyncio.AbstractEventLoop, folder: Path, ending: OrderlyEnding
) -> bool:
    """Open the shop until its window is closed; return whether it is to be opened again."""
    till = Till.open(folder)
    try:
        _speak(till.settings.shop.language)
        with OpenMark(till.folder) as mark:
            return loop.run_until_complete(show(till, ending, fell=mark.was_left))
    finally:
        till.close()


def _speak(language: str) -> None:
    translation.use(language)
    app = QApplication.instance()
    has_spoken_another = "cashier.ui.look.qt_texts" in sys.modules
    if (language != "en" or has_spoken_another) and isinstance(app, QApplication):
        from cashier.ui.look import qt_texts  # noqa: PLC0415 - English is what Qt speaks anyway

        qt_texts.speak(app, language)


async def show(till: Till, ending: OrderlyEnding, *, fell: bool = False) -> bool:
    """Show the window of ``till`` and return when it was closed and all work has ended.

    Returns whether somebody wants it opened again, and nobody wants the program to end.
    """
    window = TillWindow(till)
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(window.on_loop_error)
    window.window.fill_screen()
    with Defects(window.report):
        await window.prepare()
        is_first = await is_first_start(till)
        # From here to where it waits to be closed nothing is awaited: it may be closed at any time.
        window.show()
        if is_first:
            window.begin_first_start()
        if fell:
            window.tell_of_the_fall()
        BesideSelling(till, window).begin()
        if ending.is_asked:
            window.window.close()
        await window.closed()
    return window.is_to_reopen and not ending.is_asked


def _refuse(loop: asyncio.AbstractEventLoop, sentence: Sentence, code: int) -> int:
    sys.stderr.write(f"{sentence}\n")
    sys.stderr.flush()
    loop.run_until_complete(_tell(sentence))
    return code


def _sentence_for_defect(error: Exception) -> Sentence:
    """Name what is missing of the program itself, as after half an update; else nothing more."""
    named = getattr(error, "filename", None)
    if isinstance(error, FileNotFoundError) and named and resource() in Path(named).parents:
        missing = Path(named).relative_to(resource()).as_posix()
        message = _("The program is not complete: {file} is missing. The data is untouched.")
        hint = _("Install the program again.")
        return Sentence("incomplete", message.format(file=missing), hint)
    return sentence_for(error)


async def _tell(sentence: Sentence) -> None:
    box = QMessageBox(
        QMessageBox.Icon.Warning, "Cashier", sentence.message, QMessageBox.StandardButton.Close
    )
    box.setInformativeText(sentence.hint)
    await dialogs.ask(box)


class _Parser(argparse.ArgumentParser):
    """Answers a wrong option with a sentence, as the commands do."""

    @override
    def error(self, message: str) -> NoReturn:
        text = _("The command cannot be used like that: {what}. Nothing was changed.")
        hint = _("“{command} --help” shows what there is.").format(command=self.prog)
        self.exit(WRONG, f"{text.format(what=message)} {hint}\n")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="cashier", description="A counter till.", allow_abbrev=False)
    parser.add_argument("--demo", action="store_true", help="open a throw-away shop to try")
    parser.add_argument("--data-dir", type=_folder, help="the shop's data folder")
    return parser


def _named(folder: Path | None) -> Path:
    return default_folder() if folder is None else folder


def _folder(text: str) -> Path:
    """Refuse an empty name: it would mean whatever folder one happens to be in."""
    if not text.strip():
        raise argparse.ArgumentTypeError(_("a folder must be named"))
    return Path(text)
