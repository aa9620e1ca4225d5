"""The card of one product in the goods pane: head, fields, and what can be done with it."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QScroller,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from cashier.translation import _
from cashier.ui.controls.buttons import Button, ButtonKind
from cashier.ui.controls.elided_label import ElidedLabel
from cashier.ui.goods.product_pictures import ProductPictures
from cashier.ui.look import formatting
from cashier.ui.look.theme import Theme
from cashier.ui.product.product_card_form import ProductCardForm
from cashier.ui.product.product_presenter import ProductPresenter
from cashier.ui.product.product_state import ProductCardState
from cashier.ui.sell.keypad import Key

_LEAST_TITLE = 150
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_LEFT_TO_THE_PAGE = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class ProductCard(QFrame):
    """Hands what is written to the presenter and shows what it tells; errors stay in place.

    While it is open, letters, digits and the keypad write on its fields.
    """

    opened = Signal()

    def __init__(
        self,
        theme: Theme,
        presenter: ProductPresenter,
        pictures: ProductPictures,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("productCard")
        self.setAccessibleName(_("Product"))
        self.setProperty("frame", "card")
        self._theme = theme
        self._presenter = presenter
        self._state: ProductCardState | None = None
        self._title = ElidedLabel("", theme.font(16, 600), self)
        self._off_sale = QLabel(_("Not for sale here"), self)
        self.form = ProductCardForm(theme, pictures, presenter.currency, self)
        self._scroll = self._scrolling(self.form)
        self._make_buttons()
        self._lay_out()
        self._connect()

    @property
    def stops(self) -> list[QWidget]:
        """Where Tab goes, in order."""
        return [*self.form.stops, *self._asked, self._save, self._sell, self._cancel]

    def show_state(self, state: ProductCardState) -> None:
        """Show ``state``; a card that was not open before begins at its first field."""
        before, self._state = self._state, state
        is_active = state.kept is None or state.kept.is_active
        new = _("New product")
        self._title.show_text(state.kept.name if state.kept is not None else new)
        self._off_sale.setVisible(not is_active)
        self.form.show_state(state)
        self.form.setEnabled(not state.is_busy)
        self._show_buttons(state)
        if before is None:
            self.form.begin()
            self.opened.emit()
        if before is not None and state.asks_to_leave and not before.asks_to_leave:
            self._stay.setFocus(Qt.FocusReason.OtherFocusReason)

    def press(self, key: Key) -> None:
        """Write with a key of the keypad on the field in hand, else the price."""
        edit = self._written_on()
        match key:
            case Key.OK:
                self._presenter.save()
            case Key.BACKSPACE:
                edit.backspace()
            case Key.POINT:
                edit.insert(self._decimal_sign(edit))
            case _:
                edit.insert(key.digits)

    def type(self, text: str) -> None:
        """Write what was typed while nothing of the card had the focus."""
        edit = self._written_on(self.form.name if text.isalpha() else None)
        edit.setFocus(Qt.FocusReason.OtherFocusReason)
        edit.insert(text)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep from the page what would change the sale: the card is what is worked on."""
        if event.key() == Qt.Key.Key_Escape:
            self._on_escape()
        elif event.modifiers() & _LEFT_TO_THE_PAGE or _is_function_key(event):
            event.ignore()
        elif event.key() in _ENTER:
            if not isinstance(QApplication.focusWidget(), QLineEdit):  # a field has taken it
                self._presenter.save()
        elif event.text().isprintable() and event.text():
            self.type(event.text())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _written_on(self, otherwise: QLineEdit | None = None) -> QLineEdit:
        focus = self.focusWidget()
        is_mine = isinstance(focus, QLineEdit) and self.isAncestorOf(focus)
        if is_mine and isinstance(focus, QLineEdit):
            return focus
        return otherwise or self.form.price

    def _decimal_sign(self, edit: QLineEdit) -> str:
        return formatting.decimal_sign() if edit is self.form.price else "."

    def _make_buttons(self) -> None:
        theme = self._theme
        self._cancel = self._button(_("Cancel"), "cancelCardButton", action="everywhere.back")
        self._sell = self._button(_("Add and sell"), "addAndSellButton", ButtonKind.PRIMARY)
        self._save = self._button(
            _("Save"), "saveProductButton", ButtonKind.PRIMARY, "sell.save_product"
        )
        self._question = QLabel(_("What was typed is not saved."), self)
        self._question.setFont(theme.font(14, 600))
        self._question.setWordWrap(True)
        self._stay = self._button(_("Keep editing"), "keepEditingButton", action="everywhere.back")
        self._discard = self._button(_("Discard"), "discardProductButton", ButtonKind.DANGER)

    def _button(
        self, label: str, name: str, kind: ButtonKind = ButtonKind.PLAIN, action: str = ""
    ) -> Button:
        button = Button(self._theme, label, kind=kind, action=action, parent=self)
        button.setObjectName(name)
        return button

    @property
    def _asked(self) -> list[Button]:
        return [self._stay, self._discard]

    @property
    def _answers(self) -> list[Button]:
        return [self._cancel, self._save, self._sell]

    def _show_buttons(self, state: ProductCardState) -> None:
        self._asks.setVisible(state.asks_to_leave)
        self._save.set_label(_("Add") if state.is_new else _("Save"))
        self._save.set_kind(ButtonKind.PLAIN if state.code else ButtonKind.PRIMARY)
        self._sell.setVisible(bool(state.code))
        for button in self._answers:
            button.setEnabled(not state.is_busy)
        self._arrange()

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(1, 1, 1, 1)
        box.setSpacing(0)
        box.addLayout(self._head())
        box.addWidget(self._hair())
        box.addWidget(self._asking())
        box.addWidget(self._scroll, 1)

    def _head(self) -> QBoxLayout:
        """Return title and buttons; they are above, where no toast ever lies over them."""
        px = self._theme.px
        self._rows = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._rows.setContentsMargins(px(16), px(4), px(8), px(4))
        self._rows.setSpacing(px(8))
        self._off_sale.setFont(self._theme.font(13, 600))
        self._off_sale.setProperty("tone", "warn")
        titles = QVBoxLayout()
        titles.setSpacing(0)
        titles.addStretch(1)
        titles.addWidget(self._title)
        titles.addWidget(self._off_sale)
        titles.addStretch(1)
        self._rows.addLayout(titles, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(px(8))
        buttons.addStretch(1)
        for button in (self._cancel, self._save, self._sell):
            buttons.addWidget(button)
        self._rows.addLayout(buttons)
        return self._rows

    def _asking(self) -> QFrame:
        """Return what asks, in place, before something typed is lost."""
        px = self._theme.px
        self._asks = QFrame(self)
        self._asks.setProperty("frame", "warn")
        row = QHBoxLayout(self._asks)
        row.setContentsMargins(px(15), px(4), px(7), px(4))
        row.setSpacing(px(8))
        row.addWidget(self._question, 1)
        row.addWidget(self._stay)
        row.addWidget(self._discard)
        return self._asks

    def _arrange(self) -> None:
        """Put title and buttons into one row, or into two where they do not fit."""
        shown = [one for one in self._answers if not one.isHidden()]
        needed = sum(one.sizeHint().width() + self._theme.px(8) for one in shown)
        ways = QBoxLayout.Direction
        is_one_row = needed + self._theme.px(_LEAST_TITLE) <= self.width()
        way = ways.LeftToRight if is_one_row else ways.TopToBottom
        if self._rows.direction() is not way:
            self._rows.setDirection(way)

    def _scrolling(self, form: QWidget) -> QScrollArea:
        scroll = QScrollArea(self)
        scroll.setObjectName("productCardScroll")
        scroll.setAccessibleName(_("Fields of the product"))
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(form)
        scroll.viewport().setAutoFillBackground(False)
        form.setAutoFillBackground(False)
        QScroller.grabGesture(scroll.viewport(), QScroller.ScrollerGestureType.TouchGesture)
        return scroll

    def _hair(self) -> QFrame:
        hair = QFrame(self)
        hair.setProperty("frame", "separator")
        hair.setFixedHeight(1)
        return hair

    def _connect(self) -> None:
        presenter = self._presenter
        self.form.edited.connect(presenter.edit)
        self.form.code_added.connect(presenter.add_code)
        self.form.file_chosen.connect(presenter.take_picture)
        self.form.finished.connect(presenter.save)
        self.form.off_sale.clicked.connect(presenter.take_off_sale)
        self.form.on_sale.clicked.connect(presenter.put_on_sale)
        self._cancel.clicked.connect(presenter.leave)
        self._sell.clicked.connect(presenter.save_and_sell)
        self._save.clicked.connect(presenter.save)
        self._stay.clicked.connect(self._on_stay)
        self._discard.clicked.connect(presenter.discard)

    def _on_escape(self) -> None:
        if self._state is not None and self._state.asks_to_leave:
            self._on_stay()
        else:
            self._presenter.leave()

    @Slot()
    def _on_stay(self) -> None:
        self._presenter.stay()
        self.form.begin()


def _is_function_key(event: QKeyEvent) -> bool:
    return Qt.Key.Key_F1 <= event.key() <= Qt.Key.Key_F35
