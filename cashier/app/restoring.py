"""What happens at a start before anything else: a restore that was asked for, or was cut off."""

from dataclasses import dataclass

from cashier.app.clock import SystemClock
from cashier.domain.errors import CashierError
from cashier.settings import Settings
from cashier.storage import backup, restore_request
from cashier.storage.data_folder import DataFolder, is_restore_waiting


@dataclass(frozen=True, slots=True)
class Restored:
    """A restore was carried out at this start; with an ``error`` the shop is as it was."""

    error: CashierError | None = None


def bring_back(folder: DataFolder, settings: Settings, operator: str) -> Restored | None:
    """Finish what was cut off, then do what was asked for, as the folder's one writer.

    Returns None where nothing was asked for. Other settings may stand in the folder afterwards.
    """
    path = folder.path
    was_cut_off = is_restore_waiting(path)
    backup.finish_restore(path)
    if not folder.has_restore_request:
        return None
    if was_cut_off:
        restore_request.withdraw(path)
        return Restored()
    at = SystemClock(settings.shop.timezone).now()
    return Restored(restore_request.carry_out(path, at=at, operator=operator))
