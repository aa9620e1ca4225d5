"""A call waits until somebody says that it was heard, or a person is asked after very many."""

from datetime import timedelta

from cashier.domain.backend_errors import BackEndUnreachableError
from cashier.domain.webhook import WebhookEvent
from cashier.domain.webhook_call import MOST_TRIES, WebhookCall, heard, not_heard
from tests.domain.sales import NOON

CALL = WebhookCall(1, "webhook@https://a", 1, "T1-000001", WebhookEvent.VALIDATED)
WAIT = timedelta(seconds=4)


def test_a_call_that_was_heard_is_done() -> None:
    done = heard(not_heard(CALL, BackEndUnreachableError("a"), NOON, WAIT), NOON)
    assert (done.sent_at, done.tries, done.next_try, done.said.code) == (NOON, 2, None, "")


def test_a_call_that_was_not_heard_waits_and_says_why() -> None:
    waiting = not_heard(CALL, BackEndUnreachableError("a", "no route"), NOON, WAIT)
    assert (waiting.next_try, waiting.said.words) == (NOON + WAIT, "no route")
    assert not waiting.is_given_up


def test_after_very_many_tries_no_more_are_made() -> None:
    call = CALL
    for _ in range(MOST_TRIES):
        assert not call.is_given_up
        call = not_heard(call, BackEndUnreachableError("a"), NOON, WAIT)
    assert (call.is_given_up, call.next_try) == (True, None)
