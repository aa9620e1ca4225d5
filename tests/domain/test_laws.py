"""The laws of the money hold for every order a counter may see."""

from hypothesis import given

from tests.domain import journal_laws, laws, refund_laws
from tests.domain.strategies import Note, SaleCase, SplitCase, journals, sales, splits


@given(case=sales())
def test_an_order_adds_up_and_changes_line_by_line(case: SaleCase) -> None:
    for law in laws.ORDER_LAWS:
        law(case)


@given(case=sales())
def test_a_payment_adds_up_whatever_it_is_made_of(case: SaleCase) -> None:
    for law in laws.PAYMENT_LAWS:
        law(case)


@given(case=sales())
def test_refunds_add_up_in_any_parts(case: SaleCase) -> None:
    for law in refund_laws.REFUND_LAWS:
        law(case)


@given(case=splits())
def test_a_split_is_exact_and_fair(case: SplitCase) -> None:
    laws.allocation_is_exact(case)


@given(notes=journals())
def test_no_change_of_the_journal_stays_hidden(notes: tuple[Note, ...]) -> None:
    for law in journal_laws.JOURNAL_LAWS:
        law(notes)
