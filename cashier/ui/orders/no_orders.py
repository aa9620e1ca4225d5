"""What stands in an empty list of orders: why it is empty, and where else to look."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from cashier.domain.order_list import OrderGroup
from cashier.translation import _
from cashier.ui.controls.buttons import Button
from cashier.ui.look.theme import Theme
from cashier.ui.orders.order_words import period_words
from cashier.ui.orders.orders_state import OrderList


class NoOrders(QWidget):
    """Says that nothing was found; offers all days where only some were looked at."""

    all_days_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        box = QVBoxLayout(self)
        box.setSpacing(theme.px(12))
        self._words = QLabel(self)
        self._words.setObjectName("noOrdersLabel")
        self._words.setProperty("tone", "second")
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._words.setWordWrap(True)
        self._all_days = Button(theme, _("Look at all days"), icon="search", parent=self)
        self._all_days.setObjectName("allDaysButton")
        self._all_days.clicked.connect(self.all_days_wanted)
        box.addStretch(1)
        box.addWidget(self._words)
        box.addWidget(self._all_days, 0, Qt.AlignmentFlag.AlignHCenter)
        box.addStretch(1)
        self.hide()

    def show_for(self, found: OrderList) -> None:
        """Show why ``found`` is empty; hide where it is not."""
        self._words.setText(_why(found))
        is_part = found.filter.days.since is not None
        self._all_days.setVisible(is_part and not found.is_searching)
        self.setVisible(not found.rows)


def _why(found: OrderList) -> str:
    query = found.query
    if found.is_searching:
        return _("Looking for “{text}”…").format(text=query.text)
    if query.text:
        return _("No order with “{text}” here").format(text=query.text)
    if found.filter.days.since is None and query.group is OrderGroup.ALL:
        return _("No orders yet")
    return _("No such orders: {period}").format(period=period_words(query.choice))
