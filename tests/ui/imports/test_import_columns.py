"""Saying what the columns of a file are: by the lists beside them, seen at once, and remembered."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit, QPushButton, QWidget

from cashier.app.till import Till
from cashier.domain.product_file import Column
from cashier.domain.quantity import Percent
from cashier.operations.import_products import ImportSummary
from cashier.ui.controls.choice import Choice
from cashier.ui.imports.import_state import ImportPhase
from cashier.ui.look.theme import Theme
from tests.ui.conftest import Run
from tests.ui.import_stage import (
    DATA,
    ImportStage,
    SlowImport,
    SlowLook,
    needs_of,
    open_stage,
    plain,
    until,
)

UNKNOWN = "SKU-NR;Wording;Net;Gross\n47700001;Juoda duona;1,07;1,29\n47700002;Pienas;0,82;0,99\n"
VAT_21 = Percent(21_000)


@pytest.fixture
def till(tmp_path: Path) -> Iterator[Till]:
    till = Till.open(tmp_path / "shop")
    yield till
    till.close()


@pytest.fixture
def unknown(tmp_path: Path) -> Path:
    file = tmp_path / "supplier.csv"
    file.write_text(UNKNOWN, encoding="utf-8")
    return file


def dearer(unknown: Path) -> None:
    unknown.write_text(UNKNOWN.replace("1,29", "1,39"), encoding="utf-8")


def outcome(stage: ImportStage) -> str:
    return stage.find(QWidget, "importOutcome").accessibleName()


def wrong(stage: ImportStage) -> list[int]:
    """Return the columns that are marked as wrong."""
    found = (stage.find(Choice, f"importColumnChoice{at}") for at in range(4))
    return [at for at, choice in enumerate(found) if choice.is_wrong]


async def choose(stage: ImportStage, name: str, value: object) -> None:
    stage.choose(name, value)
    await stage.settled()


def test_columns_of_an_unknown_supplier_are_named_and_imported(
    run: Run, theme: Theme, till: Till, unknown: Path
) -> None:
    async def scenario() -> None:
        stage = open_stage(theme, till)
        await stage.check(unknown)
        assert stage.is_at(ImportPhase.CHOOSING)
        assert "Say which column is the price with VAT" in outcome(stage)
        assert not stage.is_seen("importConfirmButton")
        assert stage.preview() == []
        await choose(stage, "importColumnChoice3", Column.PRICE)
        await choose(stage, "importColumnChoice1", Column.NAME)
        assert "Which VAT rate?" in outcome(stage)
        assert stage.preview()[0] == "Line 2: The VAT rate is missing, This row is refused."
        await choose(stage, "importVat", VAT_21)
        assert stage.preview()[0] == "Juoda duona, VAT 21 % · 47700001, 1.29 €"
        assert stage.figures() == ("2", "0", "0", "0")
        stage.click("importConfirmButton")
        await stage.settled()
        found = await till.catalogue.by_barcode("47700001")
        assert found is not None
        assert (found.name, found.price.text(), found.vat_rate) == ("Juoda duona", "1.29", VAT_21)

    run(scenario())


def test_the_next_file_of_the_same_supplier_is_taken_the_same_way(
    run: Run, theme: Theme, till: Till, unknown: Path
) -> None:
    async def scenario() -> None:
        stage = open_stage(theme, till)
        await stage.check(unknown)
        for name, value in (
            ("importColumnChoice3", Column.PRICE),
            ("importColumnChoice1", Column.NAME),
            ("importVat", VAT_21),
        ):
            await choose(stage, name, value)
        stage.click("importConfirmButton")
        await stage.settled()
        dearer(unknown)
        await stage.check(unknown)
        assert stage.is_at(ImportPhase.CHECKED)
        assert stage.figures() == ("0", "1", "1", "0")
        assert "as the last time" in stage.find(QLabel, "importColumnsHint").text()

    run(scenario())


def test_a_file_that_was_cancelled_is_not_remembered(
    run: Run, theme: Theme, till: Till, unknown: Path
) -> None:
    async def scenario() -> None:
        stage = open_stage(theme, till)
        await stage.check(unknown)
        await choose(stage, "importColumnChoice3", Column.PRICE)
        stage.click("importCancelButton")
        await stage.check(unknown)
        assert stage.is_at(ImportPhase.CHOOSING)

    run(scenario())


def test_two_columns_for_one_thing_are_refused_until_one_is_passed_over(
    run: Run, theme: Theme, till: Till
) -> None:
    async def scenario() -> None:
        stage = open_stage(theme, till)
        await stage.check(DATA / "supplier-cp1257.csv")
        await choose(stage, "importColumnChoice2", Column.NAME)
        assert wrong(stage) == [1, 2]
        assert "Two columns are taken for “Name”" in outcome(stage)
        assert "Two columns" in stage.find(QLabel, "importColumnsHint").text()
        assert not stage.is_seen("importConfirmButton")
        stage.key(Qt.Key.Key_F12)
        assert stage.is_at(ImportPhase.CHOOSING)
        await choose(stage, "importColumnChoice2", None)
        assert wrong(stage) == []
        assert stage.figures() == ("300", "0", "0", "0")
        stage.click("importConfirmButton")
        await stage.settled()
        assert await till.catalogue.categories() == []

    run(scenario())


def test_another_encoding_is_seen_at_once_and_back(run: Run, theme: Theme, till: Till) -> None:
    async def scenario() -> None:
        stage = open_stage(theme, till)
        await stage.check(DATA / "supplier-cp1257.csv")
        heading = stage.preview()
        await choose(stage, "importEncoding", "cp1251")
        assert stage.preview() != heading
        assert "Grupė" not in stage.find(QWidget, "importColumn2").findChildren(QLabel)[0].text()
        await choose(stage, "importEncoding", "cp1257")
        assert stage.preview() == heading
        assert stage.is_at(ImportPhase.CHECKED)

    run(scenario())


def test_another_delimiter_leaves_one_column_and_says_what_is_missing(
    run: Run, theme: Theme, till: Till
) -> None:
    async def scenario() -> None:
        stage = open_stage(theme, till)
        await stage.check(DATA / "supplier-cp1257.csv")
        await choose(stage, "importDelimiter", "|")
        assert stage.is_at(ImportPhase.CHOOSING)
        rows = stage.page.file.columns.rows
        assert len(rows) == 1
        await choose(stage, "importDelimiter", ";")
        assert stage.is_at(ImportPhase.CHECKED)
        assert len(stage.page.file.columns.rows) == 5

    run(scenario())


def test_a_heading_can_be_taken_for_a_product(run: Run, theme: Theme, till: Till) -> None:
    async def scenario() -> None:
        stage = open_stage(theme, till)
        await stage.check(DATA / "supplier-cp1257.csv")
        await choose(stage, "importHeading", 0)
        assert stage.page.file.columns.rows[0].choice.accessibleName() == "“Column 1” is"

    run(scenario())


def test_a_file_of_very_many_columns_is_shown_whole(
    run: Run, theme: Theme, till: Till, tmp_path: Path
) -> None:
    file = tmp_path / "wide.csv"
    more = [f"Column {at}" for at in range(60)]
    file.write_text(f"name;price;vat;{';'.join(more)}\nTea;1,00;21{';x' * 60}\n", "utf-8")

    async def scenario() -> None:
        stage = open_stage(theme, till)
        await stage.check(file)
        await until(lambda: len(stage.page.file.columns.rows) == 63)
        assert stage.figures() == ("1", "0", "0", "0")
        await stage.check(DATA / "supplier-cp1257.csv")
        assert len(stage.page.file.columns.rows) == 5

    run(scenario())


def test_how_prices_are_written_is_said(run: Run, theme: Theme, till: Till) -> None:
    async def scenario() -> None:
        stage = open_stage(theme, till)
        await stage.check(DATA / "supplier-cp1257.csv")
        assert stage.text("importDecimalNote") == "Prices are written with a decimal comma: 0,39."
        await stage.check(DATA / "products-5k.csv")
        assert "decimal point" in stage.text("importDecimalNote")

    run(scenario())


def test_the_hundred_thousand_are_taken_packed(run: Run, theme: Theme, till: Till) -> None:
    async def scenario() -> None:
        stage = open_stage(theme, till)
        await stage.check(DATA / "products-100k.csv.gz")
        assert stage.figures() == ("99 999", "0", "0", "1")
        assert stage.text("importFileLabel") == "products-100k.csv.gz (packed)"
        stage.click("importConfirmButton")
        await until(lambda: bool(stage.text("importPaceLabel")))
        stage.click("importCancelButton")
        await stage.settled()
        assert stage.is_at(ImportPhase.CHECKED)

    run(scenario())


def test_a_change_during_a_check_begins_it_anew_and_keeps_the_focus(run: Run, theme: Theme) -> None:
    async def scenario() -> None:
        slow = SlowImport(ImportSummary(added=300))
        stage = open_stage(theme, needs_of(slow))
        await until(stage.page.isActiveWindow)
        assert stage.drop(DATA / "supplier-cp1257.csv")
        await until(lambda: len(slow.requests) == 1)
        stage.choose("importColumnChoice2", None)
        await until(lambda: slow.cancelled == 1 and len(slow.requests) >= 2)
        assert QApplication.focusWidget() is stage.find(Choice, "importColumnChoice2")
        slow.may_end.set()
        await stage.settled()
        form = slow.requests[-1].form
        assert form is not None
        assert form.columns[2] is None
        assert stage.is_at(ImportPhase.CHECKED)
        assert all(one.is_dry_run for one in slow.requests)

    run(scenario())


def test_of_many_changes_the_last_one_counts(run: Run, theme: Theme) -> None:
    async def scenario() -> None:
        slow, look = SlowImport(*[ImportSummary(added=300)] * 3), SlowLook()
        slow.may_end.set()
        stage = open_stage(theme, needs_of(slow, look))
        await stage.check(DATA / "supplier-cp1257.csv")
        look.may_answer.clear()
        stage.choose("importColumnChoice2", None)
        stage.choose("importColumnChoice2", Column.UNIT)
        assert stage.is_at(ImportPhase.LOOKING)
        look.may_answer.set()
        await stage.settled()
        seen = stage.presenter.state.look
        assert seen is not None
        assert seen.form.columns[2] is Column.UNIT
        assert stage.is_at(ImportPhase.CHECKED)

    run(scenario())


@pytest.mark.parametrize("is_early", [True, False])
def test_a_look_is_cancelled(run: Run, theme: Theme, is_early: bool) -> None:
    async def scenario() -> None:
        look = SlowLook()
        look.may_answer.clear()
        stage = open_stage(theme, needs_of(SlowImport(), look))
        assert stage.drop(DATA / "supplier-cp1257.csv")
        if not is_early:
            await until(lambda: len(look.asked) == 1)
        stage.click("importCancelButton")
        await stage.settled()
        assert stage.is_at(ImportPhase.WAITING)
        assert len(look.asked) == (0 if is_early else 1)

    run(scenario())


def test_the_wheel_changes_no_column(run: Run, theme: Theme, till: Till) -> None:
    async def scenario() -> None:
        stage = open_stage(theme, till)
        await stage.check(DATA / "supplier-cp1257.csv")
        choice = stage.find(Choice, "importColumnChoice0")
        before = choice.value
        middle = QPointF(choice.rect().center())
        turned = QWheelEvent(
            middle, choice.mapToGlobal(middle), QPoint(), QPoint(0, -120),
            Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(choice, turned)
        assert choice.value is before

    run(scenario())


# The platform without a screen says so when a dialog opens.
@pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing)", extend=True)
def test_refused_rows_are_saved_as_a_list(
    run: Run, theme: Theme, till: Till, tmp_path: Path
) -> None:
    async def scenario() -> None:
        stage = open_stage(theme, till)
        await stage.check(DATA / "bad-rows.csv")
        stage.click("importShowRefused")
        stage.click("importSaveRefused")
        dialog = stage.page.save_dialog.dialog
        assert dialog is not None
        press_save(dialog, tmp_path / "mine.csv")
        await until(lambda: stage.page.save_dialog.dialog is None)
        await stage.settled()
        assert [plain(one.text) for one in stage.notices] == ["12 refused rows saved."]
        with (tmp_path / "mine.csv").open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file))
        assert rows[0][:3] == ["line", "why it is refused", "barcode"]
        assert rows[3][:4] == [
            "7",
            "The price “cheap” is not a number",
            "4770149209980",
            "Price is text",
        ]
        assert len(rows) == 13

    run(scenario())


def press_save(dialog: QFileDialog, path: Path) -> None:
    dialog.setDirectory(str(path.parent))
    field = dialog.findChild(QLineEdit, "fileNameEdit")
    assert field is not None
    field.selectAll()
    QTest.keyClicks(field, path.name)
    button = next(one for one in dialog.findChildren(QPushButton) if "Save" in one.text())
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
