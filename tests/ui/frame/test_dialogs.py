"""A question is awaited: the rest of the program goes on while it is open."""

import asyncio

import shiboken6
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from cashier.ui.frame.dialogs import Question, ask
from cashier.ui.frame.tasks import TaskOwner
from cashier.ui.look.theme import Theme
from tests.ui.conftest import Run
from tests.ui.sell_stage import child


def question(theme: Theme, parent: QWidget) -> Question:
    made = Question(theme, parent, text="Close the day?", hint="The next sale opens another.")
    return made.with_buttons("Close day", "Not now")


def test_other_work_goes_on_while_a_question_is_open(theme: Theme, run: Run) -> None:
    async def scenario() -> None:
        parent = QWidget()
        parent.show()
        dialog = question(theme, parent)
        steps: list[str] = []

        async def work() -> None:
            for step in ("one", "two", "three"):
                await asyncio.sleep(0)
                steps.append(step)
            QTest.mouseClick(child(dialog, QPushButton, "yesButton"), Qt.MouseButton.LeftButton)

        answer, _ = await asyncio.gather(ask(dialog), work())
        assert answer
        assert steps == ["one", "two", "three"]
        parent.deleteLater()

    run(scenario())


def test_escape_is_no(theme: Theme, run: Run) -> None:
    async def scenario() -> None:
        parent = QWidget()
        parent.show()
        dialog = question(theme, parent)

        async def work() -> None:
            await asyncio.sleep(0)
            QTest.keyClick(dialog, Qt.Key.Key_Escape)

        answer, _ = await asyncio.gather(ask(dialog), work())
        assert not answer
        parent.deleteLater()

    run(scenario())


def test_a_cancelled_question_closes_without_a_trace(
    theme: Theme, run: Run, qapp: QApplication
) -> None:
    async def scenario() -> None:
        parent = QWidget()
        parent.show()
        dialog = question(theme, parent)
        tasks = TaskOwner(_fail)

        async def work() -> None:
            await ask(dialog)

        tasks.start("ask", work)
        await asyncio.sleep(0)
        assert dialog.isVisible()
        await tasks.cancel_all()
        qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        assert not shiboken6.isValid(dialog)
        parent.deleteLater()

    run(scenario())


def _fail(error: Exception) -> None:
    raise AssertionError from error
