"""The words of an import: how a file is written, why a row is refused, what came of it."""

from typing_extensions import override

from cashier.domain.quantity import WHOLE, Quantity
from cashier.operations.import_products import REASONS, BadRow, ImportSummary
from cashier.translation import _, several
from cashier.ui import formatting
from cashier.ui.notice import Notice, NoticeKind


class Count(int):
    """A number of rows or products that is written in groups of three digits."""

    @override
    def __format__(self, _spec: str) -> str:
        return formatting.quantity(Quantity(int(self) * WHOLE))


def encoding_name(encoding: str) -> str:
    """Return the name people know an encoding by: ``Windows-1257``, ``UTF-8``."""
    if encoding.startswith("cp"):
        return f"Windows-{encoding.removeprefix('cp')}"
    return encoding.removesuffix("-sig").upper()


def delimiter_name(delimiter: str) -> str:
    """Return what divides the columns, in a word."""
    names = {
        ",": _("commas"),
        ";": _("semicolons"),
        "\t": _("tabs"),
        "|": _("upright strokes"),
    }
    return names.get(delimiter, delimiter)


def reason(row: BadRow) -> str:
    """Return why the row is refused, as a sentence of its own."""
    said = _(REASONS[row.code]).format(given=row.given)
    return said[:1].upper() + said[1:]


def confirm_label(summary: ImportSummary) -> str:
    count = Count(summary.added + summary.updated)
    return several("Import {count} product", "Import {count} products", count)


def imported_words(summary: ImportSummary) -> str:
    count = Count(summary.added + summary.updated)
    return several("{count} product imported", "{count} products imported", count)


def refused_words(count: int) -> str:
    return several("{count} row refused", "{count} rows refused", Count(count))


def imported_notice(summary: ImportSummary) -> Notice:
    """Return what is told when an import is done, on whatever page."""
    parts = []
    if summary.added:
        parts.append(_("{count} new").format(count=Count(summary.added)))
    if summary.updated:
        parts.append(_("{count} changed").format(count=Count(summary.updated)))
    if summary.bad_count:
        parts.append(refused_words(summary.bad_count))
    return Notice(NoticeKind.DONE, f"{imported_words(summary)}.", " · ".join(parts))
