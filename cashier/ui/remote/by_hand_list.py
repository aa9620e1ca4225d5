"""What no call is known for: refunds, cash movements and payments to register by hand."""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from cashier.domain.by_hand import ByHand, ByHandKind
from cashier.domain.errors import CashierError
from cashier.domain.remote import RemoteFilter
from cashier.messages import sentence_for
from cashier.ports import ByHandReader, Clock
from cashier.translation import _, several
from cashier.ui.frame.chips import Tone
from cashier.ui.frame.notice import Notice, NoticeKind
from cashier.ui.frame.tasks import TaskOwner
from cashier.ui.look.theme import Theme
from cashier.ui.remote.remote_list_presenter import RemoteListPresenter
from cashier.ui.remote.remote_state import (
    ColumnSpec,
    ListKind,
    RemoteRow,
    Sheet,
    SheetVerb,
    SheetWords,
    Source,
)
from cashier.ui.remote.remote_view import RemoteView
from cashier.ui.remote.remote_words import amount_text, moment, profile_words

CHECK_OFF = "check off"


@dataclass(frozen=True, slots=True)
class ByHandNeeds:
    """Notes that a person registered it; looks what the back ends' documents tell of it."""

    check_off: Callable[[ByHand], Awaitable[None]]
    look: Callable[[], Awaitable[int]]


@dataclass(frozen=True, slots=True)
class ByHandList:
    """Reads and words what is to be registered."""

    book: ByHandReader
    clock: Clock

    def kind(self) -> ListKind:
        return ListKind(
            Source.BY_HAND,
            _columns,
            self._read,
            self._read_one,
            self._row,
            self._sheet,
            _kinds,
            has_days=False,
        )

    async def _read(self, wanted: RemoteFilter) -> AsyncIterator[Sequence[object]]:
        yield [
            one
            for one in await self.book.waiting()
            if wanted.status in {"", one.kind.value} and wanted.number in one.reference
        ]

    async def _read_one(self, item: object) -> object:
        return item

    async def _row(self, item: object) -> RemoteRow:
        one = _thing(item)
        cells = (moment(one.at, self.clock.now()), one.reference, amount_text(one.amount))
        return RemoteRow(str(one.id), cells, ("note", kind_words(one.kind), Tone.WARN), one)

    async def _sheet(self, item: object) -> Sheet:
        one = _thing(item)
        heading = _("Register it there by hand")
        text = _("No call is known for it. Enter it in the back end, then check it off here.")
        verbs = (
            SheetVerb("checkOff", _("Registered"), "check", "orders.check_off", is_first=True),
            SheetVerb("lookUp", _("Look for it"), "search", "orders.look_up"),
        )
        return Sheet(
            str(one.id),
            one.reference,
            moment(one.at, self.clock.now()),
            ("note", kind_words(one.kind), Tone.WARN),
            SheetWords(Tone.WARN, "note", heading, text),
            ((_("Goes to"), profile_words(one.profile)),),
            total=one.amount,
            verbs=verbs,
        )


class ByHandDeeds(QObject):
    """Checks off what a person registered."""

    changed = Signal()
    noticed = Signal(object)  # Notice

    def __init__(self, needs: ByHandNeeds, tasks: TaskOwner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._needs = needs
        self._tasks = tasks

    def check_off(self, one: ByHand) -> None:
        """Note that ``one`` is registered now."""
        self._tasks.start(CHECK_OFF, partial(self._done, one))

    def look(self) -> None:
        """Look whether documents tell that something was registered by now."""
        self._tasks.start(CHECK_OFF, self._looked)

    async def _looked(self) -> None:
        try:
            found = await self._needs.look()
        except CashierError as error:
            self.noticed.emit(Notice.of(sentence_for(error)))
            return
        text = several("{count} found and checked off", "{count} found and checked off", found)
        if not found:
            text = _("No document of the back end tells of it yet")
        self.noticed.emit(Notice(NoticeKind.DONE, text, icon="search"))
        self.changed.emit()

    async def _done(self, one: ByHand) -> None:
        try:
            await self._needs.check_off(one)
        except CashierError as error:
            self.noticed.emit(Notice.of(sentence_for(error)))
        else:
            text = _("{number} is checked off").format(number=one.reference)
            hint = _("It is written in the journal.")
            self.noticed.emit(Notice(NoticeKind.DONE, text, hint, "check"))
        self.changed.emit()


class ByHandView(RemoteView):
    """The list, and its one verb."""

    def __init__(
        self,
        theme: Theme,
        presenter: RemoteListPresenter,
        deeds: ByHandDeeds,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, presenter, _("To be registered by hand"), parent)
        self._deeds = deeds
        self.bind_verbs("orders.check_off", "orders.look_up")
        self.verb_chosen.connect(self._on_verb)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        self.presenter.refresh()
        super().showEvent(event)

    @Slot(str)
    def _on_verb(self, name: str) -> None:
        item = self.presenter.item
        if name == "lookUp":
            self._deeds.look()
        elif isinstance(item, ByHand):
            self.presenter.close()
            self._deeds.check_off(item)


def kind_words(kind: ByHandKind) -> str:
    """Return what is to be registered."""
    match kind:
        case ByHandKind.REFUND:
            return _("Refund")
        case ByHandKind.CASH_IN:
            return _("Cash in")
        case ByHandKind.CASH_OUT:
            return _("Cash out")
        case ByHandKind.PAYMENT:
            return _("Payment")


def _thing(item: object) -> ByHand:
    assert isinstance(item, ByHand)  # noqa: S101 - this list holds nothing else
    return item


def _columns() -> tuple[ColumnSpec, ...]:
    return (
        ColumnSpec(_("Time"), 110),
        ColumnSpec(_("Number"), 140, is_strong=True),
        ColumnSpec(_("Amount"), 110, is_right=True, is_strong=True, takes_spare=False),
    )


def _kinds() -> tuple[tuple[str, str], ...]:
    return (("", _("All")), *((one.value, kind_words(one)) for one in ByHandKind))
