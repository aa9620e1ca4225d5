"""The import command: bad rows told as they come, a progress bar where a person looks."""

import json as json_text
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Self

import typer

from cashier.app.folder import WRONG
from cashier.app.till import Till
from cashier.cli.column_choice import chosen_columns, chosen_vat, with_columns
from cashier.cli.files import require_file
from cashier.cli.options import DataDir, Json
from cashier.cli.output import error_field, note, say, say_json_with_list
from cashier.cli.running import guarded, with_till
from cashier.domain.product_file import FileForm
from cashier.messages import Sentence
from cashier.operations.import_products import (
    REASONS,
    BadRow,
    ImportProgress,
    ImportRequest,
    ImportSummary,
)
from cashier.translation import _

_KEPT_IN_MEMORY = 1_000_000
_WIDTH = 40
_COLUMNS_HELP = (
    "What the columns are, in the order of the file, where the headings do not tell: "
    "barcode, name, category, price, vat_rate, unit, favourite, active, open_price, colour, "
    "picture, and - for one that is passed over."
)
_VAT_HELP = "The VAT rate of new products whose rows name none."


def import_products(  # noqa: PLR0913 - one for each option of the command
    file: Annotated[Path, typer.Argument(help="A CSV file of products.")],
    data_dir: DataDir,
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would happen.")] = False,
    columns: Annotated[
        str, typer.Option("--columns", metavar="NAMES", help=_COLUMNS_HELP, show_default=False)
    ] = "",
    vat: Annotated[
        str, typer.Option("--vat", metavar="RATE", help=_VAT_HELP, show_default=False)
    ] = "",
    json: Json = False,
) -> None:
    """Take products from a CSV file; all good rows land together."""
    with _BadRows(as_json=json) as bad:

        async def work(till: Till) -> ImportSummary:
            require_file(file)
            request = ImportRequest(
                lambda: file.open("rb"),
                till.settings.shop.currency,
                is_dry_run=dry_run,
                form=await _form(till, file, columns) if columns else None,
                default_vat=chosen_vat(vat),
                on_bad=bad.add,
                on_progress=bad.bar.show,
            )
            try:
                return await till.import_products(request)
            finally:
                bad.bar.clear()

        summary = with_till(data_dir, work, as_json=json)
        guarded(data_dir, lambda: _report(summary, bad, json=json), as_json=False)
    if not summary.good_count:
        raise typer.Exit(WRONG)


async def _form(till: Till, file: Path, columns: str) -> FileForm:
    named = chosen_columns(columns)
    look = await till.look_at_file(lambda: file.open("rb"), till.settings.shop.currency)
    return with_columns(look.form, named)


class _Bar:
    """A progress bar on standard error, where a person sees it."""

    def __init__(self, *, is_shown: bool) -> None:
        self._is_shown = is_shown

    def show(self, progress: ImportProgress) -> None:
        if self._is_shown and progress.total:
            done = "#" * (_WIDTH * progress.done // progress.total)
            what = _("rows") if progress.is_reading else _("put in order")
            self._write(f"\r[{done:<{_WIDTH}}] {progress.rows:>9} {what:<14}")

    def clear(self) -> None:
        if self._is_shown:
            self._write("\r" + " " * (_WIDTH + 30) + "\r")

    def _write(self, text: str) -> None:
        sys.stderr.write(text)
        sys.stderr.flush()


class _BadRows:
    """Bad rows: told at once, or put aside for the JSON answer; memory does not grow with them."""

    def __init__(self, *, as_json: bool) -> None:
        self._as_json = as_json
        self._aside = tempfile.SpooledTemporaryFile(  # noqa: SIM115 - closed at our own exit
            _KEPT_IN_MEMORY, "w+", encoding="utf-8"
        )
        self.bar = _Bar(is_shown=not as_json and sys.stderr.isatty())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._aside.close()

    def add(self, row: BadRow) -> None:
        if self._as_json:
            content = {"line": row.line, "reason": _reason(row), "code": row.code}
            self._aside.write(json_text.dumps(content) + "\n")
        else:
            self.bar.clear()
            note(_("line {line}: {reason}").format(line=row.line, reason=_reason(row)))

    def __iter__(self) -> Iterator[object]:
        self._aside.seek(0)
        return map(json_text.loads, self._aside)


def _report(summary: ImportSummary, bad: _BadRows, *, json: bool) -> None:
    refused = None if summary.good_count else _no_good_row()
    if refused is not None:
        note(str(refused))
    if json:
        answer: dict[str, object] = {
            "added": summary.added,
            "updated": summary.updated,
            "unchanged": summary.unchanged,
        }
        if refused is not None:
            answer |= error_field(refused)
        say_json_with_list(answer, "bad", bad)
    elif refused is None:
        say(
            _("{added} added, {updated} updated, {unchanged} unchanged, {bad} refused").format(
                added=summary.added,
                updated=summary.updated,
                unchanged=summary.unchanged,
                bad=summary.bad_count,
            )
        )


def _no_good_row() -> Sentence:
    return Sentence(
        "no-good-row",
        _("No row of the file can be used. The catalogue is unchanged."),
        _("Correct the rows named here and import the file again."),
    )


def _reason(row: BadRow) -> str:
    return _(REASONS[row.code]).format(given=row.given)
