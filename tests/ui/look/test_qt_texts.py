"""Qt's own words come in the language of the till, and its window runs the way it is written."""

import gettext
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit
from typing_extensions import override

from cashier import translation
from cashier.ui.look import qt_texts


class Marked(gettext.NullTranslations):
    """Shows which texts were asked for."""

    @override
    def gettext(self, message: str) -> str:
        return f"<{message}>"


@pytest.fixture
def app(qapp: QApplication) -> Iterator[QApplication]:
    before = translation.in_use()
    yield qapp
    translation.speak(before)
    qt_texts.speak(qapp, "en")


def menu_of_a_field() -> list[str]:
    field = QLineEdit("text")
    menu = field.createStandardContextMenu()
    return [action.text() for action in menu.actions() if action.text()]


def test_a_field_and_a_file_dialog_speak_the_language_of_the_till(app: QApplication) -> None:
    translation.speak(Marked())
    qt_texts.speak(app, "lt")
    assert menu_of_a_field()[0] == "<Undo>\tCtrl+Z"
    assert all(text.startswith("<") for text in menu_of_a_field())
    dialog = QFileDialog()
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.show()
    shown = [label.text() for label in dialog.findChildren(QLabel) if label.text()]
    assert shown
    assert all(text.startswith("<") for text in shown)
    dialog.close()


def test_a_language_qt_is_shipped_with_uses_its_words(app: QApplication) -> None:
    qt_texts.speak(app, "de")
    assert "Rückgängig" in menu_of_a_field()[0].replace("&", "")


def test_back_to_english_is_english(app: QApplication) -> None:
    qt_texts.speak(app, "de")
    qt_texts.speak(app, "en")
    assert menu_of_a_field()[0] == "&Undo\tCtrl+Z"


@pytest.mark.parametrize(
    ("language", "direction"),
    [
        ("lt", Qt.LayoutDirection.LeftToRight),
        ("ar", Qt.LayoutDirection.RightToLeft),
        ("he", Qt.LayoutDirection.RightToLeft),
        ("en", Qt.LayoutDirection.LeftToRight),
    ],
)
def test_the_window_runs_the_way_the_language_is_written(
    app: QApplication, language: str, direction: Qt.LayoutDirection
) -> None:
    qt_texts.speak(app, language)
    assert app.layoutDirection() is direction
