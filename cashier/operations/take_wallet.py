"""Take a wallet as a tender: look at it, charge it once, and find out what became of that.

The wallet's server is asked for one charge in the life of a sale. A second one is possible only
where the first certainly took nothing, and it goes out under the same key.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from cashier.domain.backend_errors import (
    BackEndError,
    DamagedAnswerError,
    NotOnServerError,
    OutcomeUnknownError,
)
from cashier.domain.money import Money
from cashier.domain.order import Figures, Order
from cashier.domain.tender import Payment, Tender, TenderState, TenderType
from cashier.domain.wallet import Wallet, WalletCharge, masked, product_id_of
from cashier.domain.wallet_errors import (
    BalanceTooLowError,
    NothingForWalletError,
    WalletUsedError,
)
from cashier.domain.wallet_lines import WalletOffer, WalletPlan, plan
from cashier.ports import Catalogue, Clock, Ledger, TenderProvider

_LEAVES_OPEN = (OutcomeUnknownError, DamagedAnswerError, NotOnServerError)


@dataclass(frozen=True, slots=True)
class WalletTaken:
    """The payment with what became of the charge; ``error`` is why the server did not take it."""

    payment: Payment
    error: BackEndError | None = None


@dataclass(frozen=True, slots=True)
class TakeWallet:
    """Notes each step durably before the next; what is not known stays so until a person says.

    ``description`` is what the customer reads beside the charge, before the beginning of the
    order's id.
    """

    ledger: Ledger
    catalogue: Catalogue
    clock: Clock
    provider: Callable[[], TenderProvider]
    new_key: Callable[[], str]
    description: Callable[[], str]

    async def look_up(
        self,
        order: Order,
        figures: Figures,
        payment: Payment,
        token: str,
        most: Money | None = None,
    ) -> WalletOffer:
        """Return the wallet of ``token`` and what it would pay of what is due, at most ``most``.

        Raises ``WalletUsedError``, ``NothingForWalletError`` and what the provider raises.
        """
        require_unused(payment)
        provider = self.provider()
        products = await provider.products()
        wallet = await provider.look_up(token)
        ids = [await self._id_of(line.product_key) for line in order.lines]
        room = payment.due if most is None or payment.due < most else most
        found = plan(order, figures, ids, products, room)
        if not found.paid:
            raise NothingForWalletError("wallet")
        return WalletOffer(wallet, found)

    async def ask(
        self, order: Order, payment: Payment, token: str, asked: WalletPlan
    ) -> tuple[Payment, Tender]:
        """Note durably what the wallet is about to be charged; nothing is sent yet.

        Raises ``BalanceTooLowError`` where the wallet does not hold enough now, and what
        ``look_up`` and ``Payment.with_tender`` raise; then nothing is noted.
        """
        require_unused(payment)
        wallet = await self.provider().look_up(token)
        if wallet.balance < asked.amount:
            raise BalanceTooLowError(wallet.balance, asked.amount)
        charge = WalletCharge(token, asked.products, wallet.balance)
        tender = Tender(
            self.new_key(),
            TenderType.WALLET,
            asked.amount,
            TenderState.ASKED,
            masked(token),
            self.clock.now(),
            charge,
        )
        noted = payment.with_tender(tender)
        await self.ledger.ask_tender(order.id, tender)
        return noted, tender

    async def charge(
        self, order: Order, payment: Payment, tender: Tender, *, operator: str
    ) -> WalletTaken:
        """Send the charge that ``ask`` noted, once, and note what became of it."""
        asked = _charge_of(tender)
        key = str(order.id)
        description = f"{self.description()} {key[:8]}".strip()
        try:
            wallet = await self.provider().charge(asked, key=key, description=description)
        except _LEAVES_OPEN as error:
            return WalletTaken(await self._found_out(payment, tender, error, operator=operator))
        except BackEndError as error:
            declined = await self._note(payment, tender, TenderState.DECLINED, operator=operator)
            return WalletTaken(declined, error)
        after = await self._balance(asked.token) if wallet is None else wallet.balance
        return WalletTaken(await self._approve(payment, tender, after, operator=operator))

    async def look_again(self, payment: Payment, key: str, *, operator: str) -> Payment:
        """Ask for the balance again; a charge that shows in it is approved, all else stays open.

        Raises what the provider raises; then nothing is noted.
        """
        tender = _tender_of(payment, key)
        asked = _charge_of(tender)
        seen = await self.provider().look_up(asked.token)
        if is_charged(tender, seen):
            return await self._approve(payment, tender, seen.balance, operator=operator)
        known = replace(asked, after=seen.balance)
        return await self._note(payment, tender, TenderState.UNKNOWN, known, operator=operator)

    async def decide(
        self, payment: Payment, key: str, state: TenderState, *, operator: str
    ) -> Payment:
        """Note what a person says became of a charge."""
        tender = _tender_of(payment, key)
        known = replace(_charge_of(tender), by_person=True)
        return await self._note(payment, tender, state, known, operator=operator)

    async def _found_out(
        self, payment: Payment, tender: Tender, error: BackEndError, *, operator: str
    ) -> Payment:
        """Hold the balance against the one before; unchanged, a charge may still be on its way."""
        asked = _charge_of(tender)
        seen = await self._seen(asked.token)
        if seen is not None and is_charged(tender, seen):
            return await self._approve(payment, tender, seen.balance, operator=operator)
        is_refused = isinstance(error, NotOnServerError)
        if is_refused and seen is not None and seen.balance == asked.before:
            return await self._note(payment, tender, TenderState.DECLINED, operator=operator)
        known = replace(asked, after=None if seen is None else seen.balance)
        return await self._note(payment, tender, TenderState.UNKNOWN, known, operator=operator)

    async def _approve(
        self, payment: Payment, tender: Tender, after: Money | None, *, operator: str
    ) -> Payment:
        known = replace(_charge_of(tender), after=after)
        return await self._note(payment, tender, TenderState.APPROVED, known, operator=operator)

    async def _note(
        self,
        payment: Payment,
        tender: Tender,
        state: TenderState,
        known: WalletCharge | None = None,
        *,
        operator: str,
    ) -> Payment:
        wallet = known or tender.wallet
        await self.ledger.answer_tender(
            tender.key, state, at=self.clock.now(), operator=operator, wallet=wallet
        )
        return payment.with_known(replace(tender, state=state, wallet=wallet))

    async def _seen(self, token: str) -> Wallet | None:
        try:
            return await self.provider().look_up(token)
        except BackEndError:  # then the balance tells nothing, and a person decides
            return None

    async def _balance(self, token: str) -> Money | None:
        seen = await self._seen(token)
        return None if seen is None else seen.balance

    async def _id_of(self, product_key: str) -> str:
        product = await self.catalogue.by_key(product_key) if product_key else None
        return "" if product is None else product_id_of(product.barcodes)


def require_unused(payment: Payment) -> None:
    """Raise ``WalletUsedError`` unless no wallet took, or may have taken, anything so far.

    That a charge took nothing is believed of the server that says so, not of a person who could
    not see it: a charge that is still on its way would be a second one.
    """
    for one in payment.tenders:
        if one.type is TenderType.WALLET:
            was_open = one.wallet is None or one.wallet.by_person
            if one.state is not TenderState.DECLINED or was_open:
                raise WalletUsedError("wallet", one.amount.text())


def is_charged(tender: Tender, seen: Wallet) -> bool:
    """Whether the balance fell by the very amount that was asked."""
    return seen.balance == _charge_of(tender).before - tender.amount


def _tender_of(payment: Payment, key: str) -> Tender:
    return next(one for one in payment.tenders if one.key == key)


def _charge_of(tender: Tender) -> WalletCharge:
    if tender.wallet is None:
        raise WalletUsedError("wallet", tender.amount.text())
    return tender.wallet
