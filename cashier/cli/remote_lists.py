"""Commands that read the back end's own lists, each to its last page."""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from cashier.app.document_file import write_document
from cashier.app.till import Reading
from cashier.cli import remote_answers
from cashier.cli.back_ends import back_ends_of
from cashier.cli.files import require_target
from cashier.cli.options import DataDir, Json
from cashier.cli.output import say, say_json, say_json_list
from cashier.cli.remote_answers import Answer
from cashier.cli.running import with_reading
from cashier.domain.errors import InputRefusedError, NotOfferedError
from cashier.domain.remote import RemoteFilter
from cashier.ports import Backend

T = TypeVar("T")
FORMATS = ("csv", "html", "pdf", "xls", "xml")
Kind = Annotated[str, typer.Option("--type", help="Only of this type, or of this status.")]
From = Annotated[str | None, typer.Option("--from", help="From this day on (2026-11-20).")]
To = Annotated[str | None, typer.Option("--to", help="Up to this day, included.")]


def orders(
    data_dir: DataDir, kind: Kind = "", since: From = None, until: To = None, *, json: Json = False
) -> None:
    """List the orders of the back end; --type is a status such as pending."""

    async def read(back_end: Backend) -> list[Answer]:
        wanted = RemoteFilter(_day(since, "from"), _day(until, "to"), status=kind)
        return await _all(back_end.orders(wanted), remote_answers.order)

    _tell_list(data_dir, read, "total", as_json=json)


def documents(
    data_dir: DataDir, kind: Kind = "", since: From = None, until: To = None, *, json: Json = False
) -> None:
    """List the register's financial documents: receipt, return, collection."""

    async def read(back_end: Backend) -> list[Answer]:
        wanted = RemoteFilter(_day(since, "from"), _day(until, "to"), type=kind)
        return await _all(back_end.documents(wanted), remote_answers.document)

    _tell_list(data_dir, read, "amount", as_json=json)


def invoices(
    data_dir: DataDir, kind: Kind = "", since: From = None, until: To = None, *, json: Json = False
) -> None:
    """List the invoices of the back end; --type is a status such as paid."""

    async def read(back_end: Backend) -> list[Answer]:
        wanted = RemoteFilter(_day(since, "from"), _day(until, "to"), status=kind)
        return await _all(back_end.invoices(wanted), remote_answers.invoice)

    _tell_list(data_dir, read, "total", as_json=json)


def fiscal_day(
    day: Annotated[str, typer.Argument(metavar="ID", help="The day's id or number there.")],
    data_dir: DataDir,
    *,
    json: Json = False,
) -> None:
    """Show a fiscal day of the register as its server tells it."""

    async def work(reading: Reading) -> None:
        found = await _asked(reading, lambda back_end: back_end.fiscal_day(day))
        answer = remote_answers.fiscal_day(found)
        if json:
            say_json(answer)
        else:
            say(remote_answers.facts(answer))

    with_reading(data_dir, work, as_json=json)


def report(
    target: Annotated[Path, typer.Argument(metavar="OUT", help="The file it is written to.")],
    data_dir: DataDir,
    day: Annotated[str, typer.Option("--day", help="The day (2026-11-20).")],
    form: Annotated[str, typer.Option("--format", help="csv, html, pdf, xls or xml.")],
) -> None:
    """Write the web service's own report of a day into a file."""

    async def work(reading: Reading) -> None:
        if form not in FORMATS:
            raise InputRefusedError("format", form)
        wanted = _required_day(day, "day")
        require_target(target, data_dir)
        content = await _asked(reading, lambda back_end: back_end.day_report(wanted, form))
        write_document(target, content)

    with_reading(data_dir, work, as_json=False)


def add_to(group: typer.Typer) -> None:
    """Put the commands into the group of the back end."""
    for name, command in (
        ("orders", orders),
        ("documents", documents),
        ("invoices", invoices),
        ("fiscal-day", fiscal_day),
        ("report", report),
    ):
        group.command(name)(command)


def _tell_list(
    folder: Path,
    read: Callable[[Backend], Awaitable[list[Answer]]],
    figure: str,
    *,
    as_json: bool,
) -> None:
    """Read the list to its end, and only then tell it: half a list is told as a failure."""

    async def work(reading: Reading) -> None:
        found = await _asked(reading, read)
        if as_json:
            say_json_list(found)
        for answer in found if not as_json else ():
            say(remote_answers.row(answer, figure, reading.settings.shop.timezone))

    with_reading(folder, work, as_json=as_json)


async def _all(pages: AsyncIterator[Sequence[T]], answer: Callable[[T], Answer]) -> list[Answer]:
    return [answer(one) async for page in pages for one in page]


async def _asked(reading: Reading, question: Callable[[Backend], Awaitable[T]]) -> T:
    """Ask the back end in force; it is let go afterwards."""
    back_ends = back_ends_of(reading)
    try:
        back_end = back_ends.in_force
        if back_end is None:
            raise NotOfferedError("embedded")
        return await question(back_end)
    finally:
        await back_ends.aclose()


def _day(text: str | None, what: str) -> date | None:
    return None if text is None else _required_day(text, what)


def _required_day(text: str, what: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InputRefusedError(what, text) from None
