"""What the file system says about a data folder, in the words of the shop."""

import errno

from cashier.domain.errors import DiskFullError, FolderNotWritableError, LedgerError

_NO_ROOM = {errno.ENOSPC, errno.EDQUOT}


def in_domain_words(error: OSError) -> LedgerError:
    """Return what to raise for ``error``: no room left, or no right to write."""
    if error.errno in _NO_ROOM:
        return DiskFullError(str(error))
    return FolderNotWritableError(str(error))
