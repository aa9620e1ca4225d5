"""The picture of a PDF for the window."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from pypdfium2 import PdfPage

from cashier.printing.pdf import Paper, as_pdf
from cashier.printing.preview import rasterise
from tests.printing.receipts import SALE, line


@pytest.mark.parametrize("width", [1, 338, 576])
def test_the_picture_has_the_width_asked_for(width: int) -> None:
    raster = rasterise(as_pdf(SALE), width)
    assert raster.width == width
    assert len(raster.rgb) == width * raster.height * 3


def test_paper_is_white_and_ink_is_black() -> None:
    raster = rasterise(as_pdf(SALE), 338)
    assert raster.rgb[:3] == b"\xff\xff\xff"
    assert min(raster.rgb) < 40


def test_pages_stand_below_each_other() -> None:
    long = replace(SALE, lines=(line("Juoda duona", 79, 2000),) * 60)
    one, more = rasterise(as_pdf(SALE, Paper.A4), 200), rasterise(as_pdf(long, Paper.A4), 200)
    assert more.height == one.height * 3


def test_many_threads_draw_one_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    render, inside, most = PdfPage.render, 0, 0

    def counted(page: PdfPage, **options: object) -> object:
        nonlocal inside, most
        inside += 1
        most = max(most, inside)
        bitmap = render(page, **options)
        inside -= 1
        return bitmap

    monkeypatch.setattr(PdfPage, "render", counted)
    pdf = as_pdf(SALE)
    with ThreadPoolExecutor(8) as threads:
        pictures = list(threads.map(rasterise, [pdf] * 24, [200] * 24))
    assert set(pictures) == {pictures[0]}
    assert most == 1
