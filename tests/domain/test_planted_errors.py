"""Each law can fail: an error planted into the domain breaks it on an example of a fixed corpus."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from cashier.domain.errors import CashierError
from tests.domain.journal_laws import JOURNAL_LAWS
from tests.domain.laws import ORDER_LAWS, PAYMENT_LAWS, allocation_is_exact
from tests.domain.planted_errors import PLANTED, PlantedError
from tests.domain.refund_laws import REFUND_LAWS
from tests.domain.strategies import journals, sales, splits

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
    of_sales, of_journals = drawn(sales(), CORPUS_SIZE), drawn(journals(), CORPUS_SIZE // 10)
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
