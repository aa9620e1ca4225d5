"""The stage of the scripted sale: a demonstration shop and the window as it is always made."""

import asyncio
import contextlib
import sys
from collections.abc import Sequence
from pathlib import Path

import qasync
from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from cashier import translation
from cashier.app.demo_shop import demo_folder
from cashier.app.till import Till
from cashier.app.wiring import TillWindow
from cashier.demo.album import Album, Look
from cashier.demo.hands import Hands
from cashier.demo.script import ring_up

_PLAY_TIMEOUT_S = 300


def play(folder: Path, looks: Sequence[Look]) -> tuple[Path, ...]:
    """Play the sale and return the files it left in ``folder``, in order."""
    folder.mkdir(parents=True, exist_ok=True)
    qInstallMessageHandler(_on_message)
    known = QApplication.instance()
    app = known if isinstance(known, QApplication) else QApplication([])
    app.setQuitOnLastWindowClosed(False)  # the scene ends when all work has ended
    with contextlib.ExitStack() as stack:
        shop = stack.enter_context(demo_folder())
        loop = qasync.QEventLoop(app)
        asyncio.set_event_loop(loop)
        stack.callback(loop.close)
        till = Till.open(shop)
        stack.callback(till.close)
        translation.use(till.settings.shop.language)
        scene = _scene(till, folder, looks)
        files: tuple[Path, ...] = loop.run_until_complete(asyncio.wait_for(scene, _PLAY_TIMEOUT_S))
        return files


def _on_message(_kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
    """Pass on what Qt says, but for what the platform without a screen says about every window."""
    if not text.startswith("This plugin does not support"):
        sys.stderr.write(f"{text}\n")


async def _scene(till: Till, folder: Path, looks: Sequence[Look]) -> tuple[Path, ...]:
    stage = TillWindow(till, looks[0].appearance)
    stage.window.resize(looks[0].size)
    stage.show()
    hands = Hands(stage.window, folder, Album(folder, looks, stage.theme))
    try:
        await ring_up(hands)
    finally:
        stage.window.close()
        await stage.closed()
    return hands.left_behind
