"""Starts the window in a process of its own, waits for what it reaches, and ends it."""

import json
import os
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

LONGEST_S = 90
# What Qt says of a window of fixed size where there is no screen to put it on.
_OF_THE_PLATFORM = "This plugin does not support propagateSizeHints()\n"
REPOSITORY = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Ended:
    """How a process ended, and what it said on standard error."""

    code: int
    err: str


class Driven:
    """A window that plays ``scene``; killed at the end of the block, whatever happens in it."""

    def __init__(
        self, scene: str, *arguments: object, cwd: Path | None = None, **environment: str
    ) -> None:
        command = [sys.executable, "-m", "tests.app.driven_window", scene, *map(str, arguments)]
        self.process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=os.environ | {"PYTHONPATH": str(REPOSITORY)} | environment,
            cwd=cwd,
        )
        self._watch = threading.Timer(LONGEST_S, self.process.kill)
        self._watch.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._watch.cancel()
        self.process.kill()
        self.process.communicate()

    def reached(self, point: str) -> dict[str, Any]:
        """Return what the window tells of ``point`` once it is there."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            told: dict[str, Any] = json.loads(line)
            assert "failed" not in told, told
            if told.get("at") == point:
                return told
        assert self.process.stderr is not None
        message = f"ended before {point}: {self.process.stderr.read()}"
        raise AssertionError(message)

    def kill(self, after_s: float = 0) -> list[dict[str, Any]]:
        """Kill it as ``kill -9`` does; return what it told meanwhile."""
        time.sleep(after_s)  # noqa: TID251 - a moment of chance is what the test is about
        self.process.kill()
        out, err = self.process.communicate()
        assert err == ""
        return [json.loads(line) for line in out.splitlines()]

    def ended(self) -> Ended:
        """Return how it ended by itself."""
        _, err = self.process.communicate()
        return Ended(self.process.returncode, err.replace(_OF_THE_PLATFORM, ""))


def shop_in(folder: Path) -> list[object]:
    """Return the options that name the data folder."""
    return ["--data-dir", folder]
