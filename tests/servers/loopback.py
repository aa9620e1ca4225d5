"""A server on a free loopback port, in a thread of its own; what the four systems stand on."""

import asyncio
import socket
import threading
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from types import TracebackType
from typing import Any, Self

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route
from starlette.types import Receive, Scope, Send
from typing_extensions import override
from uvicorn.protocols.http.h11_impl import H11Protocol

from tests.servers.faults import Fault, Faults
from tests.servers.playing import DROP, PlayedFaults
from tests.servers.wire import RefusedError, json_answer, loads

HOST = "127.0.0.1"
_KEPT_ALIVE_S = 600
_GRACE_S = 5
_TURNS_TO_BE_GONE = 3


@dataclass(frozen=True, slots=True)
class Seen:
    """One request as the honest server saw it."""

    method: str
    path: str
    query: str
    body: bytes


class LoopbackServer(ABC):
    """Starts and stops with ``async with`` or ``with``; a second start takes the same port."""

    base_path = ""

    def __init__(self) -> None:
        self.faults = Faults()
        self.seen: list[Seen] = []
        self.connections = 0
        self.port = 0
        self._running: _Uvicorn | None = None
        self._thread: threading.Thread | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    @property
    def host_url(self) -> str:
        return f"http://{HOST}:{self.port}"

    @property
    def url(self) -> str:
        """The base URL, as a person would type it into the till."""
        return self.host_url + self.base_path

    @property
    @abstractmethod
    def secrets(self) -> Mapping[str, str]:
        """What the till has to be told, by the names of its environment variables."""

    @property
    @abstractmethod
    def settings(self) -> str:
        """What the till's settings file has to say."""

    @abstractmethod
    def routes(self) -> Sequence[BaseRoute]: ...

    def by_hand_routes(self) -> Sequence[BaseRoute]:
        """Return what a person can do at the system itself; below ``/-/``, without faults."""
        return ()

    @abstractmethod
    def state(self) -> object:
        """Everything the server holds, for a person or another process to look at."""

    def now(self) -> datetime:
        """Return the time by this server's clock, which may be wrong."""
        right = datetime.fromtimestamp(time.time(), UTC)
        return right + self.faults.clock_error if self.faults.clock_is_wrong else right

    def start(self, port: int = 0) -> None:
        """Listen on ``port``, on the last one, or on a free one; returns when it answers."""
        # With its protocol named, asyncio lets answers go at once and not after 40 ms.
        listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((HOST, port or self.port))
        self.port = listening.getsockname()[1]
        self.faults.closing = asyncio.Event()
        self._running = _Uvicorn(self._config(), self.faults.closing)
        self._thread = threading.Thread(target=self._serve, args=(listening,), daemon=True)
        self._thread.start()
        self._running.is_up.wait()

    def stop(self) -> None:
        """End every connection and the thread; nothing stays."""
        if self._running is None or self._thread is None or self._loop is None:
            return
        self._loop.call_soon_threadsafe(self.faults.closing.set)
        self._thread.join()
        self._running = self._thread = self._loop = None

    def _serve(self, listening: socket.socket) -> None:
        running = self._running
        assert running is not None

        async def serve() -> None:
            self._loop = asyncio.get_running_loop()
            await running.serve([listening])

        asyncio.run(serve())

    def _config(self) -> uvicorn.Config:
        return uvicorn.Config(
            PlayedFaults(self._honest(), self.faults, self.stamps),
            http=_protocol(self._count_connection),
            loop="asyncio",
            ws="none",
            lifespan="off",
            log_config=None,
            access_log=False,
            date_header=False,
            server_header=False,
            proxy_headers=False,
            timeout_keep_alive=_KEPT_ALIVE_S,
        )

    def _honest(self) -> Starlette:
        control = [
            Route("/-/faults", self._on_faults, methods=["GET", "POST", "DELETE"]),
            Route("/-/state", self._on_state, methods=["GET"]),
        ]
        return Starlette(
            routes=[*control, *self.by_hand_routes(), *self.routes()],
            exception_handlers={
                RefusedError: _on_refused,
                404: self.on_no_route,
                405: self.on_no_route,
            },
            middleware=[],
        )

    async def on_no_route(self, request: Request, _error: Exception) -> Response:
        """Answer to a path or method that is none; the classic 404 for both."""
        body = {"error": "not_found", "error_description": f"No route {request.url.path}"}
        return json_answer(body, 404)

    def note(self, request: Request, body: bytes) -> None:
        url = request.url
        self.seen.append(Seen(request.method, url.path, url.query, body))

    def stamps(self) -> dict[str, str]:
        """Return the headers that every answer has."""
        return {"date": format_datetime(self.now(), usegmt=True)}

    def _count_connection(self) -> None:
        self.connections += 1

    async def _on_state(self, _request: Request) -> Response:
        return json_answer(self.state())

    async def _on_faults(self, request: Request) -> Response:
        """Tell, plan or forget faults from outside: ``{"fault": "drop-after", "times": 1}``."""
        if request.method == "DELETE":
            self.faults.clear()
        elif request.method == "POST":
            self._plan(loads(await request.body()))
        return json_answer(
            {
                "possible": [fault.value for fault in Fault],
                "happened": {fault.value: count for fault, count in self.faults.counts().items()},
            }
        )

    def _plan(self, wanted: Any) -> None:
        try:
            fault = Fault(wanted["fault"])
        except (KeyError, TypeError, ValueError) as error:
            raise RefusedError(400, {"error": "no such fault"}) from error
        self.faults.plan(
            fault,
            method=str(wanted.get("method", "")),
            path=str(wanted.get("path", "")),
            times=wanted.get("times", 1),
        )

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        where: TracebackType | None,
    ) -> None:
        self.stop()

    async def __aenter__(self) -> Self:
        await asyncio.to_thread(self.start)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        where: TracebackType | None,
    ) -> None:
        await asyncio.to_thread(self.stop)


async def _on_refused(_request: Request, error: Exception) -> Response:
    assert isinstance(error, RefusedError)
    if isinstance(error.body, str):
        return Response(error.body, error.status, error.headers)
    return json_answer(error.body, error.status, error.headers)


class _Uvicorn(uvicorn.Server):
    """Says when it listens, and ends as soon as it is told to."""

    def __init__(self, config: uvicorn.Config, closing: asyncio.Event) -> None:
        super().__init__(config)
        self.is_up = threading.Event()
        self._closing = closing

    @override
    async def main_loop(self) -> None:
        await self._closing.wait()

    @override
    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Let requests come to their end for a while, then drop whoever is left."""
        for server in self.servers:
            server.close()
        for one in sockets or []:
            one.close()
        for connection in list(self.server_state.connections):
            connection.shutdown()
        if self.server_state.tasks:
            await asyncio.wait(self.server_state.tasks, timeout=_GRACE_S)
        for connection in list(self.server_state.connections):
            if connection.transport is not None:
                connection.transport.abort()
        for _ in range(_TURNS_TO_BE_GONE):
            await asyncio.sleep(0)

    @override
    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.is_up.set()


def _protocol(opened: Callable[[], None]) -> type[H11Protocol]:
    class Protocol(H11Protocol):
        """A connection that is counted, and that the application can drop."""

        @override
        def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
            super().connection_made(transport)
            opened()
            honest: Any = self.app

            async def with_a_way_out(scope: Scope, receive: Receive, send: Send) -> None:
                scope[DROP] = transport.abort
                await honest(scope, receive, send)

            self.app: Any = with_a_way_out

    return Protocol
