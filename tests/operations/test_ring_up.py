"""Ringing up a whole sale that came as one request."""

from dataclasses import replace
from uuid import UUID

import pytest

from cashier.domain.errors import (
    CashierError,
    EmptyOrderError,
    InputRefusedError,
    NotCoveredError,
    OrderIdTakenError,
    UnknownProductError,
)
from cashier.domain.errors import (
    TenderRefusedError as TenderRefused,
)
from cashier.domain.order import Customer, Discount
from cashier.domain.quantity import Percent, Quantity
from cashier.domain.tender import TenderType
from cashier.domain.wallet_errors import WalletNotSetUpError
from cashier.operations.post_order import PostOrder
from cashier.operations.ring_up import LineRequest, PaymentRequest, RingUp, SaleRequest
from tests.fake_ledger import FakeLedger
from tests.fakes import FakeCatalogue, FakeClock, product
from tests.storage.selling import OWNER, TAX, WORDS, euro

MILK, OPEN_PRICE = "4770190036016", "4770190036023"
COFFEE = LineRequest(Quantity(2_000), name="Coffee", price=euro(250), vat_rate=Percent(21_000))


def ringing(ledger: FakeLedger, cash_unit: int = 1) -> RingUp:
    goods = [product("Milk", "1.49", MILK), product("Flowers", "0.00", OPEN_PRICE)]
    goods[1] = replace(goods[1], has_open_price=True)
    post = PostOrder(ledger, FakeClock(), lambda: TAX, lambda: WORDS)
    return RingUp(ledger, FakeCatalogue(goods), post, TAX, cash_unit)


def request(*lines: LineRequest, payments: tuple[PaymentRequest, ...] = ()) -> SaleRequest:
    return SaleRequest(UUID(int=1), "EUR", lines, "print", payments=payments)


async def test_products_and_free_lines_are_sold_in_exact_cash() -> None:
    ledger = FakeLedger()
    milk = LineRequest(Quantity(3_000), barcode=MILK)
    posted = await ringing(ledger)(request(milk, COFFEE), operator=OWNER)
    posting = posted.posting
    assert [(one.name, one.figures.total) for one in posting.lines] == [
        ("Milk", euro(447)),
        ("Coffee", euro(500)),
    ]
    (cash,) = posting.tenders
    assert (cash.type, cash.amount, cash.change) == (TenderType.CASH, euro(947), euro(0))


async def test_a_price_given_for_a_product_is_an_override() -> None:
    milk = LineRequest(Quantity(), barcode=MILK, price=euro(99))
    flowers = LineRequest(Quantity(), barcode=OPEN_PRICE, price=euro(500))
    posted = await ringing(FakeLedger())(request(milk, flowers), operator=OWNER)
    assert [one.list_price for one in posted.posting.lines] == [euro(149), None]


async def test_tenders_are_taken_in_their_order_and_the_last_takes_the_rest() -> None:
    payments = (PaymentRequest(TenderType.CARD, euro(300)), PaymentRequest(TenderType.CASH))
    posted = await ringing(FakeLedger(), 5)(request(COFFEE, payments=payments), operator=OWNER)
    paid = [(one.type, one.amount) for one in posted.posting.tenders]
    assert paid == [(TenderType.CARD, euro(300)), (TenderType.CASH, euro(200))]


async def test_discount_customer_and_note_go_with_the_sale() -> None:
    asked = replace(
        request(COFFEE),
        discount=Discount(amount=euro(100)),
        customer=Customer("Jane"),
        note="To go",
    )
    posting = (await ringing(FakeLedger())(asked, operator=OWNER)).posting
    assert (posting.total, posting.customer.name, posting.note) == (euro(400), "Jane", "To go")


async def test_the_same_request_again_is_the_first_sale_whatever_the_catalogue_says_now() -> None:
    ledger = FakeLedger()
    milk = LineRequest(Quantity(), barcode=MILK)
    first = await ringing(ledger)(request(milk), operator=OWNER)
    empty = replace(ringing(ledger), catalogue=FakeCatalogue())
    again = await empty(request(milk), operator=OWNER)
    assert (again.number, again.posting) == (first.number, first.posting)
    assert again.is_repeat
    with pytest.raises(OrderIdTakenError):
        await empty(replace(request(milk), fingerprint="other"), operator=OWNER)
    assert len(ledger.posted) == 1


@pytest.mark.parametrize(
    ("asked", "error"),
    [
        (request(), EmptyOrderError),
        (request(LineRequest(Quantity(), barcode="4770190099999")), UnknownProductError),
        (request(LineRequest(Quantity(), barcode=OPEN_PRICE)), InputRefusedError),
        (request(replace(COFFEE, name="")), InputRefusedError),
        (request(replace(COFFEE, price=None)), InputRefusedError),
        (request(replace(COFFEE, vat_rate=None)), InputRefusedError),
        (request(COFFEE, payments=(PaymentRequest(TenderType.WALLET),)), WalletNotSetUpError),
        (request(COFFEE, payments=(PaymentRequest(TenderType.CARD, euro(1)),)), NotCoveredError),
        (request(COFFEE, payments=(PaymentRequest(TenderType.CARD, euro(900)),)), TenderRefused),
    ],
)  # fmt: skip
async def test_what_is_wrong_is_named_and_nothing_is_posted(
    asked: SaleRequest, error: type[CashierError]
) -> None:
    ledger = FakeLedger()
    with pytest.raises(error):
        await ringing(ledger)(asked, operator=OWNER)
    assert ledger.post_calls == 0
