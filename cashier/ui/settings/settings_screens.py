"""Settings, Screens: how the window looks, for which hand, and what the customer sees."""

from PySide6.QtCore import QRect, Slot
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from cashier.settings import ScreenSettings, Settings
from cashier.translation import _
from cashier.ui.controls.buttons import Button, ButtonKind
from cashier.ui.controls.callout import Callout
from cashier.ui.controls.option_list import Option, OptionList
from cashier.ui.controls.segments import Segments
from cashier.ui.controls.stepper import Stepper
from cashier.ui.customer.customer_screen import IN_A_WINDOW
from cashier.ui.frame.chips import Tone
from cashier.ui.look import formatting
from cashier.ui.look.theme import Theme
from cashier.ui.settings.setting_field import SettingField
from cashier.ui.settings.settings_columns import SectionCard, SectionColumns
from cashier.ui.settings.settings_section import Content, Section

SCALE_STEPS = (80, 90, 100, 110, 125, 150, 175, 200)
_YES, _NO = "yes", "no"


class ScreensSection(Section):
    """Every change of the look is tried out at once; Discard takes it back."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "screens", _("Screens"), parent)
        self._saved = ScreenSettings()
        look = SectionCard(theme, _("This window"), self)
        self._fill_look(look)
        customer = SectionCard(theme, _("Customer screen"), self)
        self._fill_customer(customer)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(SectionColumns(theme, look, customer, parent=self))
        self._connect()
        self.setFocusProxy(self._look)

    @override
    def content(self) -> Content:
        screens = self._entered()
        return {
            "screens": {
                "theme": screens.theme,
                "scale_percent": screens.scale_percent,
                "hand": screens.hand,
                "shows_keys": screens.shows_keys,
                "moves": screens.moves,
                "customer_screen": screens.customer_screen,
            }
        }

    @override
    def show_settings(self, settings: Settings) -> None:
        self._saved = settings.screens
        super().show_settings(settings)

    @override
    def fill(self, settings: Settings) -> None:
        screens = settings.screens
        self._look.show_value(screens.theme)
        self._scale.show_value(screens.scale_percent)
        self._hand.show_value(screens.hand)
        self._keys.show_value(_YES if screens.shows_keys else _NO)
        self._motion.show_value(_YES if screens.moves else _NO)
        self._show_screens(screens.customer_screen)

    @override
    def reset(self) -> None:
        self._theme.follow(self._saved)

    @override
    def try_out(self) -> None:
        self._theme.follow(self._entered())

    def _entered(self) -> ScreenSettings:
        return ScreenSettings(
            theme=self._look.value,
            scale_percent=self._scale.value,
            hand=self._hand.value,
            shows_keys=self._keys.value == _YES,
            moves=self._motion.value == _YES,
            customer_screen=self._customer.value,
        )

    def _fill_look(self, card: SectionCard) -> None:
        theme = self._theme
        looks = (("system", _("System")), ("light", _("Light")), ("dark", _("Dark")))
        sides = (("left", _("Left")), ("right", _("Right")))
        self._look = Segments(theme, "screensTheme", _("Colours"), looks, self)
        self._scale = Stepper(theme, "screensScale", SCALE_STEPS, _percent, self)
        self._scale.name(_("Everything smaller"), _("Everything larger"))
        self._hand = Segments(theme, "screensHand", _("Hand"), sides, self)
        self._keys = self._switch("screensKeys", _("Keys on buttons"))
        self._motion = self._switch("screensMotion", _("Movement"))
        for label, control, note in (
            (_("Colours"), self._look, ""),
            (_("Size"), self._scale, _("Of everything in the window.")),
            (_("Hand"), self._hand, _("The keypad and Pay are on this side.")),
            (_("Keys on buttons"), self._keys, _("A till without a keyboard needs none.")),
            (_("Movement"), self._motion, _("Pages and notices glide instead of jumping.")),
        ):
            field = SettingField(theme, label, control, note=note, is_beside=True)
            card.body.addWidget(field)
        card.body.addStretch(1)

    def _fill_customer(self, card: SectionCard) -> None:
        theme = self._theme
        again = Button(
            theme,
            _("Search again"),
            kind=ButtonKind.QUIET,
            icon="again",
            action="settings.test",
            parent=card,
        )
        again.setObjectName("searchScreensButton")
        again.clicked.connect(self._on_screens_changed)
        self.try_button = again
        card.add_to_head(again)
        self._customer = OptionList(theme, "customerScreen", _("Customer screen"), self)
        card.body.addWidget(self._customer)
        about = Callout(theme, self)
        about.show_words(
            Tone.INFO,
            "screen",
            _("What the customer sees"),
            _("The items as they are added, the total and the change, in large type."),
        )
        card.body.addWidget(about)
        card.body.addStretch(1)

    def _switch(self, name: str, label: str) -> Segments:
        choices = ((_NO, _("Off")), (_YES, _("On")))
        return Segments(self._theme, name, label, choices, self)

    def _connect(self) -> None:
        for segments in (self._look, self._hand, self._keys, self._motion):
            segments.chosen.connect(self.tell_changed)
        self._scale.stepped.connect(self.tell_changed)
        self._customer.chosen.connect(self.tell_changed)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.screenAdded.connect(self._on_screens_changed)
            app.screenRemoved.connect(self._on_screens_changed)

    @Slot()
    def _on_screens_changed(self) -> None:
        self._show_screens(self._customer.value)

    def _show_screens(self, chosen: str) -> None:
        """Offer every screen but the one this window is on; a chosen one that is gone stays."""
        own = self.screen()
        every = [one for one in QGuiApplication.screens() if one.name()]
        found = [one for one in every if one is not own or one.name() == chosen]
        beside = Option(IN_A_WINDOW, _("A window"), _("Beside this one, to be moved"), "screen")
        options = [Option("", _("None"), _("Only this window"), "close"), beside]
        options += [Option(one.name(), _title(one), _size(one), "screen") for one in found]
        if chosen and all(one.value != chosen for one in options):
            text = _("Not connected now; it is used as soon as it is")
            options.append(Option(chosen, chosen, text, "warning"))
        self._customer.show_options(options, chosen)


def _percent(value: int) -> str:
    return f"{value}{formatting.NO_BREAK_SPACE}%"


def _title(screen: QScreen) -> str:
    made_by = (screen.manufacturer(), screen.model())
    return " ".join(part for part in made_by if part) or screen.name()


def _size(screen: QScreen) -> str:
    area: QRect = screen.geometry()
    return f"{screen.name()} · {area.width()} {formatting.TIMES} {area.height()}"
