"""Receipts as PDF, read back by other programs."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from hashlib import sha256
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader
from reportlab.pdfgen.canvas import Canvas

from cashier.printing.pdf import Paper, as_pdf
from cashier.printing.seal import qr_payload
from tests.printing.pdf_reader import (
    drawn_glyphs,
    pages,
    pdfium_text,
    poppler_text,
    qr_text,
)
from tests.printing.receipts import LETTERHEAD, NAMES, REFUND, SALE, line, selling
from tests.source_rules import CHECKOUT

MIXED = selling(*NAMES.values(), "🍎 ☕ 👩\u200d🚀", "\ue000\u0f40 \x1b@")
ROW_MM = 72 / 25.4


def spaced(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("paper", Paper)
def test_the_text_can_be_read_back(paper: Paper) -> None:
    pdf = as_pdf(SALE, paper)
    for text in filter(None, (pdfium_text(pdf), poppler_text(pdf))):
        shown = spaced(text)
        for wanted in (
            "Gintaro krautuvė",
            "VAT no. LT100001234517",
            "Receipt T1-000147 2026-11-20 14:33 +02:00",
            "0.455 kg × 2.07",
            "Discount 10 % −0.99",
            "TOTAL EUR 16.99",
            "A 21 % 12.53 2.63 15.16",
            "Journal seal 9f86 d081 884c 7d65",
        ):
            assert wanted in shown


@pytest.mark.parametrize("script", NAMES)
def test_a_name_can_be_searched_for(script: str) -> None:
    pdf = as_pdf(selling(NAMES[script]))
    for text in filter(None, (pdfium_text(pdf), poppler_text(pdf))):
        shown = spaced(text.translate(dict.fromkeys((0x202A, 0x202B, 0x202C, 0x200B))))
        for word in NAMES[script].split():
            assert word in shown


@pytest.mark.parametrize("paper", Paper)
def test_every_code_leads_to_a_real_glyph(paper: Paper) -> None:
    drawn = list(drawn_glyphs(as_pdf(MIXED, paper)))
    assert [each for each in drawn if each.glyph == 0] == []
    assert {each.font for each in drawn} >= {
        "DejaVuSansMono",
        "DejaVuSansMono-Bold",
        "DejaVuSans",
        "NotoSansThai-Regular",
        "NotoSansDevanagari-Regular",
        "DroidSansFallback",
    }


_BLOCKS = (
    *((0x20, 0x7E), (0x300, 0x36F), (0x590, 0x6FF), (0x900, 0x9FF), (0xB80, 0xBFF), (0xE00, 0xE7F)),
    *((0x2000, 0x2BFF), (0x3040, 0x30FF), (0x4E00, 0x4FFF), (0xFB50, 0xFDFF), (0x1F300, 0x1F6FF)),
)
_WRITTEN = st.sampled_from(_BLOCKS).flatmap(
    lambda block: st.text(st.characters(min_codepoint=block[0], max_codepoint=block[1]), max_size=9)
)


@given(st.lists(_WRITTEN | st.text(max_size=9), min_size=1, max_size=6).map("".join))
def test_whatever_is_written_leads_to_real_glyphs(text: str) -> None:
    head = replace(LETTERHEAD, shop_name=text)
    pdf = as_pdf(replace(selling(text, text[::-1]), note=text, letterhead=head))
    assert [each for each in drawn_glyphs(pdf) if each.glyph == 0] == []


def test_what_no_font_has_is_named() -> None:
    text = spaced(pdfium_text(as_pdf(MIXED)))
    assert "[red apple] [hot beverage]" in text
    assert "[U+E000][U+0F40] @" in text


@pytest.mark.skipif(not shutil.which("pdffonts"), reason="poppler-utils is not installed")
def test_every_font_is_embedded_in_part_and_can_be_searched() -> None:
    run = subprocess.run(["pdffonts", "-"], input=as_pdf(MIXED), capture_output=True, check=True)
    rows = run.stdout.decode().splitlines()[2:]
    assert len(rows) >= 6
    assert [row for row in rows if row.split()[-5:-2] != ["yes", "yes", "yes"]] == []


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("number", ["T1-000147", "Čia-7 №1"])
def test_the_qr_code_can_be_scanned(paper: Paper, number: str) -> None:
    receipt = replace(SALE, number=number)
    assert qr_text(as_pdf(receipt, paper), 1200) == qr_payload(receipt)


def test_a_roll_is_as_long_as_the_receipt() -> None:
    short, long = as_pdf(REFUND), as_pdf(SALE)
    boxes = [PdfReader(BytesIO(pdf)).pages[0].mediabox for pdf in (short, long)]
    assert [float(box.width) for box in boxes] == [pytest.approx(80 * ROW_MM)] * 2
    assert boxes[0].height < boxes[1].height


@pytest.mark.parametrize("paper", Paper)
def test_a_receipt_of_500_lines_is_all_there(paper: Paper) -> None:
    goods = tuple(line(f"Product {number}", 220, 2000) for number in range(500))
    pdf = as_pdf(replace(SALE, lines=goods, copy=1), paper)
    text = pdfium_text(pdf)
    assert [n for n in range(500) if f"Product {n} " not in spaced(text)] == []
    count = pages(pdf)
    if paper is Paper.A4:
        assert count > 10
        assert text.count("COPY 1 · Receipt T1-000147 · Gintaro krautuvė") == count - 1
        for number in range(1, count + 1):
            assert f"{number} / {count}" in text
    for page in PdfReader(BytesIO(pdf)).pages:
        assert page.mediabox.height <= 14_400


def test_a_roll_too_long_for_one_page_goes_on_under_its_marks() -> None:
    goods = tuple(line(f"Product {number}", 220, 2000) for number in range(900))
    pdf = as_pdf(replace(SALE, lines=goods, copy=1))
    assert pages(pdf) == 2
    text = pdfium_text(pdf)
    assert "COPY 1 · Receipt T1-000147 · Gintaro…" in text
    assert "2 / 2" in text
    assert text.count("Product ") == 900


def test_a_single_page_bears_no_number() -> None:
    assert "1 / 1" not in pdfium_text(as_pdf(REFUND, Paper.A4))


def test_a_copy_and_a_refund_are_marked() -> None:
    assert "COPY 2" in pdfium_text(as_pdf(replace(SALE, copy=2)))
    assert "REFUND" in pdfium_text(as_pdf(REFUND))
    original, copy = (pdfium_text(as_pdf(replace(REFUND, copy=copy))) for copy in (0, 2))
    assert copy.replace("COPY 2\r\n", "") == original


def test_the_document_is_named() -> None:
    reader = PdfReader(BytesIO(as_pdf(replace(SALE, copy=1))))
    assert reader.metadata is not None
    assert reader.metadata.title == "COPY 1 · Receipt T1-000147 · Gintaro krautuvė"
    assert reader.metadata.author == "Gintaro krautuvė"


@pytest.mark.parametrize("paper", Paper)
def test_the_same_receipt_gives_the_same_bytes_whatever_was_printed_before(paper: Paper) -> None:
    first = as_pdf(MIXED, paper)
    for name in ("क्षत्रिय", "ที่นั่น", "শক্তি", "Zażółć", "京都"):
        as_pdf(selling(name), paper)
    assert as_pdf(MIXED, paper) == first


def test_another_process_gives_the_same_bytes() -> None:
    program = (
        "import sys; from hashlib import sha256\n"
        "from cashier.printing.pdf import as_pdf\n"
        "from tests.printing.test_pdf import MIXED\n"
        "print(sha256(as_pdf(MIXED)).hexdigest())"
    )
    run = [sys.executable, "-c", program]
    other = subprocess.run(run, cwd=CHECKOUT, capture_output=True, check=True, text=True)
    assert other.stdout.strip() == sha256(as_pdf(MIXED)).hexdigest()


@pytest.fixture
def eager_threads() -> Iterator[None]:
    """Let threads take turns at nearly every step."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


@pytest.mark.usefixtures("eager_threads")
def test_threads_draw_one_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    start, save, inside, most = Canvas.setTitle, Canvas.save, 0, 0

    def started(canvas: Canvas, title: str) -> None:
        nonlocal inside, most
        inside += 1
        most = max(most, inside)
        start(canvas, title)

    def saved(canvas: Canvas) -> None:
        nonlocal inside
        save(canvas)
        inside -= 1

    receipts = [SALE, REFUND, MIXED] * 4
    alone = [as_pdf(receipt) for receipt in receipts]
    monkeypatch.setattr(Canvas, "setTitle", started)
    monkeypatch.setattr(Canvas, "save", saved)
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(as_pdf, receipts)) == alone
    assert most == 1


def test_marks_and_totals_in_scripts_without_a_bold_font_are_drawn() -> None:
    head = replace(LETTERHEAD, shop_name="京都茶店 ที่นี่", words={"total": "合計"})
    drawn = list(drawn_glyphs(as_pdf(replace(SALE, letterhead=head))))
    assert [each for each in drawn if each.glyph == 0] == []
    assert "合計 EUR" in spaced(pdfium_text(as_pdf(replace(SALE, letterhead=head))))
