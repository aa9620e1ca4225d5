"""A product of the catalogue: what it is called, what it costs, how it is found."""

import enum
from dataclasses import dataclass

from cashier.domain.money import Money
from cashier.domain.quantity import Percent


class Unit(enum.Enum):
    """What a quantity of one means."""

    PIECE = "pcs"
    KILOGRAM = "kg"
    LITRE = "l"
    METRE = "m"


@dataclass(frozen=True, slots=True)
class Product:
    """Something that is sold; ``key`` is the catalogue's own and stays when barcodes change."""

    key: str
    name: str
    price: Money
    vat_rate: Percent
    barcodes: tuple[str, ...] = ()
    category: str = ""
    unit: Unit = Unit.PIECE
    colour: str = ""
    picture: str = ""
    is_favourite: bool = False
    is_active: bool = True
    has_open_price: bool = False

    @property
    def awaits_price(self) -> bool:
        """Whether its price is said at the till: it has an open one, or none at all."""
        return self.has_open_price or not self.price
