"""The pictures of products: files named by their content, in a folder of the data folder."""

import asyncio
import hashlib
import logging
import os
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from cashier.domain.errors import DamagedBackupError
from cashier.domain.product import is_picture_name
from cashier.storage.catalogue_files import file_errors_named

PICTURES = "pictures"
MOST_BYTES = 1 << 20
"""No picture that the till keeps comes near this; a larger file is none of them."""
_DIGITS = 32
_log = logging.getLogger(__name__)


class PictureFolder:
    """Implements ``ports.PictureStore``; a picture that is in use never changes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / PICTURES

    async def keep(self, content: bytes, kind: str) -> str:
        """Keep an encoded picture and return its name; see ``ports.PictureStore``."""
        return await asyncio.to_thread(self.put, content, kind)

    def put(self, content: bytes, kind: str) -> str:
        """Keep an encoded picture and return its name; waits for the disk."""
        name = _name_of(content, kind)
        path = self._folder / name
        with file_errors_named(path):
            if not path.exists():
                self._folder.mkdir(exist_ok=True)
                part = path.with_suffix(".part")
                with part.open("wb") as file:
                    file.write(content)
                    file.flush()
                    os.fsync(file.fileno())
                part.replace(path)
        return name

    def read(self, name: str) -> bytes | None:
        """Return a kept picture, or None; one that cannot be read is logged, not worth a stop."""
        if not is_picture_name(name):
            return None
        try:
            with (self._folder / name).open("rb") as file:
                content = file.read(MOST_BYTES + 1)
        except OSError as error:
            _log.info("picture %s cannot be read", name, exc_info=error)
            return None
        return content if len(content) <= MOST_BYTES else None


def _name_of(content: bytes, kind: str) -> str:
    return f"{hashlib.sha256(content).hexdigest()[:_DIGITS]}.{kind}"


def pack_pictures(folder: Path, archive: zipfile.ZipFile) -> None:
    """Put all kept pictures of the data folder ``folder`` into an archive."""
    for path in pictures_in(folder):
        archive.write(path, f"{PICTURES}/{path.name}", zipfile.ZIP_STORED)


def unpack_pictures(archive: zipfile.ZipFile, folder: Path) -> None:
    """Keep the pictures of an archive too, beside those that are there.

    Raises ``DamagedBackupError`` for one that is not what its name says.
    """
    pictures = PictureFolder(folder)
    for info in archive.infolist():
        path = PurePosixPath(info.filename)
        if path.parent != PurePosixPath(PICTURES) or not is_picture_name(path.name):
            continue
        with archive.open(info) as packed:
            content = packed.read(MOST_BYTES + 1)
        kind = path.suffix.removeprefix(".")
        if len(content) > MOST_BYTES or _name_of(content, kind) != path.name:
            raise DamagedBackupError(path.name)
        pictures.put(content, kind)


def pictures_in(folder: Path) -> Iterator[Path]:
    """Yield the files of all kept pictures of the data folder ``folder``."""
    found = folder / PICTURES
    if found.is_dir():
        yield from (path for path in sorted(found.iterdir()) if is_picture_name(path.name))
