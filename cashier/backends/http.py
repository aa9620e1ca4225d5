"""Talking HTTP to one back end: one client for the program's life, every failure in our words."""

import asyncio
import logging
import ssl
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Protocol, TypedDict, Unpack
from urllib.parse import quote, urlencode, urlsplit

import httpx
import stamina
import stamina.instrumentation
import truststore

from cashier import __version__
from cashier.backends.auth import KeepsSecrets
from cashier.backends.bounded_body import bounded_body
from cashier.backends.masking import Mask
from cashier.backends.refusals import header_date, wait_asked, words_of
from cashier.domain.backend_errors import (
    BackEndError,
    BackEndRefusedError,
    BackEndUnreachableError,
    DamagedAnswerError,
    NotAuthorisedError,
    NotOnServerError,
    OutcomeUnknownError,
    RateLimitedError,
)
from cashier.domain.errors import InputRefusedError, SettingsRefusedError
from cashier.settings.back_end import is_safe_address

_log = logging.getLogger(__name__)
for _loud in ("httpx", "httpcore", "hpack"):  # they write whole URLs, and headers with secrets
    logging.getLogger(_loud).setLevel(logging.WARNING)
stamina.instrumentation.set_on_retry_hooks([])  # the call logs its own repeats, without secrets

JSON = "application/json"
FORM = "application/x-www-form-urlencoded"
_MOST_CONNECTIONS = 4
_DEEPEST_CAUSE = 10
_TRACE = "paysera-correlation-id"
_LONGEST_TRACE = 100
_HEADERS = {"Accept": JSON, "Accept-Encoding": "gzip", "User-Agent": f"Cashier/{__version__}"}
_HEADERS_OF_A_REQUEST = "http11.send_request_headers.started"


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a call may take and how much it may bring; the defaults suit a counter.

    ``deadline_s`` is for one request with its answer, ``patience_s`` for all repeats of a call.
    """

    connect_s: int | float = 5
    answer_s: int | float = 15
    deadline_s: int | float = 30
    kept_alive_s: int | float = 600
    most_bytes: int = 8 * 1024 * 1024
    attempts: int = 4
    patience_s: int | float = 90
    first_pause_s: int | float = 0.5
    longest_pause_s: int | float = 8
    longest_wait: timedelta = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said with a status of 200 to 299; the names of headers are lower case."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""

    @property
    def content_type(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def date(self) -> datetime | None:
        """The server's own time, where it told it."""
        return header_date(self.headers.get("date", ""))


class Options(TypedDict, total=False):
    """What a request may carry; ``secrets`` are taken out of every word that comes back."""

    query: Sequence[tuple[str, str]]
    body: bytes | None
    content_type: str
    headers: Mapping[str, str]
    auth: httpx.Auth | None
    is_safe: bool
    most_bytes: int
    deadline_s: int | float
    secrets: Sequence[str]


class _Parts(TypedDict):
    url: str
    content: bytes | None
    headers: dict[str, str]


class Requests(Protocol):
    """What an adapter needs of ``Http``."""

    async def request(self, method: str, path: str, **options: Unpack[Options]) -> Answer: ...


@dataclass(slots=True)
class _Attempt:
    """One request on its way; ``was_sent`` from its first byte on."""

    is_safe: bool
    mask: Mask
    was_sent: bool = False

    async def trace(self, event: str, info: Mapping[str, object]) -> None:
        request = info.get("request")
        if event == _HEADERS_OF_A_REQUEST and getattr(request, "method", b"") != b"CONNECT":
            self.was_sent = True


class Http:
    """Requests below one base URL; https, or http to this machine alone.

    Redirects are never followed, certificates always checked, bodies bounded. What is not answered
    with 200 to 299 raises a ``BackEndError``. A safe call (``is_safe``, GET where nothing is said)
    is repeated with growing pauses while nobody answers; any other call is made once.
    """

    def __init__(
        self,
        base_url: str,
        now: Callable[[], datetime],
        *,
        limits: Limits | None = None,
        ca_file: str = "",
    ) -> None:
        """Take the base URL; ``SettingsRefusedError`` for one that no secret may be sent to."""
        self._base = _checked(base_url)
        self._is_encrypted = self._base.startswith("https:")
        self._now = now
        self._limits = limits or Limits()
        self._ca_file = ca_file
        self._client: httpx.AsyncClient | None = None
        self.clock_difference: timedelta | None = None
        """How far the server's clock is ahead of ours, by its last answer."""

    @property
    def host(self) -> str:
        """What names the server to people."""
        return urlsplit(self._base).netloc

    async def request(self, method: str, path: str, **options: Unpack[Options]) -> Answer:
        """Make a call below the base URL and return its answer.

        Raises ``BackEndUnreachableError`` when nothing was done there, ``OutcomeUnknownError`` when
        an unsafe call may have been, or what the server's status says.
        """
        options.setdefault("is_safe", method in ("GET", "HEAD"))
        if not options["is_safe"]:
            return await self._once(method, path, options)
        async for attempt in stamina.retry_context(
            on=self._is_worth_repeating,
            attempts=self._limits.attempts,
            timeout=self._limits.patience_s,
            wait_initial=self._limits.first_pause_s,
            wait_max=self._limits.longest_pause_s,
            wait_jitter=self._limits.first_pause_s,
        ):
            with attempt:
                return await self._once(method, path, options)
        raise AssertionError("a repeat ends with an answer or an error")

    async def aclose(self) -> None:
        """Let the connections go; a later request makes new ones."""
        client = self._client
        self._client = None
        if client is not None:
            await client.aclose()

    def _is_worth_repeating(self, error: Exception) -> bool | timedelta:
        if isinstance(error, RateLimitedError):
            return error.wait if error.wait <= self._limits.longest_wait else False
        return isinstance(error, BackEndUnreachableError)

    async def _once(self, method: str, path: str, options: Options) -> Answer:
        auth = options.get("auth")
        mask = Mask((*_secrets_of(auth), *options.get("secrets", ())))
        attempt = _Attempt(options["is_safe"], mask)
        about = f"{method} {self.host}{mask.text(path)}"
        try:
            answer = await self._answered(method, path, options, attempt)
            self._learn(answer)
            self._refuse(answer, attempt)
        except BackEndError as error:
            _log.info("%s: %s, %s", about, error.code, error.words)
            raise
        level = logging.DEBUG if attempt.is_safe else logging.INFO  # looks are made all day
        trace = mask.text(answer.headers.get(_TRACE, ""))[:_LONGEST_TRACE]
        _log.log(level, "%s: %s %s", about, answer.status, trace)
        return answer

    async def _answered(
        self, method: str, path: str, options: Options, attempt: _Attempt
    ) -> Answer:
        client = await self._ready()
        async with self._in_our_words(attempt, options):
            request = client.build_request(method, **self._request(path, options))
            request.extensions["trace"] = attempt.trace
            response = await client.send(request, auth=options.get("auth"), stream=True)
            try:
                return await self._read(response, options)
            finally:
                await response.aclose()

    def _request(self, path: str, options: Options) -> _Parts:
        query = urlencode(options.get("query", ()), quote_via=quote)
        headers = {**_HEADERS, **options.get("headers", {})}
        body = options.get("body")
        if body is not None:
            headers["Content-Type"] = options.get("content_type", JSON)
        url = f"{self._base}{path}?{query}" if query else f"{self._base}{path}"
        return {"url": url, "content": body, "headers": headers}

    async def _read(self, response: httpx.Response, options: Options) -> Answer:
        most = options.get("most_bytes", self._limits.most_bytes)
        body = await bounded_body(response, most)
        return Answer(response.status_code, dict(response.headers), body)

    def _learn(self, answer: Answer) -> None:
        if answer.date is not None:
            self.clock_difference = answer.date - self._now()

    @asynccontextmanager
    async def _in_our_words(self, attempt: _Attempt, options: Options) -> AsyncIterator[None]:
        deadline = options.get("deadline_s", self._limits.deadline_s)
        try:
            async with asyncio.timeout(deadline):
                yield
        except DamagedAnswerError as error:
            if attempt.is_safe:
                raise DamagedAnswerError(self.host, error.words) from error
            raise OutcomeUnknownError(self.host, error.words) from error
        except TimeoutError as error:
            raise self._failed(attempt, f"no whole answer within {deadline} s") from error
        except (httpx.HTTPError, httpx.InvalidURL, ssl.SSLError) as error:
            raise self._failed(attempt, attempt.mask.text(_said(error))) from error

    def _failed(self, attempt: _Attempt, words: str) -> BackEndError:
        """Return what a failure of the way there or back means."""
        if attempt.was_sent and not attempt.is_safe:
            return OutcomeUnknownError(self.host, words)
        return BackEndUnreachableError(self.host, words)

    def _refuse(self, answer: Answer, attempt: _Attempt) -> None:
        """Raise what a status other than 200 to 299 means."""
        status = answer.status
        if 200 <= status < 300:  # noqa: PLR2004 - the statuses of success
            return
        headers, body = attempt.mask.headers(answer.headers), attempt.mask.content(answer.body)
        words = f"HTTP {status}: {attempt.mask.text(words_of(headers, body))}"
        match status:
            case 401 | 403:
                raise NotAuthorisedError(self.host, words, status)
            case 404 | 405 | 410:
                raise NotOnServerError(self.host, words, status)
            case 429:
                wait = wait_asked(headers, body, self._now())
                asked = (headers.get("retry-after", "")[:_LONGEST_TRACE], body[:_LONGEST_TRACE])
                _log.info("%s asks to wait: %s", self.host, asked)
                raise RateLimitedError(self.host, words, wait)
            case _ if 400 <= status < 500 and status != 408:  # noqa: PLR2004 - of refusal
                raise BackEndRefusedError(self.host, words, status)
            case _ if status < 400 and attempt.is_safe:  # noqa: PLR2004 - a redirect
                raise DamagedAnswerError(self.host, words)
            case _:
                raise self._failed(attempt, words)

    async def _ready(self) -> httpx.AsyncClient:
        if self._client is not None:
            return self._client
        # Certificates take a while to load, and the window waits for nothing.
        return self._kept(await asyncio.to_thread(self._trust))

    def _kept(self, trust: ssl.SSLContext) -> httpx.AsyncClient:
        """Return the one client, for however many calls came while its certificates loaded."""
        if self._client is None:
            self._client = self._made(trust)
        return self._client

    def _made(self, trust: ssl.SSLContext) -> httpx.AsyncClient:
        limits = self._limits
        return httpx.AsyncClient(
            verify=trust,
            timeout=httpx.Timeout(limits.answer_s, connect=limits.connect_s),
            limits=httpx.Limits(
                max_connections=_MOST_CONNECTIONS,
                max_keepalive_connections=_MOST_CONNECTIONS,
                keepalive_expiry=limits.kept_alive_s,
            ),
            follow_redirects=False,
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=())),
            # The system's proxies; but http is for this machine, and stays on it.
            trust_env=self._is_encrypted,
        )

    def _trust(self) -> ssl.SSLContext:
        """Return what certificates are held against: the system's trust store, and our file."""
        if not self._is_encrypted:
            return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # trusts nobody, and is never used
        trust = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        if self._ca_file:
            try:
                trust.load_verify_locations(cafile=self._ca_file)
            except OSError as error:
                raise SettingsRefusedError("backend.ca_file", self._ca_file) from error
        return trust


def segment(text: str) -> str:
    """Return an id as one segment of a path, whatever it holds; an empty one is refused."""
    if not text:
        raise InputRefusedError("id")
    return quote(text, safe="").replace(".", "%2E") if set(text) == {"."} else quote(text, safe="")


def _checked(base_url: str) -> str:
    address = base_url.strip().rstrip("/")
    if not is_safe_address(address):
        raise SettingsRefusedError("backend.base_url", address)
    return address


def _secrets_of(auth: object) -> tuple[str, ...]:
    return auth.secrets if isinstance(auth, KeepsSecrets) else ()


def _said(error: BaseException) -> str:
    """Return why the network failed, by its root where that has words; some errors have none."""
    words = str(error) or type(error).__name__
    below: BaseException | None = error
    for _step in range(_DEEPEST_CAUSE):
        if isinstance(below, BaseExceptionGroup):
            below = below.exceptions[0]
        if isinstance(below, ssl.SSLCertVerificationError):
            return f"the certificate is not trusted: {below.verify_message}"
        if isinstance(below, ConnectionRefusedError):
            return "nobody listens there"
        if isinstance(below, OSError) and below.strerror:
            words = below.strerror
        below = below and (below.__cause__ or below.__context__)
    return words
