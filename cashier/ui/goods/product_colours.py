"""The colours of a product's band: its own, or those of its category, always readable."""

from functools import cache

from PySide6.QtGui import QColor

from cashier.domain.product import COLOURS, Product
from cashier.ui.look.theme import Theme

# The design names its ten pairs by the categories they were made for.
_PAIRS = dict(
    zip(
        COLOURS,
        (
            "Bakery",
            "Dairy & eggs",
            "Fruit & vegetables",
            "Meat & fish",
            "Beverages",
            "Confectionery",
            "Snacks",
            "Pantry",
            "Frozen",
            "Other",
        ),
        strict=True,
    )
)
_DARK, _LIGHT = QColor("#000000"), QColor("#FFFFFF")
_LINEAR_BELOW = 0.04045
_SHARES = (0.2126, 0.7152, 0.0722)


def band_colours(theme: Theme, product: Product) -> tuple[QColor, QColor]:
    """Return fill and text of the band: the product's own colour, else its category's."""
    if not product.colour:
        return theme.category(product.category)
    return swatch(theme, product.colour)


def swatch(theme: Theme, colour: str) -> tuple[QColor, QColor]:
    """Return fill and text of a colour by its name or ``#rrggbb``; one unknown is the last pair."""
    own = QColor() if colour in _PAIRS else QColor.fromString(colour)
    if not own.isValid():
        return theme.category(_PAIRS.get(colour, _PAIRS[COLOURS[-1]]))
    return own, readable_on(own)


def readable_on(ground: QColor) -> QColor:
    """Return black or white, whichever has more contrast on ``ground``."""
    light = _luminance(ground.rgb())
    return _DARK if (light + 0.05) ** 2 > 0.05 * 1.05 else _LIGHT


@cache
def _luminance(rgb: int) -> float:
    colour = QColor.fromRgb(rgb)
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    return sum(share * _linear(part) for share, part in zip(_SHARES, parts, strict=True))


def _linear(part: float) -> float:
    return part / 12.92 if part <= _LINEAR_BELOW else ((part + 0.055) / 1.055) ** 2.4
