"""The command line: the till's public face for scripts, promised in docs/command-line.md."""

import sys
from collections.abc import Sequence

import typer

from cashier.cli import days, goods, keeping, selling
from cashier.cli.running import DEFECT, WRONG, tell
from cashier.messages import Sentence
from cashier.translation import _

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="A counter till. Without a command it opens the window; --demo opens one to try.",
)
app.command("import-products")(goods.import_products)
app.command("products")(goods.products)
app.command("sell")(selling.sell)
app.command("refund")(selling.refund)
app.command("orders")(selling.orders)
app.command("order")(selling.order)
app.command("receipt")(selling.receipt)
app.add_typer(days.day, name="day")
app.add_typer(keeping.journal, name="journal")
app.command("backup")(keeping.backup)
app.command("restore")(keeping.restore)
app.command("status")(keeping.status)
app.command("doctor")(keeping.doctor)
app.add_typer(goods.export, name="export")


def main(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        result = app(args=list(arguments), prog_name="cashier", standalone_mode=False)
    except typer.TyperException as error:
        return tell(_usage(error), WRONG, as_json="--json" in arguments)
    except typer.Exit as leaving:
        return leaving.exit_code
    except (typer.Abort, KeyboardInterrupt):
        return DEFECT
    return result if isinstance(result, int) else 0


def _usage(error: typer.TyperException) -> Sentence:
    return Sentence(
        "usage",
        _("The command cannot be used like that: {what} Nothing was changed.").format(
            what=error.format_message()
        ),
        _("“cashier --help” shows what there is."),
    )
