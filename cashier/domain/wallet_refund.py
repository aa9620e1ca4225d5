"""What a wallet took goes back in cash: no call is known that puts money into a wallet."""

from collections.abc import Sequence
from dataclasses import replace

from cashier.domain.money import Money, round_to
from cashier.domain.tender import SettledTender, TenderType


def paid_out_in_cash(
    tenders: Sequence[SettledTender], total: Money, cash_unit: int
) -> tuple[tuple[SettledTender, ...], Money] | None:
    """Return the tenders of a refund of ``total`` with cash for those of wallets, and its rounding.

    All cash together is rounded once. None where no wallet is among them.
    """
    if all(one.type is not TenderType.WALLET for one in tenders):
        return None
    in_cash = [_as_cash(one) for one in tenders]
    others = sum(one.amount.minor for one in in_cash if one.type is not TenderType.CASH)
    payable = round_to(total.minor - others, cash_unit)
    of_wallets = sum(one.amount.minor for one in in_cash if one.gives_back_wallet)
    plain = next((one for one in in_cash if _is_plain_cash(one)), None)
    rest = payable - of_wallets
    if plain is not None and rest < 0:
        in_cash = [_of(one, rest) if one is plain else one for one in in_cash]
    else:
        last = [one for one in in_cash if one.gives_back_wallet][-1]
        changed = [_of(one, one.amount.minor + rest) if one is last else one for one in in_cash]
        in_cash = [one for one in changed if not _is_plain_cash(one)]
    paid = tuple(one for one in in_cash if one.amount)
    return paid, sum((one.amount for one in paid), Money.zero(total.currency)) - total


def _as_cash(one: SettledTender) -> SettledTender:
    if one.type is not TenderType.WALLET:
        return one
    return SettledTender(TenderType.CASH, one.amount, reference=one.reference or "·")


def _is_plain_cash(one: SettledTender) -> bool:
    return one.type is TenderType.CASH and not one.gives_back_wallet


def _of(one: SettledTender, minor: int) -> SettledTender:
    return replace(one, amount=Money(minor, one.amount.currency))
