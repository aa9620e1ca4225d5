"""Documents in files: written whole, or what was there before stays."""

import contextlib
from pathlib import Path

from cashier.domain.errors import DocumentNotWrittenError
from cashier.translation import _


def make_folder(folder: Path) -> None:
    """Make ``folder`` where it is not there yet; raises ``DocumentNotWrittenError``."""
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise DocumentNotWrittenError(f"{folder.name} ({_reason(error)})") from error


def write_document(target: Path, content: bytes) -> None:
    """Write ``content``; a failure leaves what was there before.

    Raises ``DocumentNotWrittenError``.
    """
    if target.exists() and not target.is_file():  # a pipe or a device stays what it is
        part = target
    else:
        target = target.resolve()
        part = target.with_name(f".{target.name}.part")
    try:
        part.write_bytes(content)
        if part is not target:
            part.replace(target)
    except OSError as error:
        if part is not target:
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)
        raise DocumentNotWrittenError(f"{target.name} ({_reason(error)})") from error


def _reason(error: OSError) -> str:
    return (error.strerror or _("it cannot be used")).lower()
