"""The Products page to import at: over a real till or a slow one, and hands to work it with."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLabel, QTableView, QWidget

from cashier.app.product_files import import_needs
from cashier.app.till import Till
from cashier.domain.product_file import FileForm
from cashier.domain.quantity import Percent
from cashier.operations.import_products import ImportProgress, ImportRequest, ImportSummary
from cashier.operations.look_at_file import FileLook, LookAtFile, OpenFile, RememberedColumns
from cashier.settings import Settings
from cashier.storage.product_csv_look import ProductFileLooker
from cashier.ui.controls.choice import Choice
from cashier.ui.frame.notice import Notice
from cashier.ui.frame.tasks import TaskOwner
from cashier.ui.imports.import_page import ImportPage
from cashier.ui.imports.import_presenter import (
    IMPORT_PRODUCTS,
    LOOK_INTO,
    SAVE_REFUSED,
    ImportNeeds,
    ImportPresenter,
)
from cashier.ui.imports.import_state import ImportPhase, ImportState
from cashier.ui.look.theme import Theme
from tests.fakes import FakeCatalogue

DATA = Path(__file__).parent.parent / "data"
W = TypeVar("W", bound=QWidget)
SIZE = (1058, 700)
DEFAULT = Settings().shop.tax.rates
_LEFT = Qt.MouseButton.LeftButton
_NONE = Qt.KeyboardModifier.NoModifier


class SlowImport:
    """An import that goes on when it is told to; cancelled it changes nothing."""

    def __init__(self, *answers: ImportSummary | Exception) -> None:
        self._answers = list(answers)
        self.may_end = asyncio.Event()
        self.requests: list[ImportRequest] = []
        self.cancelled = 0
        self.imported: list[ImportSummary] = []

    async def __call__(self, request: ImportRequest) -> ImportSummary:
        self.requests.append(request)
        try:
            await self.may_end.wait()
        except asyncio.CancelledError:
            self.cancelled += 1
            raise
        answer = self._answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        if not request.is_dry_run:
            self.imported.append(answer)
        return answer

    def tell(self, rows: int, done: int, total: int, *, is_reading: bool = True) -> None:
        """Tell the last who asked how far the import is."""
        on_progress = self.requests[-1].on_progress
        assert on_progress is not None
        on_progress(ImportProgress(rows, done, total, is_reading))


class ShortMemory:
    """Remembers columns until the test ends."""

    def __init__(self) -> None:
        self.known: dict[str, RememberedColumns] = {}

    async def recall(self, signature: str) -> RememberedColumns | None:
        return self.known.get(signature)

    async def remember(self, signature: str, columns: RememberedColumns) -> None:
        self.known[signature] = columns


class SlowLook:
    """A look that is answered when it may be; counts what was asked."""

    def __init__(self) -> None:
        self._look = LookAtFile(ProductFileLooker(), ShortMemory(), FakeCatalogue())
        self.may_answer = asyncio.Event()
        self.may_answer.set()
        self.asked: list[FileForm | None] = []

    async def __call__(self, open_file: OpenFile, currency: str) -> FileLook:
        self.asked.append(None)
        await self.may_answer.wait()
        return await self._look(open_file, currency)

    async def again(
        self, open_file: OpenFile, currency: str, form: FileForm, default_vat: Percent | None
    ) -> FileLook:
        self.asked.append(form)
        await self.may_answer.wait()
        return await self._look.again(open_file, currency, form, default_vat)

    async def remember(self, look: FileLook) -> None:
        await self._look.remember(look)


class Ticking:
    """A clock that goes on when it is told to."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


@dataclass
class ImportStage:
    """The page, who answers it, and what came out of it."""

    page: ImportPage
    presenter: ImportPresenter
    tasks: TaskOwner
    errors: list[Exception]
    states: list[ImportState] = field(default_factory=list)
    imported: list[ImportSummary] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)

    def is_at(self, phase: ImportPhase) -> bool:
        return self.presenter.state.phase is phase

    def find(self, kind: type[W], name: str) -> W:
        found = self.page.findChild(kind, name)
        assert found is not None, f"nothing called {name}"
        return found

    def text(self, name: str) -> str:
        return plain(self.find(QLabel, name).text())

    def figures(self) -> tuple[str, ...]:
        names = ("added", "updated", "unchanged", "refused")
        return tuple(self.text(f"import_{name}") for name in names)

    def is_seen(self, name: str) -> bool:
        return self.find(QWidget, name).isVisible()

    def refused(self) -> list[tuple[str, str]]:
        """The table of refused rows as it reads."""
        model = self.find(QTableView, "importTable").model()
        return [
            (str(model.index(row, 0).data()), str(model.index(row, 1).data()))
            for row in range(model.rowCount())
        ]

    def click(self, name: str) -> None:
        QTest.mouseClick(self.find(QWidget, name), _LEFT)

    def key(self, key: Qt.Key, held: Qt.KeyboardModifier = _NONE) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.page, key, held)

    def drop(self, *urls: QUrl | Path) -> bool:
        return drop_on(self.page, *urls)

    async def settled(self) -> None:
        """Return when nothing runs; its outcome is on the page then."""
        for _ in range(2):  # a look is followed by a check, and that by another look
            for name in (LOOK_INTO, IMPORT_PRODUCTS, SAVE_REFUSED):
                await self.tasks.settled(name)
                await asyncio.sleep(0)

    def choose(self, name: str, value: object) -> None:
        """Choose ``value`` in the list called ``name`` with the arrow keys."""
        choice = self.find(Choice, name)
        there = next(at for at in range(choice.count()) if choice.itemData(at) == value)
        choice.setFocus()
        while choice.currentIndex() != there:
            step = Qt.Key.Key_Down if choice.currentIndex() < there else Qt.Key.Key_Up
            QTest.keyClick(choice, step)

    def preview(self) -> list[str]:
        """Return the first rows of the file as they read."""
        model = self.find(QAbstractItemView, "importPreview").model()
        return [plain(str(model.index(row, 0).data())) for row in range(model.rowCount())]

    async def check(self, path: Path) -> None:
        assert self.drop(path)
        await self.settled()


def drop_on(page: QWidget, *urls: QUrl | Path) -> bool:
    """Drag files over the page and let them go there; return whether they were wanted."""
    data = mime(*urls)
    copy = Qt.DropAction.CopyAction
    enter = QDragEnterEvent(QPoint(40, 40), copy, data, _LEFT, _NONE)
    enter.setAccepted(False)
    QApplication.sendEvent(page, enter)
    if not enter.isAccepted():
        QApplication.sendEvent(page, QDragLeaveEvent())
        return False
    QApplication.sendEvent(page, QDropEvent(QPointF(40, 40), copy, data, _LEFT, _NONE))
    return True


def mime(*urls: QUrl | Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(one)) if isinstance(one, Path) else one for one in urls])
    return data


def plain(text: str) -> str:
    return text.replace("\u202f", " ").replace("\u00a0", " ")


def open_stage(theme: Theme, needs: Till | ImportNeeds, size: Sequence[int] = SIZE) -> ImportStage:
    """Show the page of a till, or of whoever does the work in its place."""
    errors: list[Exception] = []
    tasks = TaskOwner(errors.append)
    if isinstance(needs, Till):
        needs = import_needs(needs)
    presenter = ImportPresenter(needs, tasks)
    page = ImportPage(theme, presenter, QWidget())
    stage = ImportStage(page, presenter, tasks, errors)
    presenter.state_changed.connect(stage.states.append)
    presenter.imported.connect(stage.imported.append)
    presenter.noticed.connect(stage.notices.append)
    page.resize(*size)
    page.show()
    page.activateWindow()
    return stage


def needs_of(
    import_products: Callable[[ImportRequest], Awaitable[ImportSummary]],
    look: SlowLook | None = None,
    clock: Callable[[], float] = time.monotonic,
) -> ImportNeeds:
    """Return needs with an import of the test's own; files are looked into as they are."""

    async def saved_nowhere(
        open_file: OpenFile, form: FileForm, rows: Mapping[int, str], path: str
    ) -> None:
        raise AssertionError(path)

    return ImportNeeds(
        import_products, look or SlowLook(), saved_nowhere, "EUR", DEFAULT, clock=clock
    )


async def until(seen: Callable[[], bool]) -> None:
    """Wait until ``seen`` is true; the scenario's own end stops a wait for ever."""
    while not seen():  # noqa: ASYNC110 - what is waited for is on the screen, nobody tells
        await asyncio.sleep(0.005)
