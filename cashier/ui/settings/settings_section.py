"""What each section of the settings promises to the page that lists it."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QAbstractButton, QWidget

from cashier.settings import Settings
from cashier.ui.look.theme import Theme

Content = Mapping[str, Mapping[str, object]]
"""Table -> key -> value as it would stand in cashier.toml; None takes the key out."""
BeforeSave = Callable[[], Awaitable[None]]
"""What has to be done before the file is written; where it fails, nothing is saved."""


class Section(QWidget):
    """One group of settings: shows them, and tells what it would write.

    A section that acts at once instead of waiting for Save (``has_save`` is false) has no content.
    ``try_button`` is what F5 presses: a test or a search.
    """

    changed = Signal()

    def __init__(self, theme: Theme, name: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"{name}Section")
        self.setAccessibleName(title)
        self.title = title
        self.has_save = True
        self.try_button: QAbstractButton | None = None
        self._theme = theme
        self._shown: Content = {}
        self._is_filling = False

    @property
    def is_changed(self) -> bool:
        """Whether what is entered differs from what was shown."""
        return self.content() != self._shown

    def content(self) -> Content:
        """Return what it would write now."""
        return {}

    def show_settings(self, settings: Settings) -> None:
        """Show ``settings`` in place of whatever was entered."""
        self.show_draft(settings)
        self._shown = self.content()
        self.changed.emit()

    def show_draft(self, settings: Settings) -> None:
        """Put ``settings`` into the fields as if they had been entered."""
        self._is_filling = True
        try:
            self.fill(settings)
        finally:
            self._is_filling = False

    def fill(self, settings: Settings) -> None:
        """Put ``settings`` into the fields, and take their refusals away."""

    def check(self) -> bool:
        """Return whether what is entered can be written at all; say in place where not."""
        return True

    def before_save(self) -> BeforeSave | None:
        """Return what has to be done before it is written, or None."""
        return None

    def refuse(self, key: str, sentence: str) -> bool:
        """Say below the field of ``key`` why it was refused; return whether there is one."""
        del key, sentence
        return False

    def try_out(self) -> None:
        """Apply what is entered where that can be seen at once; the page may be made anew."""

    def reset(self) -> None:
        """Take back what was tried out."""

    @Slot()
    def tell_changed(self) -> None:
        """Say that something was entered, and then try it out."""
        if not self._is_filling:
            self.changed.emit()
            self.try_out()


@dataclass(frozen=True, slots=True)
class SectionEntry:
    """A section in the list; ``build`` is called once, when it is chosen first."""

    name: str
    title: str
    icon: str
    build: Callable[[], Section]
