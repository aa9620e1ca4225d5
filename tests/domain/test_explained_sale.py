"""A line and a total are told step by step, with the rule of each rounding."""

from dataclasses import replace

from cashier.domain import explained_sale as explained
from cashier.domain.explanation import Rule, Subject, Topic
from cashier.domain.order import Discount
from cashier.domain.quantity import Percent
from tests.domain.explained_orders import FULL, eur, sale
from tests.domain.explanations import told

TENTH = Discount(Percent(10_000))


def test_a_line_is_price_times_quantity_less_its_discount() -> None:
    assert told(explained.explain_line(sale(), 0)) == [
        ("price-times-quantity", "9.87", "9.87"),
        ("percent-off", "-0.987", "-0.99"),
        ("line-total", "8.88", "8.88"),
    ]


def test_a_weight_tells_the_exact_price_before_it_is_rounded() -> None:
    (step,) = explained.explain_line(sale(), 1).steps
    assert (step.exact_text(), step.result, step.about) == ("1.04195", eur(104), "kg")


def test_an_amount_off_a_line_is_named_as_one() -> None:
    assert told(explained.explain_line(sale(), 2))[1:] == [
        ("amount-off", "-0.50", "-0.50"),
        ("line-total", "2.99", "2.99"),
    ]


def test_a_changed_price_is_told_first() -> None:
    line = replace(sale().lines[1], list_price=eur(249))
    changed = replace(sale(), lines=(line,))
    first, _ = explained.explain_gross(changed, 0).steps
    assert first.rule is Rule.PRICE_CHANGED
    assert first.inputs == (eur(249), eur(229))


def test_the_discount_on_all_goes_to_the_lines_by_largest_remainder() -> None:
    sold = sale(discount=TENTH)
    assert told(explained.explain_total(sold)) == [
        ("sum-of-lines", "12.91", "12.91"),
        ("percent-off", "-1.291", "-1.29"),
        ("order-total", "11.62", "11.62"),
    ]
    shares = [told(explained.explain_line_net(sold, row))[1:-1] for row in range(3)]
    assert shares == [
        [("share-of-discount", "-0.887312…", "-0.88"), ("spare-cent", "-0.89", "-0.89")],
        [("share-of-discount", "-0.103919…", "-0.10")],
        [("share-of-discount", "-0.298768…", "-0.29"), ("spare-cent", "-0.30", "-0.30")],
    ]


def test_a_line_leads_on_to_its_share_and_its_vat() -> None:
    leads = [step.leads for step in explained.explain_line(sale(discount=TENTH), 0).further]
    assert leads == [Subject(Topic.LINE_NET, 0), Subject(Topic.VAT, rate=FULL)]
    assert len(explained.explain_line(sale(), 0).further) == 1


def test_the_discounts_are_told_one_by_one() -> None:
    found = explained.explain_discounts(sale(discount=TENTH))
    assert [step.result.minor for step in found.steps] == [-99, -50, -129, -278]
    assert found.steps[2].leads == Subject(Topic.ORDER_DISCOUNT)


def test_a_line_without_a_discount_has_nothing_off() -> None:
    assert told(explained.explain_line_discount(sale(), 1)) == [("as-is", "0.00", "0.00")]
    assert told(explained.explain_line_net(sale(), 1)) == [("as-is", "1.04", "1.04")]
