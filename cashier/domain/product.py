"""A product of the catalogue: what it is called, what it costs, how it is found."""

import enum
import re
from dataclasses import dataclass, replace

from cashier.domain.decimals import within
from cashier.domain.errors import InputRefusedError, NotGivenError, TextRefusedError
from cashier.domain.money import MAX_PRICE_MINOR, Money
from cashier.domain.quantity import Percent
from cashier.domain.text import checked

CODE_LENGTH = 64
TEXT_LENGTH = 120
GTIN_LENGTHS = range(8, 15)
COLOURS = (
    "brown", "blue", "green", "red", "teal", "purple", "yellow", "sand", "indigo", "grey",
)  # fmt: skip
"""The colours of the design by name; any other ``#rrggbb`` may stand in a file."""
_COLOUR = re.compile(r"#[0-9a-f]{3}(?:[0-9a-f]{3})?|[a-z][a-z0-9-]{0,20}")
_PICTURE = re.compile(r"[0-9a-f]{32}\.(?:png|jpg)")


class Unit(enum.Enum):
    """What a quantity of one means."""

    PIECE = "pcs"
    KILOGRAM = "kg"
    LITRE = "l"
    METRE = "m"


@dataclass(frozen=True, slots=True)
class Product:
    """Something that is sold; ``key`` is the catalogue's own and stays when barcodes change.

    A product that is not in the catalogue yet has no key.
    """

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

    def checked(self) -> "Product":
        """Return the product as it may be kept: texts without outer spaces, each code once.

        Raises an ``InputRefusedError`` that names the part which cannot be kept.
        """
        name = checked(" ".join(self.name.split()), "name")
        if not name:
            raise NotGivenError("name")
        within(self.price.minor, MAX_PRICE_MINOR, "price", self.price.text())
        if not _COLOUR.fullmatch(self.colour or COLOURS[0]):
            raise InputRefusedError("colour", self.colour)
        return replace(
            self,
            name=name,
            barcodes=tuple(dict.fromkeys(checked_code(code) for code in self.barcodes)),
            category=checked(" ".join(self.category.split()), "category", TEXT_LENGTH),
            picture=checked(self.picture, "picture", TEXT_LENGTH),
        )


def checked_code(text: str) -> str:
    """Return one barcode: a GTIN without its gaps, or a code of the shop's own as it is written.

    Raises ``TextRefusedError`` for what cannot be printed or scanned as one.
    """
    joined = "".join(text.split())
    if joined.isascii() and joined.isdigit() and len(joined) in GTIN_LENGTHS:
        return joined
    code = checked(text, "barcode", CODE_LENGTH)
    if not code or len(code.split()) > 1 or set(code) & set("|;"):
        raise TextRefusedError("barcode", text)
    return code


def is_picture_name(text: str) -> bool:
    """Whether ``text`` is the name of a picture the till has kept; anything else is no file."""
    return _PICTURE.fullmatch(text) is not None
