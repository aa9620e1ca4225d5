"""Where a server's order does not agree with ours, or with itself; told, never corrected."""

import enum
from dataclasses import dataclass

from cashier.domain.decimals import half_up
from cashier.domain.money import Money
from cashier.domain.posting import OrderStatus, PostedOrder
from cashier.domain.remote import RemoteLine, RemoteOrder

_WHOLE_PERCENT = 100_000


class Differing(enum.Enum):
    """What does not agree."""

    TOTAL = "total"
    CURRENCY = "currency"
    LINES = "lines"
    CANCELLED_THERE = "cancelled-there"
    NOT_PAID_THERE = "not-paid-there"
    ADDING_UP = "adding-up"
    VAT = "vat"


@dataclass(frozen=True, slots=True)
class Difference:
    """``here`` is what the till has, or works out; ``there`` what the server says."""

    what: Differing
    here: str = ""
    there: str = ""
    here_amount: Money | None = None
    there_amount: Money | None = None


def differences(remote: RemoteOrder, posted: PostedOrder | None) -> tuple[Difference, ...]:
    """Return what a person should look at; ``posted`` is our order of this number, if any."""
    beside = () if posted is None else _beside(remote, posted)
    return (*beside, *_in_itself(remote))


def _beside(remote: RemoteOrder, posted: PostedOrder) -> tuple[Difference, ...]:
    ours = posted.posting.total
    found: list[Difference] = []
    total = remote.total
    if total is not None and total.currency != ours.currency:
        found.append(Difference(Differing.CURRENCY, ours.currency, total.currency))
    elif total is not None and total != ours:
        found.append(_amounts(Differing.TOTAL, ours, total))
    known, told = len(posted.posting.lines), len(remote.lines)
    if told and known != told:
        found.append(Difference(Differing.LINES, str(known), str(told)))
    is_standing = posted.status is OrderStatus.COMPLETED and not posted.posting.refund_of
    if remote.is_cancelled and is_standing:
        found.append(Difference(Differing.CANCELLED_THERE, there=remote.status))
    elif remote.awaits_payment and remote.due is not None and remote.due.minor > 0:
        found.append(_amounts(Differing.NOT_PAID_THERE, ours, remote.due))
    return tuple(found)


def _in_itself(remote: RemoteOrder) -> tuple[Difference, ...]:
    found: list[Difference] = []
    expected = _added_up(remote)
    if expected is not None and remote.total is not None and expected != remote.total:
        found.append(_amounts(Differing.ADDING_UP, expected, remote.total))
    for line in remote.lines:
        vat = _vat_in(line)
        if vat is not None and line.vat is not None and abs(vat.minor - line.vat.minor) > 1:
            found.append(_amounts(Differing.VAT, vat, line.vat))
            break
    return tuple(found)


def _added_up(remote: RemoteOrder) -> Money | None:
    """Return what the positions less the discount come to; None where that cannot be known."""
    totals = [line.total for line in remote.lines]
    known = [one for one in totals if one is not None]
    currencies = {one.currency for one in known}
    if remote.total is None or len(known) < len(totals) or not known:
        return None
    if currencies != {remote.total.currency}:
        return None
    off = remote.discount.minor if remote.discount is not None else 0
    return Money(sum(one.minor for one in known) - off, remote.total.currency)


def _vat_in(line: RemoteLine) -> Money | None:
    if line.total is None or line.vat_rate is None:
        return None
    rate = line.vat_rate.milli
    inside = half_up(line.total.minor * rate, _WHOLE_PERCENT + rate)
    return Money(inside, line.total.currency)


def _amounts(what: Differing, here: Money, there: Money) -> Difference:
    return Difference(what, here.text(), there.text(), here, there)
