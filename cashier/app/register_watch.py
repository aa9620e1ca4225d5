"""Keeps the strip's word of the back end's register fresh, and says when there is no network."""

import asyncio
import contextlib

from PySide6.QtCore import QObject, Slot

from cashier.app.till import Till
from cashier.app.wiring import TillWindow
from cashier.domain.backend_errors import (
    BackEndError,
    BackEndUnreachableError,
    NotAuthorisedError,
    RateLimitedError,
    SecretMissingError,
)
from cashier.operations.check_register import WHEN_QUIET, WHILE_UNSENT, CheckRegister, Seen
from cashier.settings import Settings
from cashier.translation import _
from cashier.ui.frame.banner import BannerText, Concern
from cashier.ui.frame.chips import Tone
from cashier.ui.frame.main_window import Page
from cashier.ui.frame.register_view import (
    RegisterView,
    not_admitted,
    not_reached,
    not_understood,
    register_view,
)

WATCH_REGISTER = "watch register"
_MOST_LOOKED_AT = 50
_LASTING = (BackEndUnreachableError, NotAuthorisedError, SecretMissingError)


class RegisterWatch(QObject):
    """One look after the other for as long as the window is open; never two at a time."""

    def __init__(self, till: Till, window: TillWindow, parent: QObject) -> None:
        super().__init__(parent)
        self._till = till
        self._window = window
        self._sooner = asyncio.Event()
        self._is_refused = self._was_away = False
        window.steps.order_shown.connect(self.look_soon)
        window.settings_changed.connect(self._on_settings_changed)
        window.window.strip.register_chosen.connect(self._on_register_chosen)
        window.window.banner.action_requested.connect(self._on_action_requested)

    def begin(self) -> None:
        """Look now, and again whenever it is time."""
        self._window.tasks.start(WATCH_REGISTER, self._watch)

    @Slot()
    def look_soon(self) -> None:
        """Look at once: something was posted, or is to be sent."""
        self._sooner.set()

    async def _watch(self) -> None:
        await self._till.back_ends.load()
        while True:
            pause = WHEN_QUIET
            back_end = self._till.back_ends.in_force
            if back_end is not None:
                check = CheckRegister(back_end, self._unsent)
                seen = await (check() if check.is_possible else self._by_outbox())
                self._show(seen)
                self._window.status.refresh()
                pause = seen.again_in
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(pause.total_seconds()):
                    await self._sooner.wait()
            self._sooner.clear()

    async def _by_outbox(self) -> Seen:
        """Return what unsent orders met lately: of a system without a register that is all."""
        waiting = await self._till.outbox.items(limit=_MOST_LOOKED_AT)
        name = self._till.settings.back_end.name
        said = [one.said for one in waiting if one.profile == name]
        errors = (kind(one.what) for one in said for kind in _LASTING if kind.code == one.code)
        return Seen(None, next(errors, None), WHILE_UNSENT if waiting else WHEN_QUIET)

    async def _unsent(self) -> int:
        return (await self._till.outbox.count()).waiting

    def _show(self, seen: Seen) -> None:
        strip, banner = self._window.window.strip, self._window.window.banner
        register = self._till.settings.back_end.register
        if seen.register is not None:
            strip.show_remote(register_view(seen.register, self._till.clock.now()))
        elif seen.error is None:
            strip.show_remote(None)
        elif not isinstance(seen.error, RateLimitedError):  # that says nothing of the register
            strip.show_remote(_without(register, seen.error))
        is_refused = isinstance(seen.error, NotAuthorisedError | SecretMissingError)
        if is_refused is not self._is_refused:
            self._is_refused = is_refused
            banner.show_state(Concern.ATTENTION, _access_banner() if is_refused else None)
        is_away = isinstance(seen.error, BackEndUnreachableError)
        if self._was_away and seen.register is not None:
            self._window.sending.hear()
        self._was_away = seen.register is None
        banner.show_state(Concern.NO_NETWORK, _away_banner(seen.error) if is_away else None)

    @Slot(object)
    def _on_settings_changed(self, _settings: Settings) -> None:
        self._sooner.set()

    @Slot()
    def _on_register_chosen(self) -> None:
        from cashier.ui.settings.settings_page import SettingsPage  # noqa: PLC0415 - seldom wanted

        window = self._window.window
        window.show_page(Page.SETTINGS)
        page = window.widget(Page.SETTINGS)
        if isinstance(page, SettingsPage):
            page.choose_section("backEnd")

    @Slot(object)
    def _on_action_requested(self, concern: Concern) -> None:
        if concern is Concern.ATTENTION and self._is_refused:
            self._on_register_chosen()
        elif concern is Concern.NO_NETWORK:
            self.look_soon()


def _without(register: str, error: BackEndError | None) -> RegisterView:
    if isinstance(error, BackEndUnreachableError):
        return not_reached(register)
    if isinstance(error, NotAuthorisedError | SecretMissingError):
        return not_admitted(register)
    return not_understood(register)


def _away_banner(error: BackEndError | None) -> BannerText:
    title = _("No connection to {host}").format(host=error.what if error is not None else "")
    text = _("Sell on: every sale is saved here and sent by itself when the connection is back.")
    return BannerText(title, text, Tone.WARN, "network", _("Try now"))


def _access_banner() -> BannerText:
    title = _("The back end does not let the till in")
    text = _("Sales go on and wait here. Ask a manager to enter new access in the settings.")
    return BannerText(title, text, Tone.ERROR, "key", _("Open settings"))
