"""The strip along the top: shop and till, chips for what must be known, operator and clock."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from cashier.domain.fiscal_day import DayReport
from cashier.ports import Clock
from cashier.translation import _, several
from cashier.ui.controls.buttons import Button, ButtonKind
from cashier.ui.frame.chips import Chip, Tone
from cashier.ui.frame.strip_label import OperatorLabel, StripLabel, StripLine
from cashier.ui.look import formatting
from cashier.ui.look.theme import Theme

if TYPE_CHECKING:  # a till without a back end has no register elsewhere
    from cashier.ui.frame.register_view import RegisterView

_HEIGHT = 56
_TICK_MS = 1_000


@dataclass(frozen=True, slots=True)
class TillStatus:
    """What the chips show; what is not known or not there has no chip.

    ``unsent`` is None where nothing is ever sent; ``day_words`` are the day's figures.
    """

    is_ready: bool = False
    fiscal_day: int | None = None
    day_words: str = ""
    unsent: int | None = None
    operator: str = ""
    register_trouble: str = ""
    has_printer: bool = False
    printer_trouble: str = ""
    attention: int = 0


def day_words(report: DayReport) -> str:
    """Return what the day came to so far."""
    sales = report.totals.sales
    return _("Day {number}: {sales}, {amount} so far.").format(
        number=report.day.number,
        sales=several("{count} sale", "{count} sales", sales.count),
        amount=formatting.money_text(report.totals.net),
    )


class StatusStrip(QWidget):
    """Shows the status it is given and the time of the clock; a chip leads to its page."""

    menu_requested = Signal()
    register_chosen = Signal()
    day_chosen = Signal(str)  # the day's figures in words
    attention_chosen = Signal()
    outbox_chosen = Signal()
    printer_chosen = Signal()

    def __init__(
        self, theme: Theme, clock: Clock, shop: str, till: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("statusStrip")
        self._theme = theme
        self._clock = clock
        self._waiting: TillStatus | None = None
        self._status = TillStatus()
        self._remote: RegisterView | None = None
        self._is_compact = False
        self._row = QHBoxLayout(self)
        self._menu = self._menu_button()
        self._shop = self._label(StripLabel(theme, 15, 600, parent=self), shop)
        self._till = self._label(StripLabel(theme, 14, 400, "second", self), till)
        self._row.addWidget(StripLine(theme, self))
        self._make_chips()
        self._row.addStretch(1)
        self._operator = OperatorLabel(theme, self)
        self._operator.setObjectName("operatorChip")
        self._row.addWidget(self._operator)
        self._row.addWidget(StripLine(theme, self))
        self._date = self._label(StripLabel(theme, 14, 400, "second", self), "")
        self._time = self._label(StripLabel(theme, 18, 600, parent=self), "")
        self._till.gives_way = self._time.gives_way = False
        self._measure()
        self.show_status(TillStatus())
        self._start_clock()
        theme.changed.connect(self.update)
        theme.measured.connect(self._measure)

    @property
    def menu_button(self) -> QWidget:
        """Where the menu of a narrow window opens."""
        return self._menu

    def show_names(self, shop: str, till: str) -> None:
        """Show whose till it is."""
        self._shop.show_text(shop)
        self._till.show_text(till)

    def set_compact(self, *, compact: bool) -> None:
        """Make room in a narrow window: the menu takes the rail's place."""
        if compact is not self._is_compact:
            self._is_compact = compact
            self._measure()

    @Slot(object)
    def show_status(self, status: TillStatus) -> None:
        """Show ``status``, but move no chip while one is being pressed."""
        if any(chip.isDown() for chip in self._chips):
            self._waiting = status
            return
        self._waiting = None
        self._status = status
        self._show_register(status)
        self._show_day(status)
        self._show_outbox(status)
        self._show_printer(status)
        self._operator.show_text(status.operator or _("Owner"))

    @Slot(object)
    def show_remote(self, remote: "RegisterView | None") -> None:
        """Show the register of the back end; None where there is none."""
        self._remote = remote
        self.show_status(self._waiting or self._status)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour("surface"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._theme.colour("line"))
        painter.end()

    def _make_chips(self) -> None:
        self._register = Chip(self._theme, "ready", self)
        self._mode = Chip(self._theme, "shield", self)
        self._activity = Chip(self._theme, "clock", self)
        self._day = Chip(self._theme, "day", self)
        self._attention = Chip(self._theme, "attention", self)
        self._outbox = Chip(self._theme, "to-send", self)
        self._printer = Chip(self._theme, "printer", self)
        named = (
            (self._register, "registerChip", self.register_chosen),
            (self._mode, "registerModeChip", self.register_chosen),
            (self._activity, "registerActivityChip", self.register_chosen),
            (self._day, "dayChip", self._on_day_clicked),
            (self._attention, "attentionChip", self.attention_chosen),
            (self._outbox, "outboxChip", self.outbox_chosen),
            (self._printer, "printerChip", self.printer_chosen),
        )
        self._chips = tuple(chip for chip, _name, _chosen in named)
        for chip, name, chosen in named:
            chip.setObjectName(name)
            chip.clicked.connect(chosen)
            chip.let_go.connect(self._on_let_go)
            self._row.addWidget(chip)

    def _show_register(self, status: TillStatus) -> None:
        self._register.setVisible(status.is_ready or bool(status.register_trouble))
        remote = self._remote
        if status.register_trouble:
            self._register.show_state(status.register_trouble, Tone.ERROR, "attention")
        elif remote is not None:
            self._register.show_state(remote.text, remote.tone, remote.icon)
            self._register.setAccessibleName(remote.details)
        else:
            self._register.show_state(_("Register ready"), Tone.OK, "ready")
        self._register.setToolTip(remote.details if remote is not None else "")
        self._mode.setVisible(remote is not None and bool(remote.mode))
        self._show_activity()
        if remote is not None:
            self._mode.show_state(remote.mode, remote.mode_tone)
            self._activity.show_state(remote.activity, Tone.NEUTRAL)

    def _show_activity(self) -> None:
        """Show since when; in a narrow window it is told by the register's chip alone."""
        is_known = self._remote is not None and bool(self._remote.activity)
        self._activity.setVisible(is_known and not self._is_compact)

    def _show_day(self, status: TillStatus) -> None:
        self._day.setVisible(status.is_ready)
        if status.fiscal_day is None:
            self._day.show_state(_("No day open"), Tone.NEUTRAL)
        else:
            self._day.show_state(_("Day {number} open").format(number=status.fiscal_day), Tone.OK)
        self._day.setToolTip(status.day_words)

    def _show_outbox(self, status: TillStatus) -> None:
        self._attention.setVisible(status.attention > 0)
        needs = several("{count} needs attention", "{count} need attention", status.attention)
        self._attention.show_state(needs, Tone.ERROR)
        self._outbox.setVisible(status.unsent is not None)
        if status.unsent:
            words = several("{count} to send", "{count} to send", status.unsent)
            self._outbox.show_state(words, Tone.WARN)
            spoken = several("Unsent receipts: {count}", "Unsent receipts: {count}", status.unsent)
            self._outbox.setAccessibleName(spoken)
        else:
            self._outbox.show_state(_("All sent"), Tone.OK)

    def _show_printer(self, status: TillStatus) -> None:
        self._printer.setVisible(status.has_printer)
        if status.printer_trouble:
            self._printer.show_state(status.printer_trouble, Tone.WARN, "warning")
        else:
            self._printer.show_state(_("Printer ready"), Tone.OK, "printer")

    def _start_clock(self) -> None:
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.CoarseTimer)
        self._timer.timeout.connect(self._on_tick)
        self._timer.start(_TICK_MS)
        self._on_tick()

    @Slot()
    def _on_tick(self) -> None:
        now = self._clock.now()
        self._date.show_text(formatting.short_date(now))
        self._time.show_text(formatting.time_of_day(now))

    @Slot()
    def _on_day_clicked(self) -> None:
        self.day_chosen.emit(self._day.toolTip())

    @Slot()
    def _on_let_go(self) -> None:
        if self._waiting is not None:
            self.show_status(self._waiting)

    def _menu_button(self) -> Button:
        menu = Button(self._theme, kind=ButtonKind.QUIET, icon="menu", parent=self)
        menu.setObjectName("menuButton")
        menu.set_spoken(_("Menu"))
        menu.set_icon_size(24)
        menu.clicked.connect(self.menu_requested)
        self._row.addWidget(menu)
        return menu

    def _label(self, label: StripLabel, text: str) -> StripLabel:
        label.show_text(text)
        self._row.addWidget(label)
        return label

    @Slot()
    def _measure(self) -> None:
        """Take the sizes of the scale, and what a narrow window has room for."""
        px = self._theme.px
        self.setFixedHeight(px(_HEIGHT))
        self._menu.setVisible(self._is_compact)
        self._shop.setVisible(not self._is_compact)
        self._date.setVisible(not self._is_compact)
        self._show_activity()
        self._till.show_as(15 if self._is_compact else 14, 600 if self._is_compact else 400)
        self._till.set_tone("" if self._is_compact else "second")
        left = px(4 if self._is_compact else 16)
        self._row.setContentsMargins(left, 0, px(8 if self._is_compact else 12), px(1))
        self._row.setSpacing(px(8))
