"""The data folder: made on first use, one writer at a time, settings read from cashier.toml."""

from collections.abc import Callable, Mapping
from pathlib import Path

from filelock import FileLock, Timeout

from cashier.domain.errors import LedgerInUseError
from cashier.storage.folder_errors import in_domain_words
from cashier.storage.settings_file import SETTINGS_FILE, content_of, raw_content

LOG_FILE = "cashier.log"
RESTORE_FOLDER = "restore.part"
RESTORE_READY = "ready"
RESTORE_REQUEST = "restore-next.zip"
"""A backup that is restored when the shop is opened next."""
_LOCK_FILE = "cashier.lock"


class DataFolder:
    """One shop's folder; the lock is the operating system's and dies with its process."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = FileLock(path / _LOCK_FILE, thread_local=False)

    def make(self, first_settings: Callable[[], Mapping[str, Mapping[str, str]]]) -> None:
        """Make the folder and its settings file where they are not there yet.

        Raises ``FolderNotWritableError`` or ``DiskFullError``.
        """
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            settings = self.path / SETTINGS_FILE
            if not settings.exists():
                import tomlkit  # noqa: PLC0415 - only a new shop needs it

                part = settings.with_suffix(".part")
                part.write_text(tomlkit.dumps(first_settings()), encoding="utf-8")
                part.replace(settings)
        except OSError as error:
            raise in_domain_words(error) from error

    @property
    def has_unfinished_restore(self) -> bool:
        """Whether a restore was begun here and never came to its end."""
        return (self.path / RESTORE_FOLDER).exists()

    @property
    def has_restore_request(self) -> bool:
        """Whether a backup is to be restored at this start."""
        return (self.path / RESTORE_REQUEST).exists()

    def lock(self) -> None:
        """Become the one writer; ``LedgerInUseError`` while another process is."""
        try:
            self._lock.acquire(timeout=0)
        except Timeout as error:
            raise LedgerInUseError(self.path.name) from error
        except OSError as error:
            raise in_domain_words(error) from error

    def unlock(self) -> None:
        """Let another process write."""
        self._lock.release()

    def settings(self) -> Mapping[str, object]:
        """Return the content of cashier.toml; ``SettingsRefusedError`` where it is no TOML."""
        return content_of(raw_content(self.path / SETTINGS_FILE))


def is_restore_waiting(folder: Path) -> bool:
    """Whether a restore was interrupted after the point where it counts."""
    return (folder / RESTORE_FOLDER / RESTORE_READY).exists()
