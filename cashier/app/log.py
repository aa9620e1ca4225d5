"""The log file in the data folder: what the screen never shows, bounded, without secrets."""

import contextlib
import logging
import logging.handlers
import os
import re
from pathlib import Path

from typing_extensions import override

from cashier.storage.data_folder import LOG_FILE

_LARGEST = 2_000_000
_KEPT = 3
_SECRET_VARIABLES = (
    "CASHIER_TOKEN", "CASHIER_MAC_ID", "CASHIER_MAC_SECRET", "CASHIER_SHOP_ID",
    "CASHIER_SHOP_KEY", "CASHIER_WALLET_TOKEN", "CASHIER_PIN", "CASHIER_NEW_PIN",
)  # fmt: skip
_LONGEST = 20_000
# Bounded on both sides of the sign: the time they take grows with the text and no faster.
_MAIL_ADDRESS = re.compile(r"[^\s@'\"<>]{1,64}@[^\s@'\"<>]{1,255}")
_PHONE_NUMBER = re.compile(r"\+\d[\d ()-]{5,20}\d")


class SafeFormatter(logging.Formatter):
    """Writes a record so that nothing in it acts on a terminal or gives a secret away."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s")
        self._secrets = [value for name in _SECRET_VARIABLES if (value := os.environ.get(name))]

    @override
    def format(self, record: logging.LogRecord) -> str:
        """Return the record: a line of its own, further lines (a traceback) set in."""
        text = super().format(record)
        if len(text) > _LONGEST:
            text = f"{text[:_LONGEST]}…"
        for secret in self._secrets:
            text = text.replace(secret, "***")
        text = _PHONE_NUMBER.sub("***", _MAIL_ADDRESS.sub("***", text))
        return "\n    ".join(_harmless(line) for line in text.split("\n"))


def log_to(folder: Path) -> logging.Handler:
    """Write the program's log into ``folder`` from now on; returns the handler to close.

    A folder that cannot be written to is no reason not to answer: then nothing is kept.
    """
    handler: logging.Handler
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = _QuietHandler(
            folder / LOG_FILE, maxBytes=_LARGEST, backupCount=_KEPT, encoding="utf-8", delay=False
        )
    except (OSError, ValueError):
        handler = logging.NullHandler()
    handler.setFormatter(SafeFormatter())
    root = logging.getLogger("cashier")
    root.setLevel(logging.INFO)
    root.addHandler(handler)
    root.propagate = False
    return handler


def stop_logging(handler: logging.Handler) -> None:
    """Close what ``log_to`` opened."""
    root = logging.getLogger("cashier")
    root.removeHandler(handler)
    root.propagate = True
    handler.close()


class _QuietHandler(logging.handlers.RotatingFileHandler):
    """Keeps silent where the disk is full: the screen is for sentences, not for tracebacks."""

    @override
    def handleError(self, record: logging.LogRecord) -> None:
        """Drop the record."""

    @override
    def close(self) -> None:
        """Close the file, also one that cannot take what was not written yet."""
        with contextlib.suppress(OSError):
            super().close()


def _harmless(line: str) -> str:
    return "".join(
        char if char.isprintable() else char.encode("unicode_escape").decode("ascii")
        for char in line
    )
