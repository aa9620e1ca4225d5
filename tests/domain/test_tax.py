"""VAT in prices that include it: official examples, modes, and letters."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cashier.domain.money import Money
from cashier.domain.quantity import Percent
from cashier.domain.tax import VatMode, VatRates, vat_groups, vat_in
from tests.domain.strategies import RATES, nearest, rates


def eur(minor: int) -> Money:
    return Money(minor, "EUR")


@pytest.mark.parametrize(
    ("gross", "rate", "vat"),
    [
        (3, "20", 1),
        (9, "20", 2),
        (299, "4", 12),
        (8640, "15", 1127),
        (0, "21", 0),
        (100, "0", 0),
        (200, "100", 100),
    ],
)
def test_vat_is_taken_out_of_the_gross_half_up(gross: int, rate: str, vat: int) -> None:
    assert vat_in(gross, Percent.parse(rate)) == vat


@given(st.integers(-(10**14), 10**14), rates())
def test_vat_is_the_nearest_cent_and_turns_its_sign_with_the_gross(
    gross: int, rate: Percent
) -> None:
    vat = vat_in(gross, rate)
    assert vat == nearest(Fraction(gross * rate.milli, 100_000 + rate.milli))
    assert vat_in(-gross, rate) == -vat


@given(st.integers(0, 10**6), st.integers(0, 10**4), rates())
def test_more_gross_never_holds_less_vat(gross: int, more: int, rate: Percent) -> None:
    assert vat_in(gross + more, rate) >= vat_in(gross, rate)


@pytest.mark.parametrize(("mode", "vat"), [(VatMode.PER_RECEIPT, 1127), (VatMode.PER_LINE, 1128)])
def test_the_official_example_comes_out_in_both_modes(mode: VatMode, vat: int) -> None:
    rate = Percent.parse("15")
    parts = [(rate, eur(3280)), (rate, eur(2580)), (rate, eur(2780))]
    (group,) = vat_groups(parts, mode, VatRates())
    assert (group.gross, group.vat, group.net) == (eur(8640), eur(vat), eur(8640 - vat))


def test_groups_are_one_a_rate_with_the_highest_first() -> None:
    parts = [(rate, eur(100)) for rate in (*RATES, *RATES)]
    groups = vat_groups(parts, VatMode.PER_RECEIPT, VatRates())
    assert [group.rate.text() for group in groups] == [
        "25.5",
        "21",
        "20",
        "12",
        "9",
        "5",
        "4.9",
        "0",
    ]
    assert {group.gross for group in groups} == {eur(200)}


def test_nothing_sold_has_no_groups() -> None:
    assert vat_groups([], VatMode.PER_RECEIPT, VatRates()) == ()


def test_a_rate_gets_the_first_free_letter_and_keeps_it() -> None:
    table = VatRates(((Percent.parse("21"), "A"), (Percent.parse("9"), "C")))
    wider = table.with_rate(Percent.parse("0")).with_rate(Percent.parse("25.5"))
    assert [letter for _, letter in wider.letters] == ["A", "C", "B", "D"]
    assert wider.with_rate(Percent.parse("9")) == wider
    assert wider.letter(Percent.parse("0")) == "B"


def test_a_rate_without_a_letter_is_marked() -> None:
    assert VatRates().letter(Percent.parse("21")) == "*"


def test_there_is_a_mark_where_the_letters_end() -> None:
    table = VatRates()
    for percent in range(27):
        table = table.with_rate(Percent(percent * 1_000))
    assert [letter for _, letter in table.letters][24:] == ["Y", "Z", "*"]


def test_a_rate_the_shop_has_not_named_gets_the_next_free_letter_on_the_order() -> None:
    named = VatRates(((Percent(21_000), "A"), (Percent(5_000), "C")))
    parts = [(Percent(milli), Money(100)) for milli in (5_000, 25_500, 4_900, 21_000)]
    groups = vat_groups(parts, VatMode.PER_RECEIPT, named)
    assert [(one.rate.text(), one.letter) for one in groups] == [
        ("25.5", "B"),
        ("21", "A"),
        ("5", "C"),
        ("4.9", "D"),
    ]
