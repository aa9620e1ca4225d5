"""The window: rail, status strip, banners and the pages, side by side; no logic of its own."""

import enum
from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from PySide6.QtCore import QPoint, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from cashier.ui.frame.banner import Banner
from cashier.ui.frame.notice import Notice, NoticeKind
from cashier.ui.frame.page_actions import PageActions
from cashier.ui.frame.page_fade import PageFade
from cashier.ui.frame.rail import Rail
from cashier.ui.frame.status_strip import StatusStrip
from cashier.ui.frame.toast import Toaster
from cashier.ui.look import assets
from cashier.ui.look.columns import columns_for
from cashier.ui.look.focus_ring import FocusRing
from cashier.ui.look.theme import Theme

if TYPE_CHECKING:
    from cashier.ui.keys.key_overlay import KeyOverlay

_SMALLEST = QSize(1024, 700)
_RAIL = ("everywhere.sell", "everywhere.orders", "everywhere.settings")
_REST_MS = 150  # until a window that is dragged larger has its size
_FOOT = ("everywhere.keys",)


class Page(enum.Enum):
    """The pages; Sell, Pay and Done are three steps behind one button of the rail."""

    SELL = "sell"
    PAY = "pay"
    DONE = "done"
    ORDERS = "orders"
    SETTINGS = "settings"
    START = "start"

    @property
    def entry(self) -> "Page":
        """The page's button in the rail."""
        return self if self in {Page.ORDERS, Page.SETTINGS} else Page.SELL

    @property
    def action(self) -> str:
        """The action of the whole window that leads there."""
        return f"everywhere.{self.entry.value}"


@runtime_checkable
class HeldPage(Protocol):
    """A page that may ask before it is left; it tells later where to go."""

    def may_leave(self, page: object) -> bool:
        """Return whether to go to ``page`` now."""


class MainWindow(QWidget):
    """Shows one page at a time; a page is built when it is shown first."""

    page_shown = Signal(object)  # Page
    close_requested = Signal()
    key_change_requested = Signal()
    explanation_requested = Signal()

    def __init__(self, theme: Theme, strip: StatusStrip) -> None:
        super().__init__()
        self.setObjectName("mainWindow")
        self.setWindowTitle("Cashier")
        self.setWindowIcon(assets.window_icon())
        self.setMinimumSize(_SMALLEST)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        self._strip = strip
        self._builders: dict[Page, Callable[[], QWidget]] = {}
        self._pages: dict[Page, QWidget] = {}
        self._page: Page | None = None
        self._behind = {page.entry: page.entry for page in Page}
        self._may_close = False
        self._rail = Rail(theme, _RAIL, _FOOT, self)
        self._banner = Banner(theme, self)
        self._stack = QStackedWidget(self)
        self.fade = PageFade(theme, self._stack)
        self._toaster = Toaster(theme, self._stack)
        self._lay_out()
        self._resting = self._make_resting()
        self._menu: QMenu | None = None
        self._overlay: KeyOverlay | None = None
        self.page_actions = PageActions(theme.keys, self)
        self._bind_actions()
        self._ring = FocusRing(theme, self)
        self._rail.action_chosen.connect(self._on_action_chosen)
        self._connect_strip(strip)
        theme.measured.connect(self._on_measured)

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

    def forget_page(self, page: Page) -> None:
        """Build ``page`` anew when it is shown next; the one in view stays."""
        if page is not self._page and page in self._pages:
            widget = self._pages.pop(page)
            self._stack.removeWidget(widget)
            widget.deleteLater()

    @Slot(object)
    def show_page(self, page: Page) -> None:
        """Bring ``page`` into view and give it the focus."""
        if page is self._page or not self._may_leave(page):
            return
        self.leave_keys()
        self.fade.keep()
        self._behind[page.entry] = Page.SELL if page is Page.START else page
        self._put_in_view(page)
        self._rail.mark(page.action)
        self.fade.begin()
        self._toaster.raise_()
        self.page_shown.emit(page)

    def _put_in_view(self, page: Page) -> None:
        widget = self.widget(page)
        self._page = page
        self._undo.setEnabled(page is not Page.SELL)  # there it also works without a toast
        self._stack.setCurrentWidget(widget)
        widget.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def show_entry(self, page: Page) -> None:
        """Go where the rail's button leads: to the step of the sale that was left."""
        self.show_page(self._behind[page.entry])

    def _may_leave(self, page: Page) -> bool:
        here: object = self._pages.get(self._page) if self._page is not None else None
        may = not isinstance(here, HeldPage) or here.may_leave(page)
        if not may and self._page is not None:
            self._rail.mark(self._page.action)
        return may

    def fill_screen(self) -> None:
        """Take the whole screen, with a window manager or without one."""
        self.resize(self.screen().availableSize())
        self._theme.make_room(self.size())
        self.setWindowState(self.windowState() | Qt.WindowState.WindowMaximized)

    def let_close(self) -> None:
        """Close for good: everything that was running has ended."""
        self._may_close = True
        self.close()
        # Its widgets must go here and now, not when a collector finds them.
        self.deleteLater()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let the page have what is typed while the rail, the strip or a toast has the focus."""
        page, text = self._stack.currentWidget(), event.text().strip()
        if page is not None and text and text.isprintable() and not page.hasFocus():
            focus = QApplication.focusWidget()
            if focus is not None and not page.isAncestorOf(focus):
                page.keyPressEvent(event)
                return
        super().keyPressEvent(event)

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
        self._arrange()
        self._resting.start()

    def _arrange(self) -> None:
        """Let rail, strip and toasts follow the window's width and the hand."""
        columns = columns_for(self._theme, self.width())
        self._rail.setVisible(not columns.is_compact)
        self._strip.set_compact(compact=columns.is_compact)
        self._banner.set_margin(columns.padding)
        page = self.width() - (0 if columns.is_compact else self._rail.width())
        goods = page - columns.cart - columns.control - 4 * columns.gap
        is_mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        self._toaster.set_place(
            min(goods - 2 * columns.padding, self._theme.px(620)),
            is_at_right=is_mirrored is not self._theme.is_left_handed,
        )
        self._row.setDirection(self._theme.column_direction)

    def _lay_out(self) -> None:
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._rail)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self._strip)
        column.addWidget(self._banner)
        column.addWidget(self._stack, 1)
        row.addLayout(column, 1)

    def _make_resting(self) -> QTimer:
        """Return what tells when the window has kept its size for a moment."""
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(_REST_MS)
        timer.timeout.connect(self._on_resized)
        return timer

    def _bind_actions(self) -> None:
        for action, do in (
            (Page.SELL.action, self._on_sell),
            (Page.ORDERS.action, self._on_orders),
            (Page.SETTINGS.action, self._on_settings),
            ("everywhere.keys", self._on_keys),
            ("everywhere.explain", self._on_explain),
            ("everywhere.full_screen", self._on_full_screen),
        ):
            self.page_actions.bind(action, do)
        self._undo = self.page_actions.bind("sell.undo", self._on_undo)

    def _connect_strip(self, strip: StatusStrip) -> None:
        strip.menu_requested.connect(self._on_menu_requested)
        strip.day_chosen.connect(self._on_day_chosen)
        for led_to_orders in (strip.attention_chosen, strip.outbox_chosen):
            led_to_orders.connect(self._on_orders)
        for led_to_settings in (strip.register_chosen, strip.printer_chosen):
            led_to_settings.connect(self._on_settings)

    @Slot()
    def _on_sell(self) -> None:
        self.show_entry(Page.SELL)

    @Slot()
    def _on_orders(self) -> None:
        self.show_entry(Page.ORDERS)

    @Slot(str)
    def _on_day_chosen(self, words: str) -> None:
        """Show the orders, of which the day's are the first, and what the day came to."""
        self._on_orders()
        if words:
            self._toaster.show_notice(Notice(NoticeKind.DONE, words, icon="day"))

    @Slot()
    def _on_settings(self) -> None:
        self.show_entry(Page.SETTINGS)

    @Slot()
    def _on_keys(self) -> None:
        """Show the keys of the page in view, and those of the whole window."""
        from cashier.ui.keys.key_overlay import KeyOverlay  # noqa: PLC0415 - not in the first paint

        self.leave_keys()
        bound = {one.objectName() for one in self.page_actions.bound if one is not self._undo}
        here = self._pages.get(self._page) if self._page is not None else None
        if here is not None:
            for of_page in here.findChildren(PageActions):
                if of_page.is_in_view:
                    bound.update(one.objectName() for one in of_page.bound)
        listed = tuple(one for one in self._theme.keys.actions if one.name in bound)
        self._overlay = KeyOverlay(self._theme, listed, self)
        self._overlay.change_requested.connect(self.key_change_requested)
        self._overlay.closed.connect(self._on_keys_closed)
        self._overlay.open()

    @Slot()
    def leave_keys(self) -> None:
        """Close the list of keys where it is open."""
        if self._overlay is not None:
            self._overlay.leave()

    @Slot()
    def _on_keys_closed(self) -> None:
        self._overlay = None

    @Slot()
    def _on_explain(self) -> None:
        self.explanation_requested.emit()

    @Slot()
    def _on_undo(self) -> None:
        """Take a toast's offer up by its key, wherever one has gone meanwhile."""
        if any(toast.notice.can_undo for toast in self._toaster.toasts):
            self._toaster.undo_requested.emit()

    @Slot(str)
    def _on_action_chosen(self, name: str) -> None:
        self.page_actions.action(name).trigger()

    @Slot()
    def _on_full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    @Slot()
    def _on_menu_requested(self) -> None:
        """Open the menu that stands for the rail in a narrow window."""
        if self._menu is None:
            self._menu = QMenu(self)
            self._menu.setObjectName("pageMenu")
            self._menu.addActions([one for one in self.page_actions.bound if one is not self._undo])
        button = self._strip.menu_button
        self._menu.popup(button.mapToGlobal(QPoint(0, button.height())))

    @Slot()
    def _on_resized(self) -> None:
        self._theme.make_room(self.size())

    @Slot()
    def _on_measured(self) -> None:
        """Build the pages anew in other sizes or order; what they show lives in presenters."""
        for widget in self._pages.values():
            self._stack.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._pages.clear()
        self._arrange()
        if self._page is not None:
            self._put_in_view(self._page)
            self._toaster.raise_()
