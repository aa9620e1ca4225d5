"""What a start must not load: the first picture is painted without it."""

import subprocess
import sys

LATE = (
    "arabic_reshaper", "babel", "bidi", "biip", "fontTools", "httpx", "PIL",
    "platformdirs", "pypdfium2", "reportlab", "segno", "tomlkit", "typer", "uharfbuzz",
    "cashier.cli", "cashier.app.demo_shop", "cashier.app.pages", "cashier.app.settings_pages",
    "cashier.operations.import_products", "cashier.operations.refund_order",
    "cashier.operations.ring_up", "cashier.storage.backup", "cashier.storage.catalogue_import",
    "cashier.storage.product_csv", "cashier.storage.product_export", "cashier.ui.done.done_page",
    "cashier.ui.orders.orders_page", "cashier.ui.pay.pay_page", "cashier.ui.settings.settings_page",
)  # fmt: skip
_LOADED = "import sys, cashier.app.window; print(*sys.modules)"


def test_a_start_loads_what_selling_needs_and_no_more() -> None:
    command = [sys.executable, "-c", _LOADED]
    loaded = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    assert "cashier.ui.sell.sell_page" in loaded
    assert sorted(set(LATE) & set(loaded)) == []
