"""Which days the list of orders is of: a button with a menu of periods, and a row for one day."""

from datetime import date, timedelta

from PySide6.QtCore import QDate, QPoint, QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDateEdit, QHBoxLayout, QMenu, QWidget

from cashier.domain.order_list import PeriodName
from cashier.translation import _
from cashier.ui import formatting
from cashier.ui.buttons import Button
from cashier.ui.order_words import period_words
from cashier.ui.orders_state import PeriodChoice
from cashier.ui.theme import Theme


class PeriodButton(Button):
    """Shows the period; pressed it offers the others."""

    choice_made = Signal(object)  # PeriodChoice
    day_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, icon="day", action="orders.period", parent=parent)
        self.setObjectName("periodButton")
        self._menu = QMenu(self)
        self._menu.setObjectName("periodMenu")
        self._menu.setAccessibleName(_("Which days"))
        for name in PeriodName:
            action = QAction(period_words(PeriodChoice(name)), self)
            action.setData(name)
            action.setCheckable(True)
            action.triggered.connect(self._on_triggered)
            self._menu.addAction(action)
        self._day = QAction(_("A day…"), self)
        self._day.setCheckable(True)
        self._day.triggered.connect(self.day_wanted)
        self._menu.addAction(self._day)
        self.clicked.connect(self._on_clicked)
        self.show_choice(PeriodChoice())

    @property
    def menu_of_periods(self) -> QMenu:
        """The periods that are offered."""
        return self._menu

    def show_choice(self, choice: PeriodChoice) -> None:
        self.set_label(period_words(choice))
        self.set_spoken(_("Which days: {period}").format(period=period_words(choice)))
        for action in self._menu.actions():
            action.setChecked(choice.day is None and action.data() is choice.name)
        self._day.setChecked(choice.day is not None)
        self.updateGeometry()

    @Slot()
    def _on_clicked(self) -> None:
        below = QPoint(0, self.height() + self._theme.px(4))
        if self.layoutDirection() is Qt.LayoutDirection.LeftToRight:
            below.setX(self.width() - self._menu.sizeHint().width())
        self._menu.popup(self.mapToGlobal(below))

    @Slot()
    def _on_triggered(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.choice_made.emit(PeriodChoice(action.data()))


class DayRow(QWidget):
    """One day to look at: the day before, the day itself, the day after."""

    choice_made = Signal(object)  # PeriodChoice

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("orderDay")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        self.before = Button(theme, _("Day before"), icon="back", parent=self)
        self.before.setObjectName("dayBeforeButton")
        self.after = Button(theme, _("Day after"), parent=self)
        self.after.setObjectName("dayAfterButton")
        self.day = QDateEdit(self)
        self.day.setObjectName("orderDayField")
        self.day.setAccessibleName(_("The day"))
        self.day.setDisplayFormat(formatting.date_format())
        self.day.setButtonSymbols(QDateEdit.ButtonSymbols.NoButtons)
        self.day.setMinimumHeight(theme.px(48))
        row.addWidget(self.before)
        row.addWidget(self.day, 1)
        row.addWidget(self.after)
        self.before.clicked.connect(self._on_before)
        self.after.clicked.connect(self._on_after)
        self.day.dateChanged.connect(self._on_changed)

    def show_day(self, day: date, today: date) -> None:
        """Show ``day``; there are no orders after ``today``."""
        blocker = QSignalBlocker(self.day)
        self.day.setMaximumDate(QDate(today.year, today.month, today.day))
        self.day.setDate(QDate(day.year, day.month, day.day))
        blocker.unblock()
        self.after.setEnabled(day < today)

    def _step(self, days: int) -> None:
        shown = self.day.date()
        day = date(shown.year(), shown.month(), shown.day()) + timedelta(days=days)
        self.choice_made.emit(PeriodChoice(day=day))

    @Slot()
    def _on_before(self) -> None:
        self._step(-1)

    @Slot()
    def _on_after(self) -> None:
        self._step(1)

    @Slot()
    def _on_changed(self) -> None:
        self._step(0)
