"""Sales at the cash-register web service, over real sockets: sent once, found again, read whole."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from urllib.parse import parse_qsl

import pytest

from cashier.backends.web_service import WebService
from cashier.domain.backend_errors import (
    BackEndRefusedError,
    MappingMissingError,
    NotAuthorisedError,
    OutcomeUnknownError,
)
from cashier.domain.capability import Capability
from cashier.domain.errors import CurrencyMismatchError, NotAvailableError
from cashier.domain.money import Money
from cashier.domain.order import Customer
from cashier.domain.outgoing import OutgoingPayment, Reservation
from cashier.domain.remote import RemoteFilter
from cashier.domain.tender import TenderType
from tests.backends.web_shop import (
    NOW,
    PROFILE,
    OpenShop,
    euros,
    line,
    opening,
    order,
    with_ids,
)
from tests.servers.faults import Fault
from tests.servers.web_service import KEY, Answers, WebServiceServer


@pytest.fixture
async def server() -> AsyncIterator[WebServiceServer]:
    async with WebServiceServer() as running:
        yield running


@pytest.fixture
async def open_shop(server: WebServiceServer) -> AsyncIterator[OpenShop]:
    async for one in opening(server.url):
        yield one


@pytest.fixture
def shop(open_shop: OpenShop) -> WebService:
    return open_shop()


async def test_a_sale_is_recorded_with_its_lines_and_its_total(
    server: WebServiceServer, shop: WebService
) -> None:
    sale = order(line(milli=2_000), line("Pizza_4", 1450, key="p-pizza"), line("Bag", 10, rate="5"))
    accepted = await shop.send(sale)
    there = server.orders[int(accepted.id)]
    assert there.total == sale.total.minor == 1960
    assert [item.title for item in there.items] == ["Coffee", "Coffee", "Pizza 4", "Bag"]
    assert [item.article for item in there.items] == [0, 0, 12, 0]
    assert there.payment == 1
    assert there.private_comment == sale.marker
    assert there.value_at == NOW
    assert (accepted.number, accepted.total, accepted.status) == ("1", sale.total, "paid")


async def test_shop_and_key_go_in_the_body_and_never_in_the_address(
    server: WebServiceServer, shop: WebService
) -> None:
    await shop.send(order())
    await shop.order("1001")
    assert {seen.method for seen in server.seen} == {"POST"}
    assert {seen.query for seen in server.seen} == {""}
    sent = dict(parse_qsl(server.seen[0].body.decode()))
    assert (sent["idboutique"], sent["key"], sent["idcaisse"]) == ("SHOP42", KEY, "1")


@pytest.mark.parametrize("answers", Answers)
async def test_every_way_of_saying_yes_is_understood(
    server: WebServiceServer, shop: WebService, answers: Answers
) -> None:
    server.answers = answers
    accepted = await shop.send(order())
    assert accepted.id == "1001"
    assert accepted.total == euros(250)
    assert len(server.orders) == 1


@pytest.mark.parametrize("answers", Answers)
async def test_every_way_of_saying_no_is_understood(
    server: WebServiceServer, shop: WebService, answers: Answers, open_shop: OpenShop
) -> None:
    server.answers = answers
    wrong = with_ids(PROFILE, user="99")
    with pytest.raises(BackEndRefusedError) as caught:
        await open_shop(wrong).send(order())
    assert "idUser" in caught.value.words
    assert not server.orders


async def test_a_wrong_key_is_not_authorised_and_shown_nowhere(
    server: WebServiceServer, open_shop: OpenShop
) -> None:
    server.key = "another"
    with pytest.raises(NotAuthorisedError) as caught:
        await open_shop().send(order())
    assert KEY not in str(caught.value) + caught.value.words


@pytest.mark.parametrize(
    "fault",
    [Fault.DROP_AFTER, Fault.ERROR_AFTER, Fault.GATEWAY_AFTER, Fault.EMPTY, Fault.HTML_AFTER,
     Fault.CUT_JSON, Fault.HALF_BODY, Fault.NESTED],
)  # fmt: skip
async def test_an_answer_that_is_lost_leaves_the_outcome_unknown_and_the_order_is_found(
    server: WebServiceServer, shop: WebService, fault: Fault
) -> None:
    server.faults.plan(fault, path="webapp")
    with pytest.raises(OutcomeUnknownError):
        await shop.send(order())
    found = await shop.look_up(order())
    assert found is not None
    assert (found.id, found.total, found.was_there) == ("1001", euros(250), True)
    assert len(server.orders) == 1


@pytest.mark.parametrize("fault", [Fault.DROP_BEFORE, Fault.ERROR_BEFORE, Fault.HTML_BEFORE])
async def test_an_order_that_never_got_there_is_not_found(
    server: WebServiceServer, shop: WebService, fault: Fault
) -> None:
    await shop.send(order(number="T1-000041", id_=41))
    server.faults.plan(fault, path="webapp")
    with pytest.raises(OutcomeUnknownError):
        await shop.send(order())
    assert await shop.look_up(order()) is None


async def test_an_order_is_found_though_its_answer_came_days_ago(
    server: WebServiceServer, open_shop: OpenShop
) -> None:
    sale = replace(order(), created_at=NOW - timedelta(days=9))
    await open_shop().send(sale)
    found = await open_shop().look_up(sale)
    assert found is not None


async def test_an_open_order_is_found_by_the_day_it_was_made(
    server: WebServiceServer, open_shop: OpenShop
) -> None:
    sale = replace(order(), reservation=Reservation("Ann"), payments=())
    accepted = await open_shop().send(sale)
    found = await open_shop(now=server.now()).look_up(sale)
    assert found is not None
    assert (found.id, found.status) == (accepted.id, "pending")


async def test_a_service_that_hides_comments_cannot_tell(
    server: WebServiceServer, shop: WebService
) -> None:
    server.hides_private_comments = True
    await shop.send(order())
    with pytest.raises(OutcomeUnknownError):
        await shop.look_up(order())


async def test_a_total_that_is_another_there_is_told(
    server: WebServiceServer, shop: WebService
) -> None:
    server.faults.plan(Fault.ANOTHER_TOTAL, path="getOrder.")
    accepted = await shop.send(order())
    assert accepted.total is not None
    assert accepted.total != euros(250)


async def test_a_sale_stands_though_it_cannot_be_read_back(
    server: WebServiceServer, shop: WebService
) -> None:
    server.faults.plan(Fault.HTML_AFTER, path="getOrder.", times=None)
    accepted = await shop.send(order())
    assert (accepted.id, accepted.total) == ("1001", None)


async def test_customer_note_and_reservation_go_with_the_order(
    server: WebServiceServer, shop: WebService
) -> None:
    sale = replace(
        order(),
        customer=Customer("Ann Lee", "ann@example.com", "+370 600"),
        note="ring twice",
        reservation=Reservation("Ann", "table\x07 by the window", NOW),
        payments=(),
    )
    accepted = await shop.send(sale)
    there = server.orders[int(accepted.id)]
    assert there.client == {
        "nom": "Ann Lee", "email": "ann@example.com", "telephone": "+370 600"
    }  # fmt: skip
    assert there.public_comment == (
        "ring twice · Ann · table by the window · 2026-11-21T12:00+00:00"
    )
    assert (there.payment, there.is_validated) == (-2, False)


async def test_an_unpaid_order_is_validated_where_that_is_set_up(
    server: WebServiceServer, open_shop: OpenShop
) -> None:
    profile = with_ids(unpaid="validated")
    sale = replace(order(), reservation=Reservation(), payments=())
    accepted = await open_shop(profile).send(sale)
    assert server.orders[int(accepted.id)].payment == -1


@pytest.mark.parametrize(
    ("kinds", "payment"),
    [((TenderType.CARD,), 2), ((TenderType.CASH, TenderType.CARD), 4), ((), -1)],
)
async def test_an_order_is_booked_under_the_id_of_its_payment(
    server: WebServiceServer, shop: WebService, kinds: tuple[TenderType, ...], payment: int
) -> None:
    sale = replace(order(), payments=tuple(OutgoingPayment(one, euros(125)) for one in kinds))
    accepted = await shop.send(sale)
    assert server.orders[int(accepted.id)].payment == payment


async def test_what_is_not_set_up_is_never_guessed(
    server: WebServiceServer, shop: WebService
) -> None:
    by_transfer = replace(order(), payments=(OutgoingPayment(TenderType.TRANSFER, euros(250)),))
    with pytest.raises(MappingMissingError) as payment:
        await shop.send(by_transfer)
    assert (payment.value.kind, payment.value.what) == ("payment", "transfer")
    with pytest.raises(MappingMissingError) as vat:
        await shop.send(order(line(rate="12")))
    assert (vat.value.kind, vat.value.what) == ("vat", "12")
    with pytest.raises(CurrencyMismatchError):
        await shop.send(replace(order(), total=Money(250, "USD")))
    assert not server.seen


async def test_a_refund_is_sent_only_where_that_is_set_up(
    server: WebServiceServer, shop: WebService, open_shop: OpenShop
) -> None:
    back = replace(order(line(milli=-2_000)), refund_of="T1-000041")
    assert Capability.SENDS_REFUNDS not in shop.capabilities
    with pytest.raises(NotAvailableError):
        await shop.send(back)
    assert not server.seen
    refunding = open_shop(with_ids(sends_refunds=True))
    assert Capability.SENDS_REFUNDS in refunding.capabilities
    accepted = await refunding.send(back)
    there = server.orders[int(accepted.id)]
    assert (there.total, there.payment) == (-500, 8)
    assert there.private_comment == f"{back.marker} < T1-000041"


async def test_an_open_order_can_be_changed_and_a_validated_one_not(
    server: WebServiceServer, shop: WebService
) -> None:
    booked = replace(order(), reservation=Reservation("Ann"), payments=())
    accepted = await shop.send(booked)
    more = replace(booked, lines=(line(), line("Tea", 200)), total=euros(450))
    changed = await shop.update_order(accepted.id, more)
    assert (changed.total, len(changed.lines)) == (euros(450), 2)
    sold = await shop.send(order(number="T1-000043", id_=43))
    with pytest.raises(BackEndRefusedError, match=r"127\.0\.0\.1") as caught:
        await shop.update_order(sold.id, order(line("Tea", 200)))
    assert "only takes payments" in caught.value.words


async def test_a_payment_is_reported_once(server: WebServiceServer, open_shop: OpenShop) -> None:
    shop = open_shop(with_ids(unpaid="validated"))
    booked = await shop.send(replace(order(), reservation=Reservation("Ann"), payments=()))
    taken = replace(order(number="T1-000050", id_=50), remote=booked.id)
    assert await shop.look_up(taken) is None
    first = await shop.report_payment(booked.id, taken)
    assert (first.was_there, server.orders[1001].payment) == (False, 1)
    edits = [one for one in server.seen if "editOrder" in one.path]
    again = await shop.report_payment(booked.id, taken)
    found = await shop.look_up(taken)
    assert again.was_there
    assert found is not None
    assert edits == [one for one in server.seen if "editOrder" in one.path]


async def test_what_is_not_offered_says_so(shop: WebService) -> None:
    with pytest.raises(NotAvailableError):
        await shop.register_status()
    with pytest.raises(NotAvailableError):
        await shop.cancel_order("1001")
    with pytest.raises(NotAvailableError):
        shop.invoices(RemoteFilter())
    assert Capability.CANCELS_ORDERS not in shop.capabilities
