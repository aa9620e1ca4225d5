"""Where taking a wallet stands: its tag is waited for, or it was presented and offers to pay."""

from dataclasses import dataclass

from cashier.domain.money import Money
from cashier.domain.wallet_lines import WalletOffer, WalletPlan
from cashier.messages import Sentence


@dataclass(frozen=True, slots=True)
class WalletStep:
    """Without an offer the tag is waited for; ``trouble`` is what came of the last one.

    ``most`` is the amount that was typed before, None for all that is due.
    """

    most: Money | None = None
    offer: WalletOffer | None = None
    trouble: Sentence | None = None

    @property
    def plan(self) -> WalletPlan | None:
        """What would be taken: all the wallet may pay, or what its balance is enough for."""
        if self.offer is None:
            return None
        return self.offer.plan if self.offer.is_enough else self.offer.affordable

    @property
    def can_take(self) -> bool:
        return self.plan is not None and bool(self.plan.paid)
