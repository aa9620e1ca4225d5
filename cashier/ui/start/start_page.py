"""The page of the first start: steps at the side, one of them in view, and always a way to sell."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from cashier.translation import _
from cashier.ui.controls.buttons import Button, ButtonKind
from cashier.ui.frame.chips import Tone
from cashier.ui.frame.page_actions import PageActions
from cashier.ui.frame.state_chip import StateChip
from cashier.ui.imports.import_page import ImportPage
from cashier.ui.imports.import_presenter import ImportPresenter
from cashier.ui.imports.import_state import ImportPhase, ImportState
from cashier.ui.look.columns import columns_for
from cashier.ui.look.theme import Theme
from cashier.ui.start.start_go import StartGo
from cashier.ui.start.start_presenter import GO, PRODUCTS, SHOP, StartPresenter, StartState
from cashier.ui.start.start_products import DEMO, IMPORT, StartProducts, next_label
from cashier.ui.start.start_shop import StartShop
from cashier.ui.start.start_steps import StartSteps

_STEPS = 396
_STEPS_COMPACT = 300
_HEAD = 48
_MOST_WIDE = 760


class StartPage(QWidget):
    """Shows the step that the presenter tells; an import takes the whole page while it lasts."""

    sell_wanted = Signal()

    def __init__(
        self,
        theme: Theme,
        presenter: StartPresenter,
        importing: ImportPresenter,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("startPage")
        self.setAccessibleName(_("Set up the till"))
        self._theme = theme
        self._presenter = presenter
        self._importing = importing
        self._came_by_import = False
        self.steps = StartSteps(theme, self)
        self.shop = StartShop(theme, self)
        self.products = StartProducts(theme, self)
        self.go = StartGo(theme, self)
        self._pages = {SHOP: self.shop, PRODUCTS: self.products, GO: self.go}
        self._import = ImportPage(theme, importing, QWidget(), self)
        self._whole = QStackedWidget(self)
        self._whole.addWidget(self._make_steps())
        self._whole.addWidget(self._import)
        self._around = QHBoxLayout(self)
        self._around.addWidget(self._whole)
        self.shop.fill(presenter.settings)
        self._wire()
        self._show(presenter.state)
        self._on_import_changed(importing.state)  # a page made anew goes on where the old one was

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        columns = columns_for(self._theme, self.window().width())
        self._around.setContentsMargins(*[columns.padding] * 4)
        self._row.setSpacing(columns.gap)
        width = _STEPS_COMPACT if columns.is_compact else _STEPS
        self.steps.setFixedWidth(self._theme.px(width))

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._presenter.look()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._step_back()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._next.click()
        elif not self.page_actions.take_key(event):
            super().keyPressEvent(event)

    def _make_steps(self) -> QWidget:
        whole = QWidget(self)
        self._row = QHBoxLayout(whole)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.steps)
        self._row.addWidget(self._make_card(), 1)
        return whole

    def _make_card(self) -> QFrame:
        theme, px = self._theme, self._theme.px
        card = QFrame(self)
        card.setProperty("frame", "card")
        box = QVBoxLayout(card)
        box.setContentsMargins(1, 1, 1, 1)
        box.setSpacing(0)
        head = QFrame(card)
        head.setProperty("frame", "head")
        head.setMinimumHeight(px(_HEAD))
        row = QHBoxLayout(head)
        row.setContentsMargins(px(16), 0, px(16), 0)
        self._title = QLabel(head)
        self._title.setFont(theme.font(15, 600))
        self._chip = StateChip(theme, head)
        row.addWidget(self._title, 1)
        row.addWidget(self._chip)
        box.addWidget(head)
        box.addWidget(self._make_scroll(card), 1)
        box.addWidget(self._make_foot(card))
        return card

    def _make_scroll(self, card: QFrame) -> QScrollArea:
        px = self._theme.px
        inside = QWidget(card)
        box = QHBoxLayout(inside)
        box.setContentsMargins(*[px(16)] * 4)
        self._stack = QStackedWidget(inside)
        self._stack.setMaximumWidth(px(_MOST_WIDE))
        for page in self._pages.values():
            self._stack.addWidget(page)
        box.addWidget(self._stack, _MOST_WIDE, Qt.AlignmentFlag.AlignTop)
        box.addStretch(1)  # beside a form that is as wide as it may be
        scroll = QScrollArea(card)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        for ground in (inside, scroll.viewport()):
            ground.setAutoFillBackground(False)  # the card shows through
        return scroll

    def _make_foot(self, card: QFrame) -> QFrame:
        theme, px = self._theme, self._theme.px
        foot = QFrame(card)
        foot.setProperty("frame", "foot")
        row = QHBoxLayout(foot)
        row.setContentsMargins(*[px(12)] * 4)
        row.setSpacing(px(8))
        self._back = Button(theme, _("Back"), action="everywhere.back", parent=foot)
        self._back.setObjectName("startBackButton")
        self._skip = Button(theme, _("Not now"), parent=foot)
        self._skip.setObjectName("startSkipButton")
        self._next = Button(theme, kind=ButtonKind.PRIMARY, action="start.next", parent=foot)
        self._next.setObjectName("startNextButton")
        row.addWidget(self._back)
        row.addStretch(1)
        row.addWidget(self._skip)
        row.addWidget(self._next)
        return foot

    def _wire(self) -> None:
        presenter = self._presenter
        presenter.state_changed.connect(self._on_state_changed)
        presenter.products_taken.connect(presenter.look)
        self._importing.state_changed.connect(self._on_import_changed)
        self.steps.step_chosen.connect(presenter.show_step)
        self.products.options.chosen.connect(self._on_way_chosen)
        self._back.clicked.connect(self._on_back)
        self._skip.clicked.connect(presenter.go_on)
        self._next.clicked.connect(self._on_next)
        self.page_actions = PageActions(self._theme.keys, self)
        self.page_actions.bind_button("start.next", self._next)

    def _show(self, state: StartState) -> None:
        self._title.setText(_TITLES[state.step]())
        number = _("Step {number} of {count}").format(number=state.step, count=GO)
        self._chip.show_state("ready" if state.step == GO else "orders", number, Tone.INFO)
        self.steps.show_step(state.step, self._presenter.done - {state.step})
        page = self._pages[state.step]
        is_other = self._stack.currentWidget() is not page
        self._stack.setCurrentWidget(page)
        self.shop.show_state(state)
        self.products.show_state(state)
        self._show_buttons(state)
        self.setFocusProxy(self.shop.name if state.step == SHOP else self._next)
        if is_other and self.isVisible():
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_buttons(self, state: StartState) -> None:
        is_last = state.step == GO
        label = _("Next")
        if state.step == PRODUCTS:
            label = next_label(self.products.way)
        self._next.set_label(_("Sell") if is_last else label)
        self._skip.setVisible(not is_last)
        self._back.set_label(_("Back") if state.step > SHOP else _("Sell now"))
        for button in (self._next, self._skip, self._back):
            button.setEnabled(not state.is_busy)

    def _step_back(self) -> None:
        step = self._presenter.state.step
        if step == SHOP:
            self.sell_wanted.emit()
        else:
            self._presenter.show_step(step - 1)

    @Slot()
    def _on_back(self) -> None:
        self._step_back()

    @Slot()
    def _on_next(self) -> None:
        step, way = self._presenter.state.step, self.products.way
        if step == SHOP:
            self._presenter.save_shop(self.shop.content)
        elif step == PRODUCTS and way == IMPORT:
            self._import.dialog.open()
        elif step == PRODUCTS and way == DEMO:
            self._presenter.take_demo()
        else:
            self._presenter.go_on()

    @Slot()
    def _on_way_chosen(self) -> None:
        self._show_buttons(self._presenter.state)

    @Slot(object)
    def _on_state_changed(self, state: StartState) -> None:
        self._show(state)

    @Slot(object)
    def _on_import_changed(self, state: ImportState) -> None:
        """Give an import the whole page, and go on to the next step after it."""
        is_importing = state.phase is not ImportPhase.WAITING
        self._whole.setCurrentIndex(1 if is_importing else 0)
        self.page_actions.action("start.next").setEnabled(not is_importing)  # its key imports then
        if state.phase is ImportPhase.IMPORTED:
            self._came_by_import = True
        elif not is_importing and self._came_by_import:
            self._came_by_import = False
            self._presenter.look()
            if self.isVisible() and self._presenter.state.step == PRODUCTS:
                self._presenter.go_on()


_TITLES = {
    SHOP: lambda: _("Your shop"),
    PRODUCTS: lambda: _("Your products"),
    GO: lambda: _("Ready to sell"),
}
