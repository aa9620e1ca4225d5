"""The Orders page of a till with a back end: whose list is looked at, and that list below."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from cashier.translation import _
from cashier.ui.controls.segments import Segments
from cashier.ui.frame.page_actions import PageActions
from cashier.ui.look.columns import columns_for
from cashier.ui.look.theme import Theme
from cashier.ui.remote.remote_state import Source

MakeView = Callable[[], QWidget]


class DeskChoice(QObject):
    """Which list is in view; it outlives the page, which is made anew in another size."""

    changed = Signal(object)  # Source

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._source = Source.TILL

    @property
    def source(self) -> Source:
        return self._source

    def choose(self, source: Source) -> None:
        """Look at the list of ``source`` from now on."""
        if source is not self._source:
            self._source = source
            self.changed.emit(source)

    @Slot()
    def show_till(self) -> None:
        """Look at the till's own orders."""
        self.choose(Source.TILL)

    @Slot()
    def show_unsent(self) -> None:
        """Look at what is not sent yet."""
        self.choose(Source.UNSENT)


class OrdersDesk(QWidget):
    """A row of sources above their lists; each list is made when it is looked at first."""

    def __init__(
        self,
        theme: Theme,
        choice: DeskChoice,
        views: Mapping[Source, MakeView],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("ordersDesk")
        self._theme = theme
        self._choice = choice
        self._views = views
        self._made: dict[Source, QWidget] = {}
        words = source_words()
        shown = [(one.value, words[one]) for one in views]
        self.sources = Segments(theme, "ordersSource", _("Whose orders"), shown, self)
        self._stack = QStackedWidget(self)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        self._head = QHBoxLayout()
        self._head.addWidget(self.sources)
        box.addLayout(self._head)
        box.addWidget(self._stack, 1)
        self.page_actions = PageActions(theme.keys, self)
        self.page_actions.bind("orders.source", self._on_next)
        self.sources.chosen.connect(self._on_chosen)
        choice.changed.connect(self._on_changed)
        self._show(choice.source if choice.source in views else Source.TILL)

    def view(self, source: Source) -> QWidget:
        """Return the list of ``source``."""
        if source not in self._made:
            self._made[source] = self._views[source]()
            self._stack.addWidget(self._made[source])
        return self._made[source]

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        pad = columns_for(self._theme, self.window().width()).padding
        self._head.setContentsMargins(pad, pad, pad, 0)

    def _show(self, source: Source) -> None:
        view = self.view(source)
        self.sources.show_value(source.value)
        self._stack.setCurrentWidget(view)
        self.setFocusProxy(view)

    @Slot(str)
    def _on_chosen(self, value: str) -> None:
        self._choice.choose(Source(value))

    @Slot(object)
    def _on_changed(self, source: Source) -> None:
        self._show(source if source in self._views else Source.TILL)

    @Slot()
    def _on_next(self) -> None:
        """Go on to the next list, after the last to the first."""
        known = list(self._views)
        at = known.index(self._choice.source) if self._choice.source in known else 0
        self._choice.choose(known[(at + 1) % len(known)])


def source_words() -> Mapping[Source, str]:
    """Return what each list is called."""
    return {
        Source.TILL: _("This till"),
        Source.UNSENT: _("To send"),
        Source.BY_HAND: _("By hand"),
        Source.ORDERS: _("Back end"),
        Source.DOCUMENTS: _("Documents"),
        Source.INVOICES: _("Invoices"),
    }
