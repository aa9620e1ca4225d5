"""A server that plays back bytes on a real socket, down to what no framework would ever send."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Self

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


class RawServer:
    """Answers one request after the other with what it was given."""

    def __init__(self) -> None:
        self.seen: list[SeenRequest] = []
        self.connections = 0
        self.sent = 0
        self._plays: list[Play] = []
        self._tasks: set[asyncio.Task[None]] = set()
        self._writers: set[asyncio.StreamWriter] = set()

    @property
    def url(self) -> str:
        port: int = self._server.sockets[0].getsockname()[1]
        return f"http://127.0.0.1:{port}"

    def answers(self, *plays: Play) -> None:
        self._plays += plays

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._on_connection, "127.0.0.1", 0)
        return self

    async def __aexit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self._server.close()
        for writer in self._writers:
            writer.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._server.wait_closed()

    async def _on_connection(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        self.connections += 1
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        self._writers.add(writer)
        try:
            async for request in _requests(reader):
                self.seen.append(request)
                await self._plays.pop(0)(writer)
        except (ConnectionError, asyncio.CancelledError):
            writer.close()  # the other side went away, or the test is over


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
