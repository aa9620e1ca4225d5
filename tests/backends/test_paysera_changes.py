"""A change sends what differs and loses nothing that is the server's own."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from cashier.backends.paysera_changes import change_body
from cashier.domain.outgoing import OutgoingOrder, Reservation
from cashier.domain.quantity import Quantity
from cashier.domain.remote import RemoteLine, RemoteOrder
from cashier.settings.back_end import BackEndProfile
from tests.backends.paysera_shop import COFFEE, EPAPI, GUIDE, NEW, money, order

MARK = "Cashier T1-000042 00000000-0000-0000-0000-00000000002a"
THERE = RemoteOrder(
    "1", "T1-000042", "pending", "EUR", money(500),
    lines=(RemoteLine("Coffee", Quantity(2_000), money(250), product_id="THEIRS"),),
)  # fmt: skip
RESERVED = replace(order(), reservation=Reservation("Smith"), id=UUID(int=0))


def changed(
    sent: OutgoingOrder, profile: BackEndProfile, there: RemoteOrder = THERE
) -> dict[str, Any]:
    return change_body(sent, there, profile)


def test_epapi_is_not_sent_lines_that_stay() -> None:
    assert changed(RESERVED, EPAPI) == {
        "currency": "EUR",
        "languageCode": "lt",
        "reservationName": "Smith",
    }


@pytest.mark.parametrize(
    "there",
    [
        replace(THERE, lines=()),
        replace(THERE, lines=(replace(THERE.lines[0], quantity=Quantity(1_000)),)),
        replace(THERE, lines=(replace(THERE.lines[0], price=money(251)),)),
        replace(THERE, lines=(replace(THERE.lines[0], name="Tea"),)),
        replace(THERE, total=money(450)),
    ],
)
def test_epapi_is_sent_lines_that_differ(there: RemoteOrder) -> None:
    found = changed(order(), EPAPI, there)
    assert [one["name"] for one in found["orderPositions"]] == ["Coffee"]
    assert not {"payments", "number", "createdAt"} & set(found)


def test_new_is_sent_whole_with_the_servers_products() -> None:
    found = changed(order(), NEW)
    assert found["orderPositions"][0]["productSKU"] == "THEIRS"
    assert found["number"] == "T1-000042"
    assert "payments" not in found


def test_new_lines_that_differ_keep_no_product_that_is_not_theirs() -> None:
    found = changed(order(replace(COFFEE, name="Tea")), NEW)
    assert found["orderPositions"][0]["productSKU"] is None


def test_guide_keeps_the_mark_that_it_was_sent_with() -> None:
    there = replace(THERE, note=f"{MARK} to go")
    found = changed(replace(RESERVED, note="at the window"), GUIDE, there)
    assert found["notes"] == f"{MARK}\nat the window\nSmith"


def test_a_note_that_holds_the_mark_already_gets_no_second_one() -> None:
    there = replace(THERE, note=f"{MARK} to go")
    found = changed(replace(order(), note=f"{MARK} to go"), GUIDE, there)
    assert found["notes"] == f"{MARK}\nto go"


def test_an_order_of_somebody_else_gets_no_mark_of_ours() -> None:
    found = changed(replace(order(), note="to go"), GUIDE, replace(THERE, note="by phone"))
    assert found["notes"] == "to go"
