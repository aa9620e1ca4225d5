"""What a start must not load: the first picture is painted without it."""

import os
import subprocess
import sys
from pathlib import Path

from benchmarks.till_window import make_shop, rows

LATE = (
    "arabic_reshaper", "babel", "bidi", "biip", "fontTools", "httpx", "keyring", "PIL",
    "platformdirs", "pypdfium2", "reportlab", "segno", "stamina", "tomlkit", "truststore",
    "typer", "uharfbuzz",
    "cashier.cli", "cashier.app.demo_shop", "cashier.app.pages", "cashier.app.settings_pages",
    "cashier.operations.import_products", "cashier.operations.refund_order",
    "cashier.operations.ring_up", "cashier.storage.backup", "cashier.storage.catalogue_import",
    "cashier.storage.product_csv", "cashier.storage.product_export", "cashier.ui.done.done_page",
    "cashier.ui.orders.orders_page", "cashier.ui.pay.pay_page", "cashier.ui.settings.settings_page",
)  # fmt: skip
_OPENED = """
import sys
from PySide6.QtCore import QTimer
from cashier.app import window

class Shown(window.TillWindow):
    def show(self):
        super().show()
        print(*sys.modules)
        QTimer.singleShot(0, self.window.close)

window.TillWindow = Shown
sys.exit(window.run_window(["--data-dir", sys.argv[1]]))
"""


def test_a_start_loads_what_selling_needs_and_no_more(tmp_path: Path) -> None:
    make_shop(tmp_path / "shop", rows()[:20])
    opened = subprocess.run(
        [sys.executable, "-c", _OPENED, str(tmp_path / "shop")],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        check=True,
        capture_output=True,
        text=True,
    )
    loaded = opened.stdout.split()
    assert "cashier.ui.sell.sell_page" in loaded
    assert sorted(set(LATE) & set(loaded)) == []
