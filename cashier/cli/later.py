"""Commands that are promised and not here yet: refused in a sentence, whatever follows them."""

import typer

from cashier.app.folder import WRONG
from cashier.cli.output import tell
from cashier.domain.errors import NotAvailableError
from cashier.messages import sentence_for

COMMANDS = ("cash", "print", "operator")
DAY_COMMANDS = ("x", "close")
EXPORT_COMMANDS = ("sales",)

_ANYTHING = {"ignore_unknown_options": True, "allow_extra_args": True}


def promise(group: typer.Typer, *names: str) -> None:
    """Let ``group`` answer to ``names`` that it is not available yet."""
    for name in names:
        group.command(name, hidden=True, add_help_option=False, context_settings=_ANYTHING)(_refuse)


def _refuse(context: typer.Context) -> None:
    tell(
        sentence_for(NotAvailableError(f"“{context.command_path}”")),
        as_json="--json" in context.args,
    )
    raise typer.Exit(WRONG)
