"""What the file system says, in the words of the shop."""

import errno

import pytest

from cashier.domain.errors import DiskFullError, FolderNotWritableError, LedgerError
from cashier.storage.folder_errors import in_domain_words


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (errno.ENOSPC, DiskFullError),
        (errno.EDQUOT, DiskFullError),
        (errno.EACCES, FolderNotWritableError),
        (errno.EROFS, FolderNotWritableError),
        (errno.EIO, FolderNotWritableError),
    ],
)
def test_each_error_has_its_word(number: int, kind: type[LedgerError]) -> None:
    assert type(in_domain_words(OSError(number, "said the system"))) is kind
