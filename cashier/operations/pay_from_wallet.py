"""Pay a sale that came as one request from a wallet: charged once, also where it is asked again."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from cashier.domain.errors import OrderIdTakenError
from cashier.domain.money import Money
from cashier.domain.order import Order, work_out
from cashier.domain.posting import OrderStatus
from cashier.domain.tender import Payment, Tender, TenderState, TenderType
from cashier.domain.wallet_errors import BalanceTooLowError, WalletOutcomeUnknownError
from cashier.operations.keep_order import KeepOrder
from cashier.operations.take_wallet import TakeWallet
from cashier.ports import Ledger

Rest = Callable[[Payment], Payment]
"""Takes the other tenders; raises where the order would not be covered by all of them."""


@dataclass(frozen=True, slots=True)
class WalletWanted:
    """Which wallet is to pay for an order, and how much at most (None: all it may)."""

    order: Order
    token: str
    most: Money | None = None


@dataclass(frozen=True, slots=True)
class PayFromWallet:
    """The sale is parked while the wallet is asked: so a person finds it where nobody knows."""

    ledger: Ledger
    keep: KeepOrder
    take: TakeWallet

    async def __call__(
        self, wanted: WalletWanted, payment: Payment, rest: Rest, *, operator: str
    ) -> Payment:
        """Return the payment with the wallet's tender.

        Raises ``BalanceTooLowError`` and what ``rest`` raises before anything is asked for,
        ``WalletOutcomeUnknownError`` where a person must look, and why the server refused.
        """
        tried = await self._tried(wanted.order)
        known = await self._known(wanted.order, payment, tried, operator)
        if known is not None:
            return known
        return await self._charge(wanted, payment, tried, rest, operator)

    async def _tried(self, order: Order) -> tuple[Tender, ...]:
        """Return what was asked for this very sale before, by this or another process."""
        for kept in await self.ledger.open_orders():
            if kept.order.id == order.id:
                if (kept.order.lines, kept.order.discount) != (order.lines, order.discount):
                    raise OrderIdTakenError("order", order.id)
                return tuple(one for one in kept.tenders if one.type is TenderType.WALLET)
        return ()

    async def _known(
        self, order: Order, payment: Payment, tried: tuple[Tender, ...], operator: str
    ) -> Payment | None:
        """Return the payment with a charge that was made before, None where there is none."""
        for one in tried:
            if one.is_undecided:
                noted = payment.with_tender(replace(one, state=TenderState.UNKNOWN))
                seen = await self.take.look_again(noted, one.key, operator=operator)
                if seen.is_undecided:
                    raise WalletOutcomeUnknownError(str(order.id))
                return seen
            if one.state is TenderState.APPROVED:
                return payment.with_tender(one)
        return None

    async def _charge(
        self,
        wanted: WalletWanted,
        payment: Payment,
        tried: tuple[Tender, ...],
        rest: Rest,
        operator: str,
    ) -> Payment:
        order, take = wanted.order, self.take
        paying = replace(payment, tenders=(*payment.tenders, *tried))
        figures = work_out(order, self.keep.tax)
        offer = await take.look_up(order, figures, paying, wanted.token, wanted.most)
        if not offer.is_enough:
            raise BalanceTooLowError(offer.wallet.balance, offer.plan.amount)
        rest(payment.with_tender(Tender("asked", TenderType.WALLET, offer.plan.amount)))
        await self.keep(order, OrderStatus.PARKED, operator=operator)
        asked, tender = await take.ask(order, paying, wanted.token, offer.plan)
        taken = await take.charge(order, asked, tender, operator=operator)
        if taken.error is not None:
            raise taken.error
        if taken.payment.is_undecided:
            raise WalletOutcomeUnknownError(str(order.id))
        return taken.payment
