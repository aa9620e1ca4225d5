"""Commands of the catalogue: import, look up, export."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from cashier.app.till import Reading, Till
from cashier.cli import answers
from cashier.cli.options import DataDir, Json, Limit
from cashier.cli.running import WRONG, note, say_json, with_reading, with_till
from cashier.domain.errors import FileRefusedError
from cashier.operations.import_products import (
    BadRow,
    ImportProgress,
    ImportRequest,
    ImportSummary,
)
from cashier.translation import _

export = typer.Typer(help="Files for the accountant and for other programs.", no_args_is_help=True)


def import_products(
    file: Annotated[Path, typer.Argument(help="A CSV file of products.")],
    data_dir: DataDir,
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would happen.")] = False,
    json: Json = False,
) -> None:
    """Take products from a CSV file; all good rows land together."""
    bad: list[BadRow] = []
    bar = _Bar(quiet=json or not sys.stderr.isatty())

    async def work(till: Till) -> ImportSummary:
        if not file.is_file():
            raise FileRefusedError(_("there is no file {name}").format(name=file.name))
        request = ImportRequest(
            lambda: file.open("rb"),
            till.settings.shop.currency,
            is_dry_run=dry_run,
            on_bad=bad.append,
            on_progress=bar.show,
        )
        return await till.import_products(request)

    summary = with_till(data_dir, work, as_json=json)
    bar.end()
    _report(summary, bad, json=json)
    if not summary.good_count:
        raise typer.Exit(WRONG)


class _Bar:
    """A progress bar on standard error, where a person sees it."""

    def __init__(self, *, quiet: bool) -> None:
        self._quiet = quiet

    def show(self, progress: ImportProgress) -> None:
        if not self._quiet and progress.total:
            done = 40 * progress.done // progress.total
            sys.stderr.write(f"\r[{'#' * done:<40}] {progress.rows:>9}")
            sys.stderr.flush()

    def end(self) -> None:
        if not self._quiet:
            sys.stderr.write("\r" + " " * 60 + "\r")


def _report(summary: ImportSummary, bad: list[BadRow], *, json: bool) -> None:
    if json:
        say_json(
            {
                "added": summary.added,
                "updated": summary.updated,
                "unchanged": summary.unchanged,
                "bad": [{"line": row.line, "reason": row.reason, "code": row.code} for row in bad],
            }
        )
        return
    for row in bad:
        note(_("line {line}: {reason}").format(line=row.line, reason=row.reason))
    typer.echo(
        _("{added} added, {updated} updated, {unchanged} unchanged, {bad} refused").format(
            added=summary.added,
            updated=summary.updated,
            unchanged=summary.unchanged,
            bad=summary.bad_count,
        )
    )


def products(
    data_dir: DataDir,
    search: Annotated[str, typer.Option("--search", help="Words to look for.")] = "",
    barcode: Annotated[str, typer.Option("--barcode", help="One barcode.")] = "",
    limit: Limit = 50,
    *,
    json: Json = False,
) -> None:
    """Look products up as the window does."""

    async def work(reading: Reading) -> None:
        if barcode:
            one = await reading.catalogue.by_barcode(barcode)
            found = [] if one is None else [one]
        elif search:
            found = await reading.catalogue.search(search, limit=limit)
        else:
            found = await reading.catalogue.browse(category=None, favourites=False, limit=limit)
        if json:
            say_json([answers.product(one) for one in found])
            return
        for one in found:
            code = one.barcodes[0] if one.barcodes else "-"
            typer.echo(f"{code:<14} {one.price.text():>10}  {one.vat_rate.text():>4} %  {one.name}")

    with_reading(data_dir, work, as_json=json)


@export.command("products")
def export_products(
    out: Annotated[Path, typer.Argument(help="The file to write.")],
    data_dir: DataDir,
    format_: Annotated[str, typer.Option("--format", help="csv, json or html.")] = "csv",
) -> None:
    """Write the whole catalogue to a file."""
    if format_ not in {"csv", "json", "html"}:
        raise typer.BadParameter(_("csv, json or html"), param_hint="--format")

    async def work(reading: Reading) -> int:
        return await reading.export_products(out, format_)

    count = with_reading(data_dir, work, as_json=False)
    note(_("{count} products written.").format(count=count))
