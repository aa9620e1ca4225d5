"""A server that plays back bytes on a real socket, down to what no framework would ever send."""

import asyncio
import ssl
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from typing_extensions import override

Play = Callable[[asyncio.StreamWriter], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class SeenRequest:
    """A request as its bytes came, ``at`` by the loop's clock."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes
    at: float


def answer(
    body: bytes, *, status: int = 200, kind: str = "application/json", headers: Sequence[str] = ()
) -> Play:
    """Return what plays a whole and honest answer."""
    lines = [f"HTTP/1.1 {status} X", f"Content-Length: {len(body)}", f"Content-Type: {kind}"]
    return raw("\r\n".join([*lines, *headers, "", ""]).encode() + body)


def raw(*pieces: bytes, stays: bool = True) -> Play:
    """Return what plays these bytes and then, unless it ``stays``, drops the connection."""

    async def play(writer: asyncio.StreamWriter) -> None:
        for piece in pieces:
            writer.write(piece)
            await writer.drain()
        if not stays:
            writer.close()

    return play


def endless(head: bytes, piece: bytes) -> Play:
    """Return what plays ``piece`` again and again until nobody listens any more."""

    async def play(writer: asyncio.StreamWriter) -> None:
        writer.write(head)
        while True:
            writer.write(piece)
            await writer.drain()
            await asyncio.sleep(0)

    return play


async def silence(writer: asyncio.StreamWriter) -> None:
    """Play nothing at all until the other side goes."""
    await writer.wait_closed()


def _with(certificate: Path) -> ssl.SSLContext:
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificate)
    return tls


class _Listening(ABC):
    """Listens on a free port until it is left; what it still serves then is cancelled."""

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self._tls = tls
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def url(self) -> str:
        port: int = self._server.sockets[0].getsockname()[1]
        return f"{'https' if self._tls else 'http'}://127.0.0.1:{port}"

    @abstractmethod
    async def _on_connection(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None: ...

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(
            self._on_connection, "127.0.0.1", 0, ssl=self._tls
        )
        return self

    async def __aexit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self._server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._server.wait_closed()

    @contextmanager
    def _serving(self, writer: asyncio.StreamWriter) -> Iterator[None]:
        """Close the connection at the end, and take it as one when it breaks or all is over."""
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        try:
            with suppress(ConnectionError, asyncio.CancelledError):
                yield
        finally:
            writer.close()


class RawServer(_Listening):
    """Answers one request after the other with what it was given; with TLS by a certificate."""

    def __init__(self, certificate: Path | None = None) -> None:
        super().__init__(_with(certificate) if certificate is not None else None)
        self.seen: list[SeenRequest] = []
        self.connections = 0
        self._plays: list[Play] = []

    def answers(self, *plays: Play) -> None:
        self._plays += plays

    @override
    async def _on_connection(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        self.connections += 1
        with self._serving(writer):
            async for request in _requests(reader):
                self.seen.append(request)
                await self._plays.pop(0)(writer)


class TunnelProxy(_Listening):
    """Does what a shop's proxy does: CONNECT, then bytes both ways."""

    def __init__(self, *, refuses: bool = False) -> None:
        super().__init__()
        self.asked: list[str] = []
        self._refuses = refuses

    @override
    async def _on_connection(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        with self._serving(writer):
            await self._tunnel(reader, writer)

    async def _tunnel(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        self.asked.append(head.split("\r\n")[0])
        if self._refuses:
            writer.write(b"HTTP/1.1 407 Log in\r\nContent-Length: 0\r\n\r\n")
            return
        host, port = head.split(" ")[1].rsplit(":", 1)
        far_reader, far_writer = await asyncio.open_connection(host, int(port))
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
        try:
            ways = [_carry(reader, far_writer), _carry(far_reader, writer)]
            tasks = [asyncio.ensure_future(way) for way in ways]  # noqa: TID251 - ends right here
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            for task in tasks:
                task.cancel()
        finally:
            far_writer.close()


async def _carry(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while piece := await reader.read(65536):
        writer.write(piece)
        await writer.drain()


async def _requests(reader: asyncio.StreamReader) -> AsyncIterator[SeenRequest]:
    while True:
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        except asyncio.IncompleteReadError:
            return
        first, *lines = head.strip().split("\r\n")
        pairs = (line.partition(":") for line in lines)
        headers = {name.lower(): value.strip() for name, _colon, value in pairs}
        body = await reader.readexactly(int(headers.get("content-length", "0")))
        method, target, _version = first.split(" ")
        yield SeenRequest(method, target, headers, body, asyncio.get_running_loop().time())
