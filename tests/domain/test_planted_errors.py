"""Each law can fail: an error planted into the domain breaks it on an example of a fixed corpus."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar
from uuid import UUID

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from cashier.domain.errors import CashierError
from cashier.domain.money import Money
from cashier.domain.order import Order, OrderLine, TaxRules
from cashier.domain.quantity import Percent, Quantity
from cashier.domain.tax import VatMode
from cashier.domain.tender import TenderType
from tests.domain.journal_laws import JOURNAL_LAWS
from tests.domain.laws import ORDER_LAWS, PAYMENT_LAWS, allocation_is_exact
from tests.domain.planted_errors import PLANTED, PlantedError
from tests.domain.refund_laws import REFUND_LAWS
from tests.domain.strategies import SaleCase, journals, sales, splits

T = TypeVar("T")
Law = Callable[[Any], None]

CORPUS_SIZE = 250
LAWS: tuple[Law, ...] = (
    *ORDER_LAWS,
    *PAYMENT_LAWS,
    *REFUND_LAWS,
    *JOURNAL_LAWS,
    allocation_is_exact,
)


def known(minor: int, rate: str, milli: int, part: int, mode: VatMode) -> SaleCase:
    """Return a sale of three equal lines; first a part of one line is given back, then the rest."""
    line = OrderLine("thing", Money(minor), Percent.parse(rate), Quantity(milli))
    order = Order(UUID(int=1), "EUR", (line, line, line))
    parts = ((part, 0, 0), (milli - part, milli, milli))
    return SaleCase(order, TaxRules(mode), 10, (), TenderType.CASH, parts)


# Ties are rare: these make sure that each kind is met, whatever else is drawn.
TIES = (
    known(3, "20", 1_000, 500, VatMode.PER_LINE),  # VAT of 0.005 in a line
    known(9, "20", 1_000, 500, VatMode.PER_RECEIPT),  # and not once in 0.27
    known(3, "20", 1_000, 500, VatMode.PER_RECEIPT),
    known(1, "21", 500, 250, VatMode.PER_LINE),  # 0.005 given back
    known(5, "0", 500, 250, VatMode.PER_RECEIPT),  # 0.025 a line
    known(15, "0", 1_000, 500, VatMode.PER_RECEIPT),  # 0.45 in coins of 0.10
)


def drawn(strategy: st.SearchStrategy[T], count: int) -> tuple[T, ...]:
    """Return ``count`` examples, the same in every run."""
    examples: list[T] = []

    @settings(
        max_examples=count,
        derandomize=True,
        database=None,
        deadline=None,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )
    @given(example=strategy)
    def collect(example: T) -> None:
        examples.append(example)

    collect()
    return tuple(examples)


@pytest.fixture(scope="module")
def corpus() -> dict[Law, Sequence[Any]]:
    """Return the examples that each law is tried on."""
    of_sales = (*TIES, *drawn(sales(), CORPUS_SIZE))
    of_journals = drawn(journals(), CORPUS_SIZE // 10)
    examples: dict[Law, Sequence[Any]] = dict.fromkeys(LAWS, of_sales)
    examples |= dict.fromkeys(JOURNAL_LAWS, of_journals)
    return {**examples, allocation_is_exact: drawn(splits(), CORPUS_SIZE)}


def is_broken(law: Law, example: object) -> bool:
    """Whether the check itself fails; a refusal by the domain is no proof of the law."""
    try:
        law(example)
    except (AssertionError, pytest.fail.Exception):
        return True
    except CashierError:
        return False
    return False


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.__name__)
def test_no_example_breaks_a_law_of_the_domain_as_it_is(
    law: Law, corpus: dict[Law, Sequence[Any]]
) -> None:
    for example in corpus[law]:
        law(example)


@pytest.mark.parametrize("planted", PLANTED, ids=lambda planted: planted.name)
def test_a_planted_error_breaks_its_law(
    planted: PlantedError, corpus: dict[Law, Sequence[Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(planted.rule, planted.error)
    assert any(is_broken(planted.law, example) for example in corpus[planted.law])


def test_every_law_has_an_error_that_breaks_it() -> None:
    assert {planted.law for planted in PLANTED} == set(LAWS)
