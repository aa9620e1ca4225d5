"""Words of a server: known ones in ours, unknown ones as they came, nothing a screen would obey."""

import pytest

from cashier.domain.backend_errors import BackEndRefusedError, BackEndUnreachableError
from cashier.domain.money import Money
from cashier.domain.outbox import Said
from cashier.domain.remote_difference import Difference, Differing
from cashier.ui.frame.chips import Tone
from cashier.ui.remote.remote_words import (
    breakable,
    difference_words,
    document_chip,
    profile_words,
    quoted_words,
    remote_chip,
)


@pytest.mark.parametrize(
    ("word", "shown", "tone"),
    [
        ("completed", "Completed", Tone.OK),
        ("Canceled", "Cancelled", Tone.NEUTRAL),
        ("cancelled", "Cancelled", Tone.NEUTRAL),
        ("waitingPayment", "Waiting for payment", Tone.INFO),
        ("inKitchen\x1b[2J", "inKitchen [2J", Tone.NEUTRAL),
        ("", "–", Tone.NEUTRAL),
    ],
)
def test_a_status_is_shown_in_our_words_or_as_it_came(word: str, shown: str, tone: Tone) -> None:
    assert remote_chip(word)[1:] == (shown, tone)


def test_an_unknown_type_of_document_is_named_as_it_came() -> None:
    assert document_chip("zReport")[1] == "zReport"
    assert document_chip("RETURN")[1] == "Return"


@pytest.mark.parametrize("what", list(Differing))
def test_every_difference_has_words_with_its_figures(what: Differing) -> None:
    one = Difference(what, "1", "2", Money(100), Money(200))
    assert difference_words(one).endswith(".")
    assert "{" not in difference_words(one)


@pytest.mark.parametrize(
    ("profile", "shown"),
    [
        ("paysera-token:123@https://pos.paysera.com/eapi/v1", "pos.paysera.com · 123"),
        ("webservice:@https://kash.click", "kash.click"),
        ("strange", "strange"),
    ],
)
def test_a_profile_is_called_by_its_host_and_register(profile: str, shown: str) -> None:
    assert profile_words(profile) == shown


def test_a_long_word_may_break_and_reads_the_same() -> None:
    told = "Id 48c55616-7be1-5a7b-8708-76aabc2f8505 of jane"
    shown = breakable(told)
    assert shown.replace("\u200b", "") == told
    assert max(len(part) for part in shown.replace("\u200b", " ").split()) < 16
    assert breakable("2 × 14.50 · 1 234.56 €") == "2 × 14.50 · 1 234.56 €"


def test_what_the_network_says_is_not_put_into_the_servers_mouth() -> None:
    refused = Said.by(BackEndRefusedError("pos.example", "no such product"))
    away = Said.by(BackEndUnreachableError("pos.example", "nobody listens there"))
    assert quoted_words(refused) == "It said: “no such product”."
    assert quoted_words(away) == "The reason: “nobody listens there”."
    assert quoted_words(Said()) == ""
