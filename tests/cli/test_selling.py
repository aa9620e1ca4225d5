"""Sell and refund: what is answered, what goes to paper, and what stands when paper fails."""

from pathlib import Path

import pytest

from tests.cli.command import as_bytes, run_process, sale, state_of
from tests.cli.conftest import Cashier

TEA = {"barcode": "2000001", "quantity": "3"}
CRACKERS = {"barcode": "4770190036016", "quantity": "2"}
BASKET = {"lines": [TEA, CRACKERS]}


def test_it_says_the_number_and_the_change(stocked: Cashier) -> None:
    answer = stocked("sell", "-", given=sale(payments=[{"method": "cash", "tendered": "5.00"}]))
    assert answer.well().out.split() == ["T1-000001", "2.50", "EUR", "Change", "2.50", "completed"]


def test_it_sells_from_a_file(stocked: Cashier, tmp_path: Path) -> None:
    (tmp_path / "sale.json").write_bytes(as_bytes(BASKET))
    assert stocked("sell", tmp_path / "sale.json", "--json").well().json["total"] == "8.78"


def test_the_receipt_is_printed_as_text_and_written_as_pdf(
    stocked: Cashier, tmp_path: Path
) -> None:
    out = tmp_path / "receipt.pdf"
    answer = stocked("sell", "-", "--text", "--pdf", out, given=BASKET).well()
    assert "Grūdų trapučiai" in answer.out
    assert "T1-000001" in answer.out
    assert out.read_bytes().startswith(b"%PDF")
    assert [path.name for path in tmp_path.iterdir() if "part" in path.name] == []


def test_with_json_the_text_is_a_field_of_the_answer(stocked: Cashier) -> None:
    answer = stocked("sell", "-", "--text", "--json", given=BASKET).well().json
    assert "Grūdų trapučiai" in answer["text"]


@pytest.mark.parametrize(
    ("payments", "code"),
    [
        ([{"method": "card", "amount": "8.77"}], "not-covered"),
        ([{"method": "card", "amount": "8.79"}], "tender-refused"),
        ([{"method": "card"}, {"method": "card", "amount": "1"}], "tender-refused"),
        ([{"method": "cash", "tendered": "8.77"}], "not-covered"),
        ([{"method": "cash", "tendered": "0"}], "tender-refused"),
        ([{"method": "wallet", "token": "abc"}], "wallet-not-set-up"),
        ([{"method": "cash", "tendered": "10"}, {"method": "cash"}], "tender-refused"),
    ],
)
def test_a_payment_that_does_not_fit_posts_nothing(
    stocked: Cashier, folder: Path, payments: list[object], code: str
) -> None:
    before = state_of(folder)
    stocked("sell", "-", "--json", given=BASKET | {"payments": payments}).refused(2, code)
    assert state_of(folder) == before


@pytest.mark.parametrize(
    ("change", "code", "word"),
    [
        ({"lines": [{"barcode": "4006381333931"}]}, "unknown-product", "4006381333931"),
        ({"lines": [{"name": "Tea", "vat_rate": "21"}]}, "not-given", "Tea"),
        ({"lines": [{"name": "Tea", "price": "1"}]}, "not-given", "Tea"),
        ({"lines": [{"price": "1", "vat_rate": "21"}]}, "not-given", "name"),
        ({"discount": {"amount": "8.79"}}, "discount-too-large", "8.79"),
        ({"lines": [TEA | {"discount": {"amount": "3.61"}}]}, "discount-too-large", "3.61"),
    ],
)
def test_an_order_that_cannot_be_posts_nothing(
    stocked: Cashier, folder: Path, change: dict[str, object], code: str, word: str
) -> None:
    before = state_of(folder)
    stocked("sell", "-", "--json", given=BASKET | change).refused(2, code, word)
    assert state_of(folder) == before


def test_the_largest_prices_and_quantities_do_not_wrap(stocked: Cashier, folder: Path) -> None:
    before = state_of(folder)
    line = {"name": "Gold", "price": "9999999.99", "vat_rate": "21", "quantity": "99999.999"}
    stocked("sell", "-", "--json", given={"lines": [line] * 1_000}).refused(2, "too-large")
    assert state_of(folder) == before


def test_a_sale_of_nothing_to_pay_needs_no_payment(stocked: Cashier) -> None:
    answer = stocked("sell", "-", "--json", given=BASKET | {"discount": {"percent": "100"}})
    assert (answer.well().json["total"], answer.json["payments"]) == ("0.00", [])


@pytest.mark.parametrize("out", ["nowhere/receipt.pdf", "."])
def test_a_pdf_that_cannot_be_is_refused_before_anything_is_sold(
    stocked: Cashier, folder: Path, tmp_path: Path, out: str
) -> None:
    before = state_of(folder)
    stocked("sell", "-", "--json", "--pdf", tmp_path / out, given=BASKET).refused(2, "file-refused")
    assert state_of(folder) == before


def test_the_shops_own_files_are_no_place_for_a_pdf(stocked: Cashier, folder: Path) -> None:
    before = state_of(folder)
    answer = stocked("sell", "-", "--json", "--pdf", folder / "ledger.db", given=BASKET)
    answer.refused(2, "file-refused", "ledger.db")
    assert state_of(folder) == before


def test_a_pdf_that_fails_late_leaves_the_sale_standing_and_says_so(
    stocked: Cashier, tmp_path: Path
) -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("this system has no device that is always full")
    answer = stocked("sell", "-", "--json", "--pdf", full, given=BASKET)
    answer.refused(3, "document-not-written", "saved")
    assert answer.json["number"] == "T1-000001"
    assert answer.json["status"] == "completed"
    assert [one["number"] for one in stocked("orders", "--json").json] == ["T1-000001"]
    stocked("journal", "verify").well()


def test_escpos_waits_for_the_issue_on_paper(stocked: Cashier, folder: Path) -> None:
    before = state_of(folder)
    stocked("sell", "-", "--json", "--escpos", "x", given=BASKET).refused(2, "not-available")
    stocked("receipt", "T1-000001", "--escpos", "x").refused(2)
    assert state_of(folder) == before


def test_a_refund_of_all_has_a_number_of_its_own_and_negative_amounts(stocked: Cashier) -> None:
    stocked("sell", "-", given=BASKET).well()
    back = stocked("refund", "T1-000001", "--json").well().json
    assert (back["number"], back["refund_of"], back["total"]) == (
        "T1-000002",
        "T1-000001",
        "-8.78",
    )
    assert back["payments"] == [{"method": "cash", "amount": "-8.78"}]
    assert stocked("order", "T1-000001", "--json").json["status"] == "refunded"
    stocked("refund", "T1-000001", "--json").refused(2, "nothing-to-refund")
    stocked("refund", "T1-000002", "--json").refused(2, "nothing-to-refund")


def test_a_refund_of_lines_leaves_the_rest(stocked: Cashier, folder: Path) -> None:
    order_id = stocked("sell", "-", "--json", given=BASKET).well().json["id"]
    back = stocked("refund", order_id, "--lines", "1:2,2:1", "--json").well().json
    assert (back["total"], [line["quantity"] for line in back["lines"]]) == ("-4.99", ["-2", "-1"])
    assert stocked("order", "T1-000001", "--json").json["status"] == "partly-refunded"
    before = state_of(folder)
    stocked("refund", "T1-000001", "--lines", "1:2", "--json").refused(2, "refund-too-large")
    stocked("refund", "T1-000001", "--lines", "7:1", "--json").refused(2, "refund-too-large")
    stocked("refund", "T1-000001", "--lines", "1", "--json").refused(2, "input-refused")
    assert state_of(folder) == before


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["T1-000009"], "unknown-order"),
        (["nonsense"], "unknown-order"),
        (["T1-000001", "--method", "shells"], "input-refused"),
        (["T1-000001", "--method", "wallet"], "wallet-takes-nothing-back"),
        (["T1-000001", "--pdf", "nowhere/x.pdf"], "file-refused"),
    ],
)
def test_a_refund_that_cannot_be_changes_nothing(
    stocked: Cashier, folder: Path, arguments: list[str], code: str
) -> None:
    stocked("sell", "-", given=BASKET).well()
    before = state_of(folder)
    stocked("refund", *arguments, "--json").refused(2, code)
    assert state_of(folder) == before


def test_a_refund_goes_out_by_the_method_that_was_asked_for(stocked: Cashier) -> None:
    stocked("sell", "-", given=BASKET | {"payments": [{"method": "card"}]}).well()
    back = stocked("refund", "T1-000001", "--lines", "1:1", "--method", "cash", "--json").well()
    assert back.json["payments"][0]["method"] == "cash"


def test_a_process_of_its_own_sells_from_standard_input(folder: Path) -> None:
    answer = run_process("sell", "-", "--json", "--data-dir", folder, given=as_bytes(sale()))
    assert answer.well().json["number"] == "T1-000001"
