"""What the window needs for backups: made and found in folders, restored at the next opening."""

import asyncio
from datetime import datetime
from pathlib import Path

from cashier.app.till import OPERATOR, Till
from cashier.domain.errors import FileRefusedError
from cashier.domain.order_list import OrderFilter, Period
from cashier.domain.text import N_
from cashier.operations.back_up import FoundBackup
from cashier.storage.backup_store import found_at
from cashier.storage.restore_request import request
from cashier.ui.backup.backup_presenter import BackupNeeds
from cashier.ui.backup.backup_words import MOST_COUNTED


def backup_needs(till: Till) -> BackupNeeds:
    """Return who makes, finds and restores the backups of ``till``."""

    async def newer(at: datetime) -> int:
        wanted = OrderFilter(period=Period(since=at.date()), limit=MOST_COUNTED)
        found = await till.ledger.orders(wanted)
        return sum(bool(one.number) and one.at > at for one in found)

    async def ask_for(path: str) -> None:
        await asyncio.to_thread(request, till.folder, Path(path))

    back_up = till.back_up
    return BackupNeeds(back_up, back_up.store.found, _label, newer, ask_for, OPERATOR)


async def _label(path: str) -> FoundBackup:
    found = await asyncio.to_thread(found_at, Path(path))
    if found is None:
        raise FileRefusedError(N_("it is not a backup of this program"), Path(path).name)
    return found
