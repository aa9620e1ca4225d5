"""What a wallet is asked for is on disk before it is asked; its token goes with the answer."""

from dataclasses import replace
from pathlib import Path

import pytest

from cashier.domain.money import Money
from cashier.domain.tender import Tender, TenderState, TenderType
from cashier.domain.wallet import WalletCharge
from cashier.storage.ledger import SqliteLedger
from tests.storage.books import rows
from tests.storage.selling import NOON, OWNER, kept, opened, order, payment_of, posting_of

TAG = "04A2B31C5D7Qf2"
CHARGE = WalletCharge(TAG, ("espresso", "12"), Money(1_000))
ASKED = Tender("key-1", TenderType.WALLET, Money(100), TenderState.ASKED, "···7Qf2", NOON, CHARGE)


async def asked(folder: Path) -> SqliteLedger:
    ledger = opened(folder)
    await ledger.keep_open(kept(order(1)))
    await ledger.ask_tender(order(1).id, ASKED)
    return ledger


async def known(ledger: SqliteLedger) -> Tender:
    return (await ledger.open_orders())[0].tenders[0]


async def test_an_attempt_comes_back_with_all_that_is_needed_to_look_it_up(tmp_path: Path) -> None:
    (await asked(tmp_path)).close()
    again = opened(tmp_path)
    assert await known(again) == ASKED
    again.close()


@pytest.mark.parametrize("state", [TenderState.APPROVED, TenderState.DECLINED])
async def test_the_token_goes_when_the_outcome_is_known(tmp_path: Path, state: TenderState) -> None:
    ledger = await asked(tmp_path)
    said = replace(CHARGE, after=Money(900), by_person=True)
    await ledger.answer_tender("key-1", state, at=NOON, operator=OWNER, wallet=said)
    assert (await known(ledger)).wallet == replace(said, token="")
    ledger.close()
    assert TAG not in str(rows(tmp_path, "SELECT * FROM wallet_charges"))


async def test_an_unknown_outcome_keeps_it(tmp_path: Path) -> None:
    ledger = await asked(tmp_path)
    await ledger.answer_tender("key-1", TenderState.UNKNOWN, at=NOON, operator=OWNER)
    assert (await known(ledger)).wallet == CHARGE
    ledger.close()


async def test_the_balance_is_read_back_with_the_sale(tmp_path: Path) -> None:
    ledger = await asked(tmp_path)
    said = replace(CHARGE, after=Money(900))
    await ledger.answer_tender("key-1", TenderState.APPROVED, at=NOON, operator=OWNER, wallet=said)
    tenders = (await known(ledger),)
    await ledger.post(posting_of(order(1), payment_of(order(1), tenders)))
    found = await ledger.find(str(order(1).id))
    assert found is not None
    assert [one.balance for one in found.posting.tenders] == [Money(900), None]
    ledger.close()
