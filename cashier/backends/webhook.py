"""Telling somebody's own system of each sale: a signed POST to an address of the shop's choice.

Each call carries ``X-Cashier-Signature: t=<UNIX seconds>,v1=<hex>``: HMAC-SHA256, with the key both
sides know, of ``t``, a point and the body's bytes as they are sent. It is called at least once:
``X-Cashier-Delivery`` (event and order id) is the same in every repeat, and tells them apart.
"""

import hashlib
import hmac
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode, urlsplit

from cashier.backends.http import FORM, JSON, Http
from cashier.backends.wire_json import dumps
from cashier.domain.posting import PostedOrder
from cashier.domain.webhook import WebhookEvent, payload
from cashier.ports import Clock, Secrets
from cashier.settings.back_end import WEBHOOK_SECRET, WebhookSettings

SIGNATURE, DELIVERY = "X-Cashier-Signature", "X-Cashier-Delivery"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MOST_BYTES = 64 * 1024
"""Nothing of the answer is wanted but that it is one."""


def origin(url: str) -> str:
    """Return what a client for ``url`` is made with: scheme and host."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


class Webhook:
    """Calls one address; every answer of 200 to 299 says that it was heard."""

    def __init__(
        self, settings: WebhookSettings, http: Http, secrets: Secrets, clock: Clock
    ) -> None:
        """Take a client for the ``origin`` of the address."""
        self._settings = settings
        self._http = http
        self._secrets = secrets
        self._clock = clock
        self._target = settings.url.removeprefix(origin(settings.url)) or "/"

    async def call(self, event: WebhookEvent, order: PostedOrder) -> None:
        """Tell of ``event``; raises a ``BackEndError`` where nobody says that it was heard.

        Whoever called calls again then: a repeat is told from the first by its delivery alone.
        """
        key = await self._secrets.read(WEBHOOK_SECRET)
        form = self._settings.form
        body = written(payload(event, order, self._settings.invoice_prefix), form)
        seconds = (self._clock.now() - _EPOCH) // timedelta(seconds=1)
        await self._http.request(
            "POST",
            self._target,
            body=body,
            content_type=JSON if form == "json" else FORM,
            headers={
                SIGNATURE: f"t={seconds},v1={signature(key, seconds, body)}",
                DELIVERY: f"{event.value}:{order.posting.id}",
            },
            is_safe=True,
            most_bytes=_MOST_BYTES,
            secrets=(key, self._target) if self._target != "/" else (key,),
        )

    async def aclose(self) -> None:
        """Let its connections go."""
        await self._http.aclose()


def written(told: Mapping[str, object], form: str) -> bytes:
    """Return a payload as JSON, or as a form whose lists and objects are JSON themselves."""
    if form == "json":
        return dumps(told)
    pairs = [
        (name, value if isinstance(value, str) else dumps(value)) for name, value in told.items()
    ]
    return urlencode(pairs).encode("ascii")


def signature(key: str, seconds: int, body: bytes) -> str:
    """Return the signature of a call in hexadecimal."""
    message = f"{seconds}.".encode() + body
    return hmac.new(key.encode(), message, hashlib.sha256).hexdigest()
