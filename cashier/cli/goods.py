"""Commands of the catalogue: look up, export."""

from pathlib import Path
from typing import Annotated

import typer

from cashier.app.till import Reading
from cashier.cli import answers, listing
from cashier.cli.files import require_plain_target
from cashier.cli.options import ALL, DataDir, Json, Limit
from cashier.cli.output import note, say, say_json_list
from cashier.cli.running import with_reading
from cashier.domain.errors import InputRefusedError
from cashier.translation import _

export = typer.Typer(help="Files for the accountant and for other programs.")
_FORMATS = ("csv", "json", "html")


def products(
    data_dir: DataDir,
    search: Annotated[str, typer.Option("--search", help="Words to look for.")] = "",
    barcode: Annotated[str, typer.Option("--barcode", help="One barcode.")] = "",
    limit: Limit = None,
    *,
    json: Json = False,
) -> None:
    """Look products up as the window does."""

    async def work(reading: Reading) -> None:
        most = ALL if limit is None else limit
        if barcode:
            one = await reading.catalogue.by_barcode(barcode)
            found = [] if one is None else [one]
        else:
            found = await reading.catalogue.search(search, limit=most)
        if json:
            say_json_list(map(answers.product, found))
        for one in found if not json else ():
            say(listing.product(one))

    with_reading(data_dir, work, as_json=json)


@export.command("products")
def export_products(
    out: Annotated[Path, typer.Argument(help="The file to write.")],
    data_dir: DataDir,
    format_: Annotated[str, typer.Option("--format", help="csv, json or html.")] = "csv",
) -> None:
    """Write the whole catalogue to a file."""

    async def work(reading: Reading) -> None:
        if format_ not in _FORMATS:
            raise InputRefusedError("format", format_)
        require_plain_target(out, data_dir)
        await reading.export_products(out, format_)
        note(_("Products written to {name}.").format(name=out.name))

    with_reading(data_dir, work, as_json=False)
