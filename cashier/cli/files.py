"""Files named on the command line: read with a bound, refused where they cannot be written."""

import os
import sys
from pathlib import Path

from cashier.domain.errors import FileRefusedError
from cashier.translation import _

_OWN_FILES = ("ledger.db", "journal-head.json", "catalogue-", "cashier.")


def read_bounded(name: str, most: int) -> bytes:
    """Return the content of a file, or of the standard input for ``-``.

    Raises ``FileRefusedError`` where it cannot be read or is longer than ``most`` bytes.
    """
    try:
        if name == "-":
            raw = _standard_input(most + 1)
        else:
            with Path(name).open("rb") as file:
                raw = file.read(most + 1)
    except (OSError, ValueError) as error:
        raise FileRefusedError(f"{Path(name).name}: {_reason(error)}") from error
    if len(raw) > most:
        raise FileRefusedError(_("it is too long"))
    return raw


def require_file(path: Path) -> None:
    """Raise ``FileRefusedError`` where ``path`` is no file that can be read."""
    try:
        with path.open("rb"):
            return
    except (OSError, ValueError) as error:
        raise FileRefusedError(f"{path.name}: {_reason(error)}") from error


def require_target(target: Path | None, folder: Path) -> None:
    """Raise ``FileRefusedError`` where nothing can be written to ``target``, before anything is.

    The shop's own files in ``folder`` are no target either.
    """
    if target is None:
        return
    name, place = target.name, target.parent
    if target.is_dir():
        raise FileRefusedError(_("{name} is a folder").format(name=name or str(target)))
    if not place.is_dir():
        raise FileRefusedError(_("there is no folder {name}").format(name=place))
    if not os.access(target if target.exists() else place, os.W_OK):
        raise FileRefusedError(_("{name} cannot be written").format(name=name))
    if name.startswith(_OWN_FILES) and place.resolve() == folder.resolve():
        raise FileRefusedError(_("{name} belongs to the shop's own data").format(name=name))


def require_plain_target(target: Path, folder: Path) -> None:
    """As ``require_target``, for what is put in place by renaming: no device and no pipe."""
    require_target(target, folder)
    if target.exists() and not target.is_file():
        raise FileRefusedError(_("{name} is no file").format(name=target.name))


def _standard_input(most: int) -> bytes:
    if sys.stdin is None:
        raise FileRefusedError(_("there is no standard input"))
    return sys.stdin.buffer.read(most)


def _reason(error: Exception) -> str:
    return (getattr(error, "strerror", None) or _("it cannot be used")).lower()
