"""The real program in processes of its own at a back end, ended by ``kill -9`` where it hurts."""

import json
import os
import random
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any
from uuid import UUID

from cashier.domain.outgoing import OutgoingOrder, outgoing
from cashier.storage.ledger_reader import SqliteLedgerReader
from tests.servers.loopback import LoopbackServer

REPOSITORY = Path(__file__).parents[2]
LONGEST_S = 120
_TRIES_S = 60
_SHOP = '[shop]\nname = "Corner shop"\n\n'
_QUICK = "connect_timeout_s = 2\nanswer_timeout_s = 2\n"


class KilledTill:
    """One data folder and the commands that work on it."""

    def __init__(self, folder: Path, server: LoopbackServer) -> None:
        self.folder = folder
        self.ids: list[UUID] = []
        self._server = server
        settings = server.settings.replace("[backend]\n", f"[backend]\n{_QUICK}", 1)
        (folder / "cashier.toml").write_text(_SHOP + settings, encoding="utf-8")

    def sell(self, chance: random.Random) -> "subprocess.Popen[str]":
        """Begin to sell; the sale may be lost with its process, but only before it is posted."""
        id_ = UUID(int=chance.getrandbits(128), version=4)
        self.ids.append(id_)
        pieces, price = chance.randint(1, 9), f"{chance.randint(0, 99)}.{chance.randint(1, 99):02}"
        line = {"name": "Kava", "price": price, "vat_rate": "21", "quantity": str(pieces)}
        return self._begun({"id": str(id_), "lines": [line]}, "sell", "-", "--deliver", _TRIES_S)

    def sync(self) -> "subprocess.Popen[str]":
        return self._begun(None, "sync", "--timeout", _TRIES_S, "--json")

    def _begun(self, given: object, *arguments: object) -> "subprocess.Popen[str]":
        words = [*map(str, arguments), "--data-dir", str(self.folder)]
        process = subprocess.Popen(
            [sys.executable, "-m", "cashier", *words],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, **self._server.secrets, "PYTHONPATH": str(REPOSITORY)},
            cwd=self.folder,
        )
        assert process.stdin is not None
        if given is not None:
            process.stdin.write(json.dumps(given))
        process.stdin.close()
        process.stdin = None
        return process

    def synced(self) -> dict[str, Any]:
        """Send what waits, to the end; returns what the command tells."""
        process = self.sync()
        out, err = process.communicate(timeout=LONGEST_S)
        assert process.returncode == 0, (out, err)
        told: dict[str, Any] = json.loads(out)
        return told

    async def posted(self) -> list[OutgoingOrder]:
        """Return what was made final of all that was begun."""
        reader = SqliteLedgerReader(self.folder)
        try:
            found = [await reader.find(str(id_)) for id_ in self.ids]
        finally:
            reader.close()
        return [outgoing(one) for one in found if one is not None]


def killed(process: "subprocess.Popen[str]") -> None:
    process.kill()
    process.communicate()


def killed_within(process: "subprocess.Popen[str]", seconds: float) -> None:
    """Kill it after a moment of chance, if it has not ended by then."""
    with suppress(subprocess.TimeoutExpired):
        process.wait(seconds)
    killed(process)
