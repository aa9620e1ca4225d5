"""What the page shows while an import takes its time, stops, or fails."""

import asyncio
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QProgressBar, QWidget

from cashier.domain.errors import DiskFullError
from cashier.operations.import_products import BadRow, ImportSummary
from cashier.ui.frame.notice import NoticeKind
from cashier.ui.imports.import_state import ImportPhase
from cashier.ui.look.theme import Theme
from tests.ui.conftest import Run
from tests.ui.import_stage import DATA, SlowImport, needs_of, open_stage, plain, until

LIST = DATA / "products-5k.csv"
MANY = ImportSummary(added=3_000, updated=2, unchanged=1, encoding="utf-8-sig", delimiter="\t")


def test_the_bar_goes_forward_only_and_words_say_what_is_done(run: Run, theme: Theme) -> None:
    async def scenario() -> None:
        slow = SlowImport(MANY, MANY)
        stage = open_stage(theme, needs_of(slow))
        bar = stage.find(QProgressBar, "importProgress")
        assert stage.drop(LIST)
        await until(lambda: len(slow.requests) == 1)
        slow.tell(1_200, 500, 1_000)
        assert (bar.value(), stage.text("importStepLabel")) == (500, "1 200 rows read")
        slow.may_end.set()
        await stage.settled()
        slow.may_end.clear()
        stage.click("importConfirmButton")
        await until(lambda: len(slow.requests) == 2)
        seen = [bar.value()]
        for done, is_reading in ((400, True), (1_000, True), (0, False), (500, False)):
            slow.tell(3_000, done, 1_000, is_reading=is_reading)
            seen.append(bar.value())
        assert seen == [0, 240, 600, 600, 800]
        assert "names in order" in stage.text("importStepLabel")
        slow.may_end.set()
        await stage.settled()
        assert [one.is_dry_run for one in slow.requests] == [True, False]
        assert not bar.isVisible()

    run(scenario())


def test_how_the_file_is_written_reads_like_words(run: Run, theme: Theme) -> None:
    async def scenario() -> None:
        slow = SlowImport(MANY)
        slow.may_end.set()
        stage = open_stage(theme, needs_of(slow))
        await stage.check(LIST)
        assert stage.find(QComboBox, "importEncoding").currentText() == "UTF-8"
        assert stage.find(QComboBox, "importDelimiter").currentText() == "commas"
        assert stage.find(QWidget, "import_added").accessibleName() == "New: 3\u202f000"

    run(scenario())


def test_a_double_tap_imports_once(run: Run, theme: Theme) -> None:
    async def scenario() -> None:
        slow = SlowImport(MANY, MANY)
        slow.may_end.set()
        stage = open_stage(theme, needs_of(slow))
        await stage.check(LIST)
        for _ in range(2):
            stage.click("importConfirmButton")
            stage.key(Qt.Key.Key_F12)
        await stage.settled()
        assert slow.imported == [MANY]
        assert stage.imported == [MANY]

    run(scenario())


def test_nothing_else_can_be_begun_while_a_file_is_worked_on(run: Run, theme: Theme) -> None:
    async def scenario() -> None:
        slow = SlowImport(MANY)
        stage = open_stage(theme, needs_of(slow))
        assert stage.drop(LIST)
        assert not stage.drop(LIST)
        assert not stage.find(QWidget, "importButton").isEnabled()
        stage.click("importButton")
        stage.key(Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
        assert stage.page.dialog.dialog is None
        slow.may_end.set()
        await stage.settled()
        assert len(slow.requests) == 1
        assert stage.find(QWidget, "importButton").isEnabled()

    run(scenario())


@pytest.mark.parametrize("is_early", [True, False])
def test_cancelling_a_check_forgets_the_file(run: Run, theme: Theme, is_early: bool) -> None:
    async def scenario() -> None:
        slow = SlowImport(MANY)
        stage = open_stage(theme, needs_of(slow))
        assert stage.drop(LIST)
        if not is_early:
            await until(lambda: len(slow.requests) == 1)
        stage.click("importCancelButton")
        assert stage.find(QAbstractButton, "importCancelButton").text() == "Stopping…"
        stage.key(Qt.Key.Key_Escape)
        await stage.settled()
        assert stage.is_at(ImportPhase.WAITING)
        assert slow.cancelled == (0 if is_early else 1)
        slow.may_end.set()
        await stage.check(LIST)
        assert stage.is_at(ImportPhase.CHECKED)

    run(scenario())


def test_escape_cancels_an_import_and_the_file_stays_checked(run: Run, theme: Theme) -> None:
    async def scenario() -> None:
        slow = SlowImport(MANY, MANY)
        slow.may_end.set()
        stage = open_stage(theme, needs_of(slow))
        await until(stage.page.isActiveWindow)
        stage.find(QWidget, "importButton").setFocus()
        await stage.check(LIST)
        slow.may_end.clear()
        stage.key(Qt.Key.Key_F12)
        await until(lambda: len(slow.requests) == 2)
        assert QApplication.focusWidget() is stage.find(QWidget, "importCancelButton")
        stage.key(Qt.Key.Key_Escape)
        await stage.settled()
        assert (slow.cancelled, slow.imported) == (1, [])
        assert QApplication.focusWidget() is stage.find(QWidget, "importConfirmButton")
        stage.key(Qt.Key.Key_Escape)
        assert stage.is_at(ImportPhase.WAITING)
        assert QApplication.focusWidget() is stage.find(QWidget, "importButton")

    run(scenario())


def test_progress_that_comes_late_is_not_shown(run: Run, theme: Theme) -> None:
    async def scenario() -> None:
        slow = SlowImport(MANY)
        slow.may_end.set()
        stage = open_stage(theme, needs_of(slow))
        await stage.check(LIST)
        slow.tell(1, 1, 2)
        assert stage.is_at(ImportPhase.CHECKED)
        assert stage.presenter.state.progress is None

    run(scenario())


def test_a_full_disk_is_told_on_the_page_and_wherever_the_cashier_is(
    run: Run, theme: Theme
) -> None:
    async def scenario() -> None:
        slow = SlowImport(MANY, DiskFullError())
        slow.may_end.set()
        stage = open_stage(theme, needs_of(slow))
        await stage.check(LIST)
        stage.click("importConfirmButton")
        await stage.settled()
        assert "disk is full" in stage.find(QWidget, "importOutcome").accessibleName()
        assert [one.kind for one in stage.notices] == [NoticeKind.ERROR]
        assert (stage.imported, stage.errors) == ([], [])

    run(scenario())


def test_a_defect_goes_to_the_owner_of_the_task_and_the_page_is_usable(
    run: Run, theme: Theme
) -> None:
    async def scenario() -> None:
        slow = SlowImport(ZeroDivisionError(), MANY)
        slow.may_end.set()
        stage = open_stage(theme, needs_of(slow))
        await stage.check(LIST)
        assert [type(one) for one in stage.errors] == [ZeroDivisionError]
        assert stage.is_at(ImportPhase.WAITING)
        await stage.check(LIST)
        assert stage.is_at(ImportPhase.CHECKED)

    run(scenario())


def test_of_very_many_refused_rows_the_first_are_listed(run: Run, theme: Theme) -> None:
    async def scenario() -> None:
        bad = tuple(BadRow(line, "name-missing") for line in range(2, 10_002))
        slow = SlowImport(ImportSummary(added=1, bad=bad, bad_count=123_456))
        slow.may_end.set()
        stage = open_stage(theme, needs_of(slow))
        await stage.check(Path(LIST))
        assert stage.text("import_refused") == "123 456"
        assert len(stage.refused()) == 10_000
        assert "The first 10 000 are listed." in stage.text("importMoreLabel")
        view = stage.find(QAbstractButton, "importShowRefused")
        assert plain(view.text()) == "Refused rows (123 456)"

    run(scenario())


def test_the_state_stays_when_nobody_looks(run: Run, theme: Theme) -> None:
    async def scenario() -> None:
        slow = SlowImport(MANY, MANY)
        slow.may_end.set()
        stage = open_stage(theme, needs_of(slow))
        await stage.check(LIST)
        slow.may_end.clear()
        stage.click("importConfirmButton")
        stage.page.hide()
        await until(lambda: len(slow.requests) == 2)
        slow.may_end.set()
        await stage.settled()
        await asyncio.sleep(0)
        stage.page.show()
        assert slow.cancelled == 0
        assert stage.figures() == ("3 000", "2", "1", "0")
        assert stage.find(QWidget, "importOutcome").isVisible()

    run(scenario())
