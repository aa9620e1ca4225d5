"""Why an order is not sent, in one short sentence for lists; the server's own words beside it."""

from cashier.domain import backend_errors, errors
from cashier.domain.outbox import (
    BY_HAND,
    CANCELLED_THERE,
    NO_PROFILE,
    OTHER_TOTAL,
    UNDECIDABLE,
    Said,
)
from cashier.domain.text import N_
from cashier.messages.back_ends import unmapped
from cashier.translation import _

_MOST_WORDS = 160
_REASONS = {
    backend_errors.BackEndUnreachableError.code: N_("The back end cannot be reached."),
    backend_errors.OutcomeUnknownError.code: N_("No clear answer: it is looked up first."),
    backend_errors.DamagedAnswerError.code: N_("The answer could not be read: looked up first."),
    backend_errors.BackEndRefusedError.code: N_("The back end refused it."),
    backend_errors.NotOnServerError.code: N_("The back end does not have it."),
    backend_errors.NotAuthorisedError.code: N_("The token or key is not accepted."),
    backend_errors.RateLimitedError.code: N_("The back end asked to wait."),
    backend_errors.SecretMissingError.code: N_("The secret {what} is missing."),
    NO_PROFILE: N_("Its back end is not set up any more: {what}."),
    errors.CashierError.code: N_("A defect of the program stopped it; the log tells more."),
    OTHER_TOTAL: N_("The back end has another total."),
    CANCELLED_THERE: N_("It was cancelled at the back end."),
    UNDECIDABLE: N_("It cannot be found out whether the back end has it."),
    BY_HAND: N_("Register it at the back end by hand."),
}


def reason_for(said: Said) -> str:
    """Return why an order is not sent; empty where nothing was said of it yet."""
    if not said.code:
        return ""
    if said.code == backend_errors.MappingMissingError.code:
        return unmapped(*said.mapping)
    known = _REASONS.get(said.code)
    text = _(known).format(what=said.what) if known else _("The back end did not take it.")
    is_of_a_server = said.code != backend_errors.BackEndUnreachableError.code
    if not said.words or not is_of_a_server:
        return text
    answer = _("It said: “{words}”.").format(words=said.words[:_MOST_WORDS])
    return f"{text} {answer}"
