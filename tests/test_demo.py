"""The scripted sale plays to its end and leaves what it promises."""

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

from tests.source_rules import CHECKOUT

LOOKS = ("--theme", "light", "--theme", "dark", "--size", "1024x768")
PAGES = (
    *("sell", "recalled", "keys", "explain-a-line", "product-card", "search"),
    *("pay", "pay-card-asked", "pay-covered", "done", "orders", "refund", "refunded"),
    *("settings-shop", "settings-scanner", "settings-payments", "settings-taxes"),
    *("settings-screens", "settings-products", "settings-backup", "settings-keys"),
    *("first-start-shop", "first-start-products", "empty-shop"),
)


def test_every_step_leaves_a_picture_and_the_sale_its_receipt(tmp_path: Path) -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-m", "cashier.demo", str(tmp_path), *LOOKS],
        cwd=CHECKOUT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    made = [Path(name) for name in done.stdout.splitlines()]
    pictures = Counter(one.stem[3:].rpartition("-")[0] for one in made if one.suffix == ".png")
    for page in PAGES:
        assert (pictures[f"{page}-light"], pictures[f"{page}-dark"]) == (1, 1), page
    assert all(one.stat().st_size > 1_000 for one in made)
    assert (tmp_path / "receipt.pdf").read_bytes().startswith(b"%PDF")
