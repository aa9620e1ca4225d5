"""A product file that was chosen: opened away from the window, the same at every opening."""

import os
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from typing_extensions import override

from cashier.domain.errors import FileRefusedError
from cashier.translation import _


class ChosenFile:
    """What was checked is what is imported: a file that changed in between is refused."""

    def __init__(self, path: str) -> None:
        self._path = Path(path)
        self._seen: tuple[int, int] | None = None

    @property
    def name(self) -> str:
        return self._path.name

    def open(self) -> BinaryIO:
        """Return the file from its start; raises ``FileRefusedError`` and ``OSError``."""
        if not self._path.is_file():  # opening a pipe or a device would wait for ever
            raise FileRefusedError(_("it is no file, or it is gone"))
        file = self._path.open("rb")
        state = os.fstat(file.fileno())
        stamp = (state.st_size, state.st_mtime_ns)
        if self._seen not in {None, stamp}:
            file.close()
            raise FileRefusedError(_("it has changed since it was checked"))
        self._seen = stamp
        return file


class PulledFile(ChosenFile):
    """A list that was pulled from somewhere else and is in no folder."""

    def __init__(self, name: str, content: bytes) -> None:
        super().__init__(name)
        self._content = content

    @override
    def open(self) -> BinaryIO:
        """Return the list from its start."""
        return BytesIO(self._content)
