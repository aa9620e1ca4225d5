"""What the customer reads: the last item, what was saved, what it costs in cash, what goes back."""

from dataclasses import replace

from cashier.domain.order import Discount, Order, OrderLine, TaxRules, work_out
from cashier.domain.posting import Circumstances, Posting
from cashier.domain.posting import sale as posted_sale
from cashier.domain.product import Unit
from cashier.domain.quantity import Percent, Quantity
from cashier.domain.receipt import Letterhead
from cashier.domain.tender import Payment, Tender, TenderType
from cashier.ui.customer.customer_view import ShownEnd, ShownSale, end_of, sale_of
from cashier.ui.sell.sale_view import SaleView
from tests.fakes import NOON
from tests.ui.paying import euros, line, order_of, plain

SPRATS = replace(line("Rigas sprotes", "3.29", "3"), discount=Discount(Percent(10_000)))
APPLES = replace(line("Obuoliai", "1.49", "0.482"), unit=Unit.KILOGRAM)
BREAD = line("Juoda Duona", "0.79", "1")


def view(
    *lines: OrderLine, selected: int | None = None, discount: Discount | None = None
) -> SaleView:
    order = replace(order_of(*lines), discount=discount)
    return SaleView(order, work_out(order, TaxRules()), selected)


def shown(sale: SaleView, cash_unit: int = 5) -> ShownSale:
    found = sale_of(sale, cash_unit)
    assert found is not None
    return found


def test_an_empty_sale_shows_nothing() -> None:
    order = Order(order_of().id, "EUR")
    assert sale_of(SaleView(order, work_out(order, TaxRules())), 5) is None


def test_the_line_that_was_touched_last_stands_by_itself_the_others_from_the_newest() -> None:
    lines = (BREAD, APPLES, SPRATS)
    newest = shown(view(*lines, selected=2))
    assert newest.last.name == "Rigas sprotes"
    assert [one.name for one in newest.lines] == ["Obuoliai", "Juoda Duona"]
    earlier = shown(view(*lines, selected=0))
    assert earlier.last.name == "Juoda Duona"
    assert [one.name for one in earlier.lines] == ["Rigas sprotes", "Obuoliai"]
    assert shown(view(*lines)).last.name == "Rigas sprotes"


def test_a_line_says_how_it_is_priced_and_what_is_saved() -> None:
    sale = shown(view(BREAD, APPLES, SPRATS))
    sprats, apples, bread = sale.last, *sale.lines
    assert plain(f"{sprats.quantity} {sprats.priced}, {sprats.saved}, {sprats.total}") == (
        "3 × 3 × 3.29, -10 %, you save 0.99, 8.88"
    )
    assert plain(f"{apples.quantity}; {apples.priced}; {apples.total}") == (
        "0.482 kg; 0.482 kg × 1.49; 0.72"
    )
    assert (bread.priced, bread.saved, bread.total) == ("", "", "0.79")


def test_an_amount_off_has_no_percent() -> None:
    off = replace(BREAD, discount=Discount(amount=euros("0.20")))
    assert shown(view(off)).last.saved == "you save 0.20"


def test_the_figures_count_both_kinds_of_discount() -> None:
    sale = shown(view(BREAD, SPRATS, discount=Discount(amount=euros("1.00"))))
    assert [(label, plain(amount)) for label, amount, _good in sale.figures] == [
        ("Items", "4"),
        ("You save", "1.99"),
        ("VAT included", "1.50"),
    ]
    assert [good for _label, _amount, good in sale.figures] == [False, True, False]
    assert plain(sale.total) == "8.67 €"


def test_what_it_costs_in_cash_is_said_where_coins_round_it() -> None:
    assert plain(shown(view(SPRATS)).hint) == "In cash 8.90 €, rounded to 0.05"
    assert shown(view(SPRATS), cash_unit=1).hint == ""
    assert shown(view(line("Kava", "2.50"))).hint == ""


def posting_of(tender: Tender) -> Posting:
    order = order_of()
    figures = work_out(order, TaxRules())
    payment = Payment(figures.total, 5, (tender,))
    now = Circumstances(NOON, "owner", Letterhead("Gintaro krautuvė"))
    return posted_sale(order, figures, payment, "", now)


def test_cash_goes_back_as_change() -> None:
    end = end_of(posting_of(Tender("c", TenderType.CASH, euros("30.00"))))
    assert (end.caption, plain(end.figure)) == ("Your change", "3.55 €")
    assert plain(end.below) == "Paid 30.00 € · to pay 26.45 €"


def test_a_card_has_paid() -> None:
    end = end_of(posting_of(Tender("c", TenderType.CARD, euros("26.47"))))
    assert (end.caption, plain(end.figure), end.below) == ("Paid", "26.47 €", "")


def test_a_refund_is_given_back() -> None:
    sale = posting_of(Tender("c", TenderType.CARD, euros("26.47")))
    back = replace(sale, refund_of="T1-000001", total=-sale.total)
    assert end_of(back) == ShownEnd("You get back", end_of(sale).figure, "")


def test_a_piece_in_parts_is_not_lost() -> None:
    assert shown(view(replace(BREAD, quantity=Quantity(1_500)))).last.priced != ""
