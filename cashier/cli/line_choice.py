"""Which lines of a sale a refund means: ``"1:2,3:1"`` is two of line 1 and one of line 3."""

from cashier.domain.errors import InputRefusedError
from cashier.domain.quantity import Quantity
from cashier.translation import _

_MOST_DIGITS = 4


def read_lines(text: str) -> dict[int, Quantity]:
    """Return line number -> quantity; a line named twice counts both times.

    Raises ``InputRefusedError`` or what is wrong with a quantity by name.
    """
    asked: dict[int, Quantity] = {}
    for part in text.split(","):
        line, colon, quantity = part.strip().partition(":")
        if not colon or not _is_number(line):
            raise InputRefusedError("lines", _("“{part}” is not line:quantity").format(part=part))
        number, given = int(line), Quantity.parse(quantity)
        asked[number] = asked[number] + given if number in asked else given
    return asked


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS
