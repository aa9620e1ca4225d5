"""What the Pay page shows: one value with the order, its payment and every figure derived."""

from dataclasses import dataclass, replace

from cashier.domain.money import Money
from cashier.domain.order import Figures, Order
from cashier.domain.tender import Payment, Tender, TenderState, TenderType
from cashier.ui.pay.wallet_step import WalletStep

_GONE = frozenset({TenderState.REVERSED, TenderState.DECLINED})


@dataclass(frozen=True, slots=True)
class PayState:
    """A payment in progress; ``chosen`` is the tender that typed digits are for.

    ``reversing`` is the key of the approved tender whose reversal waits for its confirmation;
    ``receipt`` is how the document is given out, by its name in the settings; ``wallet`` is there
    from when a wallet is wanted until it is asked.
    """

    order: Order
    figures: Figures
    payment: Payment
    chosen: TenderType | None = None
    reversing: str = ""
    receipt: str = ""
    is_busy: bool = False
    wallet: WalletStep | None = None

    @property
    def rounding(self) -> Money:
        """What cash rounding adds: shown once cash is chosen, or once it has paid the rest."""
        payment = self.payment
        if payment.covers or self.chosen is TenderType.CASH:
            return payment.coin_difference
        return Money.zero(self.order.currency)

    @property
    def to_pay(self) -> Money:
        return self.payment.total + self.rounding

    @property
    def given(self) -> Money:
        """What the customer has handed over or been charged so far."""
        amounts = (one.amount for one in self.payment.approved)
        return sum(amounts, Money.zero(self.order.currency))

    @property
    def still_open(self) -> Money:
        """What is still to pay: rounded where cash is chosen, else exact."""
        if self.chosen is TenderType.CASH:
            return self.payment.due_in_cash
        return self.payment.due

    @property
    def undecided(self) -> Tender | None:
        """The tender whose outcome the cashier has to tell."""
        return next((one for one in self.payment.tenders if one.is_undecided), None)

    @property
    def counted(self) -> tuple[Tender, ...]:
        """The tenders that are taken, and the one that is asked about."""
        return tuple(one for one in self.payment.tenders if one.state not in _GONE)

    @property
    def listed(self) -> tuple[Tender, ...]:
        """The tenders to show: also what was declined or reversed, but not cash handed back."""
        return tuple(
            one
            for one in self.payment.tenders
            if one.state not in _GONE or one.type is not TenderType.CASH
        )

    @property
    def is_question_open(self) -> bool:
        is_asked = self.undecided is not None or self.wallet is not None
        return is_asked or bool(self.reversing)

    @property
    def can_take(self) -> bool:
        """Whether one more tender may be offered."""
        return not (self.is_busy or self.is_question_open or self.payment.covers)

    @property
    def can_change(self) -> bool:
        """Whether tenders may be given back, or the sale gone back to."""
        return not (self.is_busy or self.is_question_open)

    @property
    def can_finish(self) -> bool:
        return self.can_change and self.payment.is_settled


def as_restored(tender: Tender) -> Tender:
    """Return a tender that was asked for before a fall as what it is: of unknown outcome."""
    if tender.state is TenderState.ASKED:
        return replace(tender, state=TenderState.UNKNOWN)
    return tender
