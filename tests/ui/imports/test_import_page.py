"""Importing on the page by drops, taps and keys, over a real till and its real files."""

import asyncio
import gzip
import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QFileDialog,
    QLineEdit,
    QPushButton,
    QWidget,
)

from cashier.app.till import Till
from cashier.ui.imports.import_state import ImportPhase
from cashier.ui.look.theme import Appearance, Theme
from tests.ui.conftest import Run
from tests.ui.import_stage import DATA, ImportStage, open_stage, until

_CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def till(tmp_path: Path) -> Iterator[Till]:
    till = Till.open(tmp_path / "shop")
    yield till
    till.close()


def told(stage: ImportStage, *names: str) -> tuple[str, ...]:
    """Return what fields of choice show."""
    return tuple(stage.find(QComboBox, name).currentText() for name in names)


def generations(till: Till) -> list[str]:
    return sorted(path.name for path in till.folder.glob("catalogue-*"))


@pytest.mark.parametrize(
    ("file", "written"),
    [
        (("products-5k.csv", "5 000"), ("UTF-8", "commas")),
        (("supplier-cp1257.csv", "300"), ("Windows-1257", "semicolons")),
    ],
)
def test_a_file_is_dropped_looked_through_and_imported(
    run: Run, theme: Theme, till: Till, file: tuple[str, str], written: tuple[str, str]
) -> None:
    async def scenario() -> None:
        name, count = file
        stage = open_stage(theme, till)
        await stage.check(DATA / name)
        assert stage.figures() == (count, "0", "0", "0")
        assert told(stage, "importEncoding", "importDelimiter") == written
        assert await till.catalogue.count() == 0
        confirm = stage.find(QAbstractButton, "importConfirmButton")
        assert confirm.text().replace("\u202f", " ") == f"Import {count} products"
        stage.click("importConfirmButton")
        await stage.settled()
        assert stage.is_at(ImportPhase.IMPORTED)
        assert stage.figures() == (count, "0", "0", "0")
        assert await till.catalogue.count() == int(count.replace(" ", ""))
        assert [one.added for one in stage.imported] == [await till.catalogue.count()]
        assert [one.text.replace("\u202f", " ") for one in stage.notices] == [
            f"{count} products imported."
        ]
        assert stage.errors == []

    run(scenario())


def test_lithuanian_letters_of_a_supplier_arrive_whole(run: Run, theme: Theme, till: Till) -> None:
    async def scenario() -> None:
        stage = open_stage(theme, till)
        await stage.check(DATA / "supplier-cp1257.csv")
        stage.click("importConfirmButton")
        await stage.settled()
        found = await till.catalogue.by_barcode("4779034470252")
        assert found is not None
        assert found.name == "Širdies lašai"

    run(scenario())


def test_the_same_file_again_has_nothing_to_import(run: Run, theme: Theme, till: Till) -> None:
    async def scenario() -> None:
        stage = open_stage(theme, till)
        await stage.check(DATA / "supplier-cp1257.csv")
        stage.key(Qt.Key.Key_F12)
        await stage.settled()
        await stage.check(DATA / "supplier-cp1257.csv")
        assert stage.figures() == ("0", "0", "300", "0")
        assert not stage.is_seen("importConfirmButton")
        assert "nothing to import" in stage.find(QWidget, "importOutcome").accessibleName()
        stage.key(Qt.Key.Key_F12)
        assert stage.is_at(ImportPhase.CHECKED)
        assert generations(till) == ["catalogue-000001.db"]

    run(scenario())


def test_bad_rows_are_named_by_line_and_passed_over(run: Run, theme: Theme, till: Till) -> None:
    async def scenario() -> None:
        stage = open_stage(theme, till)
        await stage.check(DATA / "bad-rows.csv")
        refused = stage.refused()
        assert stage.text("import_refused") == str(len(refused)) == "12"
        assert refused[0] == ("5", "The name is missing")
        assert refused[2] == ("7", "The price “cheap” is not a number")
        assert not stage.is_seen("importTable")
        stage.click("importShowRefused")
        assert stage.is_seen("importTable")
        stage.click("importConfirmButton")
        await stage.settled()
        assert await till.catalogue.count() == 7
        assert stage.refused() == refused
        assert "12 rows refused" in stage.notices[-1].hint

    run(scenario())


def test_a_file_without_a_good_row_imports_nothing(
    run: Run, theme: Theme, till: Till, tmp_path: Path
) -> None:
    async def scenario() -> None:
        bad = tmp_path / "bad.csv"
        bad.write_text("name,price,vat\n,1,21\nTea,dear,21\n")
        stage = open_stage(theme, till)
        await stage.check(bad)
        assert [line for line, _why in stage.refused()] == ["2", "3"]
        assert not stage.is_seen("importConfirmButton")
        assert "No row can be used" in stage.find(QWidget, "importOutcome").accessibleName()

    run(scenario())


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "it is empty"),
        (gzip.compress(b"name,price\n", mtime=0), "no row below"),
        (gzip.compress(b"name,price\nTea,1\n", mtime=0)[:-9], "the packing is damaged"),
        (b"PK\x03\x04rest", "save it as CSV first"),
        (bytes(range(32)) * 40, "it holds no text"),
        (b"a letter to my aunt\n", "no heading"),
        (None, "it is no file, or it is gone"),
    ],
    ids=["empty", "gzip", "cut", "zip", "bytes", "letter", "gone"],
)
def test_what_is_no_list_is_refused_in_a_sentence(
    run: Run, theme: Theme, till: Till, content: bytes | None, said: str
) -> None:
    async def scenario() -> None:
        file = till.folder / "list.csv"
        if content is not None:
            file.write_bytes(content)
        stage = open_stage(theme, till)
        await stage.check(file)
        outcome = stage.find(QWidget, "importOutcome")
        assert outcome.isVisible()
        assert said in outcome.accessibleName()
        assert "Nothing was changed" in outcome.accessibleName()
        assert stage.errors == []
        stage.key(Qt.Key.Key_Escape)
        assert stage.is_at(ImportPhase.WAITING)

    run(scenario())


def test_a_folder_is_no_list(run: Run, theme: Theme, till: Till, tmp_path: Path) -> None:
    async def scenario() -> None:
        stage = open_stage(theme, till)
        await stage.check(tmp_path)
        assert stage.is_at(ImportPhase.REFUSED)

    run(scenario())


def test_what_is_imported_is_what_was_checked(
    run: Run, theme: Theme, till: Till, tmp_path: Path
) -> None:
    async def scenario() -> None:
        file = tmp_path / "list.csv"
        file.write_text("name,price,vat\nTea,2,21\n")
        stage = open_stage(theme, till)
        await stage.check(file)
        file.write_text("name,price,vat\nTea,2000,21\n")
        stage.click("importConfirmButton")
        await stage.settled()
        assert stage.is_at(ImportPhase.REFUSED)
        assert "changed since" in stage.find(QWidget, "importOutcome").accessibleName()
        assert await till.catalogue.count() == 0
        await stage.check(file)
        assert stage.is_at(ImportPhase.CHECKED)

    run(scenario())


def dialog_of(stage: ImportStage) -> QFileDialog:
    dialog = stage.page.dialog.dialog
    assert dialog is not None
    return dialog


def button_of(dialog: QFileDialog, label: str) -> QPushButton:
    return next(one for one in dialog.findChildren(QPushButton) if label in one.text())


# The platform without a screen says so when a dialog opens.
@pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing)", extend=True)
def test_the_button_and_its_key_open_the_dialog_of_the_system(
    run: Run, theme: Theme, till: Till
) -> None:
    async def scenario() -> None:
        stage = open_stage(theme, till)
        await until(stage.page.isActiveWindow)
        stage.click("importButton")
        dialog = dialog_of(stage)
        stage.click("importButton")
        assert dialog_of(stage) is dialog
        dialog.setDirectory(str(DATA))
        field = dialog.findChild(QLineEdit, "fileNameEdit")
        assert field is not None
        field.setFocus()
        QTest.keyClicks(field, "supplier-cp1257.csv")
        QTest.mouseClick(button_of(dialog, "Open"), Qt.MouseButton.LeftButton)
        await until(lambda: stage.page.dialog.dialog is None)
        await stage.settled()
        assert stage.figures() == ("300", "0", "0", "0")
        stage.page.activateWindow()  # the platform without a screen leaves that to us
        await until(stage.page.isActiveWindow)
        stage.key(Qt.Key.Key_O, _CTRL)
        dialog = dialog_of(stage)
        assert dialog.directory().path() == str(DATA)
        QTest.mouseClick(button_of(dialog, "Cancel"), Qt.MouseButton.LeftButton)
        await until(lambda: stage.page.dialog.dialog is None)
        assert stage.is_at(ImportPhase.CHECKED)

    run(scenario())


@pytest.mark.parametrize(
    "urls",
    [
        (),
        (QUrl("https://example.org/products.csv"),),
        (DATA / "bad-rows.csv", DATA / "products-5k.csv"),
    ],
)
def test_only_one_file_of_this_machine_can_be_dropped(
    run: Run, theme: Theme, till: Till, urls: tuple[QUrl | Path, ...]
) -> None:
    async def scenario() -> None:
        stage = open_stage(theme, till)
        assert not stage.drop(*urls)
        assert stage.is_at(ImportPhase.WAITING)

    run(scenario())


def big_list(tmp_path: Path) -> Path:
    file = tmp_path / "big.csv"
    with gzip.open(DATA / "products-100k.csv.gz") as packed:
        file.write_bytes(b"".join(itertools.islice(packed, 20_000)))
    return file


async def begin_import(stage: ImportStage, file: Path) -> None:
    """Have ``file`` checked and its import under way, some of it read."""
    await stage.check(file)
    stage.click("importConfirmButton")
    await until(lambda: stage.presenter.state.progress is not None)
    assert stage.is_at(ImportPhase.IMPORTING)


def test_cancel_in_the_middle_leaves_the_shop_as_it_was(
    run: Run, theme: Theme, till: Till, tmp_path: Path
) -> None:
    async def scenario() -> None:
        stage = open_stage(theme, till)
        await begin_import(stage, big_list(tmp_path))
        stage.click("importCancelButton")
        await stage.settled()
        assert stage.is_at(ImportPhase.CHECKED)
        assert stage.is_seen("importConfirmButton")
        assert generations(till) == []
        assert await till.catalogue.count() == 0
        await stage.check(DATA / "supplier-cp1257.csv")
        stage.click("importConfirmButton")
        await stage.settled()
        assert await till.catalogue.count() == 300

    run(scenario())


def test_closing_in_the_middle_leaves_nothing_half_done(
    run: Run, theme: Theme, till: Till, tmp_path: Path
) -> None:
    async def scenario() -> None:
        stage = open_stage(theme, till)
        await begin_import(stage, big_list(tmp_path))
        await stage.tasks.cancel_all()
        assert generations(till) == []
        assert till.ledger.catalogue_generation() == 0
        assert (stage.imported, stage.errors) == ([], [])
        assert stage.drop(DATA / "supplier-cp1257.csv")
        assert stage.is_at(ImportPhase.CHECKED)

    run(scenario())


@pytest.mark.parametrize("size", [(788, 636), (1058, 700), (1600, 990)])
@pytest.mark.parametrize("appearance", [Appearance.LIGHT, Appearance.DARK])
def test_everything_fits_and_can_be_hit(
    run: Run, theme: Theme, till: Till, size: tuple[int, int], appearance: Appearance
) -> None:
    async def scenario() -> None:
        theme.set_appearance(appearance)
        stage = open_stage(theme, till, size)
        await stage.check(DATA / "bad-rows.csv")
        await asyncio.sleep(0)
        for button in stage.page.findChildren(QAbstractButton):
            if not button.isVisible() or not button.objectName():
                continue
            place = button.mapTo(stage.page, button.rect().topLeft())
            assert stage.page.rect().contains(button.rect().translated(place)), button.objectName()
            assert button.accessibleName()
            assert min(button.width(), button.height()) >= 48
            assert button.width() >= button.sizeHint().width()
        assert stage.find(QWidget, "importTable").accessibleName()

    run(scenario())
