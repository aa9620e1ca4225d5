"""Which column of a file is what, as the command line writes it: ``barcode,name,-,price``."""

from dataclasses import replace

from cashier.domain.errors import FileRefusedError, InputRefusedError
from cashier.domain.product_file import COLUMN_TROUBLES, Column, FileForm
from cashier.domain.quantity import Percent
from cashier.translation import _

_PASSED_OVER = "-"


def chosen_columns(text: str) -> tuple[Column | None, ...]:
    """Return the columns that ``text`` names in the order of the file.

    Raises ``InputRefusedError`` for a name that no column has.
    """
    names = [name.strip().lower() for name in text.split(",")]
    known = {column.value: column for column in Column}
    for name in names:
        if name not in known and name != _PASSED_OVER:
            raise InputRefusedError("columns", name)
    return tuple(known.get(name) for name in names)


def with_columns(form: FileForm, columns: tuple[Column | None, ...]) -> FileForm:
    """Return ``form`` with ``columns``; raises ``FileRefusedError`` where they do not fit it."""
    if len(columns) != len(form.columns):
        what = _("it has {found} columns, and {given} were named")
        raise FileRefusedError(what.format(found=len(form.columns), given=len(columns)))
    taken = replace(form, columns=columns)
    if taken.trouble:
        raise FileRefusedError(COLUMN_TROUBLES[taken.trouble])
    return taken


def chosen_vat(text: str) -> Percent | None:
    """Return the rate in ``text``, with or without its sign; none in an empty one."""
    plain = text.strip().removesuffix("%").strip().replace(",", ".")
    return Percent.parse(plain, what="vat_rate") if plain else None
