"""The scripted sale plays to its end and leaves what it promises."""

import os
import subprocess
import sys
from pathlib import Path

from tests.source_rules import CHECKOUT


def test_every_step_leaves_a_picture_and_the_sale_its_receipt(tmp_path: Path) -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-m", "cashier.demo", str(tmp_path)],
        cwd=CHECKOUT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    made = [Path(name) for name in done.stdout.splitlines()]
    assert [one.suffix for one in made].count(".png") == 60
    assert all(one.stat().st_size > 1_000 for one in made)
    assert (tmp_path / "receipt.pdf").read_bytes().startswith(b"%PDF")
