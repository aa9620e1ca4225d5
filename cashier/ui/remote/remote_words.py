"""What a back end's words are called here; one that nobody knows is shown as it came."""

import re
from datetime import datetime

from cashier.domain.backend_errors import BackEndUnreachableError
from cashier.domain.money import Money
from cashier.domain.outbox import Said
from cashier.domain.remote import CANCELLED_WORDS, PAID_WORDS, WAITING_WORDS, RemoteLine
from cashier.domain.remote_difference import Difference, Differing
from cashier.domain.text import cleaned
from cashier.translation import _
from cashier.ui.frame.chips import Tone
from cashier.ui.look import formatting
from cashier.ui.orders.order_words import Chip
from cashier.ui.remote.remote_state import SheetLine

NOTHING = "–"
_LONG_WORD = re.compile(r"\S{12}(?=\S{4})")
_MAY_BREAK = "\u200b"


def remote_status_words(word: str) -> str:
    """Return a status in the language in use."""
    known = {
        "pending": _("Pending"),
        "confirmed": _("Confirmed"),
        "waitingpayment": _("Waiting for payment"),
        "completed": _("Completed"),
        "paid": _("Paid"),
        "cancelled": _("Cancelled"),
        "canceled": _("Cancelled"),
        "failed": _("Failed"),
        "online": _("Online"),
    }
    return known.get(word.lower()) or cleaned(word) or NOTHING


def remote_chip(word: str) -> Chip:
    """Return a status as a chip; one that nobody knows is neither good nor bad."""
    text, lower = remote_status_words(word), word.lower()
    if lower in PAID_WORDS:
        return "ready", text, Tone.OK
    if lower in CANCELLED_WORDS:
        return "cancelled", text, Tone.NEUTRAL
    if lower in WAITING_WORDS:
        return "clock", text, Tone.INFO
    return "orders", text, Tone.NEUTRAL


def document_type_words(word: str) -> str:
    known = {
        "receipt": _("Receipt"),
        "return": _("Return"),
        "collection": _("Collection"),
        "fiscal-day": _("Z report"),
    }
    return known.get(word.lower()) or cleaned(word) or NOTHING


def document_chip(word: str) -> Chip:
    icons = {"receipt": "orders", "return": "undo", "collection": "drawer"}
    icon = icons.get(word.lower(), "note")
    tone = Tone.INFO if word.lower() in icons else Tone.NEUTRAL
    return icon, document_type_words(word), tone


def moment(at: datetime | None, clock_now: datetime) -> str:
    """Return an instant in the shop's own time; the time alone where it is of today."""
    if at is None:
        return NOTHING
    here = at.astimezone(clock_now.tzinfo) if at.tzinfo is not None else at
    time = formatting.time_of_day(here)
    if here.date() == clock_now.date():
        return time
    return f"{formatting.full_date(here)} {time}"


def amount_text(money: Money | None) -> str:
    return NOTHING if money is None else formatting.amount(money)


def money_words(money: Money | None) -> str:
    return NOTHING if money is None else formatting.money_text(money)


def breakable(text: str) -> str:
    """Return ``text`` with places to break in words that are too long for a narrow column."""
    return _LONG_WORD.sub(lambda found: found[0] + _MAY_BREAK, text)


def profile_words(profile: str) -> str:
    """Return the host that a profile stands for, with its register: ``pos.example · 123``."""
    kind, _at, address = profile.partition("@")
    host = address.partition("//")[2].partition("/")[0]
    register = kind.partition(":")[2]
    return " · ".join(part for part in (host or profile, register) if part)


def quoted_words(said: Said) -> str:
    """Return what the server said, or why it was not reached; empty where there are no words."""
    words = cleaned(said.words)
    if not words:
        return ""
    if said.code == BackEndUnreachableError.code:
        return _("The reason: “{words}”.").format(words=words)
    return _("It said: “{words}”.").format(words=words)


def sheet_lines(lines: tuple[RemoteLine, ...]) -> tuple[SheetLine, ...]:
    return tuple(
        SheetLine(cleaned(one.name), _detail(one), amount_text(one.total)) for one in lines
    )


def _detail(line: RemoteLine) -> str:
    parts = []
    if line.quantity is not None and line.price is not None:
        quantity = formatting.quantity(line.quantity)
        parts.append(f"{quantity} {formatting.TIMES} {formatting.amount(line.price)}")
    if line.vat_rate is not None:
        parts.append(_("VAT {percent}").format(percent=formatting.percent(line.vat_rate)))
    if line.vat is not None:
        parts.append(formatting.amount(line.vat))
    return " · ".join(parts)


def difference_words(one: Difference) -> str:
    """Return a difference as a sentence with both figures."""
    here = money_words(one.here_amount) if one.here_amount is not None else one.here
    there = money_words(one.there_amount) if one.there_amount is not None else one.there
    words = {
        Differing.TOTAL: _("The till has {here}, the server {there}."),
        Differing.CURRENCY: _("The till has it in {here}, the server in {there}."),
        Differing.LINES: _("The till has {here} lines, the server {there}."),
        Differing.CANCELLED_THERE: _("The sale stands here, and is cancelled on the server."),
        Differing.NOT_PAID_THERE: _("Paid here, and {there} is still due on the server."),
        Differing.ADDING_UP: _("The server's lines come to {here}, its total is {there}."),
        Differing.VAT: _("By its rate a line holds {here} VAT, the server says {there}."),
    }
    return words[one.what].format(here=here, there=there)
