"""Qt's own texts in the language of the till, and the direction that language is written in."""

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator
from PySide6.QtGui import QGuiApplication
from typing_extensions import override

from cashier.domain.text import N_
from cashier.translation import _

TEXTS = frozenset(
    {
        # the menu of a text field
        N_("Undo"),
        N_("Redo"),
        N_("Cut"),
        N_("Copy"),
        N_("Paste"),
        N_("Delete"),
        N_("Select All"),
        # buttons of dialogs
        N_("OK"),
        N_("Cancel"),
        N_("Close"),
        N_("Save"),
        N_("Yes"),
        N_("No"),
        # choosing a file or folder, where the system has no dialog of its own
        N_("Choose"),
        N_("Look in:"),
        N_("File name:"),
        N_("Files of type:"),
        N_("Directory:"),
        N_("Back"),
        N_("Forward"),
        N_("Parent Directory"),
        N_("Create New Folder"),
        N_("New Folder"),
        N_("List View"),
        N_("Detail View"),
        N_("Sidebar"),
        N_("Name"),
        N_("Size"),
        N_("Type"),
        N_("Date Modified"),
        N_("Computer"),
        N_("Rename"),
        N_("Show hidden files"),
    }
)
"""What Qt may show in this program, without the marks of keys."""
_OTHERWISE = {"Open": N_("Open a file")}  # an order can be open too, which is another word
_NAME = "qtTexts"


class QtTexts(QTranslator):
    """Gives Qt the words of the till's own catalogue, for languages Qt is not shipped with."""

    @override
    def isEmpty(self) -> bool:
        return False

    @override
    def translate(
        self,
        context: str,
        sourceText: str,
        disambiguation: str | None = None,
        n: int = -1,
    ) -> str | None:
        # An empty text, unlike none, would take the place of Qt's own.
        plain = sourceText.replace("&", "")
        if plain in _OTHERWISE:
            return _(_OTHERWISE[plain])
        return _(plain) if plain in TEXTS else None


def speak(app: QGuiApplication, language: str) -> None:
    """Let Qt speak ``language`` and lay the window out the way it is written."""
    locale = QLocale(language)
    app.setLayoutDirection(locale.textDirection())
    _forget(app)
    if locale.language() is QLocale.Language.English:
        return
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    shipped = QTranslator(app)
    chosen = shipped if shipped.load(locale, "qtbase", "_", folder) else QtTexts(app)
    chosen.setObjectName(_NAME)
    QCoreApplication.installTranslator(chosen)


def _forget(app: QObject) -> None:
    for before in app.findChildren(QTranslator, _NAME):
        QCoreApplication.removeTranslator(before)
        before.deleteLater()
