"""Runs the command line: as a user would, in a process of its own, or inside the test."""

import hashlib
import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PRODUCTS = "barcode,name,price,vat\n4770190036016,Grūdų trapučiai,2.59,21\n2000001,Tea,1.20,9\n"
PROGRAM = [sys.executable, "-m", "cashier"]
# What no person should read: traces, representations and names of classes.
_INSIDES = ("Traceback", 'File "', "Error(", "Error:", "<class", "object at 0x", "NoneType", "\x1b")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The answer as JSON; standard output holds nothing else."""
        return json.loads(self.out)

    def well(self) -> "Answer":
        """Return it when the command did what it was asked."""
        assert self.code == 0, self.err
        self.without_insides()
        return self

    def refused(self, code: int, error: str = "", *words: str) -> "Answer":
        """Return it when the command failed as promised: code, one paragraph, no insides."""
        assert self.code == code, f"{self.code}: {self.out} {self.err}"
        self.without_insides()
        told = self.err.strip()
        assert told.endswith(".")
        assert len(told) < 500
        if self.out.startswith("{"):
            answer = self.json["error"]
            assert set(answer) == {"code", "message", "hint"}
            assert error in {"", answer["code"]}
            assert f"{answer['message']} {answer['hint']}" in told
        for word in words:
            assert word in told
        return self

    def without_insides(self) -> None:
        for inside in _INSIDES:
            assert inside not in self.out
            assert inside not in self.err


def run_process(
    *arguments: object, given: bytes | None = None, environment: dict[str, str] | None = None
) -> Answer:
    """Run ``cashier`` as a user would."""
    done = subprocess.run(
        [*PROGRAM, *map(str, arguments)],
        input=b"" if given is None else given,
        capture_output=True,
        check=False,
        env=os.environ | (environment or {}),
        timeout=120,
    )
    return Answer(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))


def sale(*, price: str = "2.50", **more: object) -> dict[str, object]:
    """Return what ``sell`` takes: one free line, paid in exact cash."""
    line = {"name": "Coffee", "price": price, "vat_rate": "21", "quantity": "1"}
    return {"lines": [line]} | more


def as_bytes(content: object) -> bytes:
    return json.dumps(content).encode()


def state_of(folder: Path) -> dict[str, str]:
    """Return everything that counts in a data folder, to be compared before and after."""
    ledger = folder / "ledger.db"
    with closing(sqlite3.connect(f"{ledger.as_uri()}?mode=ro", uri=True)) as database:
        rows = list(database.iterdump())
        live = database.execute("SELECT value FROM meta WHERE name = 'catalogue'").fetchone()
    names = ["cashier.toml", "journal-head.json"]
    if live is not None:  # an older one is thrown away whenever the shop is opened
        names.append(f"catalogue-{int(live[0]):06d}.db")
    digests = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in names}
    return digests | {"ledger.db": "\n".join(rows)}
