"""What the lists of the back end show: the question, the rows found so far, the one looked at."""

import enum
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import date

from cashier.domain.money import Money
from cashier.domain.order_list import PeriodName
from cashier.domain.remote import RemoteFilter
from cashier.messages import Sentence
from cashier.ui.frame.chips import Tone
from cashier.ui.orders.order_words import Chip
from cashier.ui.orders.orders_state import PeriodChoice


class Source(enum.Enum):
    """Whose list is looked at; the value is part of the names of its controls."""

    TILL = "till"
    UNSENT = "unsent"
    BY_HAND = "byHand"
    ORDERS = "remoteOrders"
    DOCUMENTS = "documents"
    INVOICES = "invoices"


_TODAY = PeriodChoice()
_ALL_DAYS = PeriodChoice(PeriodName.ALL)


@dataclass(frozen=True, slots=True)
class RemoteQuery:
    """What is looked for; ``status`` is the server's own word, or a document's type."""

    number: str = ""
    status: str = ""
    choice: PeriodChoice = _TODAY

    def filter_on(self, today: date, *, by_type: bool) -> RemoteFilter:
        """Return the question as a back end is asked it; a number is looked for on all days."""
        days = (_ALL_DAYS if self.number else self.choice).on(today)
        return RemoteFilter(
            days.since,
            days.until,
            status="" if by_type else self.status,
            type=self.status if by_type else "",
            number=self.number,
        )


@dataclass(frozen=True, slots=True)
class RemoteRow:
    """One row: its texts by column, its state, and what it stands for."""

    id: str
    cells: tuple[str, ...]
    chip: Chip
    item: object = None


class Reading(enum.Enum):
    """How far a list was read."""

    BEGUN = "begun"
    WHOLE = "whole"
    STOPPED = "stopped"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class RemoteList:
    """Rows found for ``query`` so far, in the server's order; ``trouble`` where it failed."""

    query: RemoteQuery
    today: date
    rows: tuple[RemoteRow, ...] = ()
    reading: Reading = Reading.BEGUN
    trouble: Sentence | None = None


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One position of what is looked at."""

    name: str
    detail: str
    amount: str


@dataclass(frozen=True, slots=True)
class SheetWords:
    """A box above the rest that tells what to know, or what to do."""

    tone: Tone
    icon: str
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class SheetVerb:
    """A button beside the sheet; one that is off says why."""

    name: str
    label: str
    icon: str
    action: str = ""
    why_not: str = ""
    is_dangerous: bool = False
    is_first: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is looked at, in words: facts are a label and its value each."""

    id: str
    title: str
    about: str
    chip: Chip
    words: SheetWords | None = None
    facts: tuple[tuple[str, str], ...] = ()
    lines: tuple[SheetLine, ...] = ()
    total: Money | None = None
    verbs: tuple[SheetVerb, ...] = ()


@dataclass(frozen=True, slots=True)
class ColumnSpec:
    """A column: its title, least width at 100 %, and which side its texts keep to."""

    title: str
    width: int
    is_right: bool = False
    is_strong: bool = False
    takes_spare: bool = True


ReadPages = Callable[[RemoteFilter], AsyncIterator[Sequence[object]]]
ReadOne = Callable[[object], Awaitable[object]]
MakeRow = Callable[[object], Awaitable[RemoteRow]]
MakeSheet = Callable[[object], Awaitable[Sheet]]


@dataclass(frozen=True, slots=True)
class ListKind:
    """One kind of list: how it is read, and how it is put into words.

    ``statuses`` are what it can be narrowed down to; ``by_type`` where these are types. Without
    ``has_days`` it is never asked of which days it is.
    """

    source: Source
    columns: Callable[[], tuple[ColumnSpec, ...]]
    read: ReadPages
    read_one: ReadOne
    row: MakeRow
    sheet: MakeSheet
    statuses: Callable[[], tuple[tuple[str, str], ...]]
    by_type: bool = False
    has_days: bool = True
