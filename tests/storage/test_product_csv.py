"""Files as shops and suppliers have them: recognised, read within bounds, refused by name."""

import io
import itertools
import random
from collections.abc import Callable, Iterator
from functools import partial
from typing import BinaryIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typing_extensions import Buffer, override

from cashier.domain.errors import FileRefusedError
from cashier.operations.import_products import REASONS, BadRow
from cashier.storage.product_csv import ProductFile, recognise
from cashier.storage.product_csv_cells import ProductRow

HEADING = "barcode,name,price,vat_rate\n"


def opened(content: str | bytes, encoding: str = "utf-8") -> Callable[[], BinaryIO]:
    data = content.encode(encoding) if isinstance(content, str) else content
    return partial(io.BytesIO, data)


def recognised(content: str | bytes, encoding: str = "utf-8") -> ProductFile:
    return recognise(opened(content, encoding), "EUR")


def read(content: str | bytes, encoding: str = "utf-8") -> list[tuple[int, ProductRow | BadRow]]:
    rows = recognised(content, encoding).rows()
    try:
        return list(rows)
    finally:
        rows.close()


def names(content: str | bytes, encoding: str = "utf-8") -> list[str | None]:
    return [row.name for _, row in read(content, encoding) if isinstance(row, ProductRow)]


def bad(content: str | bytes) -> list[tuple[int, str]]:
    return [(row.line, row.code) for _, row in read(content) if isinstance(row, BadRow)]


def refused(content: str | bytes) -> str:
    with pytest.raises(FileRefusedError) as refusal:
        recognised(content)
    return refusal.value.what


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiters_are_recognised(delimiter: str) -> None:
    content = HEADING.replace(",", delimiter) + delimiter.join(["1", "Tea", '"2,50"', "21"])
    [(line, row)] = read(content)
    assert line == 2
    assert isinstance(row, ProductRow)
    assert (row.codes, row.name, row.price_minor, row.vat_milli) == (("1",), "Tea", 250, 21_000)


@pytest.mark.parametrize(
    ("encoding", "heading", "name"),
    [
        ("utf-8", "name,price", "Žalias 苏 чай"),
        ("utf-8-sig", "name,price", "Žalias 苏 чай"),
        ("utf-16", "name,price", "Žalias 苏 чай"),
        ("cp1257", "Pavadinimas,Kaina", "Grūdų ąžuolas, café"),
        ("cp1257", "name,price", "Šviežia žuvis, grūdėta duona ir medžio uogienė"),
        ("cp1252", "Nom,Prix", "Crème brûlée à l'œuf"),
        ("cp1252", "name,price", "Käsespätzle süß, Weißbier, crème fraîche, café"),
        ("cp1250", "Nazwa,Cena", "Łosoś wędzony, żurek"),
        ("cp1251", "Название,Цена", "Молоко ёжик"),
        ("cp1251", "name,price", "Молоко ёжик, хлеб"),
    ],
)
def test_encodings_are_recognised(encoding: str, heading: str, name: str) -> None:
    content = f'{heading}\n"{name}",1\n'
    assert names(content, encoding) == [name]
    assert recognised(content, encoding).encoding == encoding


def test_the_encoding_is_told_from_the_whole_file() -> None:
    rows = "".join(f"{at},Plain {at},1,21\n" for at in range(20_000))
    content = (HEADING + rows).encode() + "1,Šviežia žuvis,1,21\n".encode("cp1257")
    assert names(content)[-1] == "Šviežia žuvis"


def test_one_broken_letter_among_whole_ones_costs_one_row() -> None:
    rows = "".join(f"{at},Žuvis {at},1,21\n" for at in range(10))
    content = (HEADING + rows).encode() + b"99,\xc5uvis,1,21\n"
    assert bad(content) == [(12, "encoding")]
    assert len(names(content)) == 10


@pytest.mark.parametrize(
    "heading",
    [
        "EAN,Product name,VAT rate (%),Unit price,Category,Unit,Favourite,Active,Open price",
        "Brūkšninis kodas,Pavadinimas,PVM %,Kaina,Grupė,Mato vnt.,Mėgstama,Aktyvi,Laisva kaina",
        "Strichcode,Bezeichnung,MwSt.,Preis (EUR),Warengruppe,Einheit,Favorit,Aktiv,Freier Preis",
        "Kod kreskowy,Nazwa,Stawka VAT,Cena brutto,Kategoria,J.m.,Ulubione,Aktywny,Wolna cena",
        "Code-barres,Désignation,Taux TVA,Prix TTC €,Catégorie,Unité,Favori,Actif,Prix libre",
        "Штрих-код,Наименование,НДС %,Цена,Категория,Ед. изм.,Избранное,Активный,Свободная цена",
    ],
)
def test_headings_of_six_languages_are_known(heading: str) -> None:
    [(_, row)] = read(f"{heading}\n47,Tea,21,2.50,Drinks,kg,1,0,1\n")
    assert row == ProductRow(
        ("47",), "Tea", 250, 21_000, "kg", "Drinks", None, None, True, False, True
    )


def test_columns_that_mean_nothing_to_a_till_are_passed_over() -> None:
    assert names("id,name,stock,price,supplier\n7,Tea,100,1.00,Acme\n") == ["Tea"]


def test_a_title_may_stand_before_the_heading() -> None:
    [(line, _)] = read("Price list\n\nname,price\nTea,1\n")
    assert line == 4


@pytest.mark.parametrize(
    ("content", "what"),
    [
        ("", "it is empty"),
        (" \n\n", "it is empty"),
        ("4770190036016,Tea,1.00,21\n" * 20, "it has no heading"),
        ("name,category\nTea,Drinks\n", "it has no heading"),
        ("Pavadinimas;Kaina be PVM\nArbata;1\n", "it has no heading"),
        ("name,price,kaina\nTea,1,2\n", "two columns"),
        (b"PK\x03\x04rest", "it is a workbook"),
        (b"%PDF-1.7", "it is a PDF"),
        (b"\x1f\x8b\x08", "it is packed"),
        (random.Random(7).randbytes(50_000), "it holds no text"),  # noqa: S311 - garbage, no secret
        (b"\x00" * 50_000, "it holds no text"),
    ],
)  # fmt: skip
def test_other_files_are_refused_in_words(content: str | bytes, what: str) -> None:
    assert refused(content).startswith(what)


def test_a_file_that_cannot_be_read_is_refused() -> None:
    def missing() -> BinaryIO:
        raise FileNotFoundError

    with pytest.raises(FileRefusedError):
        recognise(missing, "EUR")


def test_rows_over_several_lines_are_counted_by_their_first() -> None:
    content = HEADING + '1,"Two\nlines",1,21\r\n2,Next,1,21\r3,Third,x,21\n\n,,,\n4,"a ""b""",1,21'
    assert names(content) == ["Two lines", "Next", 'a "b"']
    assert bad(content) == [(5, "price-not-a-number")]
    assert [line for line, _ in read(content)] == [2, 4, 5, 8]


def test_an_unclosed_quote_costs_its_own_line_only() -> None:
    rows = "".join(f"{at},Name {at},1,21\n" for at in range(200))
    content = f'{HEADING}0,"never closed,1,21\n{rows}1,"again,1,21\n'
    assert bad(content) == [(2, "quotes"), (203, "quotes")]
    assert len(names(content)) == 200


def test_a_quote_inside_a_cell_is_a_sign_like_others() -> None:
    assert names(HEADING + '1,Pipe 5" long,1,21\n') == ['Pipe 5" long']


def test_a_line_too_long_is_passed_over_and_the_next_is_read() -> None:
    content = f'{HEADING}1,{"x" * 100_000},1,21\n2,Tea,1,21\n3,"a\n{"y" * 70_000}\n4,Milk,1,21\n'
    assert bad(content) == [(2, "line-too-long"), (4, "line-too-long")]
    assert names(content) == ["Tea", "Milk"]
    assert [line for line, _ in read(content)] == [2, 3, 4, 6]


class _OneLine(io.RawIOBase):
    """A file that is a heading and then one endless line; it keeps nothing."""

    def __init__(self, length: int) -> None:
        self._left = length
        self._head = HEADING.encode()

    @override
    def readable(self) -> bool:
        return True

    @override
    def seekable(self) -> bool:
        return True

    @override
    def seek(self, offset: int, whence: int = 0, /) -> int:
        return 0

    @override
    def readinto(self, buffer: Buffer, /) -> int:
        view = memoryview(buffer)
        part = self._head or b"x" * min(self._left, len(view))
        count = min(len(part), len(view))
        view[:count] = part[:count]
        self._left -= 0 if self._head else count
        self._head = b""
        return count


def test_one_line_of_200_mb_is_one_bad_row() -> None:
    file = recognise(lambda: io.BufferedReader(_OneLine(200_000_000)), "EUR")
    rows = file.rows()
    assert [row for _, row in rows] == [BadRow(2, "line-too-long")]
    rows.close()


def test_a_heading_of_200_mb_is_refused() -> None:
    refusing = partial(recognise, lambda: io.BufferedReader(_Headless(200_000_000)), "EUR")
    with pytest.raises(FileRefusedError):
        refusing()


class _Headless(_OneLine):
    def __init__(self, length: int) -> None:
        super().__init__(length)
        self._head = b""


@given(st.binary(max_size=400))
def test_no_content_makes_it_fail_otherwise_than_by_name(content: bytes) -> None:
    try:
        rows = recognised(HEADING.encode() + content).rows()
    except FileRefusedError:
        return
    taken: Iterator[tuple[int, ProductRow | BadRow]] = itertools.islice(rows, 1_000)
    for line, row in taken:
        assert line >= 2
        assert isinstance(row, ProductRow) or REASONS[row.code]
    rows.close()
