"""The bearer token: in the header as it is, and shown nowhere."""

import httpx
import pytest

from cashier.backends.auth import BearerAuth, KeepsSecrets
from cashier.domain.backend_errors import SecretMissingError

TOKEN = "eyJhbGciOi.J9-canary_token"  # noqa: S105 - made up for this test


def test_the_token_goes_into_the_header_as_it_is() -> None:
    request = httpx.Request("GET", "https://pos.paysera.com/eapi/v1/orders")
    sent = next(BearerAuth(f" {TOKEN}\n").auth_flow(request))
    assert sent.headers["Authorization"] == f"Bearer {TOKEN}"


def test_the_token_is_not_in_what_is_printed_of_it() -> None:
    auth = BearerAuth(TOKEN)
    assert TOKEN not in repr(auth)
    assert isinstance(auth, KeepsSecrets)
    assert auth.secrets == (TOKEN,)


@pytest.mark.parametrize("token", ["", "  ", "a\r\nX-Evil: 1", "tokén", "a\x00b"])
def test_a_token_that_cannot_stand_in_a_header_is_missing(token: str) -> None:
    with pytest.raises(SecretMissingError) as caught:
        BearerAuth(token, "CASHIER_TOKEN")
    assert caught.value.what == "CASHIER_TOKEN"
    assert "Evil" not in str(caught.value)
