"""A receipt as plain text: the layout's lines in a fixed-width font, without the QR code."""

import unicodedata

from cashier.domain.receipt import Receipt
from cashier.printing.columns import width
from cashier.printing.layout import lay_out
from cashier.printing.lines import Gap, Item, Line, QrCode, Rule, grid_start

_LEFT_TO_RIGHT = "\u200e"


def as_text(receipt: Receipt, columns: int = 42) -> str:
    """Return the receipt in lines of at most ``columns``, each ended by a line feed."""
    layout = lay_out(receipt, columns)
    lines = (_written(item, columns) for item in layout.items())
    return "".join(f"{line}\n" for line in lines if line is not None)


def _written(item: Item, columns: int) -> str | None:
    match item:
        case Line():
            return _placed(item)
        case Rule():
            return "-" * columns
        case Gap():
            return ""
        case QrCode():
            return None


def _placed(line: Line) -> str:
    text = ""
    for cell in line.cells:
        text += " " * max(0, grid_start(cell) - width(text)) + _isolated(cell.text)
    return text.rstrip()


def _isolated(text: str) -> str:
    """Return ``text`` so that right-to-left letters do not pull the amounts beside them over."""
    if any(unicodedata.bidirectional(char) in {"R", "AL"} for char in text):
        return f"{_LEFT_TO_RIGHT}{text}{_LEFT_TO_RIGHT}"
    return text
