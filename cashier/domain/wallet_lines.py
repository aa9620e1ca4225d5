"""Which lines of an order a wallet pays: whole lines of products it knows, at the same price."""

import enum
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from cashier.domain.money import Money
from cashier.domain.order import Figures, LineFigures, Order, OrderLine
from cashier.domain.quantity import WHOLE
from cashier.domain.wallet import Wallet, WalletProduct

MOST_PIECES = 1_000
"""So many products go into one charge; what is beyond is paid with another tender."""


class LineFit(enum.Enum):
    """Whether a wallet pays a line, or why it does not."""

    PAID = "paid"
    UNKNOWN = "unknown"
    NOT_WHOLE = "not-whole"
    DISCOUNTED = "discounted"
    OTHER_PRICE = "other-price"
    NO_ROOM = "no-room"


@dataclass(frozen=True, slots=True)
class WalletLine:
    """A line of the order by its place, what it comes to, and whether the wallet pays it.

    ``asked`` is what the wallet's server would charge for it, where it knows the product.
    """

    place: int
    name: str
    pieces: int
    amount: Money
    fit: LineFit
    product: str = ""
    asked: Money | None = None


@dataclass(frozen=True, slots=True)
class WalletPlan:
    """Every line of an order, with what the wallet does about it."""

    currency: str
    lines: tuple[WalletLine, ...]

    @property
    def paid(self) -> tuple[WalletLine, ...]:
        return tuple(one for one in self.lines if one.fit is LineFit.PAID)

    @property
    def left(self) -> tuple[WalletLine, ...]:
        """The lines that go to another tender."""
        return tuple(one for one in self.lines if one.fit is not LineFit.PAID)

    @property
    def amount(self) -> Money:
        return sum((one.amount for one in self.paid), Money.zero(self.currency))

    @property
    def products(self) -> tuple[str, ...]:
        """The ids to charge, each as often as it is bought."""
        return tuple(one.product for one in self.paid for _piece in range(one.pieces))

    def within(self, most: Money) -> "WalletPlan":
        """Return the plan with the first lines that fit into ``most``; the others are left."""
        room, pieces = most, MOST_PIECES
        lines: list[WalletLine] = []
        for one in self.lines:
            fits = one.amount <= room and one.pieces <= pieces
            if one.fit is LineFit.PAID and fits:
                room, pieces = room - one.amount, pieces - one.pieces
            elif one.fit is LineFit.PAID:
                one = replace(one, fit=LineFit.NO_ROOM)  # noqa: PLW2901 - the same line, left
            lines.append(one)
        return replace(self, lines=tuple(lines))


@dataclass(frozen=True, slots=True)
class WalletOffer:
    """A wallet that was presented, and what it would pay of the order."""

    wallet: Wallet
    plan: WalletPlan

    @property
    def is_enough(self) -> bool:
        return self.wallet.balance >= self.plan.amount

    @property
    def affordable(self) -> WalletPlan:
        """What the balance is enough for."""
        return self.plan.within(self.wallet.balance)


def plan(
    order: Order,
    figures: Figures,
    ids: Sequence[str],
    products: Iterable[WalletProduct],
    most: Money,
) -> WalletPlan:
    """Return what a wallet pays of ``order``, up to ``most``.

    ``ids`` are the wallet's own ids of the lines' products, empty for one it does not know.
    """
    known = {one.id: one for one in products}
    lines = tuple(
        _fitted(place, line, one, ids[place], known)
        for place, (line, one) in enumerate(zip(order.lines, figures.lines, strict=True))
    )
    return WalletPlan(order.currency, lines).within(most)


def _fitted(
    place: int,
    line: OrderLine,
    figures: LineFigures,
    product_id: str,
    known: Mapping[str, WalletProduct],
) -> WalletLine:
    product = known.get(product_id) if product_id else None
    pieces, part = divmod(line.quantity.milli, WHOLE)
    asked = None if product is None else Money(product.price.minor * pieces, line.price.currency)
    if product is None or asked is None:
        fit = LineFit.UNKNOWN
    elif part or pieces > MOST_PIECES:
        fit = LineFit.NOT_WHOLE
    elif asked != figures.gross or asked.minor <= 0:
        fit = LineFit.OTHER_PRICE
    else:
        fit = LineFit.PAID if figures.net == asked else LineFit.DISCOUNTED
    return WalletLine(place, line.name, pieces, figures.net, fit, product_id, asked)
