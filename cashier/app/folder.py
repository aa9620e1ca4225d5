"""Which data folder is meant, and which exit code an error of it has."""

import os
from pathlib import Path

from cashier.domain import backend_errors, errors

DONE, DEFECT, WRONG, TRY_AGAIN, DAMAGED, IN_USE = 0, 1, 2, 3, 4, 5

_CODES: tuple[tuple[type[errors.CashierError], int], ...] = (
    (errors.LedgerInUseError, IN_USE),
    (errors.DamagedLedgerError, DAMAGED),
    (errors.JournalBrokenError, DAMAGED),
    (errors.NewerLedgerError, WRONG),
    (errors.FolderNotWritableError, WRONG),
    (errors.InputRefusedError, WRONG),
    (errors.LedgerError, TRY_AGAIN),
    (errors.DeviceError, TRY_AGAIN),
    (backend_errors.SecretMissingError, WRONG),
    (backend_errors.BackEndError, TRY_AGAIN),
)


def default_folder() -> Path:
    """Return the folder named by the environment, else the platform's one for this user."""
    named = os.environ.get("CASHIER_DATA_DIR")
    if named:
        return Path(named)
    import platformdirs  # noqa: PLC0415 - only where no folder is named

    return Path(platformdirs.user_data_dir("cashier", appauthor=False))


def exit_code_for(error: errors.CashierError) -> int:
    """Return the exit code that the command line promises for ``error``."""
    return next((code for kind, code in _CODES if isinstance(error, kind)), DEFECT)
