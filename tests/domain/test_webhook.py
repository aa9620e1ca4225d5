"""What is told of a sale: every parameter by its name, amounts that add up, refunds negative."""

from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID

import pytest

from cashier.domain.company import Company
from cashier.domain.money import Money
from cashier.domain.order import Customer, Discount, Order, OrderLine, TaxRules, work_out
from cashier.domain.posting import PostedOrder
from cashier.domain.quantity import Percent, Quantity
from cashier.domain.refund import Sold
from cashier.domain.tender import Payment, Tender, TenderType
from cashier.domain.webhook import WebhookEvent, payload
from tests.domain.sales import posted_sale, with_refund

NAMES = (
    "type orderID orderInternalID price clientID customer cashBoxID deliveryMethod PDFinvoice "
    "items VATs VAT isRefund"
).split()


def euros(minor: int) -> Money:
    return Money(minor, "EUR")


def sold() -> Sold:
    lines = (
        OrderLine("Coffee", euros(250), Percent(21_000), Quantity(2_000), product_key="p-1"),
        OrderLine("Cheese", euros(1290), Percent(9_000), Quantity(455), barcode="4770190036016"),
    )
    order = Order(UUID(int=7), "EUR", lines, Discount(amount=euros(87)), Customer("Ann Lee"))
    figures = work_out(order, TaxRules())
    payment = Payment(figures.total).with_tender(Tender("k", TenderType.CARD, figures.total))
    return Sold(posted_sale(order, figures, payment, TaxRules().mode))


def posted(sale: Sold | None = None) -> PostedOrder:
    return PostedOrder((sale or sold()).sale, "T1/000042", "T1", 3, 42, "seal")


def test_every_parameter_is_there_by_its_name() -> None:
    told = payload(WebhookEvent.VALIDATED, posted())
    assert list(told) == NAMES
    assert told["type"] == "validated"
    assert payload(WebhookEvent.TERMINATED, posted())["type"] == "terminated"
    assert (told["orderID"], told["cashBoxID"], told["deliveryMethod"]) == ("T1/000042", "T1", "4")
    assert told["orderInternalID"] == "00000000-0000-0000-0000-000000000007"
    assert told["isRefund"] is False


def test_lines_and_vat_add_up_to_the_price() -> None:
    told = payload(WebhookEvent.VALIDATED, posted())
    items, vats = told["items"], told["VATs"]
    assert isinstance(items, list)
    assert isinstance(vats, list)
    assert told["price"] == "10.00"
    assert _sum(one["total"] for one in items) == 1000
    assert _sum(one["gross"] for one in vats) == 1000
    assert _sum([told["VAT"]]) == _sum(one["amount"] for one in vats)
    assert [(one["title"], one["quantity"], one["price"]) for one in items] == [
        ("Coffee", "2", "2.50"),
        ("Cheese", "0.455", "12.90"),
    ]
    assert [one["rate"] for one in vats] == ["21", "9"]


def test_a_refund_is_negative_and_says_so() -> None:
    back = with_refund(sold(), sold().all_left(), 1).refunds[0]
    told = payload(WebhookEvent.TERMINATED, replace(posted(), posting=back))
    assert told["isRefund"] is True
    assert told["price"] == "-10.00"
    assert str(told["VAT"]).startswith("-")


@pytest.mark.parametrize(
    ("prefix", "link"),
    [
        ("", ""),
        ("https://shop.example/r/", "https://shop.example/r/T1%2F000042.pdf"),
        ("https://shop.example/r?doc=", "https://shop.example/r?doc=T1%2F000042.pdf"),
    ],
)
def test_the_document_is_behind_the_prefix_or_nowhere(prefix: str, link: str) -> None:
    assert payload(WebhookEvent.VALIDATED, posted(), prefix)["PDFinvoice"] == link


def test_only_what_the_customer_gave_is_told() -> None:
    assert payload(WebhookEvent.VALIDATED, posted())["customer"] == {"name": "Ann Lee"}
    company = Company("Lee Ltd", "301", "LT301", "High Street 1")
    sale = sold()
    of_company = replace(sale, sale=replace(sale.sale, customer=Customer(company=company)))
    assert payload(WebhookEvent.VALIDATED, posted(of_company))["customer"] == {
        "company": "Lee Ltd", "companyCode": "301", "vatNumber": "LT301",
        "address": "High Street 1",
    }  # fmt: skip


def _sum(amounts: Iterable[object]) -> int:
    return sum(Money.parse(str(one), "EUR").minor for one in amounts)
