"""What the cashier does with a wallet: present its tag, take from it, look what became of that."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from cashier.domain.errors import CashierError, TagReaderError
from cashier.domain.posting import OrderStatus
from cashier.domain.tender import TenderState, TenderType
from cashier.domain.wallet_errors import WalletNotSetUpError, WalletUsedError
from cashier.messages import sentence_for
from cashier.operations.take_wallet import TakeWallet, require_unused
from cashier.ui.pay.pay_state import PayState, as_restored
from cashier.ui.pay.wallet_step import WalletStep

READ_TAG = "read tag"

if TYPE_CHECKING:
    from cashier.domain.money import Money
    from cashier.domain.tender import Payment
    from cashier.domain.wallet_lines import WalletOffer, WalletPlan
    from cashier.ports import TagReader
    from cashier.ui.pay.payment_presenter import PaymentPresenter


class WalletVerbs:
    """Every verb is refused while another is under way, as those of the payment are."""

    def __init__(
        self,
        payment: PaymentPresenter,
        wallets: Callable[[], TakeWallet] | None,
        operator: str,
        tags: Callable[[], TagReader | None] | None = None,
    ) -> None:
        self._tags = tags
        self._pay = payment
        self._wallets = wallets
        self._operator = operator

    def begin(self, state: PayState, most: Money | None) -> None:
        """Wait for the tag of a wallet; refused where none can be charged for this sale."""
        try:
            self._does()
            require_unused(state.payment)
        except (WalletNotSetUpError, WalletUsedError) as error:
            self._pay.refuse(error)
            return
        chosen = replace(state, chosen=TenderType.WALLET, wallet=WalletStep(most))
        self._pay.show(chosen)
        self._await_tag()

    def leave(self) -> None:
        """Take no wallet after all; nothing was asked of it."""
        state = self._pay.state
        if state is not None and state.wallet is not None and not state.is_busy:
            self._pay.show(replace(state, chosen=None, wallet=None))

    def another(self) -> None:
        """Wait for another tag in place of the one that was presented."""
        state = self._pay.state
        if state is not None and state.wallet is not None and not state.is_busy:
            self._pay.show(replace(state, wallet=WalletStep(state.wallet.most)))
            self._await_tag()

    def present(self, token: str) -> None:
        """Look the wallet of a tag up; the one presented last counts."""
        state = self._pay.state
        if state is None or state.wallet is None or state.is_busy or not token.strip():
            return
        asked = replace(state, wallet=WalletStep(state.wallet.most))
        self._pay.work(asked, partial(self._look_up, asked, token.strip()))

    def take(self) -> None:
        """Charge what was offered."""
        state = self._pay.state
        step = state.wallet if state is not None else None
        if state is None or step is None or state.is_busy or not step.can_take:
            return
        if step.offer is not None and step.plan is not None:
            self._pay.work(state, partial(self._take, state, step.offer, step.plan))

    def look_again(self) -> None:
        """Ask for the balance again after an outcome that is not known."""
        state = self._pay.state
        undecided = state.undecided if state is not None else None
        if state is not None and undecided is not None and not state.is_busy:
            self._pay.work(state, partial(self._look_again, state, undecided.key))

    async def decide(self, payment: Payment, key: str, outcome: TenderState) -> Payment:
        """Note what a person says became of the charge."""
        return await self._does().decide(payment, key, outcome, operator=self._operator)

    async def _look_up(self, state: PayState, token: str) -> None:
        step = state.wallet or WalletStep()
        try:
            offer = await self._does().look_up(
                state.order, state.figures, state.payment, token, step.most
            )
            step = replace(step, offer=offer)
        except CashierError as error:
            step = replace(step, trouble=sentence_for(error))
        finally:
            self._pay.show(replace(self._pay.state or state, wallet=step, is_busy=False))

    async def _take(self, state: PayState, offer: WalletOffer, plan: WalletPlan) -> None:
        payment, step = state.payment, state.wallet
        refused: CashierError | None = None
        try:
            await self._pay.keep(state, OrderStatus.OPEN)
            payment, tender = await self._does().ask(state.order, payment, offer.wallet.token, plan)
            step = None
            taken = await self._does().charge(state.order, payment, tender, operator=self._operator)
            payment, refused = taken.payment, taken.error
        except CashierError as error:
            refused = error
            step = step and WalletStep(step.most, trouble=sentence_for(error))
        finally:
            known = replace(payment, tenders=tuple(as_restored(one) for one in payment.tenders))
            now = self._pay.state or state
            chosen = now.chosen if step is not None else None
            self._pay.show(replace(now, payment=known, chosen=chosen, wallet=step, is_busy=False))
        if refused is not None and step is None:
            self._pay.refuse(refused)

    async def _look_again(self, state: PayState, key: str) -> None:
        payment = state.payment
        refused: CashierError | None = None
        try:
            payment = await self._does().look_again(payment, key, operator=self._operator)
        except CashierError as error:
            refused = error
        finally:
            now = self._pay.state or state
            self._pay.show(replace(now, payment=payment, is_busy=False))
        if refused is not None:
            self._pay.refuse(refused)

    def _await_tag(self) -> None:
        """Listen to the reader that does not type, where the shop has one."""
        reader = self._tags() if self._tags is not None else None
        if reader is not None:
            reader.forget()
            self._pay.beside(READ_TAG, partial(self._read_tags, reader))

    async def _read_tags(self, reader: TagReader) -> None:
        """Present each tag that comes, until one has led to an offer."""
        while self._is_waiting:
            try:
                tag = await reader.next_tag()
            except TagReaderError as error:
                self._pay.refuse(error)
                return
            self.present(tag)
            await self._pay.settled()

    @property
    def _is_waiting(self) -> bool:
        state = self._pay.state
        return state is not None and state.wallet is not None and state.wallet.offer is None

    def _does(self) -> TakeWallet:
        if self._wallets is None:
            raise WalletNotSetUpError("wallet")
        return self._wallets()
