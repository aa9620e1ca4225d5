"""What a back end did not do, in sentences."""

import math
from datetime import timedelta

from cashier.domain import backend_errors, errors
from cashier.domain.text import N_
from cashier.messages.wording import Words, about
from cashier.translation import _

_MOST_WORDS = 100


_ITS_WORDS = N_("It said: “{words}”.")
_REASON = N_("The reason: “{words}”.")


def _back_end(text: str, hint: str, more: str = _ITS_WORDS) -> Words:
    """Return what puts a back end's failure into words, with its own or the network's beside."""

    def words(error: errors.CashierError) -> tuple[str, str]:
        what, said = getattr(error, "what", ""), getattr(error, "words", "")[:_MOST_WORDS]
        who = _("The back end {host}").format(host=what) if what else _("The back end")
        message = _(text).format(who=who)
        answer = _(more).format(words=said) if said else ""
        return f"{message} {answer}".strip(), _(hint)

    return words


def _rate_limited(error: errors.CashierError) -> tuple[str, str]:
    what, wait = getattr(error, "what", ""), getattr(error, "wait", timedelta(seconds=1))
    who = _("The back end {host}").format(host=what) if what else _("The back end")
    message = _("{who} asks to wait {seconds} s before the next call. Nothing is lost.")
    hint = _("Sales go on; what waits is sent by itself after that.")
    return message.format(who=who, seconds=math.ceil(wait.total_seconds())), hint


def unmapped(kind: str, what: str) -> str:
    """Return which id of the server's is not set up, named as the thing it is the id of."""
    words = {
        "payment": N_("The server's id for payments by {what} is not set up."),
        "refund": N_("The server's id for refunds by {what} is not set up."),
        "vat": N_("The server's id for the VAT rate {what} is not set up."),
        "product": N_("The server's id for the product {what} is not set up."),
    }
    whatever = N_("The server's id for {what} is not set up.")
    return _(words.get(kind, whatever)).format(what=what)


def _unmapped(error: errors.CashierError) -> tuple[str, str]:
    message = unmapped(getattr(error, "kind", ""), getattr(error, "what", ""))
    safe = _("Nothing was sent, and what was sold is saved here.")
    return f"{message} {safe}", _("Correct the mapping and send it again.")


WORDS: dict[type, Words] = {
    backend_errors.BackEndError: _back_end(
        N_("{who} did not do it. What was sold is saved here."),
        N_("Try again; if it stays so, test the connection in Settings, Back end."),
    ),
    backend_errors.BackEndUnreachableError: _back_end(
        N_("{who} cannot be reached. What was sold is saved here."),
        N_("Go on selling and check the network; what waits is sent by itself."),
        _REASON,
    ),
    backend_errors.OutcomeUnknownError: _back_end(
        N_("{who} gave no clear answer, so it may have been done there. Do not repeat it yet."),
        N_("What was sold is saved here; the till looks it up before it sends it again."),
        _REASON,
    ),
    backend_errors.BackEndRefusedError: _back_end(
        N_("{who} refused it. Nothing was changed there, and what was sold is saved here."),
        N_("Correct what it names, then try again."),
    ),
    backend_errors.NotOnServerError: _back_end(
        N_("{who} does not know what was asked for. Nothing was changed."),
        N_("Check the number, and the address and register in Settings, Back end."),
    ),
    backend_errors.NotAuthorisedError: _back_end(
        N_("{who} does not accept the token or key. Nothing was changed there."),
        N_("Enter a new one in Settings, Back end, and look at the till's clock."),
    ),
    backend_errors.MappingMissingError: _unmapped,
    backend_errors.RateLimitedError: _rate_limited,
    backend_errors.DamagedAnswerError: _back_end(
        N_("{who} gave an answer that cannot be read. What was sold is saved here."),
        N_("Try again later; if it stays so, check the address in Settings, Back end."),
        _REASON,
    ),
    backend_errors.SecretMissingError: about(
        N_("The secret {what} is missing. Nothing was sent, and what was sold is saved here."),
        N_("Enter it in Settings, or set {what} in the environment."),
    ),
    backend_errors.NoKeyringError: about(
        N_("There is no system keyring to keep {what} in. Nothing was saved."),
        N_("Set it in the environment variable {what} and start Cashier again."),
    ),
}
