"""The stage of the scripted sale: a demonstration shop and the window as it is always made."""

import asyncio
import contextlib
import sys
import tempfile
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

import qasync
from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from cashier import translation
from cashier.app.demo_shop import demo_folder
from cashier.app.first_start_due import is_first_start
from cashier.app.till import Till
from cashier.app.wiring import TillWindow
from cashier.demo.album import Album, Look
from cashier.demo.hands import Hands
from cashier.demo.script import ring_up, start

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
        new = Till.open(Path(stack.enter_context(tempfile.TemporaryDirectory())) / "new shop")
        stack.callback(new.close)
        album = Album(folder, looks)
        for opened, scene in ((till, ring_up), (new, start)):
            played = _play(opened, album, scene)
            loop.run_until_complete(asyncio.wait_for(played, _PLAY_TIMEOUT_S))
        return tuple(album.files)


def _on_message(_kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
    """Pass on what Qt says, but for what the platform without a screen says about every window."""
    if not text.startswith("This plugin does not support"):
        sys.stderr.write(f"{text}\n")


async def _play(till: Till, album: Album, scene: Callable[[Hands], Awaitable[None]]) -> None:
    look = album.looks[0]
    stage = TillWindow(till, look.appearance)
    stage.window.resize(look.size)
    stage.show()
    if await is_first_start(till):
        stage.begin_first_start()
    album.follow(stage.theme)
    try:
        await scene(Hands(stage.window, album))
    finally:
        stage.window.close()
        await stage.closed()
