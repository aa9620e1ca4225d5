"""Commands about the systems behind the till: what they can do, and whether they answer."""

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

import typer

from cashier.app.back_ends import BackEnds
from cashier.app.connection import Connection, look_at, seconds_text
from cashier.app.till import Reading
from cashier.cli.options import DataDir, Json
from cashier.cli.output import say, say_json
from cashier.cli.running import with_reading
from cashier.settings import BACK_ENDS, BackEndProfile
from cashier.translation import _

if TYPE_CHECKING:
    from cashier.domain.remote import RegisterStatus

backend = typer.Typer(help="The order system behind the till.")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of back end, what it can do, and which of the shop's are of it."""

    name: str
    capabilities: tuple[str, ...]
    profiles: tuple[BackEndProfile, ...]
    is_in_use: bool

    def as_json(self) -> dict[str, object]:
        profiles = [
            {
                "name": one.name,
                "base_url": one.base_url,
                "register": one.register,
                "dialect": one.dialect,
                "in_use": not one.key,
            }
            for one in self.profiles
        ]
        return {
            "kind": self.name,
            "in_use": self.is_in_use,
            "capabilities": list(self.capabilities),
            "profiles": profiles,
        }


@backend.command("list")
def list_back_ends(data_dir: DataDir, *, json: Json = False) -> None:
    """Show every kind of back end with what it can do."""

    async def work(reading: Reading) -> None:
        back_ends = back_ends_of(reading)
        kinds = [_kind(name, reading, back_ends) for name in BACK_ENDS]
        if json:
            say_json([one.as_json() for one in kinds])
            return
        for one in kinds:
            mark = "*" if one.is_in_use else " "
            say(f"{mark} {one.name}: {', '.join(one.capabilities) or '-'}")
            for profile in one.profiles:
                say(f"    {profile.register or '-'}  {profile.base_url}")

    with_reading(data_dir, work, as_json=json)


@backend.command("test")
def try_back_end(data_dir: DataDir, *, json: Json = False) -> None:
    """Look whether the configured back end answers and lets the till in; makes no order."""

    async def work(reading: Reading) -> None:
        back_ends = back_ends_of(reading)
        try:
            back_end = back_ends.in_force
            found = await look_at(back_end) if back_end is not None else None
        finally:
            await back_ends.aclose()
        kind = reading.settings.back_end.kind
        told = found.sentence if found else _("Sales stay on this PC; there is nothing to test.")
        if json:
            say_json(_test_answer(kind, found, told))
        else:
            say(told)

    with_reading(data_dir, work, as_json=json)


def back_ends_of(reading: Reading) -> BackEnds:
    """Return the adapters of a shop that is only read; whoever asks closes them."""
    return BackEnds(reading.settings, reading.clock, os.environ)


def _kind(name: str, reading: Reading, back_ends: BackEnds) -> Kind:
    settings = reading.settings
    return Kind(
        name=name,
        capabilities=tuple(sorted(one.value for one in back_ends.capabilities_of(name))),
        profiles=tuple(one for one in settings.profiles if one.kind == name and one.name),
        is_in_use=settings.back_end.kind == name,
    )


def _test_answer(kind: str, found: Connection | None, told: str) -> dict[str, object]:
    answer: dict[str, object] = {"kind": kind, "ok": True, "message": told, "order_created": False}
    if found is None:
        return answer
    difference = found.finding.clock_difference
    return answer | {
        "host": found.finding.host,
        "authorised": True,
        "took_ms": found.took_ms,
        "clock_difference_s": None if difference is None else seconds_text(difference),
        "register": register_answer(found.finding.register),
        "capabilities": sorted(one.value for one in found.finding.capabilities),
    }


def register_answer(register: "RegisterStatus | None") -> dict[str, object] | None:
    """Return a register as its server sees it, in the promised names."""
    if register is None:
        return None
    at = register.last_activity
    return {
        "name": register.name,
        "status": register.status,
        "fiscal_mode": register.fiscal_mode,
        "last_activity": at.isoformat() if at else None,
        "fiscal_day": register.fiscal_day,
        "day_started": register.is_day_started,
    }
