"""However a charge fails, a sale is charged once at most, and what is paid here is paid there."""

from pathlib import Path

import pytest

from tests.servers.faults import Fault
from tests.servers.wallet import Mode, WalletServer
from tests.storage.selling import opened
from tests.wallet_runs import Counts, Fall, WalletRuns, each_once, plans

FULL = 540
Step = tuple[Fault | None, Fall]


async def ran(mode: Mode, folder: Path, steps: list[Step]) -> Counts:
    ledger = opened(folder)
    async with WalletServer(mode) as server:
        shop = WalletRuns(server, ledger, seed=len(steps))
        for fault, fall in steps:
            await shop.sale(fault, fall)
        await shop.aclose()
    ledger.close()
    return shop.counts


def check(counts: Counts, mode: Mode, runs: int) -> None:
    print(f"\n{mode.value}\n{counts.table()}")  # noqa: T201 - the figures are what it is run for
    assert counts.runs == runs
    assert (counts.twice, counts.lost) == (0, 0)


@pytest.mark.parametrize("mode", list(Mode), ids=lambda mode: mode.value)
async def test_each_fault_and_fall_once(mode: Mode, tmp_path: Path) -> None:
    steps = each_once()
    check(await ran(mode, tmp_path, steps), mode, len(steps))


@pytest.mark.long
@pytest.mark.parametrize("mode", list(Mode), ids=lambda mode: mode.value)
async def test_hundreds_of_sales_through_every_fault(mode: Mode, tmp_path: Path) -> None:
    check(await ran(mode, tmp_path, list(plans(FULL))), mode, FULL)


async def test_a_till_that_repeats_is_seen_to_charge_twice(tmp_path: Path) -> None:
    """The runs would find what they look for: this one presses the wrong way on purpose."""
    ledger = opened(tmp_path)
    async with WalletServer(Mode.PRETIX) as server:
        shop = WalletRuns(server, ledger, seed=1)
        await shop.sale_repeated_without_a_thought()
        await shop.aclose()
    ledger.close()
    assert shop.counts.twice == 1
