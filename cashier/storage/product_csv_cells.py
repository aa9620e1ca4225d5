"""From the cells of a row to what it says of a product, or why it says nothing."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial

from cashier.domain.errors import InputRefusedError, NegativeError, TooLargeError, TooPreciseError
from cashier.domain.money import Money
from cashier.domain.product import Unit
from cashier.domain.product_file import Column
from cashier.domain.quantity import Percent
from cashier.domain.text import NAME_LENGTH, is_clean
from cashier.storage.catalogue_words import fold

CODE_LENGTH = 64
_TEXT_LENGTH = 120
_REMEMBERED = 4_096
_GTIN_LENGTHS = range(8, 15)
ONE_PERCENT = 1_000

# What our own export puts before a cell that a spreadsheet would run, and takes away here.
RUNS_IN_SPREADSHEETS = re.compile("'*[=+\\-@\t\r\uff1d\uff0b\uff0d\uff20]")
_GUARDED = re.compile("'+[=+\\-@\t\r\uff1d\uff0b\uff0d\uff20]")
_AS_TEXT = re.compile('="(.*)"')
_CODE_BREAKS = re.compile(r"[|;\n]")
_GROUPED = re.compile(r"(-?[0-9]{1,3}(?:[.,][0-9]{3})+)([.,][0-9]+)?", re.ASCII)
_ROUNDED = re.compile(r"[0-9]+[.,]?[0-9]*[eE]\+?[0-9]+", re.ASCII)
_NO_CHARACTER = re.compile("[\ud800-\udfff]")
_COLOUR = re.compile(r"#[0-9a-f]{3}(?:[0-9a-f]{3})?|[a-z][a-z0-9-]{0,20}")
_NO_SPACE = str.maketrans("", "", " \u00a0\u2009\u202f'\u2019")
# Line breaks are spaces; what a wrong conversion once left of a letter (C1) is taken out.
_BREAKS = dict.fromkeys(map(ord, "\n\r\t\v\f\u00a0\u2028\u2029\ufffd"), " ") | dict.fromkeys(
    range(0x80, 0xA0)
)
_SIGNS = {
    "EUR": ("€", "euro", "eur."), "GBP": ("£",), "USD": ("$",), "PLN": ("zł", "zl"),
    "RUB": ("₽", "руб.", "руб"), "SEK": ("kr", "kr."), "NOK": ("kr", "kr."),
    "DKK": ("kr", "kr."), "CZK": ("kč",), "UAH": ("₴", "грн", "грн."), "CHF": ("fr.",),
}  # fmt: skip
_UNITS = {
    Unit.PIECE: "pcs pc piece pieces ea each unit units vnt vienetas vienetai stk stck stuck st "
    "szt sztuka sztuki piece u шт штука штуки",
    Unit.KILOGRAM: "kg kgs kilogram kilograms kilogramas kilogramai kilogramm kilo кг килограмм",
    Unit.LITRE: "l ltr litre liter litres liters litras litrai litr л литр",
    Unit.METRE: "m metre meter metres meters metras metrai metr mb м метр",
}
_UNIT_OF = {word: unit for unit, words in _UNITS.items() for word in words.split()}
_YES_WORDS = "1 true yes y on x taip t ja j wahr tak prawda oui o vrai да д истина"
_NO_WORDS = "0 false no n off ne nein nie non faux falsch fałsz нет н ложь"
_YES = frozenset(_YES_WORDS.split())
_NO = frozenset(_NO_WORDS.split())


class RowRefusedError(Exception):
    """A row says nothing that can be taken; ``code`` is one of the reasons of the import."""

    def __init__(self, code: str, given: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.given = printable(given)


@dataclass(frozen=True, slots=True)
class ProductRow:
    """What one row says; None where the file has no such column or the cell may be left empty."""

    codes: tuple[str, ...] = ()
    name: str | None = None
    price_minor: int | None = None
    vat_milli: int | None = None
    unit: str | None = None
    category: str | None = None
    colour: str | None = None
    picture: str | None = None
    is_favourite: bool | None = None
    is_active: bool | None = None
    has_open_price: bool | None = None


def printable(text: str, longest: int = 60) -> str:
    """Return what can be shown of a refused cell."""
    shown = "".join(char if is_clean(char) else "\ufffd" for char in text[:longest])
    return shown + ("…" if len(text) > len(shown) else "")


class CellReader:
    """Turns rows under known columns into ``ProductRow``; repeated cells are worked out once."""

    def __init__(self, columns: Sequence[Column | None], currency: str) -> None:
        self._columns = columns
        self._signs = (currency.lower(), *_SIGNS.get(currency, ()))
        once = lru_cache(maxsize=_REMEMBERED)
        self._of: dict[Column, Callable[[str], object]] = {
            Column.NAME: _name,
            Column.PRICE: once(partial(_price, currency=currency, signs=self._signs)),
            Column.VAT: once(_vat),
            Column.UNIT: once(_unit),
            Column.CATEGORY: once(_text),
            Column.COLOUR: once(_colour),
            Column.PICTURE: _text,
            Column.FAVOURITE: once(_flag),
            Column.ACTIVE: once(_flag),
            Column.OPEN_PRICE: once(_flag),
        }
        self._plan = [
            (index, _FIELDS[column], self._of[column])
            for index, column in enumerate(columns)
            if column is not None and column is not Column.BARCODE
        ]
        self._code_cells = [
            index for index, column in enumerate(columns) if column is Column.BARCODE
        ]
        self._name_cell = columns.index(Column.NAME) if Column.NAME in columns else None

    def __call__(self, cells: Sequence[str]) -> ProductRow:
        """Return what the row says; ``RowRefusedError`` names why it says nothing."""
        cells = self._fitting(cells)
        given = {field: read(_unguarded(cells[index])) for index, field, read in self._plan}
        codes = tuple(
            dict.fromkeys(code for index in self._code_cells for code in _codes(cells[index]))
        )
        if given.get("has_open_price") and given["price_minor"] is None:
            given["price_minor"] = 0
        if given["price_minor"] is None:
            raise RowRefusedError("price-missing")
        return ProductRow(codes, **given)  # type: ignore[arg-type]  # each field has its reader

    def _fitting(self, cells: Sequence[str]) -> Sequence[str]:
        wanted = len(self._columns)
        if len(cells) > wanted and not any(cells[wanted:]):
            return cells[:wanted]
        if len(cells) != wanted:
            raise RowRefusedError("columns")
        return cells


_FIELDS = {
    Column.NAME: "name",
    Column.PRICE: "price_minor",
    Column.VAT: "vat_milli",
    Column.UNIT: "unit",
    Column.CATEGORY: "category",
    Column.COLOUR: "colour",
    Column.PICTURE: "picture",
    Column.FAVOURITE: "is_favourite",
    Column.ACTIVE: "is_active",
    Column.OPEN_PRICE: "has_open_price",
}


def _unguarded(cell: str) -> str:
    if not cell or cell[0] not in "'=":
        return cell
    as_text = _AS_TEXT.fullmatch(cell)
    if as_text is not None and '"' not in as_text[1]:
        return as_text[1]
    return cell[1:] if _GUARDED.match(cell) else cell


def _clean(cell: str, longest: int, too_long: str) -> str:
    """Return text in NFC with single spaces; line breaks are spaces, other controls are refused."""
    if not (cell.isascii() and cell.isprintable()):
        cell = unicodedata.normalize("NFC", cell.translate(_BREAKS))
        if _NO_CHARACTER.search(cell):
            raise RowRefusedError("encoding", cell)
        if not is_clean(cell):
            raise RowRefusedError("control-characters", cell)
    text = " ".join(cell.split())
    if len(text) > longest:
        raise RowRefusedError(too_long, text)
    return text


def _name(cell: str) -> str:
    name = _clean(cell, NAME_LENGTH, "name-too-long")
    if not name:
        raise RowRefusedError("name-missing")
    return name


def _text(cell: str) -> str:
    return _clean(cell, _TEXT_LENGTH, "text-too-long")


def _codes(cell: str) -> list[str]:
    if cell.isascii() and cell.isdigit() and len(cell) <= CODE_LENGTH:
        return [cell]
    return [_code(part) for part in _CODE_BREAKS.split(_unguarded(cell.strip())) if part.strip()]


def _code(part: str) -> str:
    """Return one barcode: a GTIN without its gaps, or the shop's own as it is written."""
    code = part.strip().removesuffix(".0")
    joined = "".join(code.split())
    if joined.isascii() and joined.isdigit() and len(joined) in _GTIN_LENGTHS:
        return joined
    if _ROUNDED.fullmatch(code):
        raise RowRefusedError("barcode-rounded", code)
    code = part.strip()
    if len(code) > CODE_LENGTH or not is_clean(code) or len(code.split()) > 1:
        raise RowRefusedError("barcode-refused", code)
    return unicodedata.normalize("NFC", code)


def plain_number(cell: str) -> str:
    """Return a number written with a decimal comma or point, and in groups, as plain decimal text.

    A single sign is the decimal one ("1,005" has three decimals); of two kinds the last is.
    """
    text = cell.translate(_NO_SPACE)
    grouped = _GROUPED.fullmatch(text)
    if grouped is not None and _is_grouped(grouped[1], grouped[2] or ""):
        whole = grouped[1].replace(",", "").replace(".", "")
        return whole + (grouped[2] or "").replace(",", ".")
    text = text.replace(",", ".")
    return "0" + text if text.startswith(".") else text


def _is_grouped(whole: str, fraction: str) -> bool:
    signs = {char for char in whole if char in ".,"}
    if fraction:
        return len(signs) == 1 and fraction[0] not in signs
    return len(signs) == 1 and whole.count(signs.pop()) > 1


def _price(cell: str, *, currency: str, signs: tuple[str, ...]) -> int | None:
    text = cell.strip().lower()
    for sign in signs:
        text = text.removeprefix(sign).removesuffix(sign).strip()
    if not text:
        return None
    try:
        return Money.parse(plain_number(text), currency, what="price").minor
    except NegativeError:
        code = "price-negative"
    except TooLargeError:
        code = "price-too-large"
    except TooPreciseError:
        code = "price-too-precise"
    except InputRefusedError:
        code = "price-not-a-number"
    raise RowRefusedError(code, cell.strip())


def _vat(cell: str) -> int | None:
    text = cell.strip()
    if not text:
        return None
    number = text.removesuffix("%").strip()
    try:
        milli = Percent.parse(plain_number(number)).milli
    except InputRefusedError:
        code = "vat-not-a-rate"
        raise RowRefusedError(code, text) from None
    if 0 < milli < ONE_PERCENT and number == text:
        code = "vat-unclear"
        raise RowRefusedError(code, text)
    return milli


def _unit(cell: str) -> str | None:
    word = fold(cell)
    if not word and not cell.strip():
        return None
    if word not in _UNIT_OF:
        code = "unit-unknown"
        raise RowRefusedError(code, cell.strip())
    return _UNIT_OF[word].value


def _flag(cell: str) -> bool | None:
    word = cell.strip().casefold()
    if not word:
        return None
    if word not in _YES | _NO:
        code = "flag-unknown"
        raise RowRefusedError(code, cell.strip())
    return word in _YES


def _colour(cell: str) -> str:
    colour = cell.strip().lower()
    if colour and not _COLOUR.fullmatch(colour):
        code = "colour-unknown"
        raise RowRefusedError(code, colour)
    return colour
