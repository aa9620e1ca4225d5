"""The journal: append-only entries, numbered, each sealed with its content and the seal before it.

The format is public (docs/journal.md): a seal is the SHA-256 of the previous seal in hexadecimal,
a line feed, and the entry's canonical JSON (keys sorted, no spaces, UTF-8, whole numbers only).
"""

import enum
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from cashier.domain.errors import NotADecimalError, TextRefusedError

GENESIS = "0" * 64
"""The seal before the first entry."""


class EntryKind(enum.Enum):
    """What was done."""

    SALE = "sale"
    REFUND = "refund"
    VOID = "void"
    LINE_REMOVED = "line-removed"
    PRICE_OVERRIDDEN = "price-overridden"
    TENDER_REVERSED = "tender-reversed"
    COPY = "copy"
    DAY_OPENED = "day-opened"
    DAY_CLOSED = "day-closed"
    REGISTER_DAY = "register-day"
    CLOCK_SET_BACK = "clock-set-back"
    PRODUCTS_IMPORTED = "products-imported"
    PRODUCT_CHANGED = "product-changed"
    PRODUCT_NOT_CHANGED = "product-not-changed"
    SETTINGS_CHANGED = "settings-changed"
    NOT_ACCEPTED = "not-accepted"
    SETTLED_BY_HAND = "settled-by-hand"
    REGISTERED_BY_HAND = "registered-by-hand"
    BACKUP = "backup"
    RESTORED = "restored"
    JOURNAL_CUT = "journal-cut"
    HEAD_MISSING = "head-missing"


_CANONICAL = json.JSONEncoder(
    sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
)

_EXACT = frozenset({str, int, bool, type(None)})

Data = Mapping[str, object]
"""Whole numbers, texts, booleans, null, and lists and objects of them."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as it is stored: ``body`` is the canonical JSON that ``seal`` covers."""

    seq: int
    body: str
    seal: str


def write_entry(  # noqa: PLR0913 - an entry has this many parts
    seq: int, previous: str, kind: EntryKind, *, at: datetime, operator: str, day: int, data: Data
) -> Entry:
    """Return the next entry after the one sealed ``previous``."""
    body = canonical(
        {
            "seq": seq,
            "kind": kind.value,
            "at": at.isoformat(),
            "operator": operator,
            "fiscal_day": day,
            "data": data,
        }
    )
    return Entry(seq, body, seal_of(previous, body))


def canonical(content: Data) -> str:
    """Return the one JSON text of ``content``: sorted keys, no spaces, non-ASCII kept.

    Raises ``NotADecimalError`` for a number that is not whole, which others may write otherwise.
    """
    try:
        body = _CANONICAL.encode(content)
    except ValueError as exc:
        raise NotADecimalError("journal", exc) from exc
    _refuse_fractions(content.values())
    return body


def seal_of(previous: str, body: str) -> str:
    """Return the SHA-256 that seals ``body`` after the entry sealed ``previous``.

    Raises ``TextRefusedError`` for a text that has no UTF-8 form (lone surrogates).
    """
    try:
        sealed = f"{previous}\n{body}".encode()
    except UnicodeEncodeError as exc:
        raise TextRefusedError("journal", body[exc.start : exc.end]) from exc
    return hashlib.sha256(sealed).hexdigest()


def _refuse_fractions(values: Iterable[object]) -> None:
    for one in values:
        if type(one) in _EXACT:
            continue
        if isinstance(one, dict):
            _refuse_fractions(one.values())
        elif isinstance(one, (list, tuple)):
            _refuse_fractions(one)
        elif not isinstance(one, (str, int)):
            raise NotADecimalError("journal", one)


class Damage(enum.Enum):
    """How the chain is broken."""

    CHANGED = "changed"
    MISSING = "missing"
    REORDERED = "reordered"
    CUT_OFF = "cut-off"
    TOTALS_DIFFER = "totals-differ"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check of the whole journal found; ``damage`` is None when all is well."""

    entries: int
    head: str
    damage: Damage | None = None
    broken_seq: int | None = None

    @property
    def is_whole(self) -> bool:
        return self.damage is None


@dataclass(frozen=True, slots=True)
class Head:
    """The last entry as noted beside the database; it may be older than it, never newer.

    ``receipt`` is the last receipt of the series, so that a ledger which was lost or put back by
    hand does not give its numbers out twice.
    """

    seq: int
    seal: str
    receipt: int = 0


class Chain:
    """Checks entries one after the other, in the order they are stored."""

    def __init__(self) -> None:
        self.seq = 0
        self.seal = GENESIS

    def add(self, entry: Entry) -> Damage | None:
        """Return what is wrong with ``entry`` as the next one, or None and move on."""
        if entry.seq != self.seq + 1:
            return Damage.MISSING if entry.seq > self.seq else Damage.REORDERED
        if _number_in(entry.body) not in {entry.seq, None}:
            return Damage.REORDERED
        if seal_of(self.seal, entry.body) != entry.seal:
            return Damage.CHANGED
        self.seq, self.seal = entry.seq, entry.seal
        return None


def _number_in(body: str) -> int | None:
    """Return the number an entry gives itself, or None where the text is no entry any more."""
    try:
        number = json.loads(body)["seq"]
    except (ValueError, KeyError, TypeError):
        return None
    return number if isinstance(number, int) else None
