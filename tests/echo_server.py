"""A server that answers every request with the request itself: whatever it was told, it tells."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self

from typing_extensions import override


class _Echo(BaseHTTPRequestHandler):
    status = 400

    def _answer(self) -> None:
        length = int(self.headers.get("Content-Length", "0"))
        sent = self.rfile.read(length).decode("utf-8", "replace")
        told = f"{self.command} {self.path} {self.headers.as_string()} {sent}"
        body = json.dumps({"message": told, "error": told}).encode()
        self.server.heard.append(told)  # type: ignore[attr-defined]  # of EchoServer
        self.send_response(self.status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        for name, value in self.headers.items():
            if name.lower() in ("authorization", "x-cashier-signature"):
                self.send_header("X-Echo", value)
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = _answer  # noqa: N815 - the library's names

    @override
    def log_message(self, format: str, *args: object) -> None:
        return


class EchoServer:
    """Serves on a free port of this machine until it is left."""

    def __init__(self, status: int = 400) -> None:
        handler = type("Echo", (_Echo,), {"status": status})
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self._server.heard = []  # type: ignore[attr-defined]  # what it was told
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}/v1"

    @property
    def heard(self) -> list[str]:
        """Everything it was told."""
        return self._server.heard  # type: ignore[attr-defined,no-any-return]  # as above

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
