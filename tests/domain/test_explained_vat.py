"""VAT is told where the shop rounds it: once per rate of a receipt, or line by line."""

from cashier.domain import explained_vat as explained
from cashier.domain.explanation import Subject, Topic
from cashier.domain.order import Discount
from cashier.domain.quantity import Percent
from cashier.domain.tax import VatMode
from tests.domain.explained_orders import FULL, REDUCED, eur, sale
from tests.domain.explanations import told


def test_vat_per_receipt_is_taken_out_of_the_sum_once() -> None:
    assert told(explained.explain_vat(sale(), REDUCED)) == [
        ("vat-base", "4.03", "4.03"),
        ("vat-per-receipt", "0.332752…", "0.33"),
    ]


def test_vat_per_line_is_taken_out_of_each_line() -> None:
    found = explained.explain_vat(sale(VatMode.PER_LINE), REDUCED)
    assert told(found) == [
        ("vat-per-line", "0.085871…", "0.09"),
        ("vat-per-line", "0.246880…", "0.25"),
        ("sum-of-vat", "0.34", "0.34"),
    ]
    assert [step.about for step in found.steps] == ["Apples", "Butter", None]


def test_the_discount_on_all_lowers_what_vat_is_taken_out_of() -> None:
    found = explained.explain_vat(sale(discount=Discount(Percent(10_000))), REDUCED)
    assert told(found) == [
        ("lines-at-rate", "4.03", "4.03"),
        ("shares-at-rate", "-0.40", "-0.40"),
        ("vat-base", "3.63", "3.63"),
        ("vat-per-receipt", "0.299724…", "0.30"),
    ]
    assert found.steps[2].leads == Subject(Topic.VAT_BASE, rate=REDUCED)


def test_net_is_what_vat_leaves() -> None:
    assert told(explained.explain_net(sale(), FULL)) == [
        ("as-is", "8.88", "8.88"),
        ("as-is", "-1.54", "-1.54"),
        ("net", "7.34", "7.34"),
    ]


def test_all_vat_is_told_rate_by_rate() -> None:
    found = explained.explain_all_vat(sale())
    assert [step.result for step in found.steps] == [eur(154), eur(33), eur(187)]
    assert found.steps[0].leads == Subject(Topic.VAT, rate=FULL)


def test_a_base_names_the_lines_it_is_made_of() -> None:
    found = explained.explain_vat_base(sale(), REDUCED)
    assert [step.about for step in found.steps[:-1]] == ["Apples", "Butter"]
    assert found.amount == eur(403)
