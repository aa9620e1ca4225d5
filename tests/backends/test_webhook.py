"""The webhook over real sockets: signed over the bytes sent, heard or not, kept out of logs."""

import hashlib
import hmac
import json
import logging
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from urllib.parse import parse_qs

import pytest
from typing_extensions import override

from cashier.backends.http import Http, Limits
from cashier.backends.webhook import DELIVERY, SIGNATURE, Webhook, origin
from cashier.domain.backend_errors import (
    BackEndError,
    BackEndRefusedError,
    BackEndUnreachableError,
    DamagedAnswerError,
    SecretMissingError,
)
from cashier.domain.errors import SettingsRefusedError
from cashier.domain.webhook import WebhookEvent
from cashier.settings.back_end import WebhookSettings
from tests.backends.raw_server import RawServer, answer, raw
from tests.domain.test_webhook import NAMES, posted
from tests.fakes import FakeClock
from tests.known_secrets import KnownSecrets

KEY = "canary-of-the-hook-5b1d"
NOW = datetime(2026, 11, 21, 12, 0, 5, tzinfo=UTC)
QUICK = Limits(answer_s=2, deadline_s=3, attempts=2, first_pause_s=0.001, longest_pause_s=0.002)


@pytest.fixture
async def server() -> AsyncIterator[RawServer]:
    async with RawServer() as running:
        yield running


def hook_at(
    url: str, form: str = "form", prefix: str = "", secrets: dict[str, str] | None = None
) -> Webhook:
    clock = FakeClock(NOW)
    known = {"CASHIER_WEBHOOK_KEY": KEY} if secrets is None else secrets
    http = Http(origin(url), clock.now, limits=QUICK)
    return Webhook(WebhookSettings(url, prefix, form), http, KnownSecrets(known), clock)


@pytest.mark.parametrize("form", ["form", "json"])
async def test_a_call_is_signed_over_the_bytes_that_are_sent(server: RawServer, form: str) -> None:
    server.answers(answer(b"heard"))
    hook = hook_at(f"{server.url}/hooks/sale.php?shop=1&t=a%2Fb", form)
    await hook.call(WebhookEvent.VALIDATED, posted())
    await hook.aclose()
    [seen] = server.seen
    assert (seen.method, seen.target) == ("POST", "/hooks/sale.php?shop=1&t=a%2Fb")
    moment, _, signed = seen.headers[SIGNATURE.lower()].partition(",v1=")
    seconds = int(moment.removeprefix("t="))
    assert seconds == int(NOW.timestamp())
    message = f"{seconds}.".encode() + seen.body
    assert hmac.new(KEY.encode(), message, hashlib.sha256).hexdigest() == signed
    assert seen.headers[DELIVERY.lower()] == "validated:00000000-0000-0000-0000-000000000007"


async def test_a_form_holds_every_parameter_and_lists_as_json(server: RawServer) -> None:
    server.answers(answer(b""))
    hook = hook_at(f"{server.url}/sale", prefix="https://shop.example/")
    await hook.call(WebhookEvent.TERMINATED, posted())
    await hook.aclose()
    [seen] = server.seen
    assert seen.headers["content-type"] == "application/x-www-form-urlencoded"
    told = {
        name: value
        for name, [value] in parse_qs(seen.body.decode(), keep_blank_values=True).items()
    }
    assert list(told) == NAMES
    assert (told["type"], told["isRefund"], told["price"]) == ("terminated", "false", "10.00")
    assert told["PDFinvoice"] == "https://shop.example/T1%2F000042.pdf"
    assert [one["title"] for one in json.loads(told["items"])] == ["Coffee", "Cheese"]
    assert json.loads(told["customer"]) == {"name": "Ann Lee"}


async def test_json_holds_the_same(server: RawServer) -> None:
    server.answers(answer(b"{}"))
    hook = hook_at(f"{server.url}/sale", "json")
    await hook.call(WebhookEvent.VALIDATED, posted())
    await hook.aclose()
    told = json.loads(server.seen[0].body)
    assert list(told) == NAMES
    assert told["isRefund"] is False
    assert told["VATs"][0]["rate"] == "21"


async def test_a_call_is_made_again_while_nobody_answers_and_is_the_same_delivery(
    server: RawServer,
) -> None:
    server.answers(raw(stays=False), answer(b"heard"))
    hook = hook_at(f"{server.url}/sale")
    await hook.call(WebhookEvent.VALIDATED, posted())
    await hook.aclose()
    assert len({one.headers[DELIVERY.lower()] for one in server.seen}) == 1
    assert len(server.seen) == 2


@pytest.mark.parametrize(
    ("status", "error"),
    [(404, BackEndRefusedError), (500, BackEndUnreachableError), (302, DamagedAnswerError)],
)
async def test_what_is_not_heard_is_told(
    server: RawServer, status: int, error: type[BackEndError]
) -> None:
    elsewhere = ["Location: http://127.0.0.1:9/"]
    server.answers(*[answer(b"no", status=status, headers=elsewhere)] * 2)
    hook = hook_at(f"{server.url}/sale")
    with pytest.raises(error):
        await hook.call(WebhookEvent.VALIDATED, posted())
    await hook.aclose()


async def test_without_a_key_nothing_is_called(server: RawServer) -> None:
    class NoSecrets(KnownSecrets):
        @override
        async def read(self, name: str) -> str:
            raise SecretMissingError(name)

    http = Http(server.url, lambda: NOW, limits=QUICK)
    hook = Webhook(WebhookSettings(server.url), http, NoSecrets({}), FakeClock(NOW))
    with pytest.raises(SecretMissingError):
        await hook.call(WebhookEvent.VALIDATED, posted())
    assert not server.seen


@pytest.mark.parametrize("url", ["http://shop.example/hook", "ftp://127.0.0.1/", "//127.0.0.1/"])
def test_only_https_or_this_machine_is_told(url: str) -> None:
    with pytest.raises(SettingsRefusedError):
        hook_at(url)


async def test_neither_key_nor_address_stands_in_log_or_error(
    server: RawServer, caplog: pytest.LogCaptureFixture
) -> None:
    server.answers(answer(b"heard"), answer(f"bad key {KEY}".encode(), status=403))
    hook = hook_at(f"{server.url}/hooks/secret-path-77?token=t0ken")
    with caplog.at_level(logging.DEBUG):
        await hook.call(WebhookEvent.VALIDATED, posted())
        with pytest.raises(BackEndRefusedError) as caught:
            await hook.call(WebhookEvent.TERMINATED, posted())
    await hook.aclose()
    shown = caplog.text + str(caught.value) + caught.value.words + repr(hook)
    assert "127.0.0.1" in shown
    assert not [one for one in (KEY, "secret-path-77", "t0ken") if one in shown]
