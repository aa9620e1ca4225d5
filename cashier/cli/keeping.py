"""Commands that keep the shop's data safe: journal, backup, restore, status, doctor."""

from pathlib import Path
from typing import Annotated

import typer

from cashier.app import safety
from cashier.app.till import OPERATOR, Reading
from cashier.cli import answers
from cashier.cli.options import DataDir, Json
from cashier.cli.running import DAMAGED, WRONG, guarded, note, say_json, with_reading
from cashier.domain.journal import Damage, Verdict
from cashier.translation import _

journal = typer.Typer(help="The sealed journal.", no_args_is_help=True)


@journal.command("verify")
def verify(data_dir: DataDir, *, json: Json = False) -> None:
    """Recompute the hash chain and name the first broken entry."""

    async def work(reading: Reading) -> Verdict:
        return await reading.ledger.verify()

    found = with_reading(data_dir, work, as_json=json)
    if json:
        say_json(answers.verdict(found))
    if found.damage is None:
        note(_("The journal is whole: {count} entries.").format(count=found.entries))
        return
    note(
        _("The journal is broken at entry {entry}: {damage}. The data was left as it is.").format(
            entry=found.broken_seq, damage=_damage(found.damage)
        )
    )
    raise typer.Exit(DAMAGED)


def _damage(damage: Damage) -> str:
    match damage:
        case Damage.CHANGED:
            return _("it was changed")
        case Damage.MISSING:
            return _("it is missing")
        case Damage.REORDERED:
            return _("it is not in its place")
        case Damage.CUT_OFF:
            return _("the end was cut off")
        case Damage.TOTALS_DIFFER:
            return _("the orders do not say the same")


@journal.command("export")
def export_journal(
    out: Annotated[Path, typer.Argument(help="The file to write.")], data_dir: DataDir
) -> None:
    """Write every entry as a line of JSON."""

    async def work(reading: Reading) -> int:
        return await reading.export_journal(out)

    count = with_reading(data_dir, work, as_json=False)
    note(_("{count} entries written.").format(count=count))


def backup(
    out: Annotated[Path, typer.Argument(help="The file to write.")],
    data_dir: DataDir,
    *,
    json: Json = False,
) -> None:
    """Write a consistent copy of the shop to one file, also while the till runs."""
    made = guarded(data_dir, lambda: safety.back_up(data_dir, out, OPERATOR), as_json=json)
    if json:
        say_json({"file": str(out), "entries": made.entries, "seal": made.seal})
    else:
        note(_("Backup written: {count} journal entries.").format(count=made.entries))


def restore(
    file: Annotated[Path, typer.Argument(help="A backup of this program.")],
    data_dir: DataDir,
    *,
    json: Json = False,
) -> None:
    """Put the shop of a backup in place of this one; what was there is moved aside."""
    made = guarded(data_dir, lambda: safety.restore(data_dir, file, OPERATOR), as_json=json)
    if json:
        say_json({"file": str(file), "entries": made.entries, "seal": made.seal})
    else:
        note(_("Restored: {count} journal entries.").format(count=made.entries))


def status(data_dir: DataDir, *, json: Json = False) -> None:
    """Show register, fiscal day and what waits to be sent."""

    async def work(reading: Reading) -> None:
        report = await reading.ledger.day()
        unsent = await reading.ledger.unsent()
        open_day = report.day.number if report and answers.is_open(report) else None
        answer = {
            "register": reading.settings.prefix,
            "shop": reading.settings.shop.name,
            "backend": reading.settings.back_end.kind,
            "status": "ready",
            "fiscal_day": open_day,
            "day_status": "open" if open_day else "closed",
            "unsent": unsent,
            "unprinted": len(await reading.ledger.unprinted()),
            "parked": len(await reading.ledger.open_orders()),
            "products": await reading.catalogue.count(),
            "data_dir": str(data_dir),
        }
        if json:
            say_json(answer)
            return
        for name, value in answer.items():
            typer.echo(f"{name:<12} {'-' if value is None else value}")

    with_reading(data_dir, work, as_json=json)


def doctor(data_dir: DataDir, *, json: Json = False) -> None:
    """Say what is installed, what is missing and what to type."""
    from cashier.doctor import examine  # noqa: PLC0415 - it looks at every library

    findings = guarded(data_dir, lambda: examine(data_dir), as_json=json)
    if json:
        say_json(
            [
                {
                    "name": one.name,
                    "state": one.state.value,
                    "detail": one.detail,
                    "type": one.fix,
                }
                for one in findings
            ]
        )
    else:
        for one in findings:
            typer.echo(f"{one.state.value:<8} {one.name}: {one.detail}")
            if one.fix:
                typer.echo(f"         {one.fix}")
    if any(one.state.value == "missing" for one in findings):
        raise typer.Exit(WRONG)
