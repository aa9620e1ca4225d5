"""The data folder: made on first use, one writer at a time, settings read from cashier.toml."""

import errno
import tomllib
from collections.abc import Mapping
from pathlib import Path

import tomlkit
from filelock import FileLock, Timeout

from cashier.domain.errors import (
    DiskFullError,
    FolderNotWritableError,
    LedgerInUseError,
    SettingsRefusedError,
)

SETTINGS_FILE = "cashier.toml"
LOG_FILE = "cashier.log"
_LOCK_FILE = "cashier.lock"
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT}


class DataFolder:
    """One shop's folder; the lock is the operating system's and dies with its process."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = FileLock(path / _LOCK_FILE, thread_local=False)

    def make(self, first_settings: Mapping[str, Mapping[str, str]]) -> None:
        """Make the folder and its settings file where they are not there yet.

        Raises ``FolderNotWritableError`` or ``DiskFullError``.
        """
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            settings = self.path / SETTINGS_FILE
            if not settings.exists():
                part = settings.with_suffix(".part")
                part.write_text(tomlkit.dumps(first_settings), encoding="utf-8")
                part.replace(settings)
        except OSError as error:
            raise _in_domain_words(error) from error

    def lock(self) -> None:
        """Become the one writer; ``LedgerInUseError`` while another process is."""
        try:
            self._lock.acquire(timeout=0)
        except Timeout as error:
            raise LedgerInUseError(self.path.name) from error
        except OSError as error:
            raise _in_domain_words(error) from error

    def unlock(self) -> None:
        """Let another process write."""
        self._lock.release()

    def settings(self) -> Mapping[str, object]:
        """Return the content of cashier.toml; ``SettingsRefusedError`` where it is no TOML."""
        try:
            # Some editors and shells of Windows put a byte order mark before what they write.
            return tomllib.loads((self.path / SETTINGS_FILE).read_text("utf-8-sig"))
        except FileNotFoundError:
            return {}
        except UnicodeDecodeError as error:
            raise SettingsRefusedError(SETTINGS_FILE, "UTF-8") from error
        except (ValueError, RecursionError) as error:  # also a number or a nesting beyond measure
            raise SettingsRefusedError(SETTINGS_FILE, str(error)) from error
        except OSError as error:
            raise _in_domain_words(error) from error


def _in_domain_words(error: OSError) -> Exception:
    if error.errno in _NO_ROOM:
        return DiskFullError(str(error))
    return FolderNotWritableError(str(error))
