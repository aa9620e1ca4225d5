"""The import's own thread: reads the file and builds the next generation, in small slices."""

import asyncio
import sys
import threading
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from cashier.domain.errors import FileRefusedError
from cashier.domain.product_file import COLUMN_TROUBLES
from cashier.operations.import_products import (
    MOST_BAD_KEPT,
    BadRow,
    ImportProgress,
    ImportRequest,
    ImportSummary,
)
from cashier.storage.catalogue_build import STEP, NextGeneration, next_generation
from cashier.storage.catalogue_files import discard_generation
from cashier.storage.catalogue_merge import Merge, Outcome
from cashier.storage.product_csv import ProductFile, ProductRows, in_form, recognise
from cashier.storage.product_csv_cells import ProductRow, RowRefusedError

_TURN_S = 0.001
_PROGRESS_EVERY_S = 0.1


class _StoppedError(Exception):
    """The import was cancelled."""


@dataclass(slots=True)
class SqliteBuilder:
    """Implements ``CatalogueBuilder``; ``live_generation`` tells which one is in use now."""

    folder: Path
    live_generation: Callable[[], int]
    on_adopted: Callable[[int], Awaitable[None]]
    _executor: ThreadPoolExecutor = field(
        default_factory=lambda: ThreadPoolExecutor(1, thread_name_prefix="import"), init=False
    )

    async def build(self, request: ImportRequest) -> tuple[int, ImportSummary]:
        """Build the next generation on a thread of its own; cancelling waits until it is gone."""
        live, stop, loop = self.live_generation(), threading.Event(), asyncio.get_running_loop()
        work = _Build(self.folder, live, request, _Listener(request, loop, stop))
        job = loop.run_in_executor(self._executor, work)
        try:
            return live + 1, await asyncio.shield(job)
        except asyncio.CancelledError:
            stop.set()
            await asyncio.wait({job})
            if not job.cancelled() and job.exception() is None:
                discard_generation(self.folder, live + 1)
            raise

    async def adopt(self, generation: int) -> None:
        await self.on_adopted(generation)

    async def discard(self, generation: int) -> None:
        """Throw away a generation that was not switched on."""
        loop = asyncio.get_running_loop()
        await loop.run_in_executor(self._executor, discard_generation, self.folder, generation)

    def close(self) -> None:
        """End the thread after what it is doing."""
        self._executor.shutdown(wait=True)


class _Listener:
    """Tells the loop how far the import is, and the import when to stop."""

    def __init__(
        self, request: ImportRequest, loop: asyncio.AbstractEventLoop, stop: threading.Event
    ) -> None:
        self._request = request
        self._loop = loop
        self._stop = stop
        self._told_at = 0.0

    def pause(self) -> None:
        """Stand between two steps; raises when the import was cancelled."""
        if self._stop.is_set():
            raise _StoppedError

    def is_bad(self, row: BadRow) -> None:
        if self._request.on_bad is not None:
            self._loop.call_soon_threadsafe(self._request.on_bad, row)

    def is_at(self, progress: ImportProgress) -> None:
        now = time.monotonic()
        if self._request.on_progress is not None and now - self._told_at >= _PROGRESS_EVERY_S:
            self._told_at = now
            self._loop.call_soon_threadsafe(self._request.on_progress, progress)


@dataclass(slots=True)
class _Build:
    """One import, from the file to the next generation."""

    folder: Path
    live: int
    request: ImportRequest
    listener: _Listener
    _outcomes: Counter[Outcome] = field(default_factory=Counter, init=False)
    _bad: list[BadRow] = field(default_factory=list, init=False)
    _bad_count: int = field(default=0, init=False)

    def __call__(self) -> ImportSummary:
        """Run on the import's thread; others who want the interpreter get it within a millisecond.

        The interpreter's own five are too many: a sale takes several turns.
        """
        usual = sys.getswitchinterval()
        sys.setswitchinterval(_TURN_S)
        try:
            return self._build()
        finally:
            sys.setswitchinterval(usual)

    def _build(self) -> ImportSummary:
        file = _file_of(self.request)
        pause, currency = self.listener.pause, self.request.currency
        with next_generation(self.folder, self.live, currency, pause) as building:
            default = self.request.default_vat
            merge = Merge(building.connection, default.milli if default else None)
            with closing(file.rows()) as rows:
                self._merge_all(rows, merge, building, file.size)
            summary = self._summary(file, merge.rows_without_effect())
            if summary.changes_something and not self.request.is_dry_run:
                building.finish(self._ordered)
        return summary

    def _merge_all(
        self, rows: ProductRows, merge: Merge, building: NextGeneration, size: int
    ) -> None:
        for count, (line, row) in enumerate(rows, 1):
            self._merge(line, row, merge)
            if count % STEP == 0:
                building.step(STEP)
                self.listener.is_at(ImportProgress(count, rows.bytes_read, size))

    def _merge(self, line: int, row: ProductRow | BadRow, merge: Merge) -> None:
        if isinstance(row, BadRow):
            self._refuse(row)
            return
        try:
            self._outcomes[merge(row)] += 1
        except RowRefusedError as refused:
            self._refuse(BadRow(line, refused.code, refused.given))

    def _refuse(self, row: BadRow) -> None:
        self._bad_count += 1
        if len(self._bad) < MOST_BAD_KEPT:
            self._bad.append(row)
        self.listener.is_bad(row)

    def _summary(self, file: ProductFile, without_effect: int) -> ImportSummary:
        return ImportSummary(
            self._outcomes[Outcome.ADDED],
            self._outcomes[Outcome.UPDATED] - without_effect,
            self._outcomes[Outcome.UNCHANGED] + without_effect,
            tuple(self._bad),
            self._bad_count,
            file.form.encoding,
            file.form.delimiter,
        )

    def _ordered(self, done: int, total: int) -> None:
        self.listener.is_at(ImportProgress(self._outcomes.total(), done, total, is_reading=False))


def _file_of(request: ImportRequest) -> ProductFile:
    form = request.form
    if form is None:
        return recognise(request.open_file, request.currency)
    if form.trouble:
        raise FileRefusedError(COLUMN_TROUBLES[form.trouble])
    return in_form(request.open_file, request.currency, form)
