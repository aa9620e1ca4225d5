"""Binds a page to the catalogue: each action does something there, by its key and by its button."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QToolTip, QWidget

from cashier.ui.frame.live_region import announce
from cashier.ui.keys import keys
from cashier.ui.keys.actions import Action
from cashier.ui.keys.key_map import KeyMap


class BoundAction(QAction):
    """An action of the catalogue on one page; with a button it does what pressing that does."""

    def __init__(self, action: Action, page: QWidget, button: QAbstractButton | None) -> None:
        super().__init__(action.label, page)
        self.setObjectName(action.name)
        self.setToolTip(action.help)
        self.setAutoRepeat(action.repeats)
        self._button = button
        if button is not None:
            self.triggered.connect(self._on_triggered)

    @property
    def button(self) -> QAbstractButton | None:
        """The button that does the same."""
        return self._button

    @Slot()
    def _on_triggered(self) -> None:
        """Press the button where it can be seen; one that is switched off says why."""
        button = self._button
        if button is None or not button.isVisible():
            return
        if button.isEnabled():
            button.click()
        elif button.toolTip():
            QToolTip.showText(button.mapToGlobal(button.rect().center()), button.toolTip(), button)
            announce(button, button.toolTip())


class PageActions(QObject):
    """The actions of one page. Their keys follow the key map, also while the window is open."""

    def __init__(self, key_map: KeyMap, page: QWidget) -> None:
        super().__init__(page)
        self._keys = key_map
        self._page = page
        self._bound: dict[str, BoundAction] = {}
        key_map.changed.connect(self._on_keys_changed)

    @property
    def bound(self) -> tuple[BoundAction, ...]:
        return tuple(self._bound.values())

    @property
    def is_in_view(self) -> bool:
        """Whether the page is shown, so that its keys work."""
        return self._page.isVisible()

    def action(self, name: str) -> BoundAction:
        """Return the bound action called ``name``."""
        return self._bound[name]

    def bind(self, name: str, do: Callable[[], object]) -> BoundAction:
        """Let the action ``name`` do ``do`` on this page, by its key."""
        bound = self._add(name, None)
        bound.triggered.connect(do)
        return bound

    def bind_button(self, name: str, button: QAbstractButton) -> BoundAction:
        """Let the key of ``name`` press ``button`` wherever that can be seen and pressed."""
        return self._add(name, button)

    def take_key(self, event: QKeyEvent) -> bool:
        """Do what a key means that no field or list had a use for; return whether it means any."""
        key = keys.pressed(event)
        for name, bound in self._bound.items():
            if key and keys.is_typed(key) and self._keys.key(name) == key and bound.isEnabled():
                if bound.autoRepeat() or not event.isAutoRepeat():
                    bound.trigger()
                return True
        return False

    def _add(self, name: str, button: QAbstractButton | None) -> BoundAction:
        bound = BoundAction(self._keys.action(name), self._page, button)
        self._bound[name] = bound
        self._give_key(bound)
        self._page.addAction(bound)
        return bound

    def _give_key(self, bound: BoundAction) -> None:
        """Let Qt listen for the key, unless fields and lists are to have it first."""
        key = self._keys.key(bound.objectName())
        bound.setShortcut(QKeySequence() if keys.is_typed(key) else QKeySequence(key))

    @Slot()
    def _on_keys_changed(self) -> None:
        for bound in self._bound.values():
            self._give_key(bound)
