"""QR codes as black stretches."""

from itertools import pairwise

import segno

from cashier.printing.qr import qr_stretches


def test_the_stretches_are_the_librarys_matrix() -> None:
    modules, black = qr_stretches("T1-000147")
    canvas = [[0] * modules for _ in range(modules)]
    for column, row, length in black:
        canvas[row][column : column + length] = [1] * length
    expected = segno.make_qr("T1-000147", error="m").matrix
    assert canvas == [list(row) for row in expected]


def test_no_two_stretches_touch_in_a_row() -> None:
    _, black = qr_stretches("T1-000147")
    for (column, row, length), (next_column, next_row, _) in pairwise(black):
        assert row < next_row or column + length < next_column
