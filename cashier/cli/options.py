"""Options that many commands share."""

from pathlib import Path
from typing import Annotated

import typer

from cashier.cli.running import default_folder

DataDir = Annotated[
    Path,
    typer.Option(
        "--data-dir",
        envvar="CASHIER_DATA_DIR",
        default_factory=default_folder,
        show_default="the user-data folder",
        help="The shop's data folder; made on first use.",
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Answer in JSON.")]
Limit = Annotated[int, typer.Option("--limit", min=1, max=100_000, help="At most so many.")]
