"""One generation of the catalogue, read from its file: look-up, ranked search, browsing."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Self

import apsw

from cashier.domain.money import Money
from cashier.domain.product import Product, Unit
from cashier.domain.quantity import Percent
from cashier.domain.text import cleaned
from cashier.storage.catalogue_schema import currency_of, last_change, open_catalogue, open_empty
from cashier.storage.catalogue_search import COLUMNS, HAS_CODES, Tier, code_range, tiers_for
from cashier.storage.database import in_domain_words

Row = tuple[str, str, int, int, str, str, str, str, int, int, int, str]

_BY_CODE = (
    f"SELECT {COLUMNS} FROM barcodes AS b JOIN products AS p ON p.id = b.product "  # noqa: S608
    "WHERE b.code = ? AND p.is_active"
)
_BY_KEY = f"SELECT {COLUMNS} FROM products AS p WHERE p.key = ?"  # noqa: S608 - our own words
_BROWSE = (
    f"SELECT {COLUMNS} FROM products AS p "  # noqa: S608 - our own words
    "WHERE p.is_active{wanted} ORDER BY p.folded, p.id LIMIT ? OFFSET ?"
)
_NOT_SOLD = (
    f"SELECT {COLUMNS} FROM products AS p WHERE NOT p.is_active "  # noqa: S608
    "ORDER BY p.folded, p.id LIMIT ? OFFSET ?"
)
_EVERY = f"SELECT {COLUMNS} FROM products AS p ORDER BY p.folded, p.id"  # noqa: S608
_BY_RATE = "SELECT vat_milli, count(*) FROM products WHERE is_active GROUP BY vat_milli"
_OF_CATEGORY = " AND p.category = ?"
_FAVOURITES = " AND p.is_favourite"

_TEXT_LENGTH = 200
_UNITS = {unit.value: unit for unit in Unit}
# The same few values stand in thousands of rows; frozen, they can be shared.
_rate = lru_cache(maxsize=256)(Percent)
_price = lru_cache(maxsize=4_096)(Money)


class SqliteCatalogue:
    """The products of one generation file; used by one thread at a time."""

    def __init__(self, connection: apsw.Connection) -> None:
        self._connection = connection
        self.currency = currency_of(connection)

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open a generation; ``DamagedLedgerError`` or ``NewerLedgerError`` where that fails."""
        connection = open_catalogue(path)
        try:
            with in_domain_words():
                return cls(connection)
        except BaseException:
            connection.close()
            raise

    @classmethod
    def empty(cls, currency: str) -> Self:
        """Return the catalogue of a shop that has no products yet."""
        return cls(open_empty(currency))

    def close(self) -> None:
        self._connection.close()

    def by_barcode(self, code: str) -> Product | None:
        """Return the active product with this barcode, whichever way its zeros are written."""
        code = cleaned(code[:_TEXT_LENGTH])
        with in_domain_words():
            for spelling in spellings(code):
                row: Row | None = self._connection.execute(_BY_CODE, (spelling,)).fetchone()
                if row is not None:
                    return self._product(row)
        return None

    def by_key(self, key: str) -> Product | None:
        """Return the product with this key, also one that is not sold any more."""
        found = self._products(_BY_KEY, (key,))
        return found[0] if found else None

    def search(self, text: str, *, limit: int, offset: int = 0) -> list[Product]:
        """Return active products that hold every word of ``text``, best first.

        An exact barcode comes first, then barcodes that begin so, names that begin so, names in
        which every word begins a word, and names in which words of three letters and more stand
        anywhere; by name within each. Blank text finds everything, by name.
        """
        text = cleaned(text[:_TEXT_LENGTH])
        if not text:
            return self.browse(category=None, favourites=False, limit=limit, offset=offset)
        found: list[Product] = []
        for tier in self._tiers(text):
            rows = self._products(tier.select, (*tier.given, limit - len(found), offset))
            found.extend(rows)
            if len(found) >= limit:
                break
            offset = 0 if rows else self._left_of(offset, tier)
        return found

    def browse(
        self, *, category: str | None, favourites: bool, limit: int, offset: int = 0
    ) -> list[Product]:
        """Return active products by name, of one category, or the favourites, or all."""
        wanted = (_OF_CATEGORY if category is not None else "") + (
            _FAVOURITES if favourites else ""
        )
        given = () if category is None else (category,)
        return self._products(_BROWSE.format(wanted=wanted), (*given, limit, offset))

    def not_sold(self, *, limit: int, offset: int = 0) -> list[Product]:
        """Return the products that are not sold any more, by name."""
        return self._products(_NOT_SOLD, (limit, offset))

    def last_change(self) -> int:
        """Return the last entry of the journal that is in this catalogue."""
        with in_domain_words():
            return last_change(self._connection)

    def every_product(self) -> Iterator[Product]:
        """Yield all products by name, also those that are not sold any more, one after another."""
        with in_domain_words():
            yield from map(self._product, self._connection.execute(_EVERY))

    def categories(self) -> list[str]:
        """Return the categories that have active products, by name."""
        with in_domain_words():
            found = self._connection.execute("SELECT name FROM categories ORDER BY folded, name")
            return [name for (name,) in found]

    def count(self) -> int:
        """Return the number of active products."""
        with in_domain_words():
            count: int = self._connection.execute("SELECT count(*) FROM shelf").get
            return count

    def count_by_rate(self) -> dict[Percent, int]:
        """Return how many active products are sold at each VAT rate."""
        with in_domain_words():
            found: Iterable[tuple[int, int]] = self._connection.execute(_BY_RATE)
            return {_rate(milli): count for milli, count in found}

    def _tiers(self, text: str) -> Iterator[Tier]:
        codes = code_range(text)
        with in_domain_words():
            has_codes: int = self._connection.execute(HAS_CODES, codes).get
        return tiers_for(text, codes if has_codes else None)

    def _left_of(self, offset: int, tier: Tier) -> int:
        """Return what is left to skip after all of ``tier`` was skipped."""
        if not offset:
            return 0
        with in_domain_words():
            count: int = self._connection.execute(tier.count, tier.given).get
        return max(0, offset - count)

    def _products(self, sql: str, given: Sequence[str | int]) -> list[Product]:
        with in_domain_words():
            rows: Iterable[Row] = self._connection.execute(sql, given)
            return list(map(self._product, rows))

    def _product(self, row: Row) -> Product:
        key, name, price, rate, unit, category, colour, picture, favourite, active, open_, codes = (
            row
        )
        return Product(
            key,
            name,
            _price(price, self.currency),
            _rate(rate),
            tuple(codes.split()),
            category,
            _UNITS[unit],
            colour,
            picture,
            favourite != 0,
            active != 0,
            open_ != 0,
        )


def spellings(code: str) -> tuple[str, ...]:
    """Return ``code`` and the ways in which the same GTIN is written with other leading zeros."""
    if not (code.isascii() and code.isdigit()) or len(code) not in {12, 13, 14}:
        return (code,)
    plain = code.lstrip("0")
    return (code, *(plain.zfill(n) for n in (12, 13, 14) if len(plain) <= n != len(code)))
