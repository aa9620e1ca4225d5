"""What became of an order, step by step and with its times: saved, printed, refunded, sent."""

from collections.abc import Iterator
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from cashier.domain.money import Money
from cashier.domain.posting import Delivery, PostedOrder
from cashier.translation import _, several
from cashier.ui.frame.chips import Tone
from cashier.ui.look import assets, formatting
from cashier.ui.look.theme import Theme
from cashier.ui.orders.orders_state import OrderDetail

Step = tuple[str, str, Tone]
"""Icon, words and tone."""

_TONES = {Tone.OK: "ok", Tone.WARN: "warn", Tone.ERROR: "error"}
_ROW, _ICON = 26, 18


def progress_of(detail: OrderDetail, *, has_printer: bool) -> tuple[Step, ...]:
    """Return the steps as far as they are known; nothing is made up."""
    if detail.posted is None:
        kept = _("Kept {time}").format(time=_clock_time(detail.summary.at))
        return (("clock", kept, Tone.NEUTRAL),)
    return tuple(_posted(detail, detail.posted, has_printer=has_printer))


def _posted(detail: OrderDetail, posted: PostedOrder, *, has_printer: bool) -> Iterator[Step]:
    saved = _("Saved {time}").format(time=_clock_time(posted.posting.at))
    yield "ready", saved, Tone.OK
    if posted.printed_at is not None:
        printed = _("Printed {time}").format(time=_clock_time(posted.printed_at))
        yield "ready", printed, Tone.OK
    elif has_printer:
        yield "attention", _("Not printed"), Tone.WARN
    if posted.copies:
        copies = several("{count} copy given out", "{count} copies given out", posted.copies)
        yield "orders", copies, Tone.NEUTRAL
    if detail.sold is not None and not posted.posting.refund_of:
        back = sum((-one.total for one in detail.sold.refunds), Money.zero(_currency(posted)))
        refunded = _("Refunded {amount}").format(amount=formatting.money_text(back))
        yield "undo", refunded, Tone.NEUTRAL
    yield from _sent(posted.delivery)


def _sent(delivery: Delivery) -> Iterator[Step]:
    match delivery:
        case Delivery.NOT_NEEDED:
            return
        case Delivery.UNSENT:
            yield "to-send", _("To send"), Tone.WARN
        case Delivery.SENT:
            yield "ready", _("Sent"), Tone.OK
        case Delivery.NEEDS_ATTENTION:
            yield "attention", _("Needs attention"), Tone.ERROR


def _currency(posted: PostedOrder) -> str:
    return posted.posting.total.currency


def _clock_time(at: datetime) -> str:
    return f"{at:%H:%M:%S}"


class ProgressList(QWidget):
    """The steps below each other, each with its icon."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("orderProgress")
        self._theme = theme
        self._steps: tuple[Step, ...] = ()
        self._rows: list[QWidget] = []
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        title = QLabel(_("Progress"), self)
        title.setFont(theme.font(13, 600))
        title.setFixedHeight(theme.px(22))
        title.setAlignment(Qt.AlignmentFlag.AlignTop)
        box.addWidget(title)
        self._box = box
        theme.changed.connect(self._rebuild)

    @property
    def steps(self) -> tuple[Step, ...]:
        return self._steps

    def show_steps(self, steps: tuple[Step, ...]) -> None:
        if steps != self._steps:
            self._steps = steps
            self.setAccessibleName(", ".join((_("Progress"), *(step[1] for step in steps))))
            self._rebuild()

    def _rebuild(self) -> None:
        for row in self._rows:
            self._box.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [self._row(step) for step in self._steps]
        for row in self._rows:
            self._box.addWidget(row)

    def _row(self, step: Step) -> QWidget:
        icon, words, tone = step
        theme, px = self._theme, self._theme.px
        row = QWidget(self)
        row.setMinimumHeight(px(_ROW))
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(px(8))
        picture, text = QLabel(row), QLabel(words, row)
        colour = theme.colour(f"{tone.value}Text")
        ratio = self.devicePixelRatioF()
        picture.setPixmap(assets.pixmap(icon, colour, px(_ICON), ratio, is_bold=True))
        picture.setFixedWidth(px(_ICON))
        text.setFont(theme.font(13))
        text.setProperty("tone", _TONES.get(tone, "second"))
        text.setWordWrap(True)
        line.addWidget(picture)
        line.addWidget(text, 1)
        return row
