"""How every command runs: one folder, one event loop, one way out for errors, fixed exit codes."""

import asyncio
import json
import logging
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

import platformdirs
import typer

from cashier import translation
from cashier.app.log import log_to, stop_logging
from cashier.app.till import Reading, Till
from cashier.domain import errors
from cashier.messages import Sentence, sentence_for

DONE, DEFECT, WRONG, TRY_AGAIN, DAMAGED, IN_USE = 0, 1, 2, 3, 4, 5

T = TypeVar("T")
_log = logging.getLogger(__name__)

_CODES: tuple[tuple[type[errors.CashierError], int], ...] = (
    (errors.LedgerInUseError, IN_USE),
    (errors.DamagedLedgerError, DAMAGED),
    (errors.JournalBrokenError, DAMAGED),
    (errors.NewerLedgerError, WRONG),
    (errors.FolderNotWritableError, WRONG),
    (errors.InputRefusedError, WRONG),
    (errors.LedgerError, TRY_AGAIN),
    (errors.DeviceError, TRY_AGAIN),
)


def default_folder() -> Path:
    """Return the platform's folder for this user's data."""
    return Path(platformdirs.user_data_dir("cashier", appauthor=False))


def with_till(folder: Path, work: Callable[[Till], Awaitable[T]], *, as_json: bool) -> T:
    """Run ``work`` as the folder's one writer; errors end the process with their code."""

    def run() -> T:
        till = Till.open(folder)
        try:
            translation.use(till.settings.shop.language)
            return asyncio.run(_awaited(work(till)))
        finally:
            till.close()

    return guarded(folder, run, as_json=as_json)


def with_reading(folder: Path, work: Callable[[Reading], Awaitable[T]], *, as_json: bool) -> T:
    """Run ``work`` on a folder that another process may be writing to."""

    def run() -> T:
        reading = Reading.open(folder)
        try:
            translation.use(reading.settings.shop.language)
            return asyncio.run(_awaited(work(reading)))
        finally:
            reading.close()

    return guarded(folder, run, as_json=as_json)


def guarded(folder: Path, run: Callable[[], T], *, as_json: bool) -> T:
    """Run, and let no traceback out: one sentence, the exit code, the rest in the log file."""
    handler: logging.Handler | None = None
    try:
        handler = log_to(folder)
        return run()
    except errors.CashierError as error:
        _log.info("refused: %s %s", error.code, error)
        raise typer.Exit(tell(sentence_for(error), code_for(error), as_json=as_json)) from None
    except (typer.Exit, KeyboardInterrupt):
        raise
    except Exception as error:  # noqa: BLE001 - the last stop: no traceback on a screen
        _log.exception("defect")
        raise typer.Exit(tell(sentence_for(error), DEFECT, as_json=as_json)) from None
    finally:
        if handler is not None:
            stop_logging(handler)


def code_for(error: errors.CashierError) -> int:
    """Return the exit code that the command line promises for ``error``."""
    return next((code for kind, code in _CODES if isinstance(error, kind)), DEFECT)


def tell(sentence: Sentence, code: int, *, as_json: bool) -> int:
    """Write the sentence to standard error, and as JSON to standard output; returns ``code``."""
    typer.echo(str(sentence), err=True)
    if as_json:
        say_json({"error": {
            "code": sentence.code, "message": sentence.message, "hint": sentence.hint,
        }})  # fmt: skip
    return code


def say_json(answer: object) -> None:
    """Write an answer as JSON to standard output."""
    sys.stdout.write(json.dumps(answer, ensure_ascii=False, indent=1) + "\n")
    sys.stdout.flush()


def note(text: str) -> None:
    """Tell something that is no error on standard error."""
    typer.echo(text, err=True)


async def _awaited(work: Awaitable[T]) -> T:
    return await work
