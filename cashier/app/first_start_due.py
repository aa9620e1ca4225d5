"""Whether a shop is new: nobody has named it, filled it or sold in it."""

from cashier.app.till import Till
from cashier.settings import STARTED, Shop

_UNNAMED = Shop().name


def may_be_set_up(till: Till) -> bool:
    """Whether the steps of the first start are not over; says nothing of what is in the shop."""
    return till.settings.start_step < STARTED


async def is_first_start(till: Till) -> bool:
    """Whether to begin with the steps: in a new shop, or where they were left half-way."""
    if not may_be_set_up(till):
        return False
    if till.settings.start_step > 1:
        return True
    if till.settings.shop.name != _UNNAMED or till.catalogue.generation > 0:
        return False
    from cashier.domain.order_list import OrderFilter  # noqa: PLC0415 - only a new shop needs it

    return not await till.ledger.orders(OrderFilter(limit=1))
