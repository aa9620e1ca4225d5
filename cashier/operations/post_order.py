"""Post an order: make a paid sale final and durable."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from cashier.domain.journal import canonical
from cashier.domain.order import Order, TaxRules, require_lines, require_prices, work_out
from cashier.domain.posting import Circumstances, PostedOrder, sale
from cashier.domain.receipt import Letterhead
from cashier.domain.tender import Payment
from cashier.ports import Clock, Ledger


def _nowhere() -> str:
    return ""


@dataclass(frozen=True, slots=True)
class PostOrder:
    """Posts under what is in force then; after it returns, the sale survives a power cut."""

    ledger: Ledger
    clock: Clock
    tax: Callable[[], TaxRules]
    letterhead: Callable[[], Letterhead]
    profile: Callable[[], str] = _nowhere

    async def __call__(
        self, order: Order, payment: Payment, *, operator: str, fingerprint: str = ""
    ) -> PostedOrder:
        """Return the posted order, or the first posting where the same sale was posted before.

        Raises ``EmptyOrderError``, ``NotGivenError`` where a price is missing, ``NotCoveredError``,
        ``UndecidedTenderError``, what ``work_out`` and ``Ledger.post`` raise; then nothing was
        posted.
        """
        require_lines(order)
        require_prices(order)
        tax = self.tax()
        now = Circumstances(self.clock.now(), operator, self.letterhead(), self.profile(), tax.mode)
        figures = work_out(order, tax)
        posting = sale(order, figures, payment, fingerprint or content_of(order, payment), now)
        return await self.ledger.post(posting)


def content_of(order: Order, payment: Payment) -> str:
    """Return a fingerprint of what is sold and how it is paid."""
    lines = [
        [line.name, line.price.minor, line.quantity.milli, line.vat_rate.milli, line.note]
        for line in order.lines
    ]
    tenders = [[one.type.value, one.amount.minor] for one in payment.approved]
    content = {"total": payment.total.minor, "lines": lines, "tenders": tenders}
    return hashlib.sha256(canonical(content).encode()).hexdigest()[:32]
