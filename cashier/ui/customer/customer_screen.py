"""Where the customer's window stands: on its own screen, gone with it, and back when it is back."""

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

IN_A_WINDOW = "window"
"""The name in the settings for a window of its own instead of a screen."""

_NO_KEYS = Qt.WindowType.Window | Qt.WindowType.WindowDoesNotAcceptFocus


class CustomerScreen(QObject):
    """Shows ``window`` on the screen called ``name``; without that screen it is not shown.

    The screen that the till itself stands on is never covered.
    """

    def __init__(
        self, window: QWidget, till: QWidget, name: str, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._till = till
        self._name = ""
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)  # noqa: S101 - windows need one, for the checker
        app.screenAdded.connect(self._on_screens_changed)
        app.screenRemoved.connect(self._on_screen_removed)
        self.use(name)

    def use(self, name: str) -> None:
        """Stand on another screen from now on; empty for none."""
        if name != self._name:
            self._name = name
            self._window.hide()
            self._place()

    def close(self) -> None:
        """Take the window away for good."""
        self._name = ""
        self._window.close()
        self._window.deleteLater()

    def _place(self) -> None:
        """Show the window where it belongs; the keyboard stays with the till."""
        screen = self._screen()
        if self._name != IN_A_WINDOW and screen is None:
            self._window.hide()
        elif not self._window.isVisible():
            has_keys = self._till.isActiveWindow()
            self._show_on(screen)
            if has_keys:
                self._till.activateWindow()

    def _show_on(self, screen: QScreen | None) -> None:
        if screen is None:
            self._window.setWindowFlags(_NO_KEYS)
            self._window.show()
            return
        self._window.setWindowFlags(_NO_KEYS | Qt.WindowType.FramelessWindowHint)
        self._window.setScreen(screen)
        self._window.setGeometry(screen.geometry())
        self._window.showFullScreen()

    def _screen(self) -> QScreen | None:
        for screen in QGuiApplication.screens():
            if screen.name() == self._name and screen is not self._till.screen():
                return screen
        return None

    @Slot(QScreen)
    def _on_screens_changed(self, _screen: QScreen) -> None:
        self._place()

    @Slot(QScreen)
    def _on_screen_removed(self, screen: QScreen) -> None:
        """Go with the screen: on another one the window would cover the till."""
        if screen.name() == self._name:
            self._window.hide()
