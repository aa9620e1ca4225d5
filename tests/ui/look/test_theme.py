"""The theme: every colour of the tokens, one scale factor, and a change while the window lives."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from cashier.settings import ScreenSettings
from cashier.ui.look.theme import Appearance, Theme


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


def test_nothing_grows_beyond_what_the_window_can_show(qapp: QApplication, theme: Theme) -> None:
    told: list[int] = []

    def on_measured() -> None:
        told.append(theme.scale_percent)

    theme.measured.connect(on_measured)
    theme.set_scale(200)
    theme.make_room(QSize(1366, 768))
    assert theme.scale_percent == 120
    theme.make_room(QSize(1920, 1080))
    assert theme.scale_percent == 168
    theme.set_scale(90)
    theme.make_room(QSize(1366, 768))
    assert told == [200, 120, 168, 90]


def test_scale_and_hand_are_told_together_and_only_when_they_change(theme: Theme) -> None:
    told: list[tuple[int, bool]] = []

    def on_measured() -> None:
        told.append((theme.scale_percent, theme.is_left_handed))

    theme.measured.connect(on_measured)
    theme.follow(ScreenSettings(theme="light", scale_percent=110, hand="left"))
    theme.follow(ScreenSettings(theme="light", scale_percent=110, hand="left", moves=False))
    assert told == [(110, True)]
    assert theme.px(100) == 110
    assert theme.font(20).pixelSize() == 22
