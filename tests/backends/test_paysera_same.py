"""An order of our number is ours by its lines; a stranger is not taken for it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from cashier.backends.paysera_same import is_same
from cashier.domain.quantity import Quantity
from cashier.domain.remote import RemoteLine, RemoteOrder
from cashier.settings.back_end import BackEndProfile
from tests.backends.paysera_shop import COFFEE, EPAPI, HAM, NEW, choosing, money, order, shared

OURS = order(shared(COFFEE, 20), HAM)
LINES = (
    RemoteLine("Coffee", Quantity(2_000), money(250)),
    RemoteLine("Ham (0.312 kg x 11.90 -0.37)", Quantity(1_000), money(334)),
)
THERE = RemoteOrder("1", OURS.number, "pending", "EUR", OURS.total, lines=LINES)


def test_the_same_number_and_lines_are_ours() -> None:
    assert is_same(OURS, THERE, EPAPI)
    assert is_same(OURS, replace(THERE, created_at=OURS.created_at), EPAPI)


def test_another_total_is_ours_all_the_same_and_for_a_person_to_see() -> None:
    assert is_same(OURS, replace(THERE, total=money(1)), EPAPI)


@pytest.mark.parametrize(
    "stranger",
    [
        replace(THERE, number="T1-000043"),
        replace(THERE, lines=LINES[:1]),
        replace(THERE, lines=(*LINES, LINES[0])),
        replace(THERE, lines=(LINES[1], LINES[0])),
        replace(THERE, lines=(replace(LINES[0], name="Tea"), LINES[1])),
        replace(THERE, lines=(replace(LINES[0], quantity=Quantity(3_000)), LINES[1])),
        replace(THERE, created_at=OURS.created_at - timedelta(days=2)),
        replace(THERE, lines=(), created_at=OURS.created_at - timedelta(days=400)),
    ],
)
def test_a_stranger_of_the_same_number_is_not_ours(stranger: RemoteOrder) -> None:
    assert not is_same(OURS, stranger, EPAPI)


@pytest.mark.parametrize(
    "told",
    [
        replace(THERE, lines=()),
        replace(THERE, lines=tuple(replace(one, name="", quantity=None) for one in LINES)),
        replace(THERE, created_at=OURS.created_at + timedelta(days=30)),
        replace(THERE, created_at=OURS.created_at - timedelta(hours=3)),
    ],
)
def test_what_a_server_leaves_out_or_stamps_later_makes_no_stranger(told: RemoteOrder) -> None:
    assert is_same(OURS, told, EPAPI)


def test_a_name_that_the_server_cut_is_still_the_name() -> None:
    long_ = order(replace(COFFEE, name="Coffee " * 20))
    cut = RemoteLine(("Coffee " * 20)[:64], Quantity(2_000))
    assert is_same(long_, replace(THERE, lines=(cut,)), EPAPI)


@pytest.mark.parametrize("profile", [NEW, choosing(EPAPI, discount="lines")])
def test_lines_are_held_against_the_form_they_were_sent_in(profile: BackEndProfile) -> None:
    assert not is_same(OURS, THERE, profile)
    as_one = RemoteLine("Coffee (2 x 2.50 -0.20)", Quantity(1_000))
    assert is_same(OURS, replace(THERE, lines=(as_one, LINES[1])), profile)
