"""Barcode look-up and ranked search over 100,000 products beside the bare SQL of the same run.

The keystrokes are those of 200 real names, each typed letter by letter from the first on. The
limit runs the very statements of the search with their parameters and fetches the rows as tuples.
"""

from __future__ import annotations

import asyncio
import csv
import gzip
import io
import random
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from time import perf_counter

import apsw

from benchmarks.measure import Measured, in_pairs
from cashier.operations.import_products import ImportProducts, ImportRequest, ImportSummary
from cashier.storage.catalogue import SqliteCatalogue
from cashier.storage.catalogue_files import generation_path
from cashier.storage.catalogue_import import SqliteBuilder
from cashier.storage.catalogue_schema import open_catalogue

DATA = Path(__file__).parent.parent / "tests" / "data" / "products-100k.csv.gz"
NAMES = 200
PAGE = 60
ROUNDS = 5
AIM = 2.0

Question = Callable[[SqliteCatalogue, str], object]
Statement = tuple[str, Sequence[str | int]]


def main() -> None:
    """Build the catalogue, type the names, and print the figures beside their limits."""
    rows = list(csv.DictReader(io.StringIO(gzip.decompress(DATA.read_bytes()).decode())))
    chosen = random.Random(2026).sample(rows, NAMES)  # noqa: S311 - which names, no secret
    with tempfile.TemporaryDirectory() as folder:
        path = built_in(Path(folder))
        keys = [row["name"][:end] for row in chosen for end in range(1, len(row["name"]) + 1)]
        report("barcode look-up", path, [row["barcode"] for row in chosen] * 10, by_barcode)
        report("search, every keystroke", path, keys, search)
        single("  of these, first letters", path, [row["name"][0] for row in chosen] * 10)


def built_in(folder: Path) -> Path:
    content = gzip.decompress(DATA.read_bytes())

    async def switch(_generation: int, _summary: ImportSummary) -> None: ...

    async def adopt(_generation: int) -> None: ...

    builder = SqliteBuilder(folder, lambda: 0, adopt)
    asyncio.run(ImportProducts(builder, switch)(ImportRequest(partial(io.BytesIO, content), "EUR")))
    builder.close()
    return generation_path(folder, 1)


def by_barcode(catalogue: SqliteCatalogue, text: str) -> object:
    return catalogue.by_barcode(text)


def search(catalogue: SqliteCatalogue, text: str) -> object:
    return catalogue.search(text, limit=PAGE)


def report(what: str, path: Path, texts: list[str], ask: Question) -> None:
    """Print the median ratio, and how long single keystrokes took."""
    catalogue, bare = SqliteCatalogue.open(path), open_catalogue(path)
    statements = [asked(catalogue, ask, text) for text in texts]
    found = in_pairs(
        lambda _round: [ask(catalogue, text) for text in texts],
        lambda _round: [run_bare(bare, each) for each in statements],
        ROUNDS,
        warm_up=1,
    )
    each = Measured(found.ours / len(texts), found.limit / len(texts), found.ratio)
    print(each.line(what, AIM))
    single(f"  {what}", path, texts, ask)


def single(what: str, path: Path, texts: list[str], ask: Question | None = None) -> None:
    """Print how long single questions took."""
    asking, catalogue = ask or search, SqliteCatalogue.open(path)
    taken = sorted(seconds(partial(asking, catalogue, text)) * 1000 for text in texts)
    p50, p95 = (taken[int(len(taken) * share)] for share in (0.5, 0.95))
    print(f"{what}: {len(texts)} asked, p50 {p50:.3f}, p95 {p95:.3f}, max {taken[-1]:.3f} ms")


def run_bare(bare: apsw.Connection, statements: list[Statement]) -> list[object]:
    return [bare.execute(sql, given).fetchall() for sql, given in statements]


def asked(catalogue: SqliteCatalogue, ask: Question, text: str) -> list[Statement]:
    """Return the statements that one question runs."""
    with recorded(catalogue) as statements:
        ask(catalogue, text)
    return statements


@contextmanager
def recorded(catalogue: SqliteCatalogue) -> Iterator[list[Statement]]:
    statements: list[Statement] = []
    connection = catalogue._connection  # noqa: SLF001 - the benchmark looks over its shoulder

    def trace(_cursor: apsw.Cursor, sql: str, given: Sequence[str | int] | None) -> bool:
        statements.append((sql, given or ()))
        return True

    connection.exec_trace = trace  # type: ignore[assignment]
    try:
        yield statements
    finally:
        connection.exec_trace = None


def seconds(run: Callable[[], object]) -> float:
    start = perf_counter()
    run()
    return perf_counter() - start


if __name__ == "__main__":
    main()
