"""A moment as people write it: a time of today or tomorrow, or a day with a time."""

import re
from datetime import datetime, time, timedelta

from cashier.domain.order_list import written_day

_TIME = re.compile(r"(?:(?P<day>\S+)\s+)?(?P<hour>\d{1,2})[:.](?P<minute>\d{2})", re.ASCII)


def written_moment(text: str, now: datetime) -> datetime | None:
    """Return the moment that ``text`` names, in the zone of ``now``; None for what names none.

    A time alone (``20:00``) is the next one: today's, or tomorrow's where that is over. A day may
    stand before it (``2026-11-21 20:00``, ``21.11. 20:00``).
    """
    parts = _TIME.fullmatch(text.strip())
    if parts is None:
        return None
    today = now.date()
    day = today if parts["day"] is None else written_day(parts["day"], today)
    try:
        clock_time = time(int(parts["hour"]), int(parts["minute"]))
    except ValueError:
        return None
    if day is None:
        return None
    found = datetime.combine(day, clock_time, now.tzinfo)
    return found + timedelta(days=1) if parts["day"] is None and found <= now else found
