"""The day's running totals: figures of sales and refunds as they stand in the reports."""

from pathlib import Path

from cashier.domain.fiscal_day import CountedSum, DayState
from cashier.domain.order import Discount
from cashier.domain.quantity import Percent
from cashier.domain.tender import TenderType
from cashier.storage.ledger import SqliteLedger
from tests.storage.books import check_books
from tests.storage.selling import (
    NOON,
    OWNER,
    card,
    euro,
    in_ledger,
    line,
    order,
    payment_of,
    posting_of,
    refund,
)


def test_a_shop_without_a_day_has_no_report(tmp_path: Path) -> None:
    async def work(ledger: SqliteLedger) -> None:
        assert await ledger.day() is None
        assert await ledger.day(3) is None
        assert await ledger.days() == []

    in_ledger(tmp_path, work)


def test_totals_of_a_day_worked_out_by_hand(tmp_path: Path) -> None:
    async def work(ledger: SqliteLedger) -> None:
        await ledger.open_day(euro(10_000), at=NOON, operator=OWNER)
        coffee = order(1, line(0, 2))  # 5.00 at 21 %: VAT 0.87
        await ledger.post(posting_of(coffee, payment_of(coffee, [card("c", 300)])))
        ten_off = Discount(Percent(10_000))
        bread = order(2, line(1, 1, ten_off))  # 1.89 - 0.19 = 1.70 at 9 %: VAT 0.14
        sale = await ledger.post(posting_of(bread))
        await refund(ledger, sale.number, 3)
        odd = order(4, line(1, 3))  # 5.67, in steps of five cents 5.65, VAT 0.47
        await ledger.post(posting_of(odd, payment_of(odd, cash_unit=5)))
        report = await ledger.day(1)
        assert report is not None
        day, totals = report.day, report.totals
        assert (day.number, day.state, day.float_) == (1, DayState.OPEN, euro(10_000))
        assert totals.sales == CountedSum(3, euro(500 + 170 + 567))
        assert totals.refunds == CountedSum(1, euro(-170))
        assert totals.net == euro(500 + 567)
        assert totals.discounts == CountedSum(2, euro(0))
        assert totals.rounding == euro(-2)
        rates = [(one.rate.milli, one.gross.minor, one.vat.minor) for one in totals.rates]
        assert rates == [(21_000, 500, 87), (9_000, 567, 47)]
        assert totals.tenders == (
            (TenderType.CASH, CountedSum(4, euro(200 + 565))),
            (TenderType.CARD, CountedSum(1, euro(300))),
        )
        assert (totals.cash_sales, totals.cash_refunds) == (euro(200 + 170 + 565), euro(-170))
        assert (totals.first_number, totals.last_number) == ("T1-000001", "T1-000004")
        assert (report.perpetual_sales, report.perpetual_refunds) == (euro(1_237), euro(-170))
        assert totals.seal == (await ledger.verify()).head
        assert [one.day.number for one in await ledger.days()] == [1]

    in_ledger(tmp_path, work)
    check_books(tmp_path)
