"""The real window in a process of its own, played by input events: for tests that end it hard.

Called with the name of a scene, then with what ``cashier`` itself is called with. What the scene
reaches it tells on standard output, one JSON line each; when it is over the window stays as it is.
"""

import asyncio
import json
import os
import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QMessageBox
from typing_extensions import override

from cashier.app import window
from cashier.app.till import Till
from cashier.app.wiring import TillWindow
from tests.app import closing_scenes, scenes
from tests.app.scenes import Stage
from tests.hands import Hands

SCENES = scenes.SCENES | closing_scenes.SCENES


def tell(**what: object) -> None:
    """Say it to the parent in one write, which a kill cannot cut in two."""
    os.write(1, (json.dumps(what) + "\n").encode())


class DrivenWindow(TillWindow):
    """The window with a hand that begins to play as soon as it is shown."""

    def __init__(self, till: Till) -> None:
        super().__init__(till, guard_ms=0)  # the hand waits for what it sees, never for a time

    @override
    def show(self) -> None:
        super().show()
        self.window.resize(1366, 768)
        self.window.activateWindow()
        self._hand = asyncio.get_running_loop().create_task(self._play())

    async def _play(self) -> None:
        try:
            stage = Stage(self, Hands(self), tell)
            await stage.hands.until(lambda: self.window.page is not None, "a page")
            await SCENES[sys.argv[1]](stage)
        except Exception as error:
            tell(failed=repr(error))
            raise
        tell(at="end")


class AnsweredBox(QMessageBox):
    """The message of a start that failed: told, and closed by its button."""

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        tell(at="box", text=self.text(), hint=self.informativeText())
        QTimer.singleShot(0, self.button(QMessageBox.StandardButton.Close).click)


def main() -> int:
    """Run the window as the program does, with the hand in it."""
    vars(window)["TillWindow"] = DrivenWindow
    vars(window)["QMessageBox"] = AnsweredBox
    tell(pid=os.getpid(), cwd=str(Path.cwd()))
    return window.run_window(sys.argv[2:])


if __name__ == "__main__":
    sys.exit(main())
