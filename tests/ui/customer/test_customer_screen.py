"""The customer's window stands on its own screen, and never on the till's."""

import json
import os
import subprocess
import sys
from pathlib import Path

SCREENS = {
    "screens": [
        {"name": "first", "x": 0, "y": 0, "width": 1366, "height": 768},
        {"name": "second", "x": 1366, "y": 0, "width": 1280, "height": 800},
    ]
}


def test_it_follows_its_screen(tmp_path: Path) -> None:
    config = tmp_path / "screens.json"
    config.write_text(json.dumps(SCREENS))
    shown = subprocess.run(
        [sys.executable, "-m", "tests.ui.two_screens"],
        env={**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={config}"},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert shown.stdout.splitlines() == [
        "none: hidden",
        "second: second 1366 0 1280 800",
        "unplugged: hidden",
        "plugged in: second 1366 0 1280 800",
        "another unplugged: second 1366 0 1280 800",
        "the till's own: hidden",
        "not there: hidden",
        "a window: shown",
        "none again: hidden",
    ]
