"""Receipts to print: an everyday sale, its refund, and one in many scripts."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone

from cashier.domain.money import Money
from cashier.domain.quantity import Percent, Quantity
from cashier.domain.receipt import Letterhead, Receipt, ReceiptKind, ReceiptLine, ReceiptTender
from cashier.domain.tax import VatGroup

SEAL = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
A, B, C = (Percent(21_000), "A"), (Percent(12_000), "B"), (Percent(5_000), "C")


def euro(minor: int) -> Money:
    return Money(minor, "EUR")


def line(
    name: str, price: int, milli: int = 1000, vat: tuple[Percent, str] = A, unit: str = "pcs"
) -> ReceiptLine:
    gross = euro((price * milli + 500) // 1000)
    zero, (rate, letter) = euro(0), vat
    quantity = Quantity(milli)
    return ReceiptLine(name, quantity, unit, euro(price), gross, zero, None, gross, rate, letter)


def discounted(full: ReceiptLine, minor: int, percent: Percent | None) -> ReceiptLine:
    total = euro(full.gross.minor - minor)
    return replace(full, discount=euro(minor), discount_percent=percent, total=total)


LETTERHEAD = Letterhead(
    "Gintaro krautuvė",
    ("Pilies g. 14, Vilnius", "Tel. +370 5 2000000"),
    "LT100001234517",
    ("Thank you. Ačiū!",),
)

SALE = Receipt(
    kind=ReceiptKind.SALE,
    number="T1-000147",
    issued_at=datetime(2026, 11, 20, 14, 33, 7, tzinfo=timezone(timedelta(hours=2))),
    fiscal_day=214,
    register="2",
    operator="Rūta K.",
    letterhead=LETTERHEAD,
    lines=(
        line("Juoda duona", 79, 2000),
        line("Homemade Butter", 349),
        line("Plum Tomatoes", 207, 455, C, "kg"),
        line("Хлеб бородинский заварной с кориандром и тмином", 99, 1000, B),
        replace(
            discounted(line("Rigas sprotes", 329, 3000), 99, Percent(10_000)), note="gift wrap"
        ),
        discounted(line("Arbata", 250), 50, None),
    ),
    subtotal=euro(1788),
    discount=euro(89),
    discount_percent=Percent(5_000),
    total=euro(1699),
    rounding=euro(1),
    tenders=(
        ReceiptTender("card", euro(700), reference="auth 123456"),
        ReceiptTender("cash", euro(1000), euro(2000), euro(1000)),
    ),
    change=euro(1000),
    vat=(
        VatGroup(*A, euro(1516), euro(263)),
        VatGroup(*B, euro(94), euro(10)),
        VatGroup(*C, euro(89), euro(4)),
    ),
    seal=SEAL,
    customer="Jane Smith",
    note="To go",
)

REFUND = replace(
    SALE,
    kind=ReceiptKind.REFUND,
    number="T1-000148",
    refund_of="T1-000147",
    lines=(
        replace(
            line("Homemade Butter", 349),
            quantity=Quantity(-1000),
            gross=euro(-349),
            total=euro(-349),
        ),
    ),
    subtotal=euro(-349),
    discount=euro(0),
    discount_percent=None,
    total=euro(-349),
    rounding=euro(-1),
    tenders=(ReceiptTender("cash", euro(-350)),),
    change=euro(0),
    vat=(VatGroup(*A, euro(-349), euro(-61)),),
    customer="",
    note="",
)

NAMES = {
    "Lithuanian": "Ąžuolų giros gėrimas su šaltibarščiais",
    "Polish": "Żółta łódź pająków 500 g",
    "Russian": "Хлеб бородинский",
    "Greek": "Στιγμιαίος καφές με άρωμα φουντούκι",
    "Hebrew": "חלב טרי 3%",
    "Arabic": "شوكولاتة بالحليب",
    "Chinese": "金寶足料系列：蛤蠣濃湯",
    "Japanese": "お〜いお茶 京都 抹茶入 ｾﾞﾘｰ",
    "Korean": "김치 라면",
    "Thai": "ที่นี่ ขนมธัญพืช",
    "Hindi": "हिन्दी दूध",
    "Georgian": "ხაჭაპური",
    "Armenian": "Հաց",
}


def selling(*names: str) -> Receipt:
    """Return a receipt of one piece of each."""
    return replace(SALE, lines=tuple(line(name, 220) for name in names))
