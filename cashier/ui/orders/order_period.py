"""Which days the list of orders is of: a button with a menu of periods, and a row for one day."""

from datetime import date, timedelta

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QWidget
from typing_extensions import override

from cashier.domain.order_list import PeriodName, written_day
from cashier.translation import _
from cashier.ui.controls.buttons import Button
from cashier.ui.look.theme import Theme
from cashier.ui.orders.order_words import period_words
from cashier.ui.orders.orders_state import PeriodChoice

_LONGEST = 12
_STEPS = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}


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


class DayField(QLineEdit):
    """A day to write; what names no day is marked wrong and changes nothing."""

    day_written = Signal(object)  # date

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("orderDayField")
        self.setAccessibleName(_("The day, such as 2026-11-20 or 20.11."))
        self.setMaxLength(_LONGEST)
        self.setMinimumHeight(theme.px(48))
        self._day = date.min
        self._today = date.min
        self.editingFinished.connect(self._on_finished)

    @property
    def day(self) -> date:
        """The day in view."""
        return self._day

    def show_day(self, day: date, today: date) -> None:
        self._day, self._today = day, today
        self.setText(day.isoformat())
        self._mark(is_wrong=False)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step with the arrows; Escape brings the day back and is then the page's."""
        if event.key() in _STEPS:
            self._tell(self._day + timedelta(days=_STEPS[Qt.Key(event.key())]))
        elif event.key() == Qt.Key.Key_Escape and self.text() != self._day.isoformat():
            self.show_day(self._day, self._today)
        else:
            super().keyPressEvent(event)

    def _tell(self, day: date) -> None:
        if day <= self._today and day != self._day:
            self.day_written.emit(day)

    def _mark(self, *, is_wrong: bool) -> None:
        self.setProperty("wrong", is_wrong)
        self.style().polish(self)

    @Slot()
    def _on_finished(self) -> None:
        written = written_day(self.text(), self._today)
        if written is None or written > self._today:
            self._mark(is_wrong=True)
        elif written == self._day:
            self.show_day(self._day, self._today)
        else:
            self._tell(written)


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
        self.field = DayField(theme, self)
        row.addWidget(self.before)
        row.addWidget(self.field, 1)
        row.addWidget(self.after)
        self.before.clicked.connect(self._on_before)
        self.after.clicked.connect(self._on_after)
        self.field.day_written.connect(self._on_written)

    def show_day(self, day: date, today: date) -> None:
        """Show ``day``; there are no orders after ``today``."""
        self.field.show_day(day, today)
        self.after.setEnabled(day < today)

    @Slot()
    def _on_before(self) -> None:
        self._on_written(self.field.day - timedelta(days=1))

    @Slot()
    def _on_after(self) -> None:
        self._on_written(self.field.day + timedelta(days=1))

    @Slot(object)
    def _on_written(self, day: date) -> None:
        self.choice_made.emit(PeriodChoice(day=day))
