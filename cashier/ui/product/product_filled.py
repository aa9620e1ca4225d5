"""What the back end knows of a scanned code, put into the fields that are still as they were."""

from dataclasses import replace

from cashier.domain.remote import RemoteProduct
from cashier.domain.text import NAME_LENGTH, cleaned
from cashier.ui.look import formatting
from cashier.ui.product.product_state import ProductCardState


def filled(state: ProductCardState, found: RemoteProduct, currency: str) -> ProductCardState:
    """Return the card with what was found; whatever somebody typed meanwhile stays.

    A price in another currency and a rate that the shop does not have are left to be typed.
    """
    draft, begun = state.draft, state.begun
    price = found.price
    if not draft.name:
        draft = replace(draft, name=cleaned(found.name)[:NAME_LENGTH])
    if not draft.price and price is not None and price.currency == currency and price.minor > 0:
        draft = replace(draft, price=formatting.typed(price.text()))
    rates = [rate for rate, _letter in state.rates.letters if rate == found.vat_rate]
    if draft.vat_rate == begun.vat_rate and rates:
        draft = replace(draft, vat_rate=rates[0])
    return state.edited(draft)
