"""What the web service answers: HTTP 200 also for a no, JSON of any content type, or plain text."""

import re
from collections.abc import Callable, Mapping, Sequence

from cashier.backends.wire_json import loads
from cashier.domain.backend_errors import (
    BackEndRefusedError,
    DamagedAnswerError,
    NotAuthorisedError,
    NotOnServerError,
    OutcomeUnknownError,
)

Row = Mapping[str, object]
_YES = frozenset({"ok", "success", "true", "1"})
_YES_WORDS = frozenset({"ok", "success"})
_RESULTS = ("result", "success")
_REASONS = ("errorMessage", "errorMsg", "error", "message")
_IDS = ("orderID", "orderId", "order_id", "id")
_HOLDING = ("data", "items", "orders", "results", "list", "order")
_ID = re.compile(r"[1-9][0-9]{0,17}", re.ASCII)
_MOST_WORDS = 200
_KEY_REFUSED = re.compile(
    r"(api|wrong|bad|invalid|unknown|incorrect)[ _-]*(api|shop)?[ _-]*key|key (is )?(wrong|invalid)"
    r"|cl[eé] .*(invalide|incorrecte|inconnue)|unauthori[sz]ed|not authori[sz]ed|access denied"
    r"|licen[cs]e|idboutique|shop ?id",
    re.IGNORECASE,
)
_SAYS_NO = re.compile(
    r"err(or|eur)|invalid|wrong|bad |incorrect|unknown|inconnu|missing|manqu|refus|not |no |must "
    r"|required|forbidden|denied|fail|impossible|licen[cs]e|unauthori[sz]ed",
    re.IGNORECASE,
)
_NOT_THERE = re.compile(r"not found|unknown order|no such|introuvable|inconnu", re.IGNORECASE)

Masked = Callable[[str], str]


def recorded_id(body: bytes, host: str, masked: Masked) -> str:
    """Return the id of an order that was recorded, empty where the service says no more than yes.

    Raises what its no means, and ``OutcomeUnknownError`` for an answer that says neither.
    """
    try:
        told = loads(body)
    except DamagedAnswerError:
        told = _text(body)
    if isinstance(told, Mapping):
        return _recorded(told, host, masked)
    words = told.strip() if isinstance(told, str) else ""
    if isinstance(told, int) and not isinstance(told, bool):
        words = str(told)
    if words.lower() in _YES_WORDS:
        return ""
    if _ID.fullmatch(words):
        return words
    if words.isprintable() and _SAYS_NO.search(words) and not words.startswith(("<", "{", "[")):
        raise refusal(words, host, masked)
    raise OutcomeUnknownError(host, _neither(masked(words)))


def content(body: bytes, host: str, masked: Masked) -> object:
    """Return what a question is answered with; raises what a no means, or that it is damaged."""
    try:
        told = loads(body)
    except DamagedAnswerError as error:
        words = _text(body).strip()
        if words and not words.startswith(("<", "[", "{")) and words.isprintable():
            raise refusal(words, host, masked) from error
        raise DamagedAnswerError(host, masked(error.words)) from error
    if isinstance(told, Mapping) and _yes_or_no(told) is False:
        raise refusal(_reason(told) or "no reason was given", host, masked)
    return told


def rows(told: object, host: str) -> list[Row]:
    """Return the objects of a list; of ``{"12": {...}}`` too, as PHP writes one with gaps."""
    found = _held(told)
    if isinstance(found, Mapping):
        if not all(isinstance(one, Mapping) for one in found.values()):
            raise DamagedAnswerError(host, "an object where a list should be")
        found = [{"id": key, **one} for key, one in found.items() if isinstance(one, Mapping)]
    if not isinstance(found, Sequence) or isinstance(found, str):
        raise DamagedAnswerError(host, f"{type(found).__name__} where a list should be")
    if not all(isinstance(one, Mapping) for one in found):
        raise DamagedAnswerError(host, "an entry of the list is no object")
    return list(found)


def row(told: object, host: str) -> Row:
    """Return the one object asked for, also out of a list of one."""
    found = _held(told)
    if isinstance(found, Sequence) and not isinstance(found, str) and len(found) == 1:
        found = found[0]
    if not isinstance(found, Mapping) or not found:
        if not found:
            raise NotOnServerError(host)
        raise DamagedAnswerError(host, f"{type(found).__name__} where an object should be")
    return found


def refusal(words: str, host: str, masked: Masked) -> BackEndRefusedError:
    """Return what the service's words of refusal mean."""
    said = masked(words)[:_MOST_WORDS]
    if _KEY_REFUSED.search(words):
        return NotAuthorisedError(host, said)
    if _NOT_THERE.search(words):
        return NotOnServerError(host, said)
    return BackEndRefusedError(host, said)


def _recorded(told: Row, host: str, masked: Masked) -> str:
    id_ = next((str(told[name]).strip() for name in _IDS if told.get(name)), "")
    said = _yes_or_no(told)
    if any(isinstance(told.get(name), list | Mapping) for name in _RESULTS):
        raise OutcomeUnknownError(host, "neither yes nor no")
    if said is False and (not id_ or _reason(told)):
        raise refusal(_reason(told) or "no reason was given", host, masked)
    if (said is None and not id_) or said is False or (id_ and not _ID.fullmatch(id_)):
        raise OutcomeUnknownError(host, "neither yes nor no")
    return id_


def _yes_or_no(told: Row) -> bool | None:
    """Return what a result says; None where there is none, or one of no sense."""
    result = next((told[name] for name in _RESULTS if name in told), None)
    if result is None:
        return False if _reason(told) else None
    if isinstance(result, bool):
        return result
    return str(result).strip().lower() in _YES if isinstance(result, str | int) else None


def _reason(told: Row) -> str:
    found = (told.get(name) for name in _REASONS)
    return next((one for one in found if isinstance(one, str) and one), "")


def _neither(words: str) -> str:
    if not words:
        return "empty"
    return "a web page" if words.startswith("<") else f"neither yes nor no: {words[:80]}"


def _held(told: object) -> object:
    """Return what an envelope holds, or what stands without one."""
    if not isinstance(told, Mapping) or any(name in told for name in (*_IDS, "orderInternalID")):
        return told
    for name in _HOLDING:
        if isinstance(told.get(name), list | Mapping):
            return told[name]
    return told


def _text(body: bytes) -> str:
    return body.decode("utf-8-sig", "replace")
