"""The theme: every colour of the tokens, one scale factor, and a change while the window lives."""

import pytest
from PySide6.QtWidgets import QApplication

from cashier.ui.theme import Appearance, Theme


def test_light_and_dark_differ_and_tell_when_they_change(qapp: QApplication, theme: Theme) -> None:
    told: list[bool] = []

    def on_changed() -> None:
        told.append(theme.is_dark)

    theme.changed.connect(on_changed)
    light = theme.colour("canvas")
    theme.set_appearance(Appearance.DARK)
    assert told == [True]
    assert theme.colour("canvas") != light
    assert theme.colour("canvas").name() in qapp.styleSheet()
    theme.set_appearance(Appearance.DARK)
    assert told == [True]
    theme.set_appearance(Appearance.LIGHT)
    assert theme.colour("canvas") == light


@pytest.mark.parametrize(("percent", "pixels"), [(100, 48), (80, 38), (200, 96), (500, 96)])
def test_one_factor_scales_sizes_and_the_style_sheet(
    qapp: QApplication, percent: int, pixels: int
) -> None:
    theme = Theme(Appearance.LIGHT, percent)
    assert theme.px(48) == pixels
    assert theme.font(15, 600).pixelSize() == theme.px(15)
    assert f"width: {theme.px(12)}px" in theme.style_sheet()


def test_every_colour_of_the_style_sheet_is_a_token(qapp: QApplication) -> None:
    assert "$" not in Theme(Appearance.DARK).style_sheet().partition("*/")[2]


def test_a_category_keeps_its_colours_and_an_unknown_one_gets_some(qapp: QApplication) -> None:
    theme = Theme(Appearance.LIGHT)
    assert theme.category("Bakery")[0].name() == "#f6e6cf"
    assert theme.category("Žaislai") == theme.category("Žaislai")
