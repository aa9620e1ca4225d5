"""The look: design tokens as colours, sizes and fonts, for light and dark and any scale."""

import enum
import json
import re
from functools import cache

from PySide6.QtCore import QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QBoxLayout

from cashier.resources import resource
from cashier.settings import ScreenSettings
from cashier.ui.keys.key_map import KeyMap

SMALLEST_SCALE = 80
LARGEST_SCALE = 200
_LEAST = QSize(860, 640)  # the least a page needs at 100 %
_FAMILIES = ["Inter", "Noto Sans", "DejaVu Sans", "sans-serif"]
_MONO = ["DejaVu Sans Mono", "Noto Sans Mono", "monospace"]
_PIXELS = re.compile(r"\b(\d+)px")
_COLOUR = re.compile(r"\$(\w+)")


class Appearance(enum.Enum):
    """Which of the two sets of colours is used; the value is its name in the settings."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Theme(QObject):
    """Colours, sizes and fonts of the design, and the side the hand is on.

    Every size in the code is a logical pixel at 100 %; ``px`` applies the one scale factor.
    ``keys`` are printed on buttons, so they are part of the look. ``changed`` asks to paint anew:
    other colours or keys. ``measured`` asks to lay out anew: another scale or hand.
    """

    changed = Signal()
    measured = Signal()

    def __init__(
        self,
        appearance: Appearance = Appearance.SYSTEM,
        scale_percent: int = 100,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._scale = min(max(scale_percent, SMALLEST_SCALE), LARGEST_SCALE)
        self._asked_scale = self._scale
        self._most_scale = LARGEST_SCALE
        self._fonts: dict[tuple[int, int, bool], QFont] = {}
        self._colours: dict[str, QColor] = {}
        self._is_dark = False
        self._is_left_handed = False
        self._moves = False
        self._is_worn = False
        self.keys = KeyMap(parent=self)
        self.keys.changed.connect(self.changed)
        self._choose()

    def dress(self, app: QApplication) -> None:
        """Load the fonts, style the whole application and follow the system from now on."""
        load_fonts()
        app.setStyle("Fusion")
        app.styleHints().colorSchemeChanged.connect(self._on_scheme_changed)
        self._choose()
        self._is_worn = True
        self._apply(app)

    @property
    def is_dark(self) -> bool:
        return self._is_dark

    @property
    def scale_percent(self) -> int:
        """The factor in force: what was asked for, as far as the window has room for it."""
        return self._scale

    @property
    def largest_scale_percent(self) -> int:
        """The factor that the window has room for, with the keypad and Pay in view."""
        return self._most_scale

    @property
    def is_left_handed(self) -> bool:
        """Whether what one acts with lies at the left: the control column and the rail swap."""
        return self._is_left_handed

    @property
    def moves(self) -> bool:
        """Whether changes glide; without it they are there at once."""
        return self._moves

    @property
    def column_direction(self) -> QBoxLayout.Direction:
        """The order of a page's columns: find, cart, act; for the left hand the other way."""
        if self._is_left_handed:
            return QBoxLayout.Direction.RightToLeft
        return QBoxLayout.Direction.LeftToRight

    def follow(self, screens: ScreenSettings) -> None:
        """Look as the settings say, at once."""
        self._moves = screens.moves
        self.keys.show_caps(shown=screens.shows_keys)
        self.set_appearance(Appearance(screens.theme))
        self.set_measures(screens.scale_percent, is_left_handed=screens.hand == "left")

    def set_appearance(self, appearance: Appearance) -> None:
        self._appearance = appearance
        self._on_scheme_changed()

    def set_scale(self, percent: int) -> None:
        """Multiply every size of the design by ``percent``, from 80 to 200, at once."""
        self.set_measures(percent, is_left_handed=self._is_left_handed)

    def set_hand(self, *, is_left_handed: bool) -> None:
        """Put what one acts with at the left, or at the right, at once."""
        self.set_measures(self._asked_scale, is_left_handed=is_left_handed)

    def make_room(self, window: QSize) -> None:
        """Let nothing be larger than a window of this size can show, keypad and Pay included."""
        room = min(window.width() * 100 // _LEAST.width(), window.height() * 100 // _LEAST.height())
        self._most_scale = min(max(room, SMALLEST_SCALE), LARGEST_SCALE)
        self.set_measures(self._asked_scale, is_left_handed=self._is_left_handed)

    def set_measures(self, percent: int, *, is_left_handed: bool) -> None:
        """Take another scale and hand together, so that all is laid out anew only once."""
        self._asked_scale = min(max(percent, SMALLEST_SCALE), LARGEST_SCALE)
        scale = min(self._asked_scale, self._most_scale)
        if (scale, is_left_handed) == (self._scale, self._is_left_handed):
            return
        is_resized = scale != self._scale
        self._scale, self._is_left_handed = scale, is_left_handed
        if is_resized:
            self._fonts.clear()
            self._dress_app()
        self.measured.emit()

    def px(self, logical: int) -> int:
        """Return a size of the design in the pixels of this scale."""
        return (logical * self._scale + 50) // 100

    def colour(self, name: str) -> QColor:
        """Return a colour of the design by its token name, such as ``accentTint``."""
        return self._colours[name]

    def category(self, name: str) -> tuple[QColor, QColor]:
        """Return fill and text of a category; each name keeps its pair."""
        pairs = _tokens()["themes"][self._mode]["category"]
        known = list(pairs)
        pair = pairs.get(name) or pairs[known[sum(name.encode()) % len(known)]]
        return QColor(pair["fill"]), QColor(pair["text"])

    def font(self, size: int, weight: int = 400, *, is_name: bool = False) -> QFont:
        """Return the font at a logical pixel size, its figures all of one width.

        Names and codes have the font as it is: a hyphen as wide as a figure would tear them apart.
        """
        found = self._fonts.get((size, weight, is_name))
        if found is None:
            found = QFont()
            found.setFamilies(_FAMILIES)
            found.setPixelSize(self.px(size))
            found.setWeight(QFont.Weight(weight))
            found.setFeature(QFont.Tag("tnum"), 0 if is_name else 1)
            self._fonts[(size, weight, is_name)] = found
        return found

    def mono(self, size: int) -> QFont:
        found = QFont()
        found.setFamilies(_MONO)
        found.setPixelSize(self.px(size))
        return found

    def style_sheet(self) -> str:
        """Return the style sheet with this theme's colours and sizes."""
        template = resource("style", "till.qss").read_text(encoding="utf-8")
        coloured = _COLOUR.sub(self._colour_text, template)
        return _PIXELS.sub(self._pixel_text, coloured)

    @property
    def _mode(self) -> str:
        return "dark" if self._is_dark else "light"

    @Slot()
    def _on_scheme_changed(self) -> None:
        was_dark = self._is_dark
        self._choose()
        if self._is_dark is not was_dark:
            self._dress_app()
            self.changed.emit()

    def _choose(self) -> None:
        self._is_dark = self._appearance is Appearance.DARK or (
            self._appearance is Appearance.SYSTEM
            and QApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        )
        colours = _tokens()["themes"][self._mode]["color"]
        self._colours = {name: QColor(value) for name, value in colours.items()}

    def _dress_app(self) -> None:
        app = QApplication.instance()
        if isinstance(app, QApplication) and self._is_worn:
            self._apply(app)

    def _apply(self, app: QApplication) -> None:
        app.setFont(self.font(14))
        app.setPalette(self._palette())
        app.setStyleSheet(self.style_sheet())

    def _palette(self) -> QPalette:
        palette = QPalette()
        role = QPalette.ColorRole
        for name, where in (
            ("canvas", role.Window),
            ("text", role.WindowText),
            ("surface", role.Base),
            ("sunken", role.AlternateBase),
            ("text", role.Text),
            ("key", role.Button),
            ("text", role.ButtonText),
            ("accent", role.Highlight),
            ("onAccent", role.HighlightedText),
            ("muted", role.PlaceholderText),
            ("raised", role.ToolTipBase),
            ("text", role.ToolTipText),
            ("accentText", role.Link),
        ):
            palette.setColor(where, self.colour(name))
        for where in (role.WindowText, role.Text, role.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, where, self.colour("disabledText"))
        return palette

    def _colour_text(self, found: re.Match[str]) -> str:
        return self.colour(found[1]).name()

    def _pixel_text(self, found: re.Match[str]) -> str:
        return f"{self.px(int(found[1]))}px"


@cache
def load_fonts() -> None:
    """Make the shipped fonts known; where one is missing the next family serves."""
    folder = resource("fonts")
    for name in ("Inter-Regular", "Inter-Medium", "Inter-SemiBold", "Inter-Bold"):
        path = folder / f"{name}.ttf"
        if path.is_file():
            QFontDatabase.addApplicationFont(str(path))


@cache
def _tokens() -> dict[str, dict[str, dict[str, dict[str, dict[str, str]]]]]:
    text = resource("style", "tokens.json").read_text(encoding="utf-8")
    tokens: dict[str, dict[str, dict[str, dict[str, dict[str, str]]]]] = json.loads(text)
    return tokens
