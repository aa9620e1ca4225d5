"""An import in a process of its own, for tests that kill it, starve it or weigh it.

Called with the data folder, the live generation and a file; says on standard output how far it is.
"""

import asyncio
import resource
import sys
from pathlib import Path
from typing import BinaryIO

from cashier.domain.errors import CashierError
from cashier.operations.import_products import (
    ImportProducts,
    ImportProgress,
    ImportRequest,
    ImportSummary,
)
from cashier.storage.catalogue_import import SqliteBuilder

MOST_BYTES = "--most-bytes="


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def at(progress: ImportProgress) -> None:
    say("reading" if progress.is_reading else "ordering")


async def switch(_generation: int, _summary: ImportSummary) -> None:
    say("built")


async def adopt(_generation: int) -> None:
    return


def main(folder: str, live: str, file: str, *options: str) -> None:
    for option in options:
        most = int(option.removeprefix(MOST_BYTES))
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

    def opened() -> BinaryIO:
        return Path(file).open("rb")

    builder = SqliteBuilder(Path(folder), lambda: int(live), adopt)
    request = ImportRequest(opened, "EUR", on_progress=at)
    say("started")
    try:
        asyncio.run(ImportProducts(builder, switch)(request))
    except CashierError as error:
        say(error.code)
    builder.close()
    say(f"peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss}")


if __name__ == "__main__":
    main(*sys.argv[1:])
