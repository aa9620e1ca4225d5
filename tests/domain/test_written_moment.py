"""Moments as they are written: what is meant, and what is none."""

from datetime import UTC, datetime

import pytest

from cashier.domain.written_moment import written_moment

NOW = datetime(2026, 11, 20, 14, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("20:00", datetime(2026, 11, 20, 20, tzinfo=UTC)),
        (" 20.05 ", datetime(2026, 11, 20, 20, 5, tzinfo=UTC)),
        ("14:30", datetime(2026, 11, 21, 14, 30, tzinfo=UTC)),
        ("8:15", datetime(2026, 11, 21, 8, 15, tzinfo=UTC)),
        ("2026-12-24 18:00", datetime(2026, 12, 24, 18, tzinfo=UTC)),
        ("24.12. 18:00", datetime(2026, 12, 24, 18, tzinfo=UTC)),
        ("19.11. 18:00", datetime(2026, 11, 19, 18, tzinfo=UTC)),
    ],
)
def test_what_is_written_is_what_is_meant(text: str, meant: datetime) -> None:
    assert written_moment(text, NOW) == meant


@pytest.mark.parametrize("text", ["", "soon", "25:00", "12:60", "99.99. 10:00", "2026-11-21", "8"])
def test_what_names_no_moment_is_none(text: str) -> None:
    assert written_moment(text, NOW) is None
