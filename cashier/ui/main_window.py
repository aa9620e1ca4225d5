"""The window: rail, status strip, banner row and the pages, side by side; no logic of its own."""

import enum
from collections.abc import Callable

from PySide6.QtCore import QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QMenu, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from cashier.translation import _
from cashier.ui import assets
from cashier.ui.banner import Banner
from cashier.ui.columns import columns_for
from cashier.ui.focus_ring import FocusRing
from cashier.ui.rail import Rail, RailEntry
from cashier.ui.status_strip import StatusStrip
from cashier.ui.theme import Theme
from cashier.ui.toast import Toaster

_SMALLEST = QSize(1024, 700)


class Page(enum.Enum):
    """The pages; Sell, Pay and Done are three steps behind one button of the rail."""

    SELL = "sell"
    PAY = "pay"
    DONE = "done"
    ORDERS = "orders"
    PRODUCTS = "products"

    @property
    def entry(self) -> "Page":
        """The page's button in the rail."""
        return self if self in {Page.ORDERS, Page.PRODUCTS} else Page.SELL


class MainWindow(QMainWindow):
    """Shows one page at a time; a page is built when it is shown first."""

    page_shown = Signal(object)  # Page
    close_requested = Signal()

    def __init__(self, theme: Theme, strip: StatusStrip) -> None:
        super().__init__()
        self.setObjectName("mainWindow")
        self.setWindowTitle("Cashier")
        self.setWindowIcon(assets.window_icon())
        self.setMinimumSize(_SMALLEST)
        self._theme = theme
        self._strip = strip
        self._builders: dict[Page, Callable[[], QWidget]] = {}
        self._pages: dict[Page, QWidget] = {}
        self._page: Page | None = None
        self._behind = {page.entry: page.entry for page in Page}
        self._may_close = False
        self._rail = Rail(theme, _entries(), self)
        self._banner = Banner(theme, self)
        self._stack = QStackedWidget(self)
        self._toaster = Toaster(theme, self._stack)
        self._lay_out()
        self._menu = self._page_menu()
        self._ring = FocusRing(theme, self)
        self._rail.page_chosen.connect(self.show_entry)
        strip.menu_requested.connect(self._on_menu_requested)

    @property
    def strip(self) -> StatusStrip:
        return self._strip

    @property
    def ring(self) -> FocusRing:
        return self._ring

    @property
    def toaster(self) -> Toaster:
        return self._toaster

    @property
    def banner(self) -> Banner:
        return self._banner

    @property
    def page(self) -> Page | None:
        """The page in view."""
        return self._page

    def add_page(self, page: Page, build: Callable[[], QWidget]) -> None:
        """Make ``page`` known; ``build`` is called once, when it is shown first."""
        self._builders[page] = build

    def widget(self, page: Page) -> QWidget:
        """Return the widget of ``page``, built now where it was not yet."""
        if page not in self._pages:
            self._pages[page] = self._builders[page]()
            self._stack.addWidget(self._pages[page])
        return self._pages[page]

    @Slot(object)
    def show_page(self, page: Page) -> None:
        """Bring ``page`` into view and give it the focus."""
        if page is self._page:
            return
        widget = self.widget(page)
        self._page = page
        self._behind[page.entry] = page
        self._stack.setCurrentWidget(widget)
        self._rail.mark(page.entry)
        self._toaster.raise_()
        widget.setFocus(Qt.FocusReason.OtherFocusReason)
        self.page_shown.emit(page)

    @Slot(object)
    def show_entry(self, page: Page) -> None:
        """Go where the rail's button leads: to the step of the sale that was left."""
        self.show_page(self._behind[page.entry])

    def fill_screen(self) -> None:
        """Take the whole screen, with a window manager or without one."""
        self.resize(self.screen().availableSize())
        self.setWindowState(self.windowState() | Qt.WindowState.WindowMaximized)

    def let_close(self) -> None:
        """Close for good: everything that was running has ended."""
        self._may_close = True
        self.close()
        # Its widgets must go here and now, not when a collector finds them.
        self.deleteLater()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        if self._may_close:
            event.accept()
            return
        event.ignore()
        self.close_requested.emit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        columns = columns_for(self._theme, self.width())
        self._rail.setVisible(not columns.is_compact)
        self._strip.set_compact(compact=columns.is_compact)
        page = self.width() - (0 if columns.is_compact else self._rail.width())
        goods = page - columns.cart - columns.control - 4 * columns.gap
        self._toaster.set_width(min(goods - 2 * columns.padding, self._theme.px(620)))

    def _lay_out(self) -> None:
        whole = QWidget(self)
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._rail)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self._strip)
        column.addWidget(self._banner)
        column.addWidget(self._stack, 1)
        row.addLayout(column, 1)
        self.setCentralWidget(whole)

    def _page_menu(self) -> QMenu:
        menu = QMenu(self)
        for number, entry in enumerate(_entries(), 1):
            action = QAction(entry.label, self)
            action.setShortcut(QKeySequence(f"Alt+{number}"))
            action.setData(entry.page)
            action.triggered.connect(self._on_page_action)
            self.addAction(action)
            menu.addAction(action)
        full = QAction(_("Full screen"), self)
        full.setShortcut(QKeySequence(Qt.Key.Key_F11))
        full.triggered.connect(self._on_full_screen)
        self.addAction(full)
        return menu

    @Slot()
    def _on_page_action(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.show_entry(action.data())

    @Slot()
    def _on_full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    @Slot()
    def _on_menu_requested(self) -> None:
        button = self._strip.menu_button
        self._menu.popup(button.mapToGlobal(QPoint(0, button.height())))


def _entries() -> tuple[RailEntry, ...]:
    return (
        RailEntry(Page.SELL, _("Sell"), "sell", "Alt 1"),
        RailEntry(Page.ORDERS, _("Orders"), "orders", "Alt 2"),
        RailEntry(Page.PRODUCTS, _("Products"), "tag", "Alt 3"),
    )
