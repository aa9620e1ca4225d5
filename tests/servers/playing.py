"""Plays the planned faults around a server: an ASGI application that wraps the honest one."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tests.servers.faults import NOT_APPLIED, TWISTS, Fault, Faults
from tests.servers.twists import twisted
from tests.servers.wire import HTML, JSON

DROP = "tests.drop"
FAULT = "tests.fault"
_CHUNK = b"a" * 65536
_PAGE = (
    b"<html><head><title>%s</title></head><body><h1>%s</h1><script>alert(1)</script></body></html>"
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the honest server answered, or what is answered in its place."""

    status: int
    body: bytes
    headers: tuple[tuple[str, str], ...] = ()

    def typed(self, content_type: str) -> "Answer":
        kept = [pair for pair in self.headers if pair[0].lower() != "content-type"]
        return Answer(self.status, self.body, (*kept, ("content-type", content_type)))

    def holding(self, body: bytes) -> "Answer":
        kept = [pair for pair in self.headers if pair[0].lower() != "content-length"]
        return Answer(self.status, body, tuple(kept))


class Exchange:
    """One request and the road its answer takes."""

    def __init__(
        self, scope: Scope, receive: Receive, send: Send, stamps: Mapping[str, str]
    ) -> None:
        self.scope = scope
        self.body = b""
        self._receive = receive
        self._send = send
        self._stamps = stamps

    async def read(self) -> None:
        parts = []
        while True:
            message = await self._receive()
            parts.append(message.get("body", b""))
            if not message.get("more_body"):
                break
        self.body = b"".join(parts)

    async def drop(self) -> None:
        self.scope[DROP]()
        await self.wait_for_the_end()

    async def wait_for_the_end(self) -> None:
        while (await self._receive())["type"] != "http.disconnect":
            pass

    async def begin(self, answer: Answer, length: int | None) -> None:
        headers = [*answer.headers, *self._stamps.items()]
        pairs = [(name.lower(), value) for name, value in headers]
        seen = [pair for pair in pairs if pair[0] != "content-length"]
        if length is not None:
            seen.append(("content-length", str(length)))
        raw = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in seen]
        await self._send({"type": "http.response.start", "status": answer.status, "headers": raw})

    async def part(self, body: bytes, *, more: bool) -> None:
        await self._send({"type": "http.response.body", "body": body, "more_body": more})

    async def whole(self, answer: Answer) -> None:
        await self.begin(answer, None if answer.status == 204 else len(answer.body))
        await self.part(answer.body, more=False)


class PlayedFaults:
    """The application that the machine runs: it takes a fault for each request and plays it."""

    def __init__(
        self, honest: ASGIApp, faults: Faults, stamps: Callable[[], Mapping[str, str]]
    ) -> None:
        self._honest = honest
        self._faults = faults
        self._stamps = stamps

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = str(scope["path"])
        is_control = path.startswith("/-/")
        fault = None if is_control else self._faults.take(scope["method"], path)
        scope[FAULT] = fault
        exchange = Exchange(scope, receive, send, self._stamps())
        await exchange.read()
        if fault is Fault.LATE:
            await self._wait_until_given_up(exchange)
            await asyncio.sleep(self._faults.late_by.total_seconds())
        if fault is not None and fault in NOT_APPLIED:
            await self._instead(fault, exchange)
        else:
            await self._applied(fault, exchange, await self._asked(exchange))

    async def _asked(self, exchange: Exchange) -> Answer:
        """Let the honest server answer into memory."""
        sent: list[Message] = []

        async def receive() -> Message:
            return {"type": "http.request", "body": exchange.body, "more_body": False}

        async def send(message: Message) -> None:
            sent.append(message)

        await self._honest(exchange.scope, receive, send)
        headers = tuple((k.decode("latin-1"), v.decode("latin-1")) for k, v in sent[0]["headers"])
        body = b"".join(message.get("body", b"") for message in sent[1:])
        return Answer(sent[0]["status"], body, headers)

    async def _instead(self, fault: Fault, exchange: Exchange) -> None:
        if fault is Fault.DROP_BEFORE:
            await exchange.drop()
        else:
            await exchange.whole(self._said_instead(fault))

    def _said_instead(self, fault: Fault) -> Answer:
        if fault is Fault.LIMIT_HEADER:
            headers = (("retry-after", str(self._faults.retry_after)), ("content-type", JSON))
            return Answer(429, b'{"error":"rate_limit_exceeded"}', headers)
        if fault is Fault.LIMIT_BODY:
            text = '{"message":"Too Many Requests","retry_after":%d}'
            body = (text % self._faults.retry_after_in_body).encode()
            return Answer(429, body, (("content-type", JSON),))
        if fault is Fault.REDIRECT:
            return Answer(302, b"", (("location", self._faults.redirect_to),))
        return _STAND_INS[fault]

    async def _applied(self, fault: Fault | None, exchange: Exchange, answer: Answer) -> None:
        if fault in TWISTS:
            await exchange.whole(answer.holding(twisted(fault, answer.body)))
        elif fault in _STAND_INS:
            await exchange.whole(_STAND_INS[fault])
        else:
            play = self._plays().get(fault)
            await (play(exchange, answer) if play else exchange.whole(answer))

    def _plays(self) -> Mapping[Any, Callable[[Exchange, Answer], Awaitable[None]]]:
        return {
            Fault.DROP_AFTER: self._drop,
            Fault.LATE: self._drop,
            Fault.SLOW: self._slow,
            Fault.HALF_BODY: self._half,
            Fault.CUT_JSON: self._cut,
            Fault.EMPTY: self._empty,
            Fault.WRONG_TYPE: self._wrong_type,
            Fault.HUGE: self._huge,
            Fault.ENDLESS: self._endless,
            Fault.NESTED: self._nested,
        }

    async def _drop(self, exchange: Exchange, _answer: Answer) -> None:
        await exchange.drop()

    async def _wait_until_given_up(self, exchange: Exchange) -> bool:
        """Wait for the client to hang up, the time to pass or the server to close."""
        waits = [
            asyncio.ensure_future(exchange.wait_for_the_end()),  # noqa: TID251 - ended below
            asyncio.ensure_future(self._faults.closing.wait()),  # noqa: TID251 - ended below
        ]
        self._faults.held.release()
        seconds = self._faults.slow_for.total_seconds()
        _, pending = await asyncio.wait(waits, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        for one in pending:
            one.cancel()
        return waits[0].done()

    async def _slow(self, exchange: Exchange, answer: Answer) -> None:
        if not await self._wait_until_given_up(exchange):
            await exchange.whole(answer)

    async def _half(self, exchange: Exchange, answer: Answer) -> None:
        body = answer.body or b"{}"
        await exchange.begin(answer, len(body))
        await exchange.part(body[: len(body) // 2], more=True)
        await exchange.drop()

    async def _cut(self, exchange: Exchange, answer: Answer) -> None:
        await exchange.whole(answer.holding(answer.body[: len(answer.body) * 2 // 3]))

    async def _empty(self, exchange: Exchange, answer: Answer) -> None:
        await exchange.whole(answer.holding(b""))

    async def _wrong_type(self, exchange: Exchange, answer: Answer) -> None:
        await exchange.whole(answer.typed("application/octet-stream"))

    async def _nested(self, exchange: Exchange, answer: Answer) -> None:
        deep = self._faults.nested_deep
        await exchange.whole(answer.holding(b"[" * deep + b"]" * deep))

    async def _huge(self, exchange: Exchange, answer: Answer) -> None:
        await self._pour(exchange, answer, self._faults.huge_bytes)

    async def _endless(self, exchange: Exchange, answer: Answer) -> None:
        await self._pour(exchange, answer, None)

    async def _pour(self, exchange: Exchange, answer: Answer, size: int | None) -> None:
        """Send a text without end, or one of ``size`` bytes, until the client has had enough."""
        end = asyncio.ensure_future(exchange.wait_for_the_end())  # noqa: TID251 - ended below
        await exchange.begin(answer.typed(JSON), size)
        left = size
        await exchange.part(b'"', more=True)
        left = None if left is None else left - 2
        while not end.done() and not self._faults.closing.is_set() and left != 0:
            chunk = _CHUNK if left is None else _CHUNK[:left]
            await exchange.part(chunk, more=True)
            await asyncio.sleep(0)
            left = None if left is None else left - len(chunk)
        if end.done():
            return
        end.cancel()
        await exchange.part(b'"', more=False)


def _page(status: int, title: bytes) -> Answer:
    return Answer(status, _PAGE % (title, title), (("content-type", HTML),))


_INTERNAL = Answer(
    500,
    b'{"error":"internal_server_error","error_description":"Something went wrong"}',
    (("content-type", JSON),),
)
_STAND_INS: Mapping[Any, Answer] = {
    Fault.ERROR_BEFORE: _INTERNAL,
    Fault.ERROR_AFTER: _INTERNAL,
    Fault.GATEWAY_BEFORE: _page(502, b"502 Bad Gateway"),
    Fault.GATEWAY_AFTER: _page(502, b"502 Bad Gateway"),
    Fault.HTML_BEFORE: _page(200, b"Welcome to the free network"),
    Fault.HTML_AFTER: _page(200, b"Maintenance"),
}
