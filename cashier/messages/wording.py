"""How a sentence is put together from an error: the shop's words for what it is about."""

from collections.abc import Callable

from cashier.domain import errors
from cashier.domain.text import N_
from cashier.translation import _

Words = Callable[[errors.CashierError], tuple[str, str]]
"""From an error to what happened and what to do."""

NOTHING_CHANGED = N_("Nothing was changed. Correct it and try again.")


def named(what: str) -> str:
    """Return the shop's word for what was refused."""
    words = {
        "amount": _("amount"),
        "price": _("price"),
        "quantity": _("quantity"),
        "percent": _("percentage"),
        "discount": _("discount"),
        "vat_rate": _("VAT rate"),
        "total": _("total"),
        "name": _("name"),
        "note": _("note"),
        "tender": _("payment"),
        "lines": _("lines"),
        "payments": _("payments"),
        "customer": _("customer"),
        "company": _("company name"),
        "float": _("float"),
        "method": _("payment method"),
        "barcode": _("barcode"),
        "category": _("category"),
        "colour": _("colour"),
        "picture": _("picture"),
        "id": _("id"),
        "day": _("day"),
        "status": _("status"),
        "format": _("format"),
        "sale": _("sale"),
        "line": _("line"),
        "payment": _("payment"),
    }
    return words.get(what) or (_(what) if what else "")  # a clause is translated as it stands


def about(text: str, hint: str) -> Words:
    """Return what fills ``{what}`` and ``{given}`` of an error into its sentence and its hint."""

    def words(error: errors.CashierError) -> tuple[str, str]:
        what, given = getattr(error, "what", ""), getattr(error, "given", "")
        message = _(text).format(what=named(what), given=given)
        return message, _(hint).format(what=named(what), given=given)

    return words
