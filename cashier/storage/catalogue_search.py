"""The order in which a search looks: tier after tier, each walking an index in its own order."""

from collections.abc import Iterator
from dataclasses import dataclass

from cashier.storage.catalogue_words import fold, inside_query, starts_query

CODE_PREFIX_LENGTH = 4
"""From so many characters on, a digit among them, a text may be the beginning of a barcode."""
COLUMNS = (
    "p.key, p.name, p.price_minor, p.vat_milli, p.unit, p.category, p.colour, p.picture, "
    "p.is_favourite, p.is_active, p.has_open_price, p.codes"
)
HAS_CODES = "SELECT EXISTS (SELECT 1 FROM barcodes WHERE code >= ?1 AND code < ?2)"

_ABOVE_ALL = "\U0010ffff"
_BELOW_ALL = "\x01"


@dataclass(frozen=True, slots=True)
class Tier:
    """One rank: ``select`` takes ``given``, then limit and offset; ``count`` takes ``given``."""

    select: str
    count: str
    given: tuple[str, ...]


def _tier_sql(source: str, order: str) -> tuple[str, str]:
    select = f"SELECT {COLUMNS} {source} ORDER BY {order} LIMIT ? OFFSET ?"
    return select, f"SELECT count(*) {source}"


# A product with several such codes stands at the first of them.
_CODES = _tier_sql(
    """FROM barcodes AS b JOIN products AS p ON p.id = b.product
    WHERE b.code >= ?1 AND b.code < ?2 AND p.is_active
    AND b.code = (SELECT min(o.code) FROM barcodes AS o
                  WHERE o.product = b.product AND o.code >= ?1 AND o.code < ?2)""",
    "b.code",
)
_NOT_BY_CODE = "NOT IN (SELECT product FROM barcodes WHERE code >= ?{low} AND code < ?{high})"
_NAMES = "FROM products AS p WHERE p.is_active AND p.folded >= ?1 AND p.folded < ?2"
_NAMES_ALONE = _tier_sql(_NAMES, "p.folded, p.id")
_NAMES_AFTER_CODES = _tier_sql(
    f"{_NAMES} AND p.id {_NOT_BY_CODE.format(low=3, high=4)}", "p.folded, p.id"
)

# The full-text index numbers the products by the order of their names, so it is walked in that
# order and left as soon as enough are found. The names that begin with the text, which came before,
# are one block of it.
_FIRST = """coalesce((SELECT s.position FROM products AS q JOIN shelf AS s ON s.product = q.id
    WHERE q.is_active AND q.folded >= ?{bound} ORDER BY q.folded, q.id LIMIT 1), 1 << 62)"""
_FOUND = f"""SELECT rowid AS position FROM search WHERE search MATCH ?1
    AND (rowid < {_FIRST.format(bound=2)} OR rowid >= {_FIRST.format(bound=3)})"""  # noqa: S608 - our own words
_OTHERS = _NOT_BY_CODE.format(low=4, high=5)
_WITHOUT_CODES = f" AND (SELECT product FROM shelf WHERE position = search.rowid) {_OTHERS}"  # noqa: S608


def _words_sql(found: str) -> tuple[str, str]:
    select = f"""SELECT {COLUMNS} FROM ({found} ORDER BY rowid LIMIT ? OFFSET ?) AS f
        CROSS JOIN shelf AS s ON s.position = f.position
        CROSS JOIN products AS p ON p.id = s.product ORDER BY f.position"""  # noqa: S608
    return select, f"SELECT count(*) FROM ({found})"  # noqa: S608 - our own words


_WORDS_ALONE = _words_sql(_FOUND)
_WORDS_AFTER_CODES = _words_sql(_FOUND + _WITHOUT_CODES)


def code_range(text: str) -> tuple[str, str]:
    """Return the bounds of the barcodes that ``text`` may stand for: one, or all that begin so."""
    joined = "".join(text.split())
    code = joined if joined.isdigit() else text.strip()
    is_beginning = len(code) >= CODE_PREFIX_LENGTH and any(map(str.isdigit, code))
    return code, code + (_ABOVE_ALL if is_beginning else _BELOW_ALL)


def tiers_for(text: str, codes: tuple[str, str] | None) -> Iterator[Tier]:
    """Yield where to look for ``text``, best rank first; ``codes`` where barcodes match too."""
    if codes is not None:
        yield Tier(*_CODES, codes)
    folded = fold(text)
    if not folded:
        return
    names = (folded, folded + _ABOVE_ALL)
    apart = codes or ()
    yield Tier(*(_NAMES_AFTER_CODES if codes else _NAMES_ALONE), (*names, *apart))
    words = _WORDS_AFTER_CODES if codes else _WORDS_ALONE
    yield Tier(*words, (starts_query(folded), *names, *apart))
    inside = inside_query(folded)
    if inside:
        yield Tier(*words, (inside, *names, *apart))
