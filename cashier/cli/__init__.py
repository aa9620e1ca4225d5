"""The command line: the till's public face for scripts, promised in docs/command-line.md."""

import signal
import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from cashier import __version__
from cashier.app.folder import DEFECT, DONE, WRONG, exit_code_for
from cashier.cli import (
    back_ends,
    days,
    goods,
    importing,
    keeping,
    later,
    orders,
    remote_lists,
    selling,
    sending,
)
from cashier.cli.acting import take_operator
from cashier.cli.output import OutputClosedError, give_up_output, prepare_streams, say, tell
from cashier.domain.errors import CashierError
from cashier.messages import Sentence, sentence_for
from cashier.translation import _

INTERRUPTED = 128 + signal.SIGINT

app = typer.Typer(
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="A counter till. Without a command it opens the window; --demo opens one to try.",
)
app.command("import-products")(importing.import_products)
app.command("products")(goods.products)
app.command("sell")(selling.sell)
app.command("refund")(selling.refund)
app.command("orders")(orders.orders)
app.command("order")(orders.order)
app.command("receipt")(orders.receipt)
app.add_typer(days.day, name="day")
app.add_typer(keeping.journal, name="journal")
app.command("backup")(keeping.backup)
app.command("restore")(keeping.restore)
app.command("status")(keeping.status)
app.command("sync")(sending.sync)
app.command("unsent")(sending.unsent)
app.command("doctor")(keeping.doctor)
app.add_typer(back_ends.backend, name="backend")
app.add_typer(goods.export, name="export")
later.promise(app, *later.COMMANDS)
remote_lists.add_to(back_ends.backend)
later.promise(days.day, *later.DAY_COMMANDS)
later.promise(goods.export, *later.EXPORT_COMMANDS)


def _show_version(wanted: bool) -> None:  # noqa: FBT001 - the option's own value
    if wanted:
        say(f"cashier {__version__}")
        raise typer.Exit(DONE)


@app.callback(epilog="Every command takes --data-dir DIR and --operator NAME.")
def cashier(
    *,
    version: Annotated[
        bool,
        typer.Option(
            "--version", is_eager=True, callback=_show_version, help="Show the version and exit."
        ),
    ] = False,
) -> None:
    """Take the options of the program itself."""
    del version  # told by now


def main(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code."""
    prepare_streams()
    as_json = "--json" in arguments
    try:
        return _run(arguments)
    except typer.TyperException as error:
        tell(_usage(error), as_json=as_json)
        return WRONG
    except CashierError as error:
        tell(sentence_for(error), as_json=as_json)
        return exit_code_for(error)
    except OutputClosedError:
        give_up_output()
        return DONE
    except (typer.Abort, KeyboardInterrupt):
        tell(_stopped(), as_json=False)
        return INTERRUPTED
    except Exception as error:  # noqa: BLE001 - no traceback on a screen, whatever it is
        tell(sentence_for(error), as_json=as_json)
        return DEFECT


def _run(arguments: Sequence[str]) -> int:
    command = typer.main.get_command(app)
    try:
        # Not through typer's own runner: that one would answer for pipes and interruptions itself.
        with command.make_context("cashier", take_operator(arguments)) as context:
            command.invoke(context)
        sys.stdout.flush()
    except typer.Exit as leaving:
        return leaving.exit_code
    except BrokenPipeError as error:  # the help texts are not written by us
        raise OutputClosedError from error
    return DONE


def _usage(error: typer.TyperException) -> Sentence:
    # Of a group without a command the message is its whole help: the first line is enough.
    what = error.format_message().strip().partition("\n")[0].rstrip(".")
    return Sentence(
        "usage",
        _("The command cannot be used like that: {what}. Nothing was changed.").format(what=what),
        _("“{command} --help” shows what there is.").format(command=_asked(error)),
    )


def _asked(error: typer.TyperException) -> str:
    context = getattr(error, "ctx", None)
    return str(getattr(context, "command_path", "cashier"))


def _stopped() -> Sentence:
    return Sentence(
        "interrupted",
        _("Stopped. What was posted is saved; nothing is half done."),
        _("“cashier orders” shows what was sold."),
    )
