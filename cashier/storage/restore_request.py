"""A backup that is to be restored when the till opens next: checked now, put in place then."""

import shutil
from datetime import datetime
from pathlib import Path

from cashier.domain.errors import CashierError, DamagedBackupError, DamagedLedgerError
from cashier.storage import backup
from cashier.storage.backup_archive import Made, verify
from cashier.storage.catalogue_files import file_errors_named, sync_file, sync_folder
from cashier.storage.data_folder import RESTORE_REQUEST

_REFUSED = "restore-refused.zip"


def request(folder: Path, source: Path) -> Made:
    """Have ``source`` restored when the shop in ``folder`` is opened next.

    It is checked whole and copied first: the disk it is on may be gone by then. Raises
    ``FileRefusedError``, ``DamagedBackupError``, ``DiskFullError`` or ``FolderNotWritableError``;
    then nothing is asked for.
    """
    part = folder / f"{RESTORE_REQUEST}.part"
    with file_errors_named(folder):
        try:
            made = verify(source, folder)
            shutil.copyfile(source, part)
            sync_file(part)
            part.replace(folder / RESTORE_REQUEST)
            sync_folder(folder)
        except DamagedLedgerError as error:
            raise DamagedBackupError(source.name) from error
        finally:
            part.unlink(missing_ok=True)
    return made


def withdraw(folder: Path) -> None:
    """Take a request back."""
    (folder / RESTORE_REQUEST).unlink(missing_ok=True)


def carry_out(folder: Path, *, at: datetime, operator: str) -> CashierError | None:
    """Restore what was asked for, by the folder's one writer; return why it could not be.

    A request is carried out once: one that fails is moved aside, and the shop opens as it is.
    """
    source = folder / RESTORE_REQUEST
    try:
        backup.restore(folder, source, at=at, operator=operator)
    except CashierError as error:
        source.replace(folder / _REFUSED)
        is_damaged = isinstance(error, DamagedLedgerError)
        return DamagedBackupError(source.name) if is_damaged else error
    source.unlink()
    return None
