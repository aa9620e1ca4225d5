"""Take a tender other than cash: noted before it is asked for, its outcome before the next step."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from cashier.domain.money import Money
from cashier.domain.tender import Payment, Tender, TenderState, TenderType
from cashier.ports import Clock, Ledger


@dataclass(frozen=True, slots=True)
class TakeTender:
    """Keeps every attempt durable; the program never repeats one whose outcome is unknown."""

    ledger: Ledger
    clock: Clock
    new_key: Callable[[], str]

    def tender(self, kind: TenderType, amount: Money) -> Tender:
        """Return a new tender: cash counts at once, all others are asked for first."""
        state = TenderState.APPROVED if kind is TenderType.CASH else TenderState.ASKED
        return Tender(self.new_key(), kind, amount, state, asked_at=self.clock.now())

    async def ask(self, order_id: UUID, payment: Payment, tender: Tender) -> Payment:
        """Note the attempt durably and return the payment with it; ask the customer after that.

        Raises ``TenderRefusedError`` or ``UndecidedTenderError`` and notes nothing then.
        """
        asked = payment.with_tender(tender)
        await self.ledger.ask_tender(order_id, tender)
        return asked

    async def answer(
        self, payment: Payment, key: str, state: TenderState, *, operator: str
    ) -> Payment:
        """Note the outcome durably and return the payment with it."""
        at = self.clock.now()
        await self.ledger.answer_tender(key, state, at=at, operator=operator)
        return payment.with_answer(key, state)
