"""Item strings of the cash-register web service, read strictly; every price in cents."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

_PRICE = re.compile(r"-?\d{1,9}(\.\d{1,2})?\Z", re.ASCII)
_COUNT = re.compile(r"-?\d{1,6}\Z", re.ASCII)
_MOST_VARIATIONS = 5


class BadItemError(Exception):
    """An item string that cannot be read as one."""


@dataclass(frozen=True, slots=True)
class Article:
    """An article of the shop."""

    id: int
    title: str
    price: int
    department: int
    barcode: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One line of an order; ``price`` of one piece in cents, VAT included."""

    title: str
    count: int
    price: int
    article: int = 0
    department: int = 0

    @property
    def total(self) -> int:
        return self.count * self.price


def cents(text: str) -> int:
    if not _PRICE.match(text):
        raise BadItemError(f"{text!r} is no price")
    return int(Decimal(text).scaleb(2))


def _count(text: str) -> int:
    if not _COUNT.match(text) or int(text) == 0:
        raise BadItemError(f"{text!r} is no quantity")
    return int(text)


def read_item(text: str, articles: Mapping[int, Article], departments: Mapping[int, str]) -> Item:
    """Read ``12_2_Pizza_14.50_3``, ``-5_9.99_Free sale`` or ``Free_1.20_Bag``."""
    if any(ord(char) < 32 for char in text):
        raise BadItemError(f"{text!r} holds control characters")
    head, *fields = text.split("_")
    if head == "Free":
        return _free(fields, 0)
    if head.startswith("-"):
        return _free(fields, _known(head[1:], departments, "department"))
    return _of_article(articles[_known(head, articles, "article")], fields)


def _known(text: str, known: Mapping[int, object], what: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) in known):
        raise BadItemError(f"There is no {what} {text!r}")
    return int(text)


def _free(fields: list[str], department: int) -> Item:
    if len(fields) != 2:
        raise BadItemError("A free line is a price and a title")
    return Item(fields[1], 1, cents(fields[0]), department=department)


def _of_article(article: Article, fields: list[str]) -> Item:
    if len(fields) > 3 + _MOST_VARIATIONS:
        raise BadItemError("An article has five variations at most")
    count, title, price, *variations = [*fields, *[""] * (3 - len(fields))]
    if any(not one.isdigit() for one in variations):
        raise BadItemError("A variation is a number")
    return Item(
        title or article.title,
        _count(count) if count else 1,
        cents(price) if price else article.price,
        article.id,
        article.department,
    )
