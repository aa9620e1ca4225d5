"""The words of an import: how a file is written, why a row is refused, what came of it."""

from typing_extensions import override

from cashier.domain.product_file import Column, FileForm
from cashier.domain.quantity import WHOLE, Quantity
from cashier.operations.import_products import REASONS, BadRow, ImportSummary
from cashier.translation import _, several
from cashier.ui.frame.notice import Notice, NoticeKind
from cashier.ui.look import formatting


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


def refused_list_notice(path: str, count: int) -> Notice:
    """Return what is told once refused rows are in a file of their own."""
    text = several("{count} refused row saved.", "{count} refused rows saved.", Count(count))
    return Notice(NoticeKind.DONE, text, path)


def column_name(column: Column | None) -> str:
    """Return what a column is taken for, in the words of the screen."""
    names = {
        Column.BARCODE: _("Barcode, SKU"),
        Column.NAME: _("Name"),
        Column.CATEGORY: _("Category"),
        Column.PRICE: _("Price with VAT"),
        Column.VAT: _("VAT rate"),
        Column.UNIT: _("Unit"),
        Column.FAVOURITE: _("Favourite"),
        Column.ACTIVE: _("For sale"),
        Column.OPEN_PRICE: _("Open price"),
        Column.COLOUR: _("Colour"),
        Column.PICTURE: _("Picture"),
    }
    return _("Passed over") if column is None else names[column]


def trouble_words(form: FileForm) -> str:
    """Return why a file cannot be imported like this, as a sentence; empty where it can."""
    twice = [column_name(column) for column in Column if column in form.taken_twice()]
    if twice:
        text = _("Two columns are taken for “{name}”. Pass one of them over.")
        return text.format(name=twice[0])
    if form.trouble == "price":
        return _("Say which column is the price with VAT.")
    if form.trouble:
        return _("Say which column is the name or the barcode.")
    return ""
