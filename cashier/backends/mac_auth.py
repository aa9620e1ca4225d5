"""The MAC signature of Paysera, byte for byte; the server's clock is learnt from its answers."""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Callable, Generator
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import quote

import httpx
from typing_extensions import override

from cashier.backends.refusals import header_date
from cashier.domain.backend_errors import SecretMissingError

PORTS = {"https": 443, "http": 80}
_NOT_ACCEPTED = frozenset({400, 401, 403})
_CLOCKS_AGREE = timedelta(seconds=2)
_FARTHEST = timedelta(days=36_525)
_NONCE_BYTES = 24


@dataclass(frozen=True, slots=True)
class SignedRequest:
    """What is signed of a request: ``uri`` is path and query exactly as they are sent."""

    ts: str
    nonce: str
    method: str
    uri: str
    host: str
    port: int
    ext: str = ""

    def normalized(self) -> bytes:
        """Return the string that is signed; it ends with a newline, also where ext is empty."""
        port = str(self.port)
        pieces = (self.ts, self.nonce, self.method.upper(), self.uri, self.host.lower(), port)
        return "\n".join((*pieces, self.ext, "")).encode()

    def mac(self, key: str) -> str:
        """Return the signature; the key is text and is not decoded."""
        digest = hmac.new(key.encode(), self.normalized(), hashlib.sha256).digest()
        return base64.b64encode(digest).decode()


def body_ext(body: bytes) -> str:
    """Return the percent-encoded ``ext`` of a body, empty for none."""
    if not body:
        return ""
    digest = base64.b64encode(hashlib.sha256(body).digest()).decode()
    return f"body_hash={quote(digest, safe='')}"


def new_nonce() -> str:
    """Return 32 characters that nobody can guess and that need no quoting."""
    return secrets.token_urlsafe(_NONCE_BYTES)


class MacAuth(httpx.Auth):
    """Signs each request anew; ``now`` is the till's clock, put right by what servers answer.

    Where a request was not accepted and the answer's ``Date`` is another time than the till's, the
    difference is kept and ``lessons`` counts one more: whoever asked may ask once again.
    """

    requires_request_body = True

    def __init__(
        self,
        id_: str,
        key: str,
        now: Callable[[], datetime],
        nonce: Callable[[], str] = new_nonce,
        names: tuple[str, str] = ("", ""),
    ) -> None:
        """Take id and key as they were typed or pasted; ``names`` is where each is kept.

        Raises ``SecretMissingError`` for one that is empty or cannot be what it should.
        """
        self._id, self._key = _typed(id_, names[0]), _typed(key, names[1])
        self._now = now
        self._nonce = nonce
        self._behind = timedelta()
        self.lessons = 0

    @property
    def secrets(self) -> tuple[str, ...]:
        return (self._id, self._key)

    @property
    def clock_difference(self) -> timedelta:
        """How far the server's clock is ahead of the till's, as far as it was learnt."""
        return self._behind

    @override
    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        request.headers["Authorization"] = self._header(request)
        answer = yield request
        if answer.status_code in _NOT_ACCEPTED:
            self._learn(answer.headers.get("date", ""))

    def _header(self, request: httpx.Request) -> str:
        signed = self._signed(request)
        header = (
            f'MAC id="{self._id}", ts="{signed.ts}", nonce="{signed.nonce}", '
            f'mac="{signed.mac(self._key)}"'
        )
        return f'{header}, ext="{signed.ext}"' if signed.ext else header

    def _signed(self, request: httpx.Request) -> SignedRequest:
        url = request.url
        return SignedRequest(
            ts=str(int((self._now() + self._behind).timestamp())),
            nonce=self._nonce(),
            method=request.method,
            uri=url.raw_path.decode("ascii"),
            host=url.raw_host.decode("ascii"),
            port=url.port or PORTS[url.scheme],
            ext=body_ext(request.content),
        )

    def _learn(self, date: str) -> None:
        told = header_date(date)
        if told is None:
            return
        behind = told - self._now()
        if abs(behind - self._behind) >= _CLOCKS_AGREE and abs(behind) <= _FARTHEST:
            self._behind = behind
            self.lessons += 1


def _typed(text: str, name: str) -> str:
    text = text.strip()
    if not text or not text.isascii() or not text.isprintable() or set(text) & set('"\\'):
        raise SecretMissingError(name)
    return text
