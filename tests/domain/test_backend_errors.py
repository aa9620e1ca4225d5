"""Errors of back ends carry what a person is told, and nothing that acts on a screen."""

from datetime import timedelta

import pytest

from cashier.domain import backend_errors
from cashier.domain.backend_errors import (
    BackEndError,
    BackEndRefusedError,
    MappingMissingError,
    NotAuthorisedError,
    NotOnServerError,
    OutcomeUnknownError,
    RateLimitedError,
)

KINDS = sorted(
    (
        kind
        for kind in vars(backend_errors).values()
        if isinstance(kind, type) and issubclass(kind, BackEndError)
    ),
    key=lambda kind: kind.__name__,
)


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_server_says_is_safe_to_show(kind: type[BackEndError]) -> None:
    error = kind("\x1b[2Jhost\ud800", "\x1b]0;x\x07 words\r\n\u202e")
    assert error.what.isprintable()
    assert error.words.isprintable()
    assert str(error).isprintable()


@pytest.mark.parametrize("kind", sorted(set(KINDS) - {MappingMissingError}, key=str))
def test_words_are_bounded(kind: type[BackEndError]) -> None:
    error = kind("h" * 10_000, "w" * 1_000_000)
    assert len(error.what) <= 80
    assert len(error.words) <= 400


def test_every_kind_has_a_code_of_its_own() -> None:
    codes = [kind.code for kind in KINDS]
    assert len(set(codes)) == len(codes)


def test_a_refusal_keeps_the_servers_figure() -> None:
    for kind in (BackEndRefusedError, NotOnServerError, NotAuthorisedError):
        error = kind("host", "taken", 409)
        assert (error.status, error.words, error.what) == (409, "taken", "host")
        assert isinstance(error, BackEndRefusedError)


def test_an_unknown_outcome_is_no_refusal() -> None:
    assert not issubclass(OutcomeUnknownError, BackEndRefusedError)
    assert not issubclass(RateLimitedError, BackEndRefusedError)


def test_a_wait_is_kept_and_never_nothing() -> None:
    assert RateLimitedError("host", "", timedelta(seconds=60)).wait == timedelta(seconds=60)
    assert RateLimitedError("host").wait > timedelta(0)


def test_a_missing_mapping_names_its_kind() -> None:
    error = MappingMissingError("vat", "21")
    assert (error.kind, error.what) == ("vat", "21")
