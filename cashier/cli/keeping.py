"""Commands that keep the shop's data safe: journal, backup, restore, status, doctor."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cashier.app import safety
from cashier.app.folder import DAMAGED, TRY_AGAIN
from cashier.app.till import OPERATOR, Reading
from cashier.cli import answers
from cashier.cli.files import require_plain_target
from cashier.cli.options import DataDir, Json
from cashier.cli.output import error_field, note, say, say_json
from cashier.cli.running import guarded, with_reading
from cashier.domain.errors import JournalBrokenError, SettingsRefusedError
from cashier.domain.journal import Damage, Verdict
from cashier.domain.posting import OrderStatus
from cashier.messages import sentence_for
from cashier.storage.backup_archive import Made
from cashier.translation import _

if TYPE_CHECKING:
    from cashier.doctor import Finding

journal = typer.Typer(help="The sealed journal.")


@journal.command("verify")
def verify(data_dir: DataDir, *, json: Json = False) -> None:
    """Recompute the hash chain and name the first broken entry."""

    async def work(reading: Reading) -> bool:
        found = await reading.ledger.verify()
        answer = answers.verdict(found)
        if found.damage is not None:
            sentence = sentence_for(JournalBrokenError(_where(found, found.damage)))
            note(str(sentence))
            answer |= error_field(sentence)
        elif not json:
            say(_("The journal is whole: {count} entries.").format(count=found.entries))
        if json:
            say_json(answer)
        return found.is_whole

    if not with_reading(data_dir, work, as_json=json):
        raise typer.Exit(DAMAGED)


def _where(found: Verdict, damage: Damage) -> str:
    return _("entry {entry}: {damage}").format(entry=found.broken_seq, damage=_damage(damage))


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

    async def work(reading: Reading) -> None:
        require_plain_target(out, data_dir)
        count = await reading.export_journal(out)
        note(_("{count} entries written.").format(count=count))

    with_reading(data_dir, work, as_json=False)


def backup(
    out: Annotated[Path, typer.Argument(help="The file to write.")],
    data_dir: DataDir,
    *,
    json: Json = False,
) -> None:
    """Write a consistent copy of the shop to one file, also while the till runs."""

    def run() -> None:
        require_plain_target(out, data_dir)
        made = safety.back_up(data_dir, out, OPERATOR)
        _say_made(_("Backup written: {count} journal entries."), out, made, json=json)

    guarded(data_dir, run, as_json=json)


def restore(
    file: Annotated[Path, typer.Argument(help="A backup of this program.")],
    data_dir: DataDir,
    *,
    json: Json = False,
) -> None:
    """Put the shop of a backup in place of this one; what was there is moved aside."""

    def run() -> None:
        made = safety.restore(data_dir, file, OPERATOR)
        _say_made(_("Restored: {count} journal entries."), file, made, json=json)

    guarded(data_dir, run, as_json=json)


def _say_made(text: str, file: Path, made: Made, *, json: bool) -> None:
    if json:
        say_json({"file": str(file), "entries": made.entries, "seal": made.seal})
    else:
        say(text.format(count=made.entries))


def status(data_dir: DataDir, *, json: Json = False) -> None:
    """Show register, fiscal day and what waits to be sent."""

    async def work(reading: Reading) -> None:
        report = await reading.ledger.day()
        kept = await reading.ledger.open_orders()
        open_day = report.day.number if report and answers.is_open(report) else None
        count = await reading.outbox.count()
        answer = {
            "register": reading.settings.prefix,
            "shop": reading.settings.shop.name,
            "backend": reading.settings.back_end.kind,
            "status": "ready",
            "fiscal_day": open_day,
            "day_status": "open" if open_day else "closed",
            "unsent": count.unsent,
            "needs_attention": count.attention,
            "register_by_hand": count.by_hand,
            "unprinted": len(await reading.ledger.unprinted()),
            "open": sum(one.status is OrderStatus.OPEN for one in kept),
            "parked": sum(one.status is OrderStatus.PARKED for one in kept),
            "products": await reading.catalogue.count(),
            "data_dir": str(data_dir),
        }
        if json:
            say_json(answer)
            return
        for name, value in answer.items():
            say(f"{name:<12} {'-' if value is None else value}")

    with_reading(data_dir, work, as_json=json)


def doctor(data_dir: DataDir, *, json: Json = False) -> None:
    """Say what is installed, what is missing and what to type."""
    from cashier.doctor import State  # noqa: PLC0415 - it looks at every library

    def run() -> bool:
        findings = _findings(data_dir)
        if json:
            say_json([one.as_json() for one in findings])
        for one in findings if not json else ():
            say(f"{one.state.value:<8} {one.name}: {one.detail}")
            if one.fix:
                say(f"         {one.fix}")
        return all(one.state is not State.MISSING for one in findings)

    if not guarded(data_dir, run, as_json=json):
        raise typer.Exit(TRY_AGAIN)


def _findings(folder: Path) -> "list[Finding]":
    from cashier.app.back_end_findings import back_end_findings  # noqa: PLC0415 - as above
    from cashier.doctor import Finding, State, examine  # noqa: PLC0415 - as above

    try:
        settings = safety.settings_in(folder)
    except SettingsRefusedError as error:
        told = sentence_for(error)
        return [*examine(folder), Finding("settings", State.MISSING, told.message, told.hint)]
    well = Finding("settings", State.OK, settings.shop.name)
    return [*examine(folder, settings.shop.timezone.key), well, *back_end_findings(settings)]
