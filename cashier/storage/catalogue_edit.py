"""One product written into the catalogue in use, with everything that is worked out from it."""

import apsw

from cashier.domain.errors import BarcodeTakenError, UnknownProductError
from cashier.domain.product import Product
from cashier.storage import catalogue_shelf
from cashier.storage.catalogue import spellings
from cashier.storage.catalogue_words import fold
from cashier.storage.database import required

_NAMES = (
    "name", "folded", "price_minor", "vat_milli", "unit", "category", "colour", "picture",
    "is_favourite", "is_active", "has_open_price", "codes",
)  # fmt: skip
_INSERT = (
    f"INSERT INTO products (id, key, {', '.join(_NAMES)}) "  # noqa: S608 - our own words
    f"VALUES (?, ?{', ?' * len(_NAMES)})"
)
_UPDATE = f"UPDATE products SET {' = ?, '.join(_NAMES)} = ? WHERE id = ?"  # noqa: S608
_OLD = "SELECT id, folded, category, codes FROM products WHERE key = ?"
_OWNER = (
    "SELECT p.key, p.name FROM barcodes AS b JOIN products AS p ON p.id = b.product "
    "WHERE b.code = ?"
)
_FORGET_CATEGORY = (
    "DELETE FROM categories WHERE name = ?1 "
    "AND NOT EXISTS (SELECT 1 FROM products WHERE is_active AND category = ?1)"
)


def with_key(connection: apsw.Connection, product: Product) -> str:
    """Return the product's key, or for a new one the next that is free."""
    if product.key:
        return product.key
    last: int = required(connection, "SELECT coalesce(max(id), 0) FROM products")[0]
    return f"P{last + 1:06d}"


def free_codes(connection: apsw.Connection, product: Product) -> tuple[str, ...]:
    """Return the barcodes ``product`` gets: a GTIN written with other zeros is the one it has.

    Raises ``BarcodeTakenError`` for one that another product has, also one not sold any more.
    """
    free: list[str] = []
    for code in product.barcodes:
        same = spellings(code)
        for spelling in same:
            owner = connection.execute(_OWNER, (spelling,)).fetchone()
            if owner is not None and owner[0] != product.key:
                raise BarcodeTakenError(code, key=owner[0], product=owner[1])
        if not set(same) & set(free):
            free.append(code)
    return tuple(free)


def write(connection: apsw.Connection, product: Product) -> None:
    """Write ``product`` under its key, new or not; the caller holds a transaction."""
    row = connection.execute(_OLD, (product.key,)).fetchone()
    if row is None:
        old_category, old_codes = "", ""
        number: int = required(connection, "SELECT coalesce(max(id), 0) + 1 FROM products")[0]
        connection.execute(_INSERT, (number, product.key, *_content(product)))
    else:
        number, old_folded, old_category, old_codes = row
        _take_off_shelf(connection, number, old_folded, product)
        connection.execute(_UPDATE, (*_content(product), number))
    _write_codes(connection, number, set(old_codes.split()), set(product.barcodes))
    _write_category(connection, old_category, product)
    _put_on_shelf(connection, number, product)


def require(connection: apsw.Connection, key: str) -> None:
    """Raise ``UnknownProductError`` where no product has this key."""
    if connection.execute(_OLD, (key,)).fetchone() is None:
        raise UnknownProductError("product", key)


def _content(product: Product) -> tuple[str | int, ...]:
    return (
        product.name,
        fold(product.name),
        product.price.minor,
        product.vat_rate.milli,
        product.unit.value,
        product.category,
        product.colour,
        product.picture,
        int(product.is_favourite),
        int(product.is_active),
        int(product.has_open_price),
        " ".join(product.barcodes),
    )


def _take_off_shelf(
    connection: apsw.Connection, number: int, old_folded: str, product: Product
) -> None:
    if not product.is_active or fold(product.name) != old_folded:
        catalogue_shelf.take(connection, number, old_folded)


def _put_on_shelf(connection: apsw.Connection, number: int, product: Product) -> None:
    lies_there = connection.execute(
        "SELECT EXISTS (SELECT 1 FROM shelf WHERE product = ?)", (number,)
    ).get
    if product.is_active and not lies_there:
        catalogue_shelf.put(connection, number, fold(product.name))


def _write_codes(connection: apsw.Connection, number: int, old: set[str], new: set[str]) -> None:
    connection.executemany("DELETE FROM barcodes WHERE code = ?", ((code,) for code in old - new))
    connection.executemany(
        "INSERT INTO barcodes VALUES (?, ?)", ((code, number) for code in new - old)
    )


def _write_category(connection: apsw.Connection, old: str, product: Product) -> None:
    if old:
        connection.execute(_FORGET_CATEGORY, (old,))
    if product.is_active and product.category:
        connection.execute(
            "INSERT OR IGNORE INTO categories VALUES (?, ?)",
            (product.category, fold(product.category)),
        )
