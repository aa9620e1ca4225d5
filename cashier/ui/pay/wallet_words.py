"""What is said of a wallet on the Pay page: whose it is, what it pays, and why not the rest."""

from cashier.domain.money import Money
from cashier.domain.wallet import Wallet, WalletCharge, masked
from cashier.domain.wallet_lines import LineFit, WalletLine, WalletOffer
from cashier.translation import _, several
from cashier.ui.look import formatting


def whose(wallet: Wallet) -> str:
    """Return the name of its owner, or its tag as far as it may be shown."""
    return wallet.name or _("Wallet {tag}").format(tag=masked(wallet.token))


def heading(offer: WalletOffer) -> str:
    """Return whose wallet it is and what it holds."""
    balance = formatting.money_text(offer.wallet.balance)
    return _("{name} – balance {balance}").format(name=whose(offer.wallet), balance=balance)


def explained(offer: WalletOffer) -> str:
    """Return what the wallet pays, or why it is not charged as it stands."""
    asked = formatting.money_text(offer.plan.amount)
    if offer.is_enough:
        left = len(offer.plan.left)
        if not left:
            return _("It pays the whole sale.")
        others = several(
            "{count} line is left for another tender.",
            "{count} lines are left for another tender.",
            left,
        )
        pays = _("It pays {amount}.").format(amount=asked)
        return f"{pays} {others}"
    if offer.affordable.paid:
        return _(
            "{asked} was asked, which is more than it holds. Nothing was taken. Take the lines it "
            "is enough for, and choose a second tender."
        ).format(asked=asked)
    return _(
        "{asked} was asked, which is more than it holds. Nothing was taken. Choose another tender."
    ).format(asked=asked)


def line_name(line: WalletLine) -> str:
    return f"{line.pieces} × {line.name}" if line.pieces > 1 else line.name


def fit_words(line: WalletLine) -> str:
    """Return whether the wallet pays a line, or why it does not."""
    match line.fit:
        case LineFit.PAID:
            return _("from the wallet")
        case LineFit.UNKNOWN:
            return _("not known to the wallet")
        case LineFit.NOT_WHOLE:
            return _("not in whole pieces")
        case LineFit.DISCOUNTED:
            return _("has a discount")
        case LineFit.OTHER_PRICE:
            return _("costs {price} there").format(
                price="–" if line.asked is None else formatting.amount(line.asked)
            )
        case LineFit.NO_ROOM:
            return _("more than is left")


def unknown_words(amount: Money, charge: WalletCharge) -> tuple[str, str]:
    """Return what is not known of a charge, and what its balance tells by now."""
    asked = formatting.money_text(amount)
    heading = _("It is not known whether {amount} was taken from the wallet").format(amount=asked)
    do = _("Do not charge again; look again, or ask the customer.")
    if charge.after is None:
        return heading, do
    if charge.after == charge.before:
        seen = _("The balance is still {balance}.")
    else:
        seen = _("The balance was {before}, now it is {balance}.")
    before, after = formatting.money_text(charge.before), formatting.money_text(charge.after)
    return heading, f"{seen.format(before=before, balance=after)} {do}"
