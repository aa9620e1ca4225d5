"""Backup and restore of a data folder, as window and command line ask for them."""

from pathlib import Path

from cashier import settings as shop_settings
from cashier.app.clock import SystemClock
from cashier.app.till import Reading, first_settings
from cashier.domain.errors import DamagedBackupError, DamagedLedgerError, FileRefusedError
from cashier.settings import Settings
from cashier.storage import backup
from cashier.storage.backup_archive import Made
from cashier.storage.data_folder import DataFolder


def back_up(path: Path, target: Path, operator: str) -> Made:
    """Write a consistent copy of the shop in ``path`` to ``target``; the till may run meanwhile."""
    reading = Reading.open(path)
    clock = reading.clock
    reading.close()
    return backup.back_up(path, target, at=clock.now(), operator=operator)


def restore(path: Path, source: Path, operator: str) -> Made:
    """Put the shop of the backup ``source`` into ``path``; refused while the till runs."""
    if not source.is_file():
        what = f"there is no file {source.name}"
        raise FileRefusedError(what)
    folder = DataFolder(path)
    folder.make(first_settings)
    folder.lock()
    try:
        clock = SystemClock(shop_settings.parse(folder.settings()).shop.timezone)
        return backup.restore(path, source, at=clock.now(), operator=operator)
    except DamagedLedgerError as error:
        raise DamagedBackupError(source.name) from error
    finally:
        folder.unlock()


def settings_in(path: Path) -> Settings:
    """Return the settings of the shop in ``path``, the defaults where there is none; makes nothing.

    Raises ``SettingsRefusedError``.
    """
    return shop_settings.parse(DataFolder(path).settings())
