"""Starts the servers for trying by hand: ``python -m tests.servers [NAME ...] [--port N]``."""

import argparse
import contextlib
import json
import signal
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from tests.servers.loopback import LoopbackServer
from tests.servers.paysera import PayseraServer
from tests.servers.paysera_book import Draft, Line
from tests.servers.paysera_dialects import Dialect
from tests.servers.paysera_eapi import PayseraEapiServer
from tests.servers.paysera_epapi import PayseraEpapiServer
from tests.servers.wallet import Mode, WalletServer
from tests.servers.web_service import WebServiceServer

SERVERS: Mapping[str, Callable[[], LoopbackServer]] = {
    "paysera-token": PayseraEapiServer,
    "paysera-token-new": lambda: PayseraEapiServer(Dialect.NEW),
    "paysera-mac": PayseraEpapiServer,
    "webservice": WebServiceServer,
    "wallet": WalletServer,
    "wallet-pretix": lambda: WalletServer(Mode.PRETIX),
}
FOUR = ("paysera-token", "paysera-mac", "webservice", "wallet")
WALLET_TAG = "04A1B2C3"
"""The tag of a wallet that holds 50.00 in a server started by hand."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the named servers until Ctrl+C; returns the exit code."""
    asked = _options().parse_args(arguments)
    names = asked.names or list(FOUR)
    unknown = [name for name in names if name not in SERVERS]
    if unknown:
        print(f"There is no server {unknown[0]}", file=sys.stderr)  # noqa: T201 - for a person
        return 2
    ended = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: ended.set())
    with contextlib.ExitStack() as stack:
        for place, name in enumerate(names):
            server = SERVERS[name]()
            _furnish(server)
            server.start(asked.port and asked.port + place)
            stack.callback(server.stop)
            print(_told(name, server, as_json=asked.json), flush=True)  # noqa: T201 - for a person
        ended.wait()
    return 0


def _options() -> argparse.ArgumentParser:
    options = argparse.ArgumentParser(prog="python -m tests.servers", description=__doc__)
    options.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(SERVERS)}")
    options.add_argument("--port", type=int, default=0, help="of the first; default: free ones")
    options.add_argument("--json", action="store_true", help="one line of JSON for each server")
    return options


def _furnish(server: LoopbackServer) -> None:
    """Put in what somebody who looks around wants to find."""
    if isinstance(server, WalletServer):
        server.add_wallet(WALLET_TAG, 5000)
    if isinstance(server, PayseraServer):
        line = Line("Wireless Mouse", Decimal(1), 2999, Decimal(21), "MOUSE")
        waiting = Draft([line], number="WEB-1", customer={"name": "Jane Smith"})
        server.book.take(waiting, "waitingPayment", server.now())


def _told(name: str, server: LoopbackServer, *, as_json: bool) -> str:
    if as_json:
        return json.dumps({"name": name, "url": server.url, "secrets": dict(server.secrets)})
    lines = [f"# {name}: what it holds is at {server.host_url}/-/state", server.settings.rstrip()]
    lines += [f"export {variable}={value}" for variable, value in server.secrets.items()]
    if isinstance(server, WalletServer):
        lines.append(f"# a wallet with 50.00 in it has the token {WALLET_TAG}")
    return "\n".join([*lines, ""])


if __name__ == "__main__":
    sys.exit(main())
