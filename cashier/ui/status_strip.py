"""The strip along the top: shop and till, chips for what must be known, operator and clock."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget
from typing_extensions import override

from cashier.ports import Clock
from cashier.translation import _, several
from cashier.ui import formatting
from cashier.ui.buttons import Button, ButtonKind
from cashier.ui.chips import Chip, Tone
from cashier.ui.theme import Theme

_HEIGHT = 56
_TICK_MS = 1_000


@dataclass(frozen=True, slots=True)
class TillStatus:
    """What the chips show; ``unsent`` is None where nothing is ever sent."""

    fiscal_day: int | None = None
    unsent: int | None = None
    operator: str = ""
    register_trouble: str = ""
    printer_trouble: str = ""


class StatusStrip(QWidget):
    """Shows the status it is given and the time of the clock."""

    menu_requested = Signal()

    def __init__(
        self, theme: Theme, clock: Clock, shop: str, till: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("statusStrip")
        self._theme = theme
        self._clock = clock
        self.setFixedHeight(theme.px(_HEIGHT))
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(theme.px(16), 0, theme.px(12), theme.px(1))
        self._row.setSpacing(theme.px(8))
        self._menu = self._menu_button()
        self._shop = self._label(shop, 15, 600)
        self._till = self._label(till, 14, 400, "second")
        self._separate()
        self._register = self._chip("registerChip", "ready")
        self._day = self._chip("dayChip", "day")
        self._outbox = self._chip("outboxChip", "to-send")
        self._printer = self._chip("printerChip", "printer")
        self._row.addStretch(1)
        self._operator = Button(theme, kind=ButtonKind.QUIET, icon="person", parent=self)
        self._operator.setObjectName("operatorChip")
        self._operator.set_label_size(14, 500)
        self._operator.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._row.addWidget(self._operator)
        self._separate()
        self._date = self._label("", 14, 400, "second")
        self._time = self._label("", 18, 600)
        self.set_compact(compact=False)
        self.show_status(TillStatus())
        self._start_clock()
        theme.changed.connect(self.update)

    @property
    def menu_button(self) -> QWidget:
        """Where the menu of a narrow window opens."""
        return self._menu

    def set_compact(self, *, compact: bool) -> None:
        """Make room in a narrow window: the menu takes the rail's place."""
        self._menu.setVisible(compact)
        self._shop.setVisible(not compact)
        self._date.setVisible(not compact)
        self._till.setProperty("tone", "" if compact else "second")
        self._till.style().polish(self._till)
        self._till.setFont(self._theme.font(15, 600) if compact else self._theme.font(14))
        left = self._theme.px(2 if compact else 16)
        self._row.setContentsMargins(left, 0, self._theme.px(12), self._theme.px(1))

    @Slot(object)
    def show_status(self, status: TillStatus) -> None:
        self._show_register(status)
        self._show_day(status)
        self._outbox.setVisible(status.unsent is not None)
        if status.unsent:
            words = several("{count} to send", "{count} to send", status.unsent)
            self._outbox.show_state(words, Tone.WARN, "to-send")
            spoken = several("Unsent receipts: {count}", "Unsent receipts: {count}", status.unsent)
            self._outbox.setAccessibleName(spoken)
        else:
            self._outbox.show_state(_("All sent"), Tone.OK, "to-send")
        self._printer.setVisible(bool(status.printer_trouble))
        self._printer.show_state(status.printer_trouble, Tone.WARN)
        self._operator.set_label(status.operator or _("Owner"))

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour("surface"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._theme.colour("line"))
        painter.end()

    def _show_register(self, status: TillStatus) -> None:
        if status.register_trouble:
            self._register.show_state(status.register_trouble, Tone.ERROR, "attention")
        else:
            self._register.show_state(_("Register ready"), Tone.OK, "ready")

    def _show_day(self, status: TillStatus) -> None:
        if status.fiscal_day is None:
            self._day.show_state(_("No day open"), Tone.NEUTRAL)
        else:
            self._day.show_state(_("Day {number} open").format(number=status.fiscal_day), Tone.OK)

    def _start_clock(self) -> None:
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.CoarseTimer)
        self._timer.timeout.connect(self._on_tick)
        self._timer.start(_TICK_MS)
        self._on_tick()

    @Slot()
    def _on_tick(self) -> None:
        now = self._clock.now()
        for label, text in (
            (self._date, formatting.short_date(now)),
            (self._time, formatting.time_of_day(now)),
        ):
            if label.text() != text:
                label.setText(text)

    def _menu_button(self) -> Button:
        menu = Button(self._theme, kind=ButtonKind.QUIET, icon="menu", parent=self)
        menu.setObjectName("menuButton")
        menu.setAccessibleName(_("Menu"))
        menu.clicked.connect(self.menu_requested)
        self._row.addWidget(menu)
        return menu

    def _label(self, text: str, size: int, weight: int, tone: str = "") -> QLabel:
        label = QLabel(text, self)
        label.setFont(self._theme.font(size, weight))
        label.setProperty("tone", tone)
        self._row.addWidget(label)
        return label

    def _chip(self, name: str, icon: str) -> Chip:
        chip = Chip(self._theme, icon, self)
        chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        chip.setObjectName(name)
        self._row.addWidget(chip)
        return chip

    def _separate(self) -> None:
        line = QFrame(self)
        line.setFixedSize(self._theme.px(1), self._theme.px(24))
        line.setProperty("frame", "separator")
        self._row.addSpacing(self._theme.px(8))
        self._row.addWidget(line)
        self._row.addSpacing(self._theme.px(8))
