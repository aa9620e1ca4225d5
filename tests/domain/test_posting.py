"""A posting holds every figure it was sold at, and its receipt shows those and no others."""

from dataclasses import replace
from uuid import UUID

import pytest

from cashier.domain.errors import EmptyOrderError, NotCoveredError, UndecidedTenderError
from cashier.domain.money import Money
from cashier.domain.order import Customer, Discount, Order, OrderLine, TaxRules, work_out
from cashier.domain.posting import PostedOrder, receipt_of
from cashier.domain.product import Unit
from cashier.domain.quantity import Percent, Quantity
from cashier.domain.receipt import ReceiptKind
from cashier.domain.tax import VatMode, VatRates
from cashier.domain.tender import Payment, SettledTender, Tender, TenderState, TenderType
from tests.domain.sales import NOON, posted_sale

HIGH, LOW = Percent.parse("21"), Percent.parse("9")
TAX = TaxRules(VatMode.PER_LINE, VatRates(((HIGH, "A"), (LOW, "B"))))
ORDER = Order(
    UUID(int=7),
    "EUR",
    (
        OrderLine("Coffee", Money(250), LOW, Quantity(2_000), note="to go", product_key="coffee"),
        OrderLine(
            "Ham",
            Money(1190),
            HIGH,
            Quantity(312),
            Unit.KILOGRAM,
            Discount(Percent.parse("10")),
            barcode="4770190036016",
            list_price=Money(1290),
        ),
    ),
    Discount(Percent.parse("5")),
    Customer("Jane Smith"),
    "table 4",
)
FIGURES = work_out(ORDER, TAX)
CASH = Tender("a", TenderType.CASH, Money(1000))
PAYMENT = Payment(FIGURES.total, 5).with_tender(CASH)
POSTING = posted_sale(ORDER, FIGURES, PAYMENT, VatMode.PER_LINE)
POSTED = PostedOrder(POSTING, "T1-000001", "T1", 3, 12, "ab" * 32)


def test_a_sale_is_posted_with_everything_that_was_rung_up() -> None:
    assert (POSTING.id, POSTING.kind, POSTING.at) == (ORDER.id, ReceiptKind.SALE, NOON)
    assert (POSTING.subtotal, POSTING.discount, POSTING.total) == (
        Money(834),
        Money(42),
        Money(792),
    )
    assert (POSTING.rounding, POSTING.change, POSTING.paid) == (Money(-2), Money(210), Money(790))
    assert (POSTING.customer, POSTING.note) == (ORDER.customer, "table 4")
    assert (POSTING.vat, POSTING.vat_mode) == (FIGURES.vat, VatMode.PER_LINE)
    assert POSTING.discount_percent == Percent.parse("5")
    assert POSTING.tenders == (SettledTender(TenderType.CASH, Money(790), Money(1000), Money(210)),)


def test_a_line_is_posted_with_its_number_letter_and_figures() -> None:
    coffee, ham = POSTING.lines
    assert (coffee.line_no, coffee.letter, coffee.note, coffee.product_key) == (
        1,
        "B",
        "to go",
        "coffee",
    )
    assert (coffee.figures.gross, coffee.discount_percent) == (Money(500), None)
    assert (ham.line_no, ham.letter, ham.unit, ham.barcode) == (2, "A", "kg", "4770190036016")
    assert (ham.list_price, ham.discount_percent) == (Money(1290), Percent.parse("10"))
    assert (ham.figures.gross, ham.figures.discount, ham.figures.total) == (
        Money(371),
        Money(37),
        Money(334),
    )
    assert coffee.figures.share + ham.figures.share == POSTING.discount


def test_the_receipt_shows_the_posted_figures() -> None:
    receipt = receipt_of(POSTED)
    assert (receipt.number, receipt.fiscal_day, receipt.register, receipt.seal) == (
        "T1-000001",
        3,
        "T1",
        "ab" * 32,
    )
    assert (receipt.subtotal, receipt.discount, receipt.total) == (
        Money(834),
        Money(42),
        Money(792),
    )
    assert (receipt.rounding, receipt.to_pay, receipt.change) == (Money(-2), Money(790), Money(210))
    assert [(one.name, one.gross, one.total) for one in receipt.lines] == [
        ("Coffee", Money(500), Money(500)),
        ("Ham", Money(371), Money(334)),
    ]
    (tender,) = receipt.tenders
    assert (tender.method, tender.amount, tender.tendered, tender.change) == (
        "cash",
        Money(790),
        Money(1000),
        Money(210),
    )
    assert (receipt.customer, receipt.note, receipt.operator) == ("Jane Smith", "table 4", "owner")
    assert (receipt.copy, receipt.vat, receipt.letterhead) == (0, FIGURES.vat, POSTING.letterhead)


def test_a_copy_differs_from_the_original_in_its_mark_alone() -> None:
    assert receipt_of(POSTED, copy=2) == replace(receipt_of(POSTED), copy=2)


def test_an_order_of_nothing_is_not_posted() -> None:
    empty = replace(ORDER, lines=(), discount=None)
    with pytest.raises(EmptyOrderError):
        posted_sale(empty, work_out(empty, TAX), Payment(Money(0)), VatMode.PER_RECEIPT)


def test_a_payment_of_another_total_is_not_posted() -> None:
    for other in (FIGURES.total + Money(1), FIGURES.total - Money(1)):
        payment = Payment(other, 5).with_tender(CASH)
        with pytest.raises(NotCoveredError):
            posted_sale(ORDER, FIGURES, payment, VatMode.PER_RECEIPT)


def test_what_is_not_paid_is_not_posted() -> None:
    with pytest.raises(NotCoveredError):
        posted_sale(ORDER, FIGURES, Payment(FIGURES.total, 5), VatMode.PER_RECEIPT)
    asked = Tender("a", TenderType.CARD, FIGURES.total, TenderState.UNKNOWN)
    with pytest.raises(UndecidedTenderError):
        posted_sale(ORDER, FIGURES, Payment(FIGURES.total, 5, (asked,)), VatMode.PER_RECEIPT)


def test_a_gift_is_posted_without_a_tender() -> None:
    gift = replace(ORDER, discount=Discount(Percent.parse("100")))
    figures = work_out(gift, TAX)
    posting = posted_sale(gift, figures, Payment(figures.total, 5), VatMode.PER_RECEIPT)
    assert (posting.total, posting.tenders, posting.change) == (Money(0), (), Money(0))
