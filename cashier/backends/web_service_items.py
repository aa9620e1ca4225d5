"""The item strings of the cash-register web service: fields between underscores, no escaping.

An article is ``ID_QTY_TITLE_PRICE``, a line of a department ``-ID_PRICE_TITLE``, a free line
``Free_PRICE_TITLE``; the last two have no quantity, so the string is repeated. Prices include VAT
and have a point. What is weighed or measured, has a discount or comes to another amount than price
x quantity goes out once, at its net amount, with quantity and discount in its name. A line given
back has a negative price.
"""

import re
from collections.abc import Iterator

from cashier.domain.backend_errors import MappingMissingError
from cashier.domain.money import Money
from cashier.domain.outgoing import OutgoingLine, OutgoingOrder
from cashier.domain.product import Unit
from cashier.domain.quantity import WHOLE
from cashier.domain.text import cleaned
from cashier.settings.back_end import BackEndProfile

MOST_REPEATED = 20
"""A line of more pieces goes out once, with their number in its name."""
MOST_ITEMS = 500
"""Beyond these nothing is repeated: PHP drops the fields of a form over 1,000, and says nothing."""
TITLE_LENGTH = 120
FREE = "free"
"""Instead of a department's id: a line without one."""
_ID = re.compile(r"[0-9A-Za-z]{1,20}", re.ASCII)


def items_of(order: OutgoingOrder, profile: BackEndProfile) -> list[str]:
    """Return the item strings of all lines, in order; ``MappingMissingError`` names what lacks."""
    repeated = [item for line in order.lines for item in _items(line, profile, MOST_REPEATED)]
    if len(repeated) <= MOST_ITEMS:
        return repeated
    return [item for line in order.lines for item in _items(line, profile, 1)]


def title(text: str) -> str:
    """Return ``text`` as it may stand in a field: no underscore, nothing that controls."""
    return cleaned(text.replace("_", " "))


def _items(line: OutgoingLine, profile: BackEndProfile, most: int) -> Iterator[str]:
    pieces = _pieces(line)
    price = -line.price if line.quantity.milli < 0 else line.price
    articles = profile.wire.products
    article = articles.get(line.product_key) or articles.get(line.barcode)
    if article:
        name, count, each = (
            (_named(line), 1, line.charged) if pieces is None else (title(line.name), pieces, price)
        )
        yield f"{_id(article, 'product', line.name)}_{count}_{_short(name)}_{each.text()}"
    elif pieces is None or pieces > most:
        yield _plain_item(line, profile, line.charged, _named(line))
    else:
        yield from [_plain_item(line, profile, price, title(line.name))] * pieces


def _plain_item(line: OutgoingLine, profile: BackEndProfile, price: Money, name: str) -> str:
    """Return a line of the department of its VAT rate, or a free one where that is set up."""
    rate = line.vat_rate.text()
    department = profile.wire.vat_classes.get(rate) or profile.web_service.department
    if department == FREE:
        return f"Free_{price.text()}_{_short(name)}"
    return f"-{_id(department, 'vat', rate)}_{price.text()}_{_short(name)}"


def _pieces(line: OutgoingLine) -> int | None:
    """Return how many pieces make up exactly what the line is charged at, None where none do."""
    is_counted = line.unit == Unit.PIECE.value and line.quantity.is_whole()
    if not is_counted or not line.quantity.milli:
        return None
    is_exact = line.charged.minor * WHOLE == line.price.minor * line.quantity.milli
    return abs(line.quantity.milli) // WHOLE if is_exact else None


def _named(line: OutgoingLine) -> str:
    """Return the name with what it was worked out from: ``Cheese (0.455 kg x 12.90 -0.60)``."""
    unit = [] if line.unit == Unit.PIECE.value else [title(line.unit)]
    parts = [line.quantity.text(), *unit, "x", line.price.text()]
    off = line.discount + line.share
    if off:
        parts.append((-off).text() if off.minor > 0 else f"+{(-off).text()}")
    detail = f" ({' '.join(parts)})"
    return f"{title(line.name)[: TITLE_LENGTH - len(detail)]}{detail}"


def _short(name: str) -> str:
    return name[:TITLE_LENGTH]


def _id(given: str, kind: str, name: str) -> str:
    """Return an id that fits its field; one that would shift the others is as good as none."""
    if not _ID.fullmatch(given):
        raise MappingMissingError(kind, name)
    return given
