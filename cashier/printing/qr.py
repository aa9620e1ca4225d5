"""QR codes as rows of black and white modules."""

from functools import lru_cache
from itertools import groupby

import segno

QUIET_ZONE = 4
"""Modules that must stay white around a QR code."""

Stretch = tuple[int, int, int]


@lru_cache(maxsize=16)
def qr_stretches(payload: str) -> tuple[int, tuple[Stretch, ...]]:
    """Return how many modules wide the code is, and its black (column, row, length) stretches."""
    matrix = segno.make_qr(payload, error="m").matrix
    return len(matrix), tuple(
        stretch for row, modules in enumerate(matrix) for stretch in _black(row, modules)
    )


def _black(row: int, modules: bytearray) -> list[Stretch]:
    found = []
    column = 0
    for is_black, group in groupby(modules):
        length = len(list(group))
        if is_black:
            found.append((column, row, length))
        column += length
    return found
