"""Options that many commands share."""

from pathlib import Path
from typing import Annotated

import typer

from cashier.app.folder import default_folder

ALL = 1_000_000_000
"""What no limit means: more than any shop has."""

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
Limit = Annotated[
    int | None, typer.Option("--limit", min=1, max=ALL, help="At most so many; else all.")
]
