"""Why a wallet was not charged, in sentences."""

from cashier.domain import errors, wallet_errors
from cashier.domain.text import N_
from cashier.messages.wording import Words, about
from cashier.translation import _


def _too_little(error: errors.CashierError) -> tuple[str, str]:
    balance, asked = getattr(error, "balance", None), getattr(error, "asked", None)
    message = _("The wallet holds {balance}, {asked} was asked. Nothing was taken.").format(
        balance="" if balance is None else balance.text(),
        asked="" if asked is None else asked.text(),
    )
    return message, _("Take what it is enough for and choose a second tender.")


def _no_reader(error: errors.CashierError) -> tuple[str, str]:
    instead = _("Type the tag's number meanwhile, or use a reader that types.")
    match getattr(error, "what", ""):
        case "part":
            message = _("Tags cannot be read: the part “pcsc” of the program is not installed.")
            fix = _("Install it with “pip install 'cashier-till[pcsc]'”.")
        case "service":
            message = _("Tags cannot be read: the PC/SC service of this computer does not run.")
            fix = _("Start it (pcscd on Linux).")
        case _:
            message = _("Tags cannot be read: no PC/SC reader is connected.")
            fix = _("Connect it.")
    return message, f"{fix} {instead}"


WORDS: dict[type, Words] = {
    errors.TagReaderError: _no_reader,
    wallet_errors.BalanceTooLowError: _too_little,
    wallet_errors.NothingForWalletError: about(
        N_("The wallet knows none of these products at this price. Nothing was taken."),
        N_("Choose another tender."),
    ),
    wallet_errors.WalletUsedError: about(
        N_(
            "A wallet was asked for this sale before. It is not asked again, so that nobody pays "
            "twice."
        ),
        N_("Choose another tender for the rest."),
    ),
    wallet_errors.WalletTakesNothingBackError: about(
        N_("Money cannot be put back into a wallet. Nothing was given back."),
        N_("Pay it out in cash; the receipt says so."),
    ),
    wallet_errors.UnknownTagError: about(
        N_("No wallet belongs to this tag. Nothing was taken."),
        N_("Present it again, or choose another tender."),
    ),
    wallet_errors.WalletOutcomeUnknownError: about(
        N_(
            "It is not known whether the wallet was charged. The sale {what} is parked and nothing "
            "is lost."
        ),
        N_(
            "Do not charge again. Sell it once more under the same id to look at the balance, or "
            "answer in the window."
        ),
    ),
    wallet_errors.WalletNotSetUpError: about(
        N_("No wallet is set up for this shop. Nothing was taken."),
        N_("Enter its address in Settings, Payments, or choose another tender."),
    ),
}
