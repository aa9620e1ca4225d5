"""Choices on a product's card: its VAT rate, its category, and two fields side by side."""

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from cashier.domain.product import TEXT_LENGTH
from cashier.domain.quantity import Percent
from cashier.translation import _
from cashier.ui.controls.buttons import Button
from cashier.ui.controls.choice import Choice
from cashier.ui.look import formatting
from cashier.ui.look.flow import Flow
from cashier.ui.look.theme import Theme

_TWO_COLUMNS_FROM = 500
_MARK = "\u200e"
"""Keeps figures from left to right in every language."""
_NEW = "\n"
"""Stands for a category that is not there yet; no category is called so."""


class Pair(QWidget):
    """Two fields beside each other where there is room, else one below the other."""

    def __init__(self, theme: Theme, one: QWidget, other: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._both = (one, other)
        self._box = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(theme.px(12))
        for field in (one, other):
            self._box.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)

    @override
    def minimumSizeHint(self) -> QSize:
        """Be as narrow as one of them: they may stand one below the other."""
        width = max(one.minimumSizeHint().width() for one in self._both)
        return QSize(width, self._box.minimumSize().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_wide = self.width() >= self._theme.px(_TWO_COLUMNS_FROM)
        ways = QBoxLayout.Direction
        way = ways.LeftToRight if is_wide else ways.TopToBottom
        if way is not self._box.direction():
            self._box.setDirection(way)


class RateButton(Button):
    """A VAT rate: its letter and its percentage."""

    rate_chosen = Signal(object)  # Percent

    def __init__(self, theme: Theme, rate: Percent, letter: str, parent: QWidget) -> None:
        words = f"{letter} {formatting.percent(rate)}".strip()
        super().__init__(theme, f"{_MARK}{words}{_MARK}", parent=parent)
        self.set_spoken(words)
        self.rate = rate
        self.setCheckable(True)
        self.setObjectName(f"productRate_{rate.milli}")
        self.clicked.connect(self._on_clicked)

    @Slot()
    def _on_clicked(self) -> None:
        self.setChecked(True)
        self.rate_chosen.emit(self.rate)


class RateChoice(Flow):
    """The shop's VAT rates, and the product's own where it is another one."""

    rate_chosen = Signal(object)  # Percent

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent, fills=True)
        self.setObjectName("productRates")
        self._theme = theme
        self._rates: tuple[tuple[Percent, str], ...] = ()
        self._choices: list[RateButton] = []

    @property
    def stops(self) -> list[QWidget]:
        return [*self._choices]

    def show_rates(self, rates: tuple[tuple[Percent, str], ...], now: Percent) -> None:
        if rates != self._rates:
            self._rates = rates
            self._choices = [RateButton(self._theme, *rate, self) for rate in rates]
            for button in self._choices:
                button.rate_chosen.connect(self.rate_chosen)
            self.lay(self._choices)
        for button in self._choices:
            button.setChecked(button.rate == now)


class CategoryChoice(QWidget):
    """A category of the shop, none, or a new one by its name."""

    category_chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("productCategory")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.px(8))
        self.choice = Choice(theme, "productCategoryChoice", _("Category"), self)
        self.choice.chosen.connect(self._on_chosen)
        self.edit = QLineEdit(self)
        self.edit.setObjectName("productCategoryField")
        self.edit.setAccessibleName(_("Name of the new category"))
        self.edit.setPlaceholderText(_("Name of the new category"))
        self.edit.setMaxLength(TEXT_LENGTH)
        self.edit.setMinimumHeight(theme.px(48))
        self.edit.textChanged.connect(self.category_chosen)
        self.edit.hide()
        box.addWidget(self.choice)
        box.addWidget(self.edit)
        self.setFocusProxy(self.choice)

    @property
    def stops(self) -> list[QWidget]:
        return [self.choice, self.edit]

    def show_category(self, known: tuple[str, ...], now: str) -> None:
        is_new = bool(now) and now not in known
        writes = is_new or (not now and self.choice.value == _NEW)
        offered = [("", _("No category")), *((one, one) for one in known)]
        self.choice.offer([*offered, (_NEW, _("New category…"))], _NEW if writes else now)
        self.edit.setVisible(writes)
        if is_new and self.edit.text() != now:
            self.edit.setText(now)

    @Slot(object)
    def _on_chosen(self, value: str) -> None:
        is_new = value == _NEW
        self.edit.setVisible(is_new)
        if is_new:
            self.edit.clear()
            self.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.category_chosen.emit("" if is_new else value)
