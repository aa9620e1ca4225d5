"""Commands of the fiscal day: open, show, list."""

from typing import Annotated

import typer

from cashier.app.till import OPERATOR, Reading, Till
from cashier.cli import answers, listing
from cashier.cli.documents import EscPos, Pdf, refuse_escpos
from cashier.cli.options import DataDir, Json
from cashier.cli.output import say, say_json, say_json_list
from cashier.cli.running import guarded, with_reading, with_till
from cashier.domain.errors import NoDayYetError, NoSuchDayError, NotAvailableError
from cashier.domain.fiscal_day import DayReport
from cashier.domain.money import Money

day = typer.Typer(help="The fiscal day.")
_MOST = 2**31


@day.command("open")
def open_day(
    data_dir: DataDir,
    float_: Annotated[str, typer.Option("--float", help="The cash in the drawer.")] = "0",
    *,
    json: Json = False,
) -> None:
    """Open the next fiscal day."""

    async def work(till: Till) -> DayReport | None:
        amount = Money.parse(float_, till.settings.shop.currency, what="float")
        opened = await till.open_fiscal_day(amount, operator=OPERATOR)
        return await till.ledger.day(opened.number)

    report = with_till(data_dir, work, as_json=json)
    guarded(data_dir, lambda: _show(report, json=json), as_json=False)


@day.command("show")
def show_day(
    data_dir: DataDir,
    number: Annotated[
        int | None, typer.Argument(max=_MOST, help="The day; without it the newest.")
    ] = None,
    pdf: Pdf = None,
    escpos: EscPos = None,
    *,
    json: Json = False,
) -> None:
    """Show a fiscal day with its figures."""

    async def work(reading: Reading) -> None:
        refuse_escpos(escpos)
        if pdf is not None:
            raise NotAvailableError("“cashier day show --pdf”")
        report = await reading.ledger.day(number)
        if report is None:
            raise NoDayYetError("day") if number is None else NoSuchDayError("day", number)
        _show(report, json=json)

    with_reading(data_dir, work, as_json=json)


@day.command("list")
def list_days(data_dir: DataDir, *, json: Json = False) -> None:
    """List all fiscal days, newest first."""

    async def work(reading: Reading) -> None:
        reports = await reading.ledger.days()
        if json:
            say_json_list(map(answers.day, reports))
        for report in reports if not json else ():
            say(listing.day(report))

    with_reading(data_dir, work, as_json=json)


def _show(report: DayReport | None, *, json: bool) -> None:
    if report is not None and json:
        say_json(answers.day(report))
    elif report is not None:
        say(listing.day_report(report))
