"""One step that would have made a scan of a burst; none for what a person typed."""

import pytest

from cashier.ui.scan.burst import Burst, Decision
from cashier.ui.scan.scan_advice import Advice, Setting, advice_for
from cashier.ui.scan.scan_rule import ScanRule


def burst(
    decision: Decision, gaps: tuple[int, ...] = (5,), text: str = "4770", end: str = "enter"
) -> Burst:
    return Burst(text, gaps, end, decision)


@pytest.mark.parametrize(
    ("came", "advice"),
    [
        (burst(Decision.TOO_SLOW, (60, 60, 75)), Advice(Setting.GAP, 100)),
        (burst(Decision.TOO_SLOW, (5, 5, 120)), Advice(Setting.GAP, 160)),
        (burst(Decision.TOO_SLOW, (110, 120, 140)), None),
        (burst(Decision.TOO_SLOW, (5, 5, 5, 5, 400)), None),
        (burst(Decision.TOO_SHORT, text="123"), Advice(Setting.LENGTH, 3)),
        (burst(Decision.TOO_SHORT, text="1"), None),
        (burst(Decision.NO_END, end=""), Advice(Setting.END, "none")),
        (burst(Decision.SPEED), None),
        (burst(Decision.PREFIX), None),
        (burst(Decision.SILENCE, end=""), None),
    ],
)
def test_advice(came: Burst, advice: Advice | None) -> None:
    assert advice_for(came, ScanRule()) == advice
