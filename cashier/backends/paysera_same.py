"""Whether an order of the server is the very one that we sent, or a stranger of the same number."""

from datetime import timedelta

from cashier.backends.paysera_lines import SentLine, sent_lines
from cashier.backends.paysera_orders import shares_lines
from cashier.domain.outgoing import OutgoingOrder
from cashier.domain.quantity import WHOLE
from cashier.domain.remote import RemoteLine, RemoteOrder
from cashier.domain.text import cleaned
from cashier.settings.back_end import BackEndProfile

_CLOCKS_MAY_DIFFER = timedelta(days=1)
_COMPARED = 60
"""As many characters of a name: a server may cut the rest."""


def is_same(order: OutgoingOrder, remote: RemoteOrder, profile: BackEndProfile) -> bool:
    """Whether number and lines are ours, and it was not made long before the sale was.

    The total is not looked at: one that differs is ours all the same, and a person has to see it.
    """
    if remote.number != order.number:
        return False
    if remote.created_at and remote.created_at < order.created_at - _CLOCKS_MAY_DIFFER:
        return False
    if not remote.lines:
        return True
    sent = list(sent_lines(order, profile.wire, with_shares=shares_lines(profile)))
    return len(sent) == len(remote.lines) and all(map(_agrees, sent, remote.lines))


def _agrees(sent: SentLine, there: RemoteLine) -> bool:
    is_named = not there.name or _begin(there.name) == _begin(sent.name)
    is_as_much = there.quantity is None or there.quantity.milli == sent.quantity * WHOLE
    return is_named and is_as_much


def _begin(name: str) -> str:
    return cleaned(name)[:_COMPARED].rstrip()
