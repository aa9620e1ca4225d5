"""Tenders and the payment they make up: what is due, what cash rounding does, what goes back.

Decision 5 of the house plan: due is exact for every tender but cash; cash rounding applies to the
rest left for cash and is a figure of its own; total + rounding = sum of the tenders' amounts.
"""

import enum
from dataclasses import dataclass, replace
from datetime import datetime

from cashier.domain.errors import (
    ApprovedTenderError,
    CurrencyMismatchError,
    NotCoveredError,
    TenderRefusedError,
    UndecidedTenderError,
)
from cashier.domain.money import Money, round_to
from cashier.domain.wallet import WalletCharge

PAID_THERE = "-paid-"
"""In the key of a tender that a back end had taken before the till heard of the order."""


class TenderType(enum.Enum):
    """What the customer pays with; the value is the method's name in JSON."""

    CASH = "cash"
    CARD = "card"
    WALLET = "wallet"
    VOUCHER = "voucher"
    TRANSFER = "transfer"
    OTHER = "other"


class TenderState(enum.Enum):
    """How far a tender got; unknown is a state, not a failure."""

    ASKED = "asked"
    APPROVED = "approved"
    DECLINED = "declined"
    UNKNOWN = "unknown"
    REVERSED = "reversed"


@dataclass(frozen=True, slots=True)
class Tender:
    """One payment offered; for cash ``amount`` is what was handed over.

    ``wallet`` is what a wallet is asked for.
    """

    key: str
    type: TenderType
    amount: Money
    state: TenderState = TenderState.APPROVED
    reference: str = ""
    asked_at: datetime | None = None
    wallet: WalletCharge | None = None

    @property
    def is_undecided(self) -> bool:
        return self.state in {TenderState.ASKED, TenderState.UNKNOWN}

    @property
    def has_taken_money(self) -> bool:
        """Whether money is gone from the customer that cannot simply be handed back."""
        return self.state is TenderState.APPROVED and self.type is not TenderType.CASH

    @property
    def was_paid_there(self) -> bool:
        """Whether a back end had it before: this till took nothing, and gives nothing back."""
        return PAID_THERE in self.key

    @property
    def may_go_back(self) -> bool:
        """Whether it can be taken back before the sale is final; nothing goes into a wallet."""
        return self.type is not TenderType.WALLET and not self.was_paid_there


@dataclass(frozen=True, slots=True)
class SettledTender:
    """A tender as it is posted: ``amount`` counts, ``tendered - change = amount`` for cash.

    ``balance`` is what a wallet holds after it. Cash of a refund that has a ``reference`` gives
    back what the wallet of this reference took.
    """

    type: TenderType
    amount: Money
    tendered: Money | None = None
    change: Money | None = None
    reference: str = ""
    balance: Money | None = None

    @property
    def gives_back_wallet(self) -> bool:
        """Whether this is money of a wallet that goes back in cash."""
        return self.type is TenderType.CASH and bool(self.reference)


@dataclass(frozen=True, slots=True)
class Payment:
    """All tenders for one total; settled when nothing is due and nothing is undecided."""

    total: Money
    cash_unit: int = 1
    tenders: tuple[Tender, ...] = ()

    @property
    def approved(self) -> tuple[Tender, ...]:
        return tuple(one for one in self.tenders if one.state is TenderState.APPROVED)

    @property
    def is_undecided(self) -> bool:
        return any(one.is_undecided for one in self.tenders)

    @property
    def cash_given(self) -> Money:
        return self._sum(is_cash=True)

    @property
    def rest(self) -> Money:
        """The exact rest that is left for cash once the other tenders took their part."""
        return self.total - self._sum(is_cash=False)

    @property
    def cash_due(self) -> Money:
        """``rest`` rounded to what can be paid in coins."""
        return Money(round_to(self.rest.minor, self.cash_unit), self.total.currency)

    @property
    def due(self) -> Money:
        """What a tender other than cash may still take: the exact rest."""
        return self._not_below_zero(self.rest - self.cash_given) if not self.covers else self._zero

    @property
    def due_in_cash(self) -> Money:
        return self._not_below_zero(self.cash_due - self.cash_given)

    @property
    def covers(self) -> bool:
        """Whether nothing is missing, and no tender but cash took more than the total."""
        return self.rest.minor >= 0 and self.cash_given >= self.cash_due

    @property
    def is_settled(self) -> bool:
        return self.covers and not self.is_undecided

    @property
    def rounding(self) -> Money:
        """What cash rounding adds (positive: the customer pays more); zero until covered."""
        return self.coin_difference if self.covers else self._zero

    @property
    def coin_difference(self) -> Money:
        """What cash rounding would add if cash paid all that the other tenders leave."""
        return self.cash_due - self.rest

    @property
    def change(self) -> Money:
        return self._not_below_zero(self.cash_given - self.cash_due) if self.covers else self._zero

    @property
    def paid(self) -> Money:
        """The sum of what counts so far."""
        return self.total + self.rounding if self.covers else self.total - self.due

    def with_tender(self, tender: Tender) -> "Payment":
        """Return the payment with one tender more.

        A tender other than cash may still take a rest that cash would round away. Raises
        ``TenderRefusedError`` for nothing, for more than the exact rest without cash, for cash once
        all is covered and for a key that is in use; ``UndecidedTenderError`` while the outcome of
        another one is not known; ``CurrencyMismatchError``.
        """
        if self.is_undecided:
            raise UndecidedTenderError("tender", tender.type.value)
        if tender.amount.currency != self.total.currency:
            raise CurrencyMismatchError(self.total.currency, tender.amount.currency)
        if tender.amount.minor <= 0 or not self._takes(tender):
            raise TenderRefusedError("tender", tender.amount.text())
        return replace(self, tenders=(*self.tenders, tender))

    def with_answer(self, key: str, state: TenderState, reference: str = "") -> "Payment":
        """Return the payment with the outcome of the tender ``key``."""
        answered = tuple(
            replace(one, state=state, reference=reference or one.reference)
            if one.key == key
            else one
            for one in self.tenders
        )
        return replace(self, tenders=answered)

    def with_known(self, tender: Tender) -> "Payment":
        """Return the payment with what is known of ``tender`` by now."""
        known = (tender if one.key == tender.key else one for one in self.tenders)
        return replace(self, tenders=tuple(known))

    def without(self, key: str) -> "Payment":
        """Return the payment without the tender ``key`` (cash handed back before posting).

        A tender other than cash that took money, or may have, is reversed and stays on record:
        ``ApprovedTenderError`` or ``UndecidedTenderError``.
        """
        for one in self.tenders:
            if one.key == key and one.is_undecided:
                raise UndecidedTenderError("tender", one.type.value)
            if one.key == key and one.has_taken_money:
                raise ApprovedTenderError("tender", one.type.value)
        return replace(self, tenders=tuple(one for one in self.tenders if one.key != key))

    def settled_tenders(self) -> tuple[SettledTender, ...]:
        """Return the tenders to post, in the order they were taken; all cash is one of them.

        Raises ``UndecidedTenderError`` or ``NotCoveredError`` when the order is not paid, and
        ``ApprovedTenderError`` when tenders other than cash took more than the total.
        """
        if self.is_undecided:
            raise UndecidedTenderError("tender")
        if self.rest.minor < 0:
            raise ApprovedTenderError("payment", self.total.text())
        if not self.covers:
            raise NotCoveredError("payment", self.due_in_cash.text())
        first_cash = next((one for one in self.approved if one.type is TenderType.CASH), None)
        return tuple(
            self._settled(one)
            for one in self.approved
            if one is first_cash or one.type is not TenderType.CASH
        )

    def _settled(self, one: Tender) -> SettledTender:
        if one.type is TenderType.CASH:
            return SettledTender(one.type, self.cash_due, self.cash_given, self.change)
        balance = one.wallet.after if one.wallet is not None else None
        return SettledTender(one.type, one.amount, reference=one.reference, balance=balance)

    def _takes(self, tender: Tender) -> bool:
        if any(one.key == tender.key for one in self.tenders):
            return False
        if tender.type is TenderType.CASH:
            return not self.covers
        return tender.amount <= self._due_without_cash()

    @property
    def _zero(self) -> Money:
        return Money.zero(self.total.currency)

    def _due_without_cash(self) -> Money:
        return self._not_below_zero(self.rest - self.cash_given)

    def _sum(self, *, is_cash: bool) -> Money:
        chosen = (one.amount for one in self.approved if (one.type is TenderType.CASH) is is_cash)
        return sum(chosen, self._zero)

    def _not_below_zero(self, amount: Money) -> Money:
        return amount if amount.minor > 0 else self._zero
