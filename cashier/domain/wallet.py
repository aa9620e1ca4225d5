"""A customer's wallet: what is known of it, what it is asked for, and what became of that."""

from dataclasses import dataclass
from urllib.parse import quote, unquote

from cashier.domain.money import Money

CODE = "wallet:"
"""What stands before a wallet's product id where it is one of the codes of a product here."""
_SHOWN = 4
_LONG_ENOUGH = 8


@dataclass(frozen=True, slots=True)
class WalletProduct:
    """Something that can be paid from a wallet, at the price that its server charges."""

    id: str
    name: str
    price: Money


@dataclass(frozen=True, slots=True)
class Wallet:
    """The wallet behind a token; ``name`` is whose it is, empty where nobody is paired with it."""

    token: str
    balance: Money
    id: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class WalletCharge:
    """What a wallet is asked for: products by their ids, each as often as it is bought.

    ``before`` is the balance that was read right before, ``after`` the one that came of it. The
    token is known only as long as it can be needed: until the outcome is known. ``by_person``
    tells that somebody, and not a server, said what became of it.
    """

    token: str
    products: tuple[str, ...]
    before: Money
    after: Money | None = None
    by_person: bool = False


def masked(token: str) -> str:
    """Return what may be shown and kept of a token: its end, where enough of it stays unsaid."""
    return f"···{token[-_SHOWN:]}" if len(token) >= _LONG_ENOUGH else "···"


def code_of(product_id: str) -> str:
    """Return the code by which a product of the catalogue is known to a wallet."""
    return CODE + quote(product_id, safe="")


def product_id_of(codes: tuple[str, ...]) -> str:
    """Return the wallet's id of the product with these codes; empty where no wallet knows it."""
    found = (code for code in codes if code.startswith(CODE))
    return unquote(next(found, "").removeprefix(CODE))
