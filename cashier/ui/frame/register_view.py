"""The register of the back end as the strip shows it: who it is, how it is, since when we know."""

from dataclasses import dataclass
from datetime import datetime, tzinfo

from cashier.domain.remote import RegisterStatus
from cashier.translation import _
from cashier.ui.frame.chips import Tone
from cashier.ui.look import formatting

_LONGEST = 18
_WELL = frozenset({"online", "ok", "active", "ready", "open", "connected"})
_ILL = frozenset({"offline", "blocked", "error", "inactive", "disabled"})


@dataclass(frozen=True, slots=True)
class RegisterView:
    """What the chips say; an empty text is a chip that is not there.

    ``details`` is all of it in one sentence, for the tip and for those who do not see chips.
    """

    text: str
    tone: Tone
    icon: str
    mode: str = ""
    mode_tone: Tone = Tone.OK
    activity: str = ""
    details: str = ""


def register_view(register: RegisterStatus, now: datetime) -> RegisterView:
    """Return a register as its server tells it."""
    word = register.status.strip()
    tone, icon = _tone_of(word)
    text = " ".join(part for part in (_short(register.name), _short(word)) if part)
    activity = _activity(register.last_activity, now)
    mode = _mode(register)
    told = (register.name, word, mode, activity)
    return RegisterView(
        text or _("Register"),
        tone,
        icon,
        mode,
        Tone.WARN if register.fiscal_mode is False else Tone.OK,
        activity,
        " · ".join(part for part in told if part),
    )


def not_reached(name: str) -> RegisterView:
    """Return a register that nobody answered for."""
    text = _("{name} offline").format(name=_short(name) or _("Register"))
    return RegisterView(text, Tone.WARN, "network", details=text)


def not_admitted(name: str) -> RegisterView:
    """Return a register whose server does not let the till in."""
    text = _("{name}: no access").format(name=_short(name) or _("Register"))
    return RegisterView(text, Tone.ERROR, "attention", details=text)


def not_understood(name: str) -> RegisterView:
    """Return a register whose server answers and does not tell its state."""
    text = _("{name}: state unknown").format(name=_short(name) or _("Register"))
    return RegisterView(text, Tone.NEUTRAL, "network", details=text)


def _tone_of(word: str) -> tuple[Tone, str]:
    if word.lower() in _ILL:
        return Tone.WARN, "warning"
    return (Tone.OK, "ready") if word.lower() in _WELL or not word else (Tone.NEUTRAL, "ready")


def _mode(register: RegisterStatus) -> str:
    """Return fiscal mode and fiscal day of the register, as far as it tells them."""
    day = register.fiscal_day
    if register.fiscal_mode is None:
        if day is not None:
            return _("Register day {number}").format(number=day)
        return _("Register without a day") if register.is_day_started is False else ""
    mode = _("Fiscal") if register.fiscal_mode else _("Not fiscal")
    if day is not None:
        return _("{mode}, day {number}").format(mode=mode, number=day)
    return _("{mode}, no day").format(mode=mode) if register.is_day_started is False else mode


def _activity(at: datetime | None, now: datetime) -> str:
    if at is None:
        return ""
    there = at.astimezone(_zone(now))
    if there.date() == now.date():
        return _("Active {time}").format(time=formatting.time_of_day(there))
    return _("Active {date}").format(date=formatting.short_date(there))


def _zone(now: datetime) -> tzinfo | None:
    return now.tzinfo


def _short(text: str) -> str:
    """Return what a server calls something, as much of it as a chip has room for."""
    plain = " ".join("".join(char if char.isprintable() else " " for char in text).split())
    return plain if len(plain) <= _LONGEST else f"{plain[: _LONGEST - 1]}…"
