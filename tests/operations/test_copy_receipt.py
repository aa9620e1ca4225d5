"""Copies of a document: marked, counted, with the original's figures and words."""

from dataclasses import replace
from datetime import timedelta

import pytest

from cashier.domain.errors import DiskFullError, UnknownOrderError
from cashier.domain.posting import receipt_of
from cashier.operations.copy_receipt import CopyReceipt
from tests.fake_ledger import FakeLedger
from tests.fakes import FakeClock
from tests.storage.selling import NOON, OWNER, order, posting_of


async def test_a_copy_differs_from_the_original_in_its_mark_alone() -> None:
    ledger, clock = FakeLedger(), FakeClock()
    posted = await ledger.post(posting_of(order(1)))
    original = receipt_of(posted)
    copy = CopyReceipt(ledger, clock)
    for number in (1, 2):
        clock.go_on(timedelta(days=1))
        receipt = await copy("T1-000001", operator=OWNER)
        assert receipt == replace(original, copy=number)
        assert receipt.issued_at == NOON
    assert (await copy(str(posted.posting.id), operator=OWNER)).copy == 3
    assert ledger.copies == {"T1-000001": 3}


async def test_nothing_is_copied_that_was_not_counted() -> None:
    ledger = FakeLedger()
    copy = CopyReceipt(ledger, FakeClock())
    with pytest.raises(UnknownOrderError):
        await copy("T1-000001", operator=OWNER)
    await ledger.post(posting_of(order(1)))
    ledger.fail_with = DiskFullError()
    with pytest.raises(DiskFullError):
        await copy("T1-000001", operator=OWNER)
    assert ledger.copies == {}
