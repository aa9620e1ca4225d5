"""The example of docs/command-line.md, word by word, and what it promises about ids."""

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.cli.command import PROGRAM, as_bytes, run_process, sale, state_of
from tests.cli.conftest import Cashier

CONTRACT = (Path(__file__).parents[2] / "docs" / "command-line.md").read_text(encoding="utf-8")
INPUT = CONTRACT.split("## `sell`: input")[1].split("```json\n")[1].split("```")[0]
OUTPUT = CONTRACT.split("## `sell`: output")[1].split("```json\n")[1].split("```")[0]
ID = "0b0f3f2c-5c1e-4a6e-9a53-0d5a5c9d9b11"


def promised() -> dict[str, Any]:
    """Return the output of the contract; it leaves a name and the second line open."""
    content: dict[str, Any] = json.loads(OUTPUT.replace(", …]", "]"))
    return content


def test_the_example_of_the_contract(stocked: Cashier) -> None:
    got = stocked("sell", "-", "--json", given=INPUT.encode()).well().json
    wanted = promised()
    lines, payments = wanted.pop("lines"), wanted.pop("payments")
    created_at = wanted.pop("created_at")
    assert {key: got[key] for key in wanted} == wanted
    assert {key: got["lines"][0][key] for key in lines[0]} == lines[0] | {"name": "Grūdų trapučiai"}
    coffee = {"name": "Coffee", "quantity": "1", "price": "2.50", "discount": "0.25"}
    coffee |= {"total": "2.25", "vat_rate": "21"}
    assert {key: got["lines"][1][key] for key in coffee} == coffee
    assert got["payments"] == payments
    shape = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d"
    assert re.fullmatch(shape, created_at)
    assert re.fullmatch(shape, got["created_at"])


def test_the_same_id_again_returns_the_first_sale_also_to_another_process(
    stocked: Cashier, folder: Path
) -> None:
    first = stocked("sell", "-", "--json", given=INPUT.encode()).well()
    again = run_process("sell", "-", "--json", "--data-dir", folder, given=INPUT.encode()).well()
    assert again.json == first.json
    assert len(stocked("orders", "--json").json) == 1


def test_the_same_sale_written_in_another_way_is_the_same_sale(stocked: Cashier) -> None:
    first = stocked("sell", "-", "--json", given=INPUT.encode()).well()
    content = json.loads(INPUT)
    content["lines"][0]["quantity"] = 2
    content["lines"][1]["quantity"] = "1.000"
    content["lines"][1]["price"] = 2.5
    content["payments"][0]["amount"] = 3
    content["id"] = content["id"].upper()
    content |= {"note": " To go "}
    turned = dict(reversed(content.items()))
    assert stocked("sell", "-", "--json", given=turned).well().json == first.json


@pytest.mark.parametrize(
    "change",
    [
        {"note": "To stay"},
        {"discount": {"percent": "1.00"}},
        {"discount": None},
        {"customer": {"name": "Jane Smith"}},
        {"payments": [{"method": "card", "amount": "6.43"}]},
        {"lines": [{"barcode": "4770190036016", "quantity": "3"}], "payments": None},
    ],
    ids=["note", "discount", "no discount", "customer", "payments", "lines"],
)
def test_the_same_id_with_other_content_is_refused(
    stocked: Cashier, folder: Path, change: dict[str, object]
) -> None:
    stocked("sell", "-", given=INPUT.encode()).well()
    before = state_of(folder)
    answer = stocked("sell", "-", "--json", given=json.loads(INPUT) | change)
    answer.refused(2, "order-id-taken", ID)
    assert state_of(folder) == before


def test_two_processes_with_one_id_make_one_sale(stocked: Cashier, folder: Path) -> None:
    command = [*PROGRAM, "sell", "-", "--json", "--data-dir", str(folder)]
    pipe = subprocess.PIPE
    both = [subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe) for _ in range(2)]
    for one in both:
        assert one.stdin is not None
        one.stdin.write(INPUT.encode())
        one.stdin.flush()
    for one in both:
        assert one.stdin is not None
        one.stdin.close()
        one.stdin = None
    answers = [one.communicate(timeout=60)[0] for one in both]
    assert {one.returncode for one in both} <= {0, 5}
    assert 0 in {one.returncode for one in both}
    numbers = {
        json.loads(answer)["number"]
        for one, answer in zip(both, answers, strict=True)
        if one.returncode == 0
    }
    assert numbers == {"T1-000001"}
    assert [one["number"] for one in stocked("orders", "--json").json] == ["T1-000001"]


def test_without_an_id_each_call_is_a_sale_of_its_own(stocked: Cashier) -> None:
    for number in ("T1-000001", "T1-000002"):
        assert stocked("sell", "-", "--json", given=sale()).json["number"] == number


def test_without_payments_the_whole_is_paid_in_cash_as_coins_allow(
    stocked: Cashier, folder: Path
) -> None:
    settings = folder / "cashier.toml"
    text = settings.read_text("utf-8").replace('cash_rounding = "0.01"', 'cash_rounding = "0.05"')
    settings.write_text(text, "utf-8")
    got = stocked("sell", "-", "--json", given=sale(price="2.58")).well().json
    assert (got["total"], got["rounding"], got["paid"]) == ("2.58", "0.02", "2.60")
    assert got["payments"] == [
        {"method": "cash", "amount": "2.60", "tendered": "2.60", "change": "0.00"}
    ]


def test_a_sale_without_an_open_day_opens_one_and_says_so(cashier: Cashier) -> None:
    first = cashier("sell", "-", "--json", given=sale()).well()
    assert "Fiscal day 1 was opened" in first.err
    assert first.json["fiscal_day"] == 1
    assert cashier("sell", "-", "--json", given=sale()).well().err == ""


def test_a_byte_order_mark_before_the_sale_is_no_matter(stocked: Cashier) -> None:
    stocked("sell", "-", given=b"\xef\xbb\xbf" + as_bytes(sale())).well()
    assert len(stocked("orders", "--json").well().json) == 1


def test_the_copy_of_the_contract_names_every_exit_code() -> None:
    codes = CONTRACT.split("## Exit codes")[1].split("##")[0]
    assert all(f"{code} " in codes for code in range(6))
