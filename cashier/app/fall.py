"""What is told when the window before did not end in order: what is back, and what is safe."""

from cashier.domain.order_list import OrderFilter
from cashier.ports import LedgerReader
from cashier.translation import _
from cashier.ui.frame.notice import Notice, NoticeKind
from cashier.ui.look import formatting


async def word_of_the_fall(ledger: LedgerReader) -> Notice:
    """Return the notice, with the last receipt that was saved."""
    found = await ledger.orders(OrderFilter(limit=100))
    last = next((one for one in found if one.number), None)
    saved = _("What was not paid is back in the cart. Check the last item and go on.")
    if last is not None:
        receipt = _("The last receipt saved is {number}: {amount}.").format(
            number=last.number, amount=formatting.money_text(last.total)
        )
        saved = f"{receipt} {saved}"
    text = _("Cashier was closed unexpectedly.")
    return Notice(NoticeKind.ERROR, text, saved, "warning")
