"""Demonstration shops to open a window on, and the window itself inside the test's process."""

import asyncio
import shutil
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from qasync import QEventLoop

from cashier.app.demo_shop import furnish
from cashier.app.till import Till
from cashier.app.wiring import TillWindow
from cashier.ui.look.theme import Appearance
from tests.app.scenes import Stage
from tests.hands import Hands

Scene = Callable[[Stage], Awaitable[None]]


@pytest.fixture(scope="session")
def demo_shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A furnished shop that no test opens."""
    folder = tmp_path_factory.mktemp("demo") / "shop"
    folder.mkdir()
    furnish(folder)
    return folder


@pytest.fixture
def shop(demo_shop: Path, tmp_path: Path) -> Path:
    """A furnished shop of the test's own."""
    folder = tmp_path / "shop"
    shutil.copytree(demo_shop, folder)
    return folder


@pytest.fixture
def play(qapp: QApplication) -> Callable[..., None]:
    """Open the window on a folder, play a scene in it, close it; nothing may go unnoticed."""

    def run(folder: Path, scene: Scene, guard_ms: int = 0) -> None:
        qapp.setQuitOnLastWindowClosed(False)
        loop = QEventLoop(qapp)
        asyncio.set_event_loop(loop)
        till = Till.open(folder)
        try:
            loop.run_until_complete(_played(till, scene, guard_ms))
        finally:
            till.close()
            loop.close()
            asyncio.set_event_loop(None)

    return run


async def _played(till: Till, scene: Scene, guard_ms: int) -> None:
    problems: list[object] = []

    def note(_loop: object, context: dict[str, Any]) -> None:
        problems.append(context)

    window = TillWindow(till, Appearance.LIGHT, guard_ms)
    asyncio.get_running_loop().set_exception_handler(note)
    window.window.resize(1366, 768)
    window.show()
    window.window.activateWindow()
    stage = Stage(window, Hands(window), lambda **_what: None)
    await stage.hands.page("sellPage")
    await stage.hands.until(window.window.isActiveWindow, "the window has the keyboard")
    try:
        await scene(stage)
    finally:
        window.window.close()
        await window.closed()
        # A process has one window; a test's process has many, and each filters all input.
        window.deleteLater()
    assert not problems
