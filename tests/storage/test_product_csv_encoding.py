"""Encodings of product files, told from their bytes."""

import pytest

from tests.storage.reading_products import HEADING, bad, names, recognised


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
    assert recognised(content, encoding).form.encoding == encoding


def test_the_encoding_is_told_from_the_whole_file() -> None:
    rows = "".join(f"{at},Plain {at},1,21\n" for at in range(20_000))
    content = (HEADING + rows).encode() + "1,Šviežia žuvis,1,21\n".encode("cp1257")
    assert names(content)[-1] == "Šviežia žuvis"


def test_one_broken_letter_among_whole_ones_costs_one_row() -> None:
    rows = "".join(f"{at},Žuvis {at},1,21\n" for at in range(10))
    content = (HEADING + rows).encode() + b"99,\xc5uvis,1,21\n"
    assert bad(content) == [(12, "encoding")]
    assert len(names(content)) == 10
