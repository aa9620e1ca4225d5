"""Commands of the fiscal day: open, show, list."""

from typing import Annotated

import typer

from cashier.app.till import OPERATOR, Reading, Till
from cashier.cli import answers
from cashier.cli.options import DataDir, Json
from cashier.cli.running import say_json, with_reading, with_till
from cashier.domain.errors import NoDayYetError, NoSuchDayError
from cashier.domain.fiscal_day import DayReport
from cashier.domain.money import Money
from cashier.translation import _

day = typer.Typer(help="The fiscal day.", no_args_is_help=True)


@day.command("open")
def open_day(
    data_dir: DataDir,
    float_: Annotated[str, typer.Option("--float", help="The cash in the drawer.")] = "0",
    *,
    json: Json = False,
) -> None:
    """Open the next fiscal day."""

    async def work(till: Till) -> None:
        amount = Money.parse(float_, till.settings.shop.currency, what="float")
        opened = await till.open_fiscal_day(amount, operator=OPERATOR)
        _show(await till.ledger.day(opened.number), json=json)

    with_till(data_dir, work, as_json=json)


@day.command("show")
def show_day(
    data_dir: DataDir,
    number: Annotated[int | None, typer.Argument(help="The day; without it the newest.")] = None,
    *,
    json: Json = False,
) -> None:
    """Show a fiscal day with its figures."""

    async def work(reading: Reading) -> None:
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
            say_json([answers.day(report) for report in reports])
            return
        for report in reports:
            _line(report)

    with_reading(data_dir, work, as_json=json)


def _show(report: DayReport | None, *, json: bool) -> None:
    if report is not None and json:
        say_json(answers.day(report))
    elif report is not None:
        _line(report)


def _line(report: DayReport) -> None:
    one, totals = report.day, report.totals
    typer.echo(
        f"{_('Fiscal day')} {one.number}  {one.state.value}  {one.opened_at:%Y-%m-%d %H:%M}"
        f"  {totals.sales.count} + {totals.refunds.count}  {totals.net.text()}"
        f" {one.float_.currency}"
    )
