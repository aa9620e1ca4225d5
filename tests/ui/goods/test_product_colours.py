"""Every band can be read: the design's ten pairs, and any colour a file may name."""

import pytest
from PySide6.QtGui import QColor

from cashier.domain.product import COLOURS
from cashier.ui.goods.product_colours import band_colours, readable_on, swatch
from cashier.ui.look.theme import Appearance, Theme
from tests.fakes import product


def contrast(one: QColor, other: QColor) -> float:
    def light(colour: QColor) -> float:
        parts = (colour.redF(), colour.greenF(), colour.blueF())
        r, g, b = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b

    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("appearance", [Appearance.LIGHT, Appearance.DARK])
@pytest.mark.usefixtures("qapp")
def test_the_ten_colours_are_ten_and_readable(appearance: Appearance) -> None:
    theme = Theme(appearance)
    pairs = [swatch(theme, name) for name in COLOURS]
    assert len({fill.name() for fill, _ in pairs}) == len(COLOURS) == 10
    assert min(contrast(fill, text) for fill, text in pairs) >= 4.5


def test_any_colour_gets_the_letters_that_can_be_read_on_it() -> None:
    for red in range(0, 256, 17):
        for green in range(0, 256, 17):
            for blue in range(0, 256, 51):
                ground = QColor(red, green, blue)
                assert contrast(ground, readable_on(ground)) >= 4.5


@pytest.mark.usefixtures("qapp")
def test_a_product_has_its_own_colour_or_that_of_its_category() -> None:
    theme = Theme(Appearance.LIGHT)
    plain = product("Juoda Duona")
    assert band_colours(theme, plain) == theme.category("Bakery")
    assert band_colours(theme, product("A", colour="indigo")) == theme.category("Frozen")
    assert band_colours(theme, product("A", colour="#102030"))[0] == QColor("#102030")
    assert band_colours(theme, product("A", colour="no-colour")) == theme.category("Other")
