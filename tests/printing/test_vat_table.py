"""The VAT table side by side, and below each other on narrow paper."""

from dataclasses import replace

from cashier.printing.figures import figures_of
from cashier.printing.grid import Grid
from cashier.printing.vat_table import vat_table
from tests.printing.receipts import SALE, euro
from tests.printing.test_grid import drawn

HEADS = ("Rate", "Net", "VAT", "Gross")


def test_each_rate_is_one_line_under_its_heads() -> None:
    assert drawn(vat_table(SALE.vat, HEADS, Grid(42), figures_of("lt"))) == [
        "Rate            Net        VAT       Gross",
        "A 21 %        12,53       2,63       15,16",
        "B 12 %         0,84       0,10        0,94",
        "C 5 %          0,85       0,04        0,89",
    ]


def test_figures_too_wide_for_one_line_stand_below_each_other() -> None:
    much = replace(SALE.vat[0], gross=euro(10**12), vat=euro(173_553_719_008))
    lines = drawn(vat_table((much,), HEADS, Grid(24), figures_of("en")))
    assert [line.replace("\u202f", "'") for line in lines] == [
        "Rate A 21 %",
        "  Net   8'264'462'809.92",
        "  VAT   1'735'537'190.08",
        "  Gross",
        "       10'000'000'000.00",
    ]
