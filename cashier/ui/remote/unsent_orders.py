"""What is not sent yet: where each order stands, the server's last words, and when it is tried."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass

from cashier.domain.backend_errors import BackEndUnreachableError, MappingMissingError
from cashier.domain.outbox import (
    BY_HAND,
    CANCELLED_THERE,
    NO_PROFILE,
    OTHER_TOTAL,
    UNDECIDABLE,
    OutboxItem,
    SendState,
)
from cashier.domain.posting import PostedOrder
from cashier.domain.remote import RemoteFilter
from cashier.domain.text import cleaned
from cashier.messages.back_ends import unmapped
from cashier.ports import Clock, LedgerReader, OutboxReader
from cashier.translation import _, several
from cashier.ui.frame.chips import Tone
from cashier.ui.look import formatting
from cashier.ui.orders.order_words import Chip
from cashier.ui.remote.remote_state import (
    ColumnSpec,
    ListKind,
    RemoteRow,
    Sheet,
    SheetLine,
    SheetVerb,
    SheetWords,
    Source,
)
from cashier.ui.remote.remote_words import (
    NOTHING,
    amount_text,
    moment,
    money_words,
    profile_words,
    quoted_words,
)

_PAGE = 100


@dataclass(frozen=True, slots=True)
class UnsentOrders:
    """Reads and words the outbox."""

    outbox: OutboxReader
    ledger: LedgerReader
    clock: Clock

    def kind(self) -> ListKind:
        return ListKind(
            Source.UNSENT,
            _columns,
            self._read,
            self._read_one,
            self._row,
            self._sheet,
            _states,
            has_days=False,
        )

    async def _read(self, wanted: RemoteFilter) -> AsyncIterator[Sequence[object]]:
        after = 0
        while page := await self.outbox.items(limit=_PAGE, after=after):
            after = page[-1].serial
            yield [one for one in page if _is_wanted(one, wanted)]

    async def _read_one(self, item: object) -> object:
        return await self.outbox.item(_item(item).number) or item

    async def _row(self, item: object) -> RemoteRow:
        one = _item(item)
        now = self.clock.now()
        cells = (
            moment(one.at, now),
            one.number,
            str(one.tries),
            moment(one.next_try, now) if one.next_try is not None else NOTHING,
            amount_text(one.total),
        )
        return RemoteRow(one.number, cells, state_chip(one), one)

    async def _sheet(self, item: object) -> Sheet:
        one = _item(item)
        posted = await self.ledger.find(one.number)
        return Sheet(
            one.number,
            one.number,
            moment(one.at, self.clock.now()),
            state_chip(one),
            _words(one),
            self._facts(one),
            _lines(posted),
            one.total,
            tuple(_verbs(one)),
        )

    def _facts(self, one: OutboxItem) -> tuple[tuple[str, str], ...]:
        now = self.clock.now()
        answer = one.answer
        there = answer.total if answer is not None else None
        facts = [
            (_("Goes to"), profile_words(one.profile)),
            (_("Tries"), str(one.tries)),
            (_("Last try"), moment(one.last_try, now)),
            (_("Next try"), moment(one.next_try, now)),
            (_("The server's last words"), _last_words(one)),
            (_("The server's total"), money_words(there)),
            (_("Id there"), cleaned(answer.id) if answer is not None else ""),
        ]
        return tuple((label, value) for label, value in facts if value and value != NOTHING)


def _last_words(one: OutboxItem) -> str:
    """Return what the server said; one that was not reached said nothing."""
    is_of_a_server = one.said.code != BackEndUnreachableError.code
    return cleaned(one.said.words) if is_of_a_server else ""


def state_chip(one: OutboxItem) -> Chip:
    """Return where an order stands as a chip."""
    match one.state:
        case SendState.WAITING:
            return "to-send", _("To send"), Tone.WARN
        case SendState.SENDING:
            return "busy", _("Sending"), Tone.INFO
        case SendState.UNKNOWN:
            return "warning", _("Not known"), Tone.WARN
        case SendState.REFUSED:
            return "attention", _("Refused"), Tone.ERROR
        case SendState.NEEDS_ATTENTION:
            return "attention", _("Needs attention"), Tone.ERROR
        case SendState.SENT:
            return "ready", _("Sent"), Tone.OK


def _is_wanted(one: OutboxItem, wanted: RemoteFilter) -> bool:
    in_state = wanted.status in {"", one.state.value}
    return in_state and wanted.number.lower() in one.number.lower()


def _item(item: object) -> OutboxItem:
    assert isinstance(item, OutboxItem)  # noqa: S101 - this list holds nothing else
    return item


def _columns() -> tuple[ColumnSpec, ...]:
    return (
        ColumnSpec(_("Time"), 84),
        ColumnSpec(_("Number"), 110, is_strong=True),
        ColumnSpec(_("Tries"), 64, is_right=True, takes_spare=False),
        ColumnSpec(_("Next try"), 92),
        ColumnSpec(_("Total"), 92, is_right=True, is_strong=True, takes_spare=False),
    )


def _states() -> tuple[tuple[str, str], ...]:
    return (
        ("", _("All")),
        (SendState.WAITING.value, _("To send")),
        (SendState.UNKNOWN.value, _("Not known")),
        (SendState.REFUSED.value, _("Refused")),
        (SendState.NEEDS_ATTENTION.value, _("Needs attention")),
    )


def _words(one: OutboxItem) -> SheetWords | None:
    safe = _("The sale and the money are safe; other receipts go on.")
    said = _reason(one)
    if one.state is SendState.REFUSED:
        heading = _("The server refused this receipt")
        return SheetWords(Tone.ERROR, "attention", heading, f"{said} {safe}".strip())
    if one.state is SendState.NEEDS_ATTENTION:
        heading = _("This receipt needs a person")
        return SheetWords(Tone.ERROR, "attention", heading, f"{said} {safe}".strip())
    if one.state is SendState.UNKNOWN:
        heading = _("It is not known whether the server has it")
        text = _("It is looked up before it is sent again, so it is never there twice.")
        return SheetWords(Tone.WARN, "warning", heading, text)
    if one.tries and one.state is SendState.WAITING:
        heading = several("Tried {count} time", "Tried {count} times", one.tries)
        hint = _("It is sent by itself as soon as the server can be reached.")
        return SheetWords(Tone.WARN, "to-send", heading, f"{said} {hint}".strip())
    return None


def _reason(one: OutboxItem) -> str:
    known = {
        OTHER_TOTAL: _("The server's total is another than the till's."),
        CANCELLED_THERE: _("It is cancelled on the server."),
        UNDECIDABLE: _("Nobody but a person can find out whether the server has it."),
        BY_HAND: _(
            "No call is known for it: register it there, then check it off under “By hand”."
        ),
        NO_PROFILE: _("Its back end is not set up any more."),
        MappingMissingError.code: unmapped(*map(cleaned, one.said.mapping)),
    }
    told = known.get(one.said.code, "")
    return " ".join(part for part in (told, quoted_words(one.said)) if part)


def _lines(posted: PostedOrder | None) -> tuple[SheetLine, ...]:
    if posted is None:
        return ()
    return tuple(
        SheetLine(
            line.name,
            f"{formatting.quantity(line.quantity)} {formatting.TIMES} "
            f"{formatting.amount(line.price)}"
            f" · {_('VAT {percent}').format(percent=formatting.percent(line.vat_rate))}",
            formatting.amount(line.figures.net),
        )
        for line in posted.posting.lines
    )


def _verbs(one: OutboxItem) -> list[SheetVerb]:
    if one.state is SendState.SENT:
        return []
    is_by_hand = one.said.code == BY_HAND
    why = _("No call is known for it") if is_by_hand else ""
    going = _("It is being sent") if one.state is SendState.SENDING else why
    is_mapping = one.state is SendState.REFUSED or one.lacks_mapping
    correct, now = _("Correct and send"), _("Try now")
    is_first = not going and not is_mapping
    return [
        SheetVerb("tryNow", now, "again", "orders.try_now", going, is_first=is_first),
        SheetVerb("lookUp", _("Look up again"), "search", "orders.look_up", going),
        SheetVerb("correctMapping", correct, "tag", "orders.correct", going, is_first=is_mapping),
        SheetVerb("settle", _("Settle by hand"), "check", "orders.settle", is_dangerous=True),
    ]
