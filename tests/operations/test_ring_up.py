"""A whole sale from one request: looked up, paid, posted once; or refused and nothing posted."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from cashier.domain.errors import (
    CashierError,
    DiscountTooLargeError,
    EmptyOrderError,
    NotAvailableError,
    NotCoveredError,
    NotGivenError,
    OrderIdTakenError,
    TenderRefusedError,
    UnknownProductError,
)
from cashier.domain.money import Money
from cashier.domain.order import Customer, Discount, TaxRules
from cashier.domain.product import Product
from cashier.domain.quantity import Percent, Quantity
from cashier.domain.receipt import Letterhead
from cashier.domain.tender import TenderType
from cashier.operations.post_order import PostOrder
from cashier.operations.ring_up import LineRequest, PaymentRequest, RingUp, SaleRequest
from tests.fake_ledger import FakeLedger

ID = UUID("0b0f3f2c-5c1e-4a6e-9a53-0d5a5c9d9b11")
NOW = datetime(2026, 11, 20, 10, 15, 30, tzinfo=UTC)
TEA = Product("tea", "Tea", Money(120), Percent(9_000), barcodes=("2000001",))
FLOWERS = Product(
    "flowers", "Flowers", Money(0), Percent(21_000), barcodes=("2000002",), has_open_price=True
)
FREE = LineRequest(Quantity(), name="Coffee", price=Money(250), vat_rate=Percent(21_000))


class FakeClock:
    def now(self) -> datetime:
        return NOW


class FakeCatalogue:
    """Knows two products by their barcodes."""

    async def by_barcode(self, code: str) -> Product | None:
        return next((one for one in (TEA, FLOWERS) if code in one.barcodes), None)

    async def by_key(self, key: str) -> Product | None:
        return next((one for one in (TEA, FLOWERS) if key == one.key), None)

    async def search(self, text: str, *, limit: int, offset: int = 0) -> list[Product]:
        return []

    async def browse(
        self, *, category: str | None, favourites: bool, limit: int, offset: int = 0
    ) -> list[Product]:
        return []

    async def categories(self) -> list[str]:
        return []

    async def count(self) -> int:
        return 2


def till(ledger: FakeLedger, cash_unit: int = 1) -> RingUp:
    words = Letterhead("Shop", (), "", (), "en", {})
    post = PostOrder(ledger, FakeClock(), TaxRules(), lambda: words)
    return RingUp(ledger, FakeCatalogue(), post, TaxRules(), cash_unit)


def asked(*lines: LineRequest, **more: object) -> SaleRequest:
    content: dict[str, object] = {"id": ID, "currency": "EUR", "fingerprint": "f1"} | more
    return SaleRequest(lines=lines, **content)  # type: ignore[arg-type] # named by each test


def tea(**more: object) -> LineRequest:
    content: dict[str, object] = {"quantity": Quantity(), "barcode": "2000001"} | more
    return LineRequest(**content)  # type: ignore[arg-type] # named by each test


async def test_a_product_is_sold_as_the_catalogue_has_it() -> None:
    posted = await till(FakeLedger())(asked(tea(quantity=Quantity(3_000))), operator="owner")
    (line,) = posted.posting.lines
    assert (line.name, line.price, line.vat_rate) == ("Tea", Money(120), Percent(9_000))
    assert (posted.posting.total, posted.posting.at) == (Money(360), NOW)
    assert (line.product_key, line.barcode, line.list_price) == ("tea", "2000001", None)


async def test_another_price_leaves_the_list_price_on_record() -> None:
    posted = await till(FakeLedger())(asked(tea(price=Money(100))), operator="owner")
    assert posted.posting.lines[0].list_price == Money(120)
    same = asked(tea(price=Money(120)), id=UUID(int=2))
    assert (await till(FakeLedger())(same, operator="owner")).posting.lines[0].list_price is None


async def test_an_open_price_is_asked_for_and_no_change_of_a_price() -> None:
    flowers = LineRequest(Quantity(), barcode="2000002", price=Money(990))
    posted = await till(FakeLedger())(asked(flowers), operator="owner")
    assert (posted.posting.total, posted.posting.lines[0].list_price) == (Money(990), None)


async def test_without_payments_all_is_cash_as_coins_allow() -> None:
    posted = await till(FakeLedger(), cash_unit=5)(asked(tea(price=Money(123))), operator="owner")
    (tender,) = posted.posting.tenders
    assert (tender.type, tender.amount) == (TenderType.CASH, Money(125))
    assert posted.posting.rounding == Money(2)


async def test_a_card_without_an_amount_takes_the_exact_rest() -> None:
    payments = (
        PaymentRequest(TenderType.VOUCHER, Money(100)),
        PaymentRequest(TenderType.CARD),
    )
    posted = await till(FakeLedger(), cash_unit=5)(
        asked(FREE, tea(), payments=payments), operator="owner"
    )
    assert [one.amount for one in posted.posting.tenders] == [Money(100), Money(270)]
    assert not posted.posting.rounding


async def test_an_order_of_nothing_to_pay_needs_no_tender() -> None:
    request = asked(FREE, discount=Discount(percent=Percent(100_000)))
    assert (await till(FakeLedger())(request, operator="owner")).posting.tenders == ()


async def test_everything_asked_for_stands_in_the_posting() -> None:
    request = asked(FREE, note="To go", customer=Customer("Jane", "j@example.com", "+370"))
    posting = (await till(FakeLedger())(request, operator="Ann")).posting
    assert (posting.id, posting.note, posting.operator) == (ID, "To go", "Ann")
    assert (posting.customer.name, posting.fingerprint) == ("Jane", "f1")


async def test_the_same_request_again_returns_the_first_posting() -> None:
    ledger = FakeLedger()
    first = await till(ledger)(asked(FREE), operator="owner")
    again = await till(ledger)(asked(FREE), operator="owner")
    assert (again.number, len(ledger.posted)) == (first.number, 1)


async def test_the_same_id_for_another_sale_is_refused() -> None:
    ledger = FakeLedger()
    await till(ledger)(asked(FREE), operator="owner")
    with pytest.raises(OrderIdTakenError):
        await till(ledger)(asked(FREE, fingerprint="f2"), operator="owner")
    assert len(ledger.posted) == 1


TOO_MUCH = (PaymentRequest(TenderType.CARD, Money(251)),)
TOO_LITTLE = (PaymentRequest(TenderType.CASH, Money(249)),)
WALLET = (PaymentRequest(TenderType.WALLET),)
REFUSED: list[tuple[SaleRequest, type[CashierError]]] = [
    (asked(), EmptyOrderError),
    (asked(tea(barcode="404")), UnknownProductError),
    (asked(LineRequest(Quantity(), barcode="2000002")), NotGivenError),
    (asked(LineRequest(Quantity(), name="Tea", vat_rate=Percent(0))), NotGivenError),
    (asked(LineRequest(Quantity(), name="Tea", price=Money(1))), NotGivenError),
    (asked(LineRequest(Quantity(), price=Money(1), vat_rate=Percent(0))), NotGivenError),
    (asked(FREE, discount=Discount(amount=Money(251))), DiscountTooLargeError),
    (asked(FREE, payments=TOO_MUCH), TenderRefusedError),
    (asked(FREE, payments=TOO_LITTLE), NotCoveredError),
    (asked(FREE, payments=WALLET), NotAvailableError),
]


@pytest.mark.parametrize(("request_", "error"), REFUSED)
async def test_what_cannot_be_sold_is_refused_by_name_and_not_posted(
    request_: SaleRequest, error: type[CashierError]
) -> None:
    ledger = FakeLedger()
    with pytest.raises(error):
        await till(ledger)(request_, operator="owner")
    assert ledger.posted == []
