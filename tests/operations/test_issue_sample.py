"""A sample receipt follows the settings to the cent, and is posted nowhere."""

import pytest

from cashier import settings
from cashier.domain.receipt import Letterhead, Receipt
from cashier.operations.issue_sample import issue_sample
from tests.fakes import NOON

NAMES = ("Bread", "Butter", "Newspaper")


def sample(**tables: dict[str, object]) -> Receipt:
    found = settings.parse(tables)
    letterhead = Letterhead(found.shop.name)
    return issue_sample(found, letterhead, NAMES, at=NOON, operator="owner")


def test_it_is_headed_and_numbered_as_the_shop_has_it() -> None:
    receipt = sample(shop={"name": "Gintaro"}, till={"prefix": "K7"})
    assert (receipt.letterhead.shop_name, receipt.number) == ("Gintaro", "K7-000147")
    assert [line.name for line in receipt.lines] == list(NAMES)
    assert receipt.issued_at == NOON


@pytest.mark.parametrize(
    ("currency", "unit", "total", "rounding"),
    [
        ("EUR", "0.01", "16.47", "0.00"),
        ("EUR", "0.05", "16.47", "-0.02"),
        ("DKK", "0.50", "16.47", "0.03"),
        ("SEK", "1", "1647.00", "0.00"),
        ("HUF", "5", "1647.00", "-2.00"),
        ("JPY", "1", "1647", "0"),
    ],
)
def test_cash_is_rounded_as_the_shop_rounds(
    currency: str, unit: str, total: str, rounding: str
) -> None:
    receipt = sample(shop={"currency": currency, "cash_rounding": unit})
    assert (receipt.total.text(), receipt.rounding.text()) == (total, rounding)
    paid = sum((one.amount.minor for one in receipt.tenders), 0)
    assert paid == receipt.total.minor + receipt.rounding.minor


def test_its_lines_use_the_rates_of_the_shop() -> None:
    receipt = sample(tax={"rates": {"A": "21", "B": "9"}})
    assert [line.letter for line in receipt.lines] == ["A", "B", "A"]
    assert sum(group.gross.minor for group in receipt.vat) == receipt.total.minor


def test_a_shop_without_rates_has_a_sample_too() -> None:
    receipt = sample(tax={"rates": {}})
    assert {line.vat_rate.text() for line in receipt.lines} == {"0"}
