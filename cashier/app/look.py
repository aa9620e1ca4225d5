"""How the window looks by the settings: at the start, and again whenever they were saved."""

from dataclasses import replace

from cashier.settings import Settings
from cashier.ui.frame.notice import Notice, NoticeKind
from cashier.ui.frame.toast import Toaster
from cashier.ui.look.theme import Appearance, Theme


def made_for(settings: Settings, appearance: Appearance) -> Theme:
    """Return the theme that ``settings`` describe; ``appearance`` other than the system's wins."""
    theme = Theme(appearance)
    screens = settings.screens
    if appearance is not Appearance.SYSTEM:
        screens = replace(screens, theme=appearance.value)
    theme.follow(screens)
    return theme


def take_keys(settings: Settings, theme: Theme, toaster: Toaster) -> None:
    """Give the actions the user's own keys; one that cannot be is told, and the usual one stays."""
    for refused in theme.keys.use_what_can_be(settings.keys):
        text, _stop, hint = refused.sentence.partition(". ")
        toaster.show_notice(Notice(NoticeKind.ERROR, f"{text}.", hint, "keys"))


def follow(settings: Settings, theme: Theme, toaster: Toaster) -> None:
    """Look as ``settings`` say from now on."""
    theme.follow(settings.screens)
    take_keys(settings, theme, toaster)
