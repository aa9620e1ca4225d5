"""A receipt on the grid: everything it must show, and nothing outside the columns."""

from dataclasses import replace
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st
from syrupy.assertion import SnapshotAssertion

from cashier.domain.company import Company
from cashier.domain.money import Money
from cashier.domain.receipt import RECEIPT_WORDS, Receipt, ReceiptTender
from cashier.printing.layout import lay_out
from cashier.printing.lines import Align, Emphasis, Layout, Line, QrCode, grid_start, text_width
from cashier.printing.seal import qr_payload
from cashier.printing.text import as_text
from tests.printing.receipts import LETTERHEAD, REFUND, SALE, euro, line, selling


def lines_of(layout: Layout) -> list[Line]:
    return [item for item in layout.items() if isinstance(item, Line)]


def rows(receipt: Receipt) -> list[str]:
    return [" ".join(row.split()) for row in as_text(receipt).splitlines()]


@pytest.mark.parametrize("columns", [32, 42, 48])
@pytest.mark.parametrize("receipt", [SALE, replace(REFUND, copy=2)], ids=["sale", "refund copy"])
def test_the_whole_of_it(receipt: Receipt, columns: int, snapshot: SnapshotAssertion) -> None:
    assert as_text(receipt, columns) == snapshot


def test_quantity_and_price_stand_below_the_name_but_for_one_piece() -> None:
    shown = rows(SALE)
    assert shown[shown.index("Juoda duona 1.58 A") + 1] == "2 × 0.79"
    assert shown[shown.index("Homemade Butter 3.49 A") + 1] == "Plum Tomatoes 0.94 C"
    assert "0.455 kg × 2.07" in shown
    assert "1 kg × 2.20" in rows(replace(SALE, lines=(line("Figs", 220, unit="kg"),)))


def test_a_discount_is_a_line_of_its_own_with_percent_and_amount() -> None:
    shown = rows(SALE)
    at = shown.index("Rigas sprotes 9.87 A")
    assert shown[at + 1 : at + 4] == ["3 × 3.29", "Discount 10 % −0.99", "gift wrap"]
    assert shown[shown.index("Arbata 2.50 A") + 1] == "Discount −0.50"
    assert "Discount on all 5 % −0.89" in shown
    assert shown.index("Subtotal 17.88") < shown.index("TOTAL EUR 16.99")


def test_the_company_it_is_made_out_to_stands_at_the_head() -> None:
    company = Company("UAB Gintaras", "302530315", "LT100001234517", "Pilies g. 14, Vilnius")
    shown = rows(replace(SALE, company=company))
    at = shown.index("Buyer UAB Gintaras")
    assert shown[at + 1 : at + 4] == [
        "Company code 302530315",
        "VAT no. LT100001234517",
        "Pilies g. 14, Vilnius",
    ]
    assert at < shown.index("Juoda duona 1.58 A")
    only_named = rows(replace(SALE, company=Company("UAB Gintaras")))
    assert len(only_named) == len(rows(SALE)) + 1


def test_without_a_discount_the_total_is_said_once() -> None:
    assert not [row for row in rows(REFUND) if row.startswith(("Subtotal", "Discount"))]


def test_rounding_tenders_and_change_lead_from_the_total_to_the_cash() -> None:
    shown = rows(SALE)
    at = shown.index("TOTAL EUR 16.99")
    assert shown[at : at + 8] == [
        "TOTAL EUR 16.99",
        "Cash rounding 0.01",
        "To pay 17.00",
        "Card 7.00",
        "auth 123456",
        "Cash 10.00",
        "Given 20.00",
        "Change 10.00",
    ]


def test_an_unrounded_sale_names_no_rounding() -> None:
    exact = replace(
        SALE, rounding=euro(0), tenders=(ReceiptTender("card", euro(1699)),), change=euro(0)
    )
    shown = rows(exact)
    assert shown[shown.index("TOTAL EUR 16.99") + 1] == "Card 16.99"
    assert not [row for row in shown if row.startswith(("Cash", "To pay", "Change"))]


def test_a_refund_says_so_and_names_its_sale() -> None:
    shown = rows(REFUND)
    assert "REFUND" in shown
    assert "Refund of T1-000147" in shown
    assert "Homemade Butter −3.49 A" in shown
    assert "Paid out −3.50" in shown
    assert "REFUND" not in rows(SALE)


def test_a_copy_differs_from_the_original_by_its_mark_alone() -> None:
    original, copy = rows(SALE), rows(replace(SALE, copy=3))
    assert "COPY 3" in copy
    assert [row for row in copy if row != "COPY 3"] == original


@pytest.mark.parametrize("mark", ["REFUND", "COPY 2"])
def test_a_mark_is_large(mark: str) -> None:
    lines = lines_of(lay_out(replace(REFUND, copy=2)))
    assert [each.emphasis for each in lines if each.cells[0].text == mark] == [Emphasis.LARGE]


def test_the_words_are_the_letterheads_and_english_where_one_is_missing() -> None:
    words = MappingProxyType({"total": "IŠ VISO", "change": "Grąža"})
    head = replace(LETTERHEAD, language="lt", words=words)
    shown = rows(replace(SALE, letterhead=head))
    assert "IŠ VISO EUR 16,99" in shown
    assert "Grąža 10,00" in shown
    assert "Cash rounding 0,01" in shown


def test_a_wallet_is_printed_with_its_tag_and_what_it_holds_now() -> None:
    wallet = ReceiptTender("wallet", euro(100), reference="···7Qf2", balance=euro(900))
    shown = rows(replace(SALE, tenders=(wallet,)))
    at = shown.index("Wallet 1.00")
    assert shown[at : at + 3] == ["Wallet 1.00", "Tag ···7Qf2", "New balance 9.00"]


def test_a_refund_says_that_its_cash_was_a_wallets() -> None:
    in_cash = ReceiptTender("cash", euro(-349), reference="···7Qf2", of_wallet=True)
    shown = rows(replace(REFUND, tenders=(in_cash,)))
    at = next(row for row, text in enumerate(shown) if text.startswith("Cash \u2212"))
    assert shown[at + 1 : at + 3] == ["Paid by wallet, given back in cash", "Tag ···7Qf2"]


@pytest.mark.parametrize("key", sorted(RECEIPT_WORDS))
def test_every_word_of_a_receipt_can_be_said(key: str) -> None:
    head = replace(LETTERHEAD, words={**RECEIPT_WORDS, key: "spoken"})
    tenders = (*SALE.tenders, *(ReceiptTender(m, euro(1)) for m in ("wallet", "voucher")))
    tenders += tuple(ReceiptTender(method, euro(1)) for method in ("transfer", "other"))
    sale = replace(SALE, tenders=tenders, company=Company("UAB Gintaras", "302530315"))
    charged = replace(SALE, tenders=(ReceiptTender("wallet", euro(1), None, None, "a", euro(9)),))
    in_cash = ReceiptTender("cash", euro(-1), reference="a", of_wallet=True)
    slip = replace(SALE, is_slip=True, fiscal_number="F1")
    both = (sale, replace(REFUND, copy=1), charged, replace(REFUND, tenders=(in_cash,)), slip)
    texts = [as_text(replace(receipt, letterhead=head)) for receipt in both]
    assert "spoken" in "".join(texts)


def test_the_qr_code_holds_the_payload() -> None:
    codes = [item for item in lay_out(SALE).items() if isinstance(item, QrCode)]
    assert codes == [QrCode(qr_payload(SALE))]


def test_an_unsealed_receipt_shows_no_seal() -> None:
    assert not [row for row in rows(replace(SALE, seal="")) if "seal" in row]


def test_a_note_of_a_thousand_letters_is_all_there() -> None:
    words = [f"word{number}" for number in range(130)]
    shown = " ".join(rows(replace(SALE, note=" ".join(words))))
    assert f"Note: {' '.join(words)}" in shown


def test_what_the_output_cannot_show_is_named() -> None:
    texts = [c.text for line in lines_of(lay_out(SALE, 42, str.isascii)) for c in line.cells]
    assert "Gintaro krautuv[U+0117]" in texts


def test_amounts_end_at_one_edge() -> None:
    ends = {
        cell.text: cell.column
        for each in lines_of(lay_out(SALE))
        for cell in each.cells
        if cell.align is Align.END
    }
    assert {ends["1.58 A"], ends["17.88"], ends["16.99"], ends["10.00"]} == {42}
    assert {ends["−0.99"], ends["−0.50"]} == {40}  # under the amounts, beside the letter


amounts = st.integers(-(10**14), 10**14).map(lambda minor: Money(minor, "EUR"))


@given(st.text(max_size=60), st.text(max_size=60), amounts, st.sampled_from([24, 32, 42, 48, 72]))
def test_no_line_leaves_the_columns_whatever_it_says(
    name: str, other: str, amount: Money, columns: int
) -> None:
    goods = replace(line(name, 220), gross=amount, price=amount, discount=amount, note=other)
    receipt = replace(
        SALE,
        lines=(goods, replace(goods, letter=other[:3], unit=name[:8])),
        total=amount,
        subtotal=amount,
        tenders=(ReceiptTender("card", amount, amount, amount, other),),
        vat=tuple(replace(group, gross=amount) for group in SALE.vat),
        operator=other,
        register=name,
        customer=name,
        note=other,
        letterhead=replace(LETTERHEAD, shop_name=name, address=(other, name), footer=(other,)),
    )
    for each in lines_of(lay_out(receipt, columns)):
        end = 0
        for cell in each.cells:
            assert grid_start(cell, each.emphasis) >= end
            end = grid_start(cell, each.emphasis) + text_width(cell, each.emphasis)
            assert cell.text.translate({0x202F: None, 0x200C: None}).isprintable()
        assert end <= columns


def test_names_in_any_script_leave_the_amounts_in_their_column() -> None:
    receipt = selling("Duona", "חלב טרי 3%", "金寶足料系列", "ที่นี่")
    marked = [each for each in lines_of(lay_out(receipt)) if each.cells[-1].text == "2.20 A"]
    assert [each.cells[-1].column for each in marked] == [42] * 4


def test_the_number_that_a_back_end_gave_stands_beside_ours() -> None:
    told = as_text(replace(SALE, fiscal_number="FR-77"))
    assert "Fiscal receipt FR-77" in told
    assert as_text(replace(SALE, fiscal_number=SALE.number)) == as_text(SALE)


def test_a_slip_cannot_be_taken_for_a_receipt() -> None:
    assert "NOT A FISCAL RECEIPT" in as_text(replace(SALE, is_slip=True))
    assert "NOT A FISCAL RECEIPT" not in as_text(SALE)
