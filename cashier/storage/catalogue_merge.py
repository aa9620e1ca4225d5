"""Rows of a file merged into a generation that is being built: new, changed, or as it was."""

import enum

import apsw

from cashier.domain.product import Unit
from cashier.storage.catalogue import spellings
from cashier.storage.catalogue_words import fold
from cashier.storage.product_csv_cells import ProductRow, RowRefusedError

Content = tuple[str, str, int, int, str, str, str, str, int, int, int, str]
"""Name, folded name, price, VAT, unit, category, colour, picture, three flags, codes."""

_CONTENT = (
    "name, folded, price_minor, vat_milli, unit, category, colour, picture, "
    "is_favourite, is_active, has_open_price, codes"
)
_NAMES = _CONTENT.split(", ")
_INSERT = f"INSERT INTO products (id, key, {_CONTENT}) VALUES (?{', ?' * 13})"  # noqa: S608
_UPDATE = f"UPDATE products SET {' = ?, '.join(_NAMES)} = ? WHERE id = ?"  # noqa: S608
_SELECT = f"SELECT {_CONTENT} FROM products WHERE id = ?"  # noqa: S608 - our own words
_REMEMBER = f"INSERT INTO before (id, times, {_CONTENT}) VALUES (?, 1{', ?' * 12})"  # noqa: S608
_SAME = " AND ".join(f"p.{name} = b.{name}" for name in _NAMES)
_AS_BEFORE = f"""SELECT coalesce(sum(b.times), 0) FROM before AS b
    JOIN products AS p ON p.id = b.id WHERE {_SAME}"""  # noqa: S608 - our own words


class Outcome(enum.Enum):
    """What a row did to the catalogue."""

    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


class Merge:
    """Finds the product of each row by barcode, or by name where it has none, and writes it.

    A column that the file does not have leaves that part of a product as it is. Barcodes are
    added to a product, never taken away: a supplier knows only some of them.
    """

    def __init__(self, connection: apsw.Connection, default_vat_milli: int | None) -> None:
        self._connection = connection
        self._default_vat = default_vat_milli
        self._last_old: int = connection.execute("SELECT coalesce(max(id), 0) FROM products").get
        self._last = self._last_old
        self._changed = 0
        connection.execute(
            "CREATE TEMP TABLE before AS SELECT id, 0 AS times, * FROM products WHERE 0;"
            "CREATE UNIQUE INDEX before_id ON before (id)"
        )

    def __call__(self, row: ProductRow) -> Outcome:
        """Merge one row; ``RowRefusedError`` when it names no one product."""
        known = {code: self._product_of(code) for code in row.codes}
        product = self._find(row, known)
        if product is None:
            self._add(row)
            return Outcome.ADDED
        old: Content = self._connection.execute(_SELECT, (product,)).get
        new_codes = [code for code, found in known.items() if found is None]
        new = _overlaid(row, old, new_codes)
        if new == old:
            return Outcome.UNCHANGED
        self._change(product, old, new, new_codes)
        return Outcome.UPDATED

    def rows_without_effect(self) -> int:
        """Return how many rows changed products that are at the end as they were before."""
        count: int = self._connection.execute(_AS_BEFORE).get
        return count

    def _product_of(self, code: str) -> int | None:
        for spelling in spellings(code):
            found: int | None = self._connection.execute(
                "SELECT product FROM barcodes WHERE code = ?", (spelling,)
            ).get
            if found is not None:
                return found
        return None

    def _find(self, row: ProductRow, known: dict[str, int | None]) -> int | None:
        products = {product for product in known.values() if product is not None}
        if len(products) > 1:
            raise RowRefusedError(code="barcodes-of-two-products", given=" ".join(row.codes))
        if products or row.codes:
            return products.pop() if products else None
        found: int | None = self._connection.execute(
            "SELECT id FROM products WHERE name = ? AND codes = ''", (row.name,)
        ).get
        return found

    def _add(self, row: ProductRow) -> None:
        if row.name is None:
            raise RowRefusedError("name-missing")
        vat = self._default_vat if row.vat_milli is None else row.vat_milli
        if vat is None:
            raise RowRefusedError("vat-missing")
        self._last += 1
        content = _overlaid(row, _blank(vat), row.codes)
        self._connection.execute(_INSERT, (self._last, f"P{self._last:06d}", *content))
        self._add_codes(self._last, row.codes)

    def _change(self, product: int, old: Content, new: Content, codes: list[str]) -> None:
        if product <= self._last_old:
            self._remember(product, old)
        self._connection.execute(_UPDATE, (*new, product))
        self._add_codes(product, codes)

    def _remember(self, product: int, old: Content) -> None:
        self._connection.execute("UPDATE before SET times = times + 1 WHERE id = ?", (product,))
        if self._connection.changes() == 0:
            self._connection.execute(_REMEMBER, (product, *old))

    def _add_codes(self, product: int, codes: tuple[str, ...] | list[str]) -> None:
        for code in codes:
            self._connection.execute("INSERT INTO barcodes VALUES (?, ?)", (code, product))


def _blank(vat_milli: int) -> Content:
    return ("", "", 0, vat_milli, Unit.PIECE.value, "", "", "", 0, 1, 0, "")


def _overlaid(row: ProductRow, old: Content, new_codes: tuple[str, ...] | list[str]) -> Content:
    """Return ``old`` with everything that ``row`` says."""
    name = old[0] if row.name is None else row.name
    said = (
        row.price_minor, row.vat_milli, row.unit, row.category, row.colour, row.picture,
        row.is_favourite, row.is_active, row.has_open_price,
    )  # fmt: skip
    kept = old[2:11]
    values = tuple(was if new is None else new for new, was in zip(said, kept, strict=True))
    codes = " ".join((*old[11].split(), *new_codes)) if new_codes else old[11]
    folded = old[1] if name == old[0] else fold(name)
    return (name, folded, *values, codes)  # type: ignore[return-value]  # nine kept columns
