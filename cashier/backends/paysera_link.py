"""The line to one Paysera server: JSON out and in, by token or by signature."""

from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Sequence
from datetime import UTC, timedelta, tzinfo
from typing import Protocol

import httpx
from typing_extensions import override

from cashier.backends.auth import BearerAuth
from cashier.backends.http import Answer, Requests
from cashier.backends.mac_auth import MacAuth
from cashier.backends.paging import Item, Query, walk
from cashier.backends.wire_json import dumps, loads
from cashier.domain.backend_errors import (
    BackEndRefusedError,
    DamagedAnswerError,
    OutcomeUnknownError,
)
from cashier.ports import Clock, Secrets
from cashier.settings.back_end import SECRETS, BackEndProfile


class Wire(Requests, Protocol):
    """What is needed of ``Http``."""

    clock_difference: timedelta | None

    @property
    def host(self) -> str: ...

    async def aclose(self) -> None: ...


class PayseraLink(ABC):
    """Asks and changes by path; every adapter and each of its areas shares the one."""

    def __init__(
        self, profile: BackEndProfile, http: Wire, secrets: Secrets, clock: Clock, currency: str
    ) -> None:
        self.profile = profile
        self.http = http
        self.currency = currency
        self._secrets = secrets
        self._clock = clock

    @property
    def zone(self) -> tzinfo:
        """The shop's time zone: days are the shop's, and so are times that name no zone."""
        return self._clock.now().tzinfo or UTC

    async def get(self, path: str, query: Query = ()) -> object:
        """Return what stands at ``path``."""
        answer = await self._asked("GET", path, query, None)
        try:
            return loads(answer.body)
        except DamagedAnswerError as error:
            raise DamagedAnswerError(self.http.host, error.words) from error

    async def pages(
        self, path: str, query: Query, size: tuple[str, int]
    ) -> AsyncIterator[Sequence[Item]]:
        """Give a list page by page to its end."""

        async def fetch(asked: Query) -> object:
            return await self.get(path, asked)

        try:
            async for page in walk(fetch, query, size):
                yield page
        except DamagedAnswerError as error:
            raise DamagedAnswerError(self.http.host, error.words) from error

    async def change(self, method: str, path: str, content: object = None) -> object:
        """Change something, once; returns what is answered, None for nothing.

        No content is no body at all. ``OutcomeUnknownError`` where the answer cannot be read.
        """
        body = None if content is None else dumps(content)
        answer = await self._asked(method, path, (), body)
        if not answer.body.strip():
            return None
        try:
            return loads(answer.body)
        except DamagedAnswerError as error:
            raise OutcomeUnknownError(self.http.host, error.words) from error

    @abstractmethod
    async def _asked(self, method: str, path: str, query: Query, body: bytes | None) -> Answer: ...

    async def _request(
        self, method: str, path: str, query: Query, body: bytes | None, auth: httpx.Auth
    ) -> Answer:
        is_safe = method == "GET"
        return await self.http.request(
            method, path, query=query, body=body, auth=auth, is_safe=is_safe
        )


class TokenLink(PayseraLink):
    """By access token; a token that was typed anew counts from the next call on."""

    @override
    async def _asked(self, method: str, path: str, query: Query, body: bytes | None) -> Answer:
        name = SECRETS["paysera-token"][0]
        auth = BearerAuth(await self._secrets.read(name), name)
        return await self._request(method, path, query, body, auth)


class MacLink(PayseraLink):
    """By signature; where the clocks differ, the request is made once more by the server's."""

    _auth: MacAuth | None = None

    @override
    async def _asked(self, method: str, path: str, query: Query, body: bytes | None) -> Answer:
        auth = await self._signer()
        lessons = auth.lessons
        try:
            return await self._request(method, path, query, body, auth)
        except BackEndRefusedError:
            if auth.lessons == lessons:
                raise
        return await self._request(method, path, query, body, auth)

    async def _signer(self) -> MacAuth:
        """Return the signer, with what it learnt as long as id and key stay the same."""
        names = SECRETS["paysera-mac"]
        id_, key = [await self._secrets.read(name) for name in names]
        made = MacAuth(id_, key, self._clock.now, names=(names[0], names[1]))
        if self._auth is None or self._auth.secrets != made.secrets:
            self._auth = made
        return self._auth
