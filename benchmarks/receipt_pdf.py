"""Receipt PDF of 20 lines beside the same text and the same QR code by bare reportlab.

The limit draws the finished lines with one registered TrueType font, embedded by reportlab as it
comes, and the QR code that segno makes of the same text as one path. Every round has another
receipt, so that neither side profits from what it drew before.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone
from functools import cache
from hashlib import sha256
from io import BytesIO
from itertools import groupby

import segno
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from benchmarks.measure import in_pairs
from cashier.domain.money import Money
from cashier.domain.quantity import Percent, Quantity
from cashier.domain.receipt import Letterhead, Receipt, ReceiptKind, ReceiptLine, ReceiptTender
from cashier.domain.tax import VatGroup
from cashier.printing.pdf import as_pdf
from cashier.printing.seal import qr_payload
from cashier.printing.text import as_text
from cashier.resources import resource

LINES = 20
ROUNDS = 60
AIM = 1.5
NAMES = (
    "Juoda duona",
    "Homemade Butter",
    "Молоко 3,2%",
    "Plum Tomatoes",
    "Cuisse de poulet fumée",
    "Laima - Gingerbread Biscuits",
    "Στιγμιαίος καφές",
    "Rigas sprotes (sprot fume)",
)


def euro(minor: int) -> Money:
    return Money(minor, "EUR")


def line(at: int, number: int) -> ReceiptLine:
    price, quantity = euro(100 + 7 * number), Quantity(1000 * (1 + number % 3))
    gross = euro(price.minor * quantity.milli // 1000)
    name = f"{NAMES[number % len(NAMES)]} {at}/{number}"
    return ReceiptLine(
        name, quantity, "pcs", price, gross, euro(0), None, gross, Percent(21_000), "A"
    )


@cache
def receipt(at: int) -> Receipt:
    lines = tuple(line(at, number) for number in range(LINES))
    total = euro(sum(each.total.minor for each in lines))
    return Receipt(
        kind=ReceiptKind.SALE,
        number=f"T1-{at + 1000:06d}",
        issued_at=datetime(2026, 11, 20, 14, 33, 7, tzinfo=timezone(timedelta(hours=2))),
        fiscal_day=214,
        register="2",
        operator="Rūta Kazlauskaitė",
        letterhead=Letterhead(
            "Gintaro krautuvė", ("Pilies g. 14, Vilnius",), "LT100001234517", ("Ačiū!",)
        ),
        lines=lines,
        subtotal=total,
        discount=euro(0),
        discount_percent=None,
        total=total,
        rounding=euro(0),
        tenders=(ReceiptTender("card", total),),
        change=euro(0),
        vat=(VatGroup(Percent(21_000), "A", total, euro(total.minor * 21 // 121)),),
        seal=sha256(str(at).encode()).hexdigest(),
    )


@cache
def lines_and_code(at: int) -> tuple[tuple[str, ...], str]:
    return tuple(as_text(receipt(at)).splitlines()), qr_payload(receipt(at))


def bare(at: int) -> bytes:
    lines, payload = lines_and_code(at)
    out, height = BytesIO(), 10.0 * len(lines) + 110
    canvas = Canvas(out, pagesize=(226.77, height), invariant=1)
    canvas.setFont("Bare", 8)
    y = height - 20
    for text in lines:
        canvas.drawString(11, y, text)
        y -= 10
    path = canvas.beginPath()
    for row, modules in enumerate(segno.make_qr(payload, error="m").matrix):
        column = 0
        for is_black, group in groupby(modules):
            length = len(list(group))
            if is_black:
                path.rect(80 + column * 1.4, 70 - row * 1.4, length * 1.4, 1.4)
            column += length
    canvas.drawPath(path, stroke=0, fill=1)
    canvas.save()
    return out.getvalue()


def ours(at: int) -> bytes:
    return as_pdf(receipt(at))


def main() -> None:
    pdfmetrics.registerFont(TTFont("Bare", str(resource("fonts", "DejaVuSansMono.ttf"))))
    for at in range(-3, ROUNDS):
        lines_and_code(at)
    print(in_pairs(ours, bare, ROUNDS).line("receipt PDF of 20 lines", AIM))
    copies = replace(receipt(0), copy=1)
    print(f"sizes: ours {len(as_pdf(copies))} bytes, bare {len(bare(0))} bytes")


if __name__ == "__main__":
    main()
