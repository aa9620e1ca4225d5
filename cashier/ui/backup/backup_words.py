"""The words of backups: when one was made, how large it is, what a restore would do."""

from datetime import datetime

from cashier.operations.back_up import FoundBackup
from cashier.translation import _, several
from cashier.ui.imports.import_words import Count
from cashier.ui.look import formatting

MOST_COUNTED = 500
_KILO, _MEGA, _TENTH = 1_000, 1_000_000, 100_000


def moment(at: datetime) -> str:
    """Return a day and a time in full: ``Fri 20 Nov 2026, 14:32``."""
    return f"{formatting.short_date(at)} {at.year}, {formatting.time_of_day(at)}"


def size(count: int) -> str:
    """Return a size as people read it: ``12.4 MB``."""
    space = formatting.NO_BREAK_SPACE
    if count < _MEGA:
        return f"{Count(-(-count // _KILO))}{space}kB"
    whole, tenth = divmod(count // _TENTH, 10)
    return f"{Count(whole)}{formatting.decimal_sign()}{tenth}{space}MB"


def details(backup: FoundBackup) -> str:
    """Return what stands below a backup's date."""
    parts = [
        size(backup.size),
        several("{count} entry", "{count} entries", Count(backup.entries)),
        _("made by itself") if backup.is_daily else "",
    ]
    return " · ".join(part for part in parts if part)


def since_words(count: int) -> str:
    """Return what becomes of the receipts that are newer than a backup."""
    if count == 0:
        return _("No receipt is newer than it.")
    if count >= MOST_COUNTED:
        text = _("{count} receipts and more are newer. They are kept aside in the data folder.")
        return text.format(count=Count(count))
    return several(
        "{count} receipt is newer. It is kept aside in the data folder.",
        "{count} receipts are newer. They are kept aside in the data folder.",
        Count(count),
    )
