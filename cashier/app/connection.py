"""A look at a back end: whether all is set up, told in one sentence; no order is made for it."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from cashier.translation import _

if TYPE_CHECKING:
    from cashier.domain.remote import BackEndFinding, RegisterStatus
    from cashier.ports import Backend

_AGREES = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Connection:
    """What a look found, and how long the answer took."""

    finding: BackEndFinding
    took: timedelta

    @property
    def took_ms(self) -> int:
        return self.took // timedelta(milliseconds=1)

    @property
    def sentence(self) -> str:
        """Host, register, fiscal mode, clock, access, and that no order was made: all in one."""
        found = self.finding
        parts = [*_register_parts(found.register), _clock_part(found.clock_difference)]
        parts += [_("access was granted"), *found.words]
        told = _("{host} answers: {parts}; no order was created.")
        return told.format(host=found.host, parts=", ".join(part for part in parts if part))


async def look_at(back_end: Backend) -> Connection:
    """Ask a back end whether all is set up; raises ``BackEndError``."""
    began = time.monotonic_ns()
    finding = await back_end.check()
    return Connection(finding, timedelta(microseconds=(time.monotonic_ns() - began) // 1_000))


def seconds_text(difference: timedelta) -> str:
    """Return a difference of clocks in seconds, to the tenth."""
    tenths = difference // timedelta(milliseconds=100)
    sign, tenths = ("-" if tenths < 0 else ""), abs(tenths)
    return f"{sign}{tenths // 10}.{tenths % 10}"


def _register_parts(register: RegisterStatus | None) -> list[str]:
    if register is None:
        return []
    named = _("register “{name}”").format(name=register.name)
    if register.status:
        named = _("register “{name}” is {status}").format(
            name=register.name, status=register.status
        )
    return [named, _mode_part(is_on=register.fiscal_mode)]


def _mode_part(*, is_on: bool | None) -> str:
    if is_on is None:
        return ""
    return _("fiscal mode is on") if is_on else _("fiscal mode is off")


def _clock_part(difference: timedelta | None) -> str:
    if difference is None:
        return _("its clock is not known")
    if abs(difference) < _AGREES:
        return _("the clocks agree")
    return _("the clocks differ by {seconds} s").format(seconds=seconds_text(abs(difference)))
