"""How a file of products is written, and what each of its columns is taken for."""

import enum
from dataclasses import dataclass, replace

from cashier.domain.text import N_


class Column(enum.Enum):
    """What a column of a product file says; the value is its heading in our own exports."""

    BARCODE = "barcode"
    NAME = "name"
    CATEGORY = "category"
    PRICE = "price"
    VAT = "vat_rate"
    UNIT = "unit"
    FAVOURITE = "favourite"
    ACTIVE = "active"
    OPEN_PRICE = "open_price"
    COLOUR = "colour"
    PICTURE = "picture"


# Why a file cannot be imported with the columns as they are taken; words for the screen.
COLUMN_TROUBLES = {
    "price": N_("no column is taken for the price"),
    "product": N_("no column is taken for the name or the barcode"),
    "twice": N_("two columns are taken for the same thing"),
}


@dataclass(frozen=True, slots=True)
class FileForm:
    """How a product file is written and what its columns say; None for one that is passed over.

    ``heading_line`` is 0 for a file whose first row is a product already. Without ``columns`` it is
    still to be found what they are.
    """

    encoding: str
    delimiter: str
    heading_line: int
    columns: tuple[Column | None, ...]

    @property
    def trouble(self) -> str:
        """Why the file cannot be imported like this: a key of ``COLUMN_TROUBLES``, or nothing."""
        if self.taken_twice():
            return "twice"
        if Column.PRICE not in self.columns:
            return "price"
        return "" if {Column.NAME, Column.BARCODE} & set(self.columns) else "product"

    def taken_twice(self) -> frozenset[Column]:
        """Return what more than one column is taken for; several may hold barcodes."""
        once = [one for one in self.columns if one is not None and one is not Column.BARCODE]
        return frozenset(one for one in once if self.columns.count(one) > 1)

    def with_column(self, index: int, column: Column | None) -> "FileForm":
        """Return the form with one column taken for something else."""
        columns = list(self.columns)
        columns[index] = column
        return replace(self, columns=tuple(columns))

    def read_otherwise(
        self, *, encoding: str = "", delimiter: str = "", heading_line: int | None = None
    ) -> "FileForm":
        """Return the form with something else about how it is written, its columns to be found."""
        return FileForm(
            encoding or self.encoding,
            delimiter or self.delimiter,
            self.heading_line if heading_line is None else heading_line,
            (),
        )
