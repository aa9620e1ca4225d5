"""A server's order beside ours: what does not agree is named, with both figures."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

from cashier.domain.money import Money
from cashier.domain.order import LineFigures
from cashier.domain.posting import OrderStatus, PostedLine, PostedOrder, Posting
from cashier.domain.quantity import Percent, Quantity
from cashier.domain.receipt import Letterhead, ReceiptKind
from cashier.domain.remote import RemoteLine, RemoteOrder
from cashier.domain.remote_difference import Differing, differences


def euro(minor: int) -> Money:
    return Money(minor, "EUR")


def posted(total: int = 3998) -> PostedOrder:
    zero = euro(0)
    figures = LineFigures(euro(total), zero, euro(total), zero)
    rate = Percent(21_000)
    line = PostedLine(1, "Beans", Quantity(2000), "pcs", euro(1999), rate, "A", figures)
    at = datetime(2026, 11, 20, tzinfo=UTC)
    posting = Posting(
        UUID(int=1), ReceiptKind.SALE, (line,), euro(total), zero, euro(total), zero, zero,
        (), (), at, "owner", Letterhead("Shop"), "f",
    )  # fmt: skip
    return PostedOrder(posting, "T1-000001", "T1", 1, 1, "")


REMOTE = RemoteOrder(
    "1",
    "T1-000001",
    "completed",
    "EUR",
    euro(3998),
    lines=(
        RemoteLine("Beans", Quantity(2000), euro(1999), euro(3998), Percent(21_000), euro(694)),
    ),
)


def found(remote: RemoteOrder, ours: PostedOrder | None = None) -> list[Differing]:
    return [one.what for one in differences(remote, ours)]


def test_what_agrees_is_not_mentioned() -> None:
    assert found(REMOTE, posted()) == []
    assert found(replace(REMOTE, lines=()), posted()) == []


def test_another_total_is_told_with_both_figures() -> None:
    only = differences(replace(REMOTE, total=euro(3999), lines=()), posted())
    assert [(one.what, one.here, one.there) for one in only] == [
        (Differing.TOTAL, "39.98", "39.99")
    ]


def test_another_currency_other_lines_and_a_cancelled_order_are_told() -> None:
    foreign = replace(REMOTE, total=Money(3998, "USD"), lines=())
    assert found(foreign, posted()) == [Differing.CURRENCY]
    assert Differing.LINES in found(replace(REMOTE, lines=REMOTE.lines * 2), posted())
    assert found(replace(REMOTE, status="Canceled"), posted()) == [Differing.CANCELLED_THERE]
    given_back = replace(posted(), status=OrderStatus.REFUNDED)
    assert found(replace(REMOTE, status="canceled"), given_back) == []


def test_what_was_paid_here_and_waits_there_is_told() -> None:
    assert found(replace(REMOTE, status="confirmed"), posted()) == [Differing.NOT_PAID_THERE]
    assert found(replace(REMOTE, status="confirmed")) == []


def test_a_server_that_does_not_add_up_is_told_but_a_cent_of_vat_is_not() -> None:
    assert found(replace(REMOTE, discount=euro(5))) == [Differing.ADDING_UP]
    beans = REMOTE.lines[0]
    assert found(replace(REMOTE, lines=(replace(beans, vat=euro(693)),))) == []
    assert found(replace(REMOTE, lines=(replace(beans, vat=euro(692)),))) == [Differing.VAT]


def test_what_a_server_leaves_out_is_no_difference() -> None:
    assert found(RemoteOrder("1")) == []
    assert found(RemoteOrder("1"), posted()) == []
    assert found(replace(REMOTE, lines=(RemoteLine("Beans"),))) == []
