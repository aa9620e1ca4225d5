"""The log file in the data folder: what the screen never shows, bounded, without secrets."""

import logging
import logging.handlers
from pathlib import Path

from cashier.storage.data_folder import LOG_FILE

_LARGEST = 2_000_000
_KEPT = 3


def log_to(folder: Path) -> logging.Handler:
    """Write the program's log into ``folder`` from now on; returns the handler to close.

    A folder that cannot be written to is no reason not to answer: then nothing is kept.
    """
    handler: logging.Handler
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = logging.handlers.RotatingFileHandler(
            folder / LOG_FILE, maxBytes=_LARGEST, backupCount=_KEPT, encoding="utf-8", delay=False
        )
    except OSError:
        handler = logging.NullHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)r"))
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
