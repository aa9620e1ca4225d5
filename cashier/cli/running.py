"""How every command runs: one folder, one event loop, one way out for errors, fixed exit codes."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

import typer

from cashier import translation
from cashier.app.folder import DEFECT, exit_code_for
from cashier.app.log import log_to, stop_logging
from cashier.app.till import Reading, Till
from cashier.cli.output import OutputClosedError, tell
from cashier.domain import errors
from cashier.messages import sentence_for

T = TypeVar("T")
_log = logging.getLogger(__name__)


def with_till(folder: Path, work: Callable[[Till], Awaitable[T]], *, as_json: bool) -> T:
    """Run ``work`` as the folder's one writer; errors end the process with their code."""

    def run() -> T:
        till = Till.open(folder)
        try:
            translation.use(till.settings.shop.language)
            return asyncio.run(_worked(work(till), till))
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


def guarded(
    folder: Path,
    run: Callable[[], T],
    *,
    as_json: bool,
    beside: dict[str, object] | None = None,
) -> T:
    """Run, and let no traceback out: one sentence, the exit code, the rest in the log file.

    ``beside`` is an answer that holds already; in JSON an error is told as a field of it.
    """
    handler = log_to(folder)
    try:
        return run()
    except errors.CashierError as error:
        _log.info("refused: %s: %s", error.code, getattr(error, "what", ""))
        tell(sentence_for(error), as_json=as_json, beside=beside)
        raise typer.Exit(exit_code_for(error)) from None
    except (typer.Exit, OutputClosedError):
        raise
    except Exception as error:  # noqa: BLE001 - the last stop: no traceback on a screen
        _log.exception("defect")
        tell(sentence_for(error), as_json=as_json, beside=beside)
        raise typer.Exit(DEFECT) from None
    finally:
        stop_logging(handler)


async def _worked(work: Awaitable[T], till: Till) -> T:
    try:
        return await work
    finally:
        await till.let_back_ends_go()


async def _awaited(work: Awaitable[T]) -> T:
    return await work
