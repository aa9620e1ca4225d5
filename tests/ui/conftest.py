"""What window tests get: the dressed application, a loop that runs Qt and asyncio together."""

import asyncio
import gc
from collections.abc import Callable, Coroutine, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from qasync import QEventLoop

from cashier.ui.look.theme import Appearance, Theme
from tests.ui.scan_desk import Desk, Keyboard

Run = Callable[[Coroutine[Any, Any, None]], None]


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    """Give a theme that outlives every window of the test."""
    made = Theme(Appearance.LIGHT)
    made.dress(qapp)
    yield made
    for window in [one for one in qapp.topLevelWidgets() if one.parent() is None]:
        window.close()
        window.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def run(qapp: QApplication) -> Iterator[Run]:
    """Run a scenario to its end; Qt's events and the tasks go on meanwhile."""
    loop = QEventLoop(qapp)
    asyncio.set_event_loop(loop)

    def to_the_end(scenario: Coroutine[Any, Any, None]) -> None:
        loop.run_until_complete(asyncio.wait_for(scenario, timeout=30))

    yield to_the_end
    loop.close()
    asyncio.set_event_loop(None)
    gc.collect()  # here, not by a storage thread in the middle of the next test


@pytest.fixture
def desk(qapp: QApplication, qtbot: QtBot) -> Iterator[Desk]:
    made = Desk(qapp)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.field.setFocus()
    yield made
    qapp.removeEventFilter(made.filter)


@pytest.fixture
def keyboard(qapp: QApplication) -> Keyboard:
    return Keyboard(qapp)
