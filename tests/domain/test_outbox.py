"""States only go forward, waits grow to a ceiling, and every answer has one meaning."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cashier.domain.backend_errors import (
    BackEndRefusedError,
    BackEndUnreachableError,
    MappingMissingError,
    OutcomeUnknownError,
    RateLimitedError,
)
from cashier.domain.money import Money
from cashier.domain.outbox import (
    FIRST_WAIT,
    LONGEST_SILENCE,
    LONGEST_WAIT,
    WHOLE_CHANCE,
    OutboxItem,
    Outcome,
    Said,
    SendState,
    Settlement,
    accepted,
    begun,
    found_again,
    may_become,
    not_arrived,
    not_there,
    refused,
    settled,
    unanswered,
    undecidable,
    wait_before,
)
from cashier.domain.receipt import ReceiptKind
from cashier.domain.remote import Accepted
from tests.domain.sales import NOON

TEN = Money(1_000, "EUR")
ITEM = OutboxItem(1, UUID(int=1), "T1-000001", ReceiptKind.SALE, NOON, TEN, "paysera-token:1@a")
LATER = NOON + timedelta(minutes=1)
UNSENT = [one for one in SendState if one is not SendState.SENT]


def in_state(state: SendState, *, doubt: bool = False) -> OutboxItem:
    return replace(ITEM, state=state, asked_at=NOON if doubt else None)


def outcomes_of(item: OutboxItem) -> list[Outcome]:
    wait = timedelta(seconds=2)
    return [
        accepted(item, Accepted("1", total=TEN), LATER),
        accepted(item, Accepted("1", total=Money(1, "EUR")), LATER),
        refused(item, BackEndRefusedError("host", "no"), LATER),
        refused(item, MappingMissingError("vat", "21"), LATER),
        not_arrived(item, BackEndUnreachableError("host"), LATER, wait),
        not_arrived(item, RateLimitedError("host", wait=wait), LATER, wait),
        unanswered(item, OutcomeUnknownError("host"), LATER, 0),
        undecidable(item, Said("undecidable"), LATER),
        not_there(item, LATER),
    ]


@pytest.mark.parametrize("state", UNSENT)
@pytest.mark.parametrize("doubt", [True, False])
def test_no_outcome_takes_an_order_backwards(state: SendState, *, doubt: bool) -> None:
    item = found_again(in_state(state, doubt=doubt))
    under_way = begun(item, LATER)
    assert may_become(state, item.state)
    assert may_become(item.state, under_way.state)
    for one in outcomes_of(item):
        assert may_become(under_way.state, one.item.state), one
        assert may_become(item.state, one.item.state), one
        assert one.item.tries == item.tries + 1
        assert one.item.last_try == LATER


def test_sent_is_the_end() -> None:
    assert not any(may_become(SendState.SENT, one) for one in SendState)


def test_only_an_attempt_that_did_not_arrive_is_waited_with_again() -> None:
    assert may_become(SendState.SENDING, SendState.WAITING)
    assert not may_become(SendState.UNKNOWN, SendState.WAITING)
    assert not may_become(SendState.UNKNOWN, SendState.SENDING)
    assert not may_become(SendState.REFUSED, SendState.UNKNOWN)


def test_what_goes_out_counts_as_arrived_until_the_contrary_is_known() -> None:
    under_way = begun(ITEM, LATER)
    assert (under_way.state, under_way.asked_at) == (SendState.SENDING, LATER)
    assert found_again(under_way).state is SendState.UNKNOWN
    assert begun(in_state(SendState.REFUSED), LATER).state is SendState.REFUSED


@pytest.mark.parametrize("doubt", [True, False])
def test_a_request_that_did_not_arrive_changes_nothing_about_the_doubt(*, doubt: bool) -> None:
    state = SendState.UNKNOWN if doubt else SendState.WAITING
    outcome = not_arrived(
        in_state(state, doubt=doubt), BackEndUnreachableError("host"), LATER, FIRST_WAIT
    )
    assert outcome.item.is_in_doubt is doubt
    assert outcome.item.next_try == LATER + FIRST_WAIT
    assert outcome.stops
    assert outcome.wait_until is None


def test_a_wait_that_is_asked_for_is_the_wait() -> None:
    error = RateLimitedError("host", wait=timedelta(seconds=77))
    outcome = not_arrived(ITEM, error, LATER, FIRST_WAIT)
    assert outcome.wait_until == outcome.item.next_try == LATER + timedelta(seconds=77)


@pytest.mark.parametrize("theirs", [Money(999, "EUR"), Money(1_000, "USD"), Money(-1_000, "EUR")])
def test_another_total_wants_a_person_with_both_figures(theirs: Money) -> None:
    item = accepted(ITEM, Accepted("1", total=theirs), LATER).item
    assert item.state is SendState.NEEDS_ATTENTION
    assert item.answer is not None
    assert (item.answer.total, item.total, item.said.code) == (theirs, TEN, "other-total")
    assert item.is_in_doubt


def test_a_server_that_tells_no_total_is_believed() -> None:
    assert accepted(ITEM, Accepted("1"), LATER).item.state is SendState.SENT


@pytest.mark.parametrize("word", ["cancelled", "Canceled"])
def test_an_order_that_is_cancelled_there_wants_a_person(word: str) -> None:
    item = accepted(ITEM, Accepted("1", total=TEN, status=word), LATER).item
    assert (item.state, item.said.words) == (SendState.NEEDS_ATTENTION, word)


def test_what_the_server_said_is_kept() -> None:
    item = refused(ITEM, BackEndRefusedError("pos.example", "unknown VAT", 422), LATER).item
    assert item.said == Said("back-end-refused", "pos.example", "unknown VAT")
    assert (item.state, item.is_in_doubt) == (SendState.REFUSED, False)
    unmapped = refused(ITEM, MappingMissingError("vat", "21"), LATER).item
    assert (unmapped.state, unmapped.said.mapping) == (SendState.NEEDS_ATTENTION, ("vat", "21"))
    assert item.said.mapping == ("", "")


def test_a_person_keeps_what_a_person_was_asked_about() -> None:
    item = unanswered(in_state(SendState.REFUSED), OutcomeUnknownError("h"), LATER, 0).item
    assert (item.state, item.is_in_doubt, item.next_try) == (SendState.REFUSED, True, None)


def test_a_persons_word_settles_it() -> None:
    how = Settlement("owner", "typed in by hand", LATER)
    item = settled(in_state(SendState.UNKNOWN, doubt=True), how)
    assert (item.state, item.is_in_doubt, item.settled) == (SendState.SENT, False, how)


def test_waits_double_up_to_the_ceiling() -> None:
    waits = [wait_before(tries, WHOLE_CHANCE) for tries in range(1, 40)]
    assert waits[:3] == [FIRST_WAIT, 2 * FIRST_WAIT, 4 * FIRST_WAIT]
    assert all(before <= after for before, after in pairwise(waits))
    assert waits[-1] == LONGEST_WAIT
    assert wait_before(10_000, WHOLE_CHANCE) == LONGEST_WAIT


@given(tries=st.integers(0, 10**6), chance=st.integers(0, WHOLE_CHANCE))
def test_chance_spreads_a_wait_over_its_second_half(tries: int, chance: int) -> None:
    whole = wait_before(tries, WHOLE_CHANCE, LONGEST_SILENCE)
    assert whole / 2 <= wait_before(tries, chance, LONGEST_SILENCE) <= whole <= LONGEST_SILENCE
