"""The three columns of a selling page: how wide cart and control are at a window's width."""

from dataclasses import dataclass

from cashier.ui.look.theme import Theme

REGULAR_FROM = 1280
WIDE_FROM = 1680


@dataclass(frozen=True, slots=True)
class Columns:
    """Widths and gaps in the pixels of the theme's scale; compact below 1280, wide from 1680."""

    cart: int
    control: int
    gap: int
    padding: int
    is_compact: bool
    is_wide: bool = False


def columns_for(theme: Theme, window_width: int) -> Columns:
    """Return the columns for a window ``window_width`` pixels wide."""
    px = theme.px
    if window_width < px(REGULAR_FROM):
        return Columns(px(336), px(256), px(8), px(8), is_compact=True)
    if window_width < px(WIDE_FROM):
        return Columns(px(376), px(300), px(12), px(12), is_compact=False)
    return Columns(px(456), px(344), px(16), px(16), is_compact=False, is_wide=True)
