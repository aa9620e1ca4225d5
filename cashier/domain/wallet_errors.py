"""Why a wallet is not charged, and that it may have been."""

from cashier.domain.backend_errors import NotOnServerError, OutcomeUnknownError
from cashier.domain.errors import InputRefusedError
from cashier.domain.money import Money


class BalanceTooLowError(InputRefusedError):
    """The wallet holds less than was asked; it was not charged."""

    code = "balance-too-low"

    def __init__(self, balance: Money, asked: Money) -> None:
        self.balance = balance
        self.asked = asked
        super().__init__("wallet", asked.text())


class NothingForWalletError(InputRefusedError):
    """No line of the order is of a product that the wallet knows at this price."""

    code = "nothing-for-wallet"


class WalletUsedError(InputRefusedError):
    """A wallet was asked for this sale before, and no server said that it took nothing."""

    code = "wallet-used"


class WalletTakesNothingBackError(InputRefusedError):
    """There is no call that gives money back to a wallet: it is paid out in cash."""

    code = "wallet-takes-nothing-back"


class WalletNotSetUpError(InputRefusedError):
    """The shop's settings name no wallet, or not all that is needed to ask one."""

    code = "wallet-not-set-up"


class UnknownTagError(NotOnServerError):
    """No wallet is paired with the tag that was presented."""

    code = "unknown-tag"


class WalletOutcomeUnknownError(OutcomeUnknownError):
    """It is not known whether the wallet was charged; ``what`` is the id of the sale."""

    code = "wallet-outcome-unknown"
