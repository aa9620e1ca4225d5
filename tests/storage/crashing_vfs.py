"""A disk that forgets: what was not synced is kept in memory and lost when the power goes.

It stands above the system's files: a write goes to a list, a sync applies the list to the file.
At a loss of power nothing of the list survives, or what chance chooses of it: whole writes, and
writes torn at a sector. The disk can also be full, or refuse to write at all.
"""

import random
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

import apsw
from typing_extensions import override

SECTOR = 512


@dataclass
class Unsynced:
    """Writes to one file that no sync has brought to the disk; ``None`` stands for a cut."""

    writes: list[tuple[int, bytes | None]] = field(default_factory=list)

    def read_over(self, content: bytearray) -> bytearray:
        """Return the file's content as the program sees it."""
        for offset, data in self.writes:
            _apply(content, offset, data)
        return content

    def survivors(self, chance: random.Random) -> list[tuple[int, bytes | None]]:
        """Return what of it the disk happened to write before the power went."""
        left: list[tuple[int, bytes | None]] = []
        for offset, data in self.writes:
            if chance.random() < 0.5:
                continue
            if data is not None and chance.random() < 0.5:
                sectors = range(0, len(data), SECTOR)
                kept = [at for at in sectors if chance.random() < 0.5]
                left += [(offset + at, data[at : at + SECTOR]) for at in kept]
            else:
                left.append((offset, data))
        return left


def _apply(content: bytearray, offset: int, data: bytes | None) -> None:
    if data is None:
        del content[offset:]
        return
    if len(content) < offset:
        content.extend(bytes(offset - len(content)))
    content[offset : offset + len(data)] = data


class Disk(apsw.VFS):
    """Registered as long as it is held; open databases on it with ``vfs=disk.name``."""

    def __init__(self, name: str, chance: random.Random | None = None) -> None:
        self.name = name
        self.below = apsw.vfs_names()[0]
        self.unsynced: dict[str, Unsynced] = {}
        self.chance = chance
        self.syncs = 0
        self.power_goes_at_sync: int | None = None
        self.is_dead = False
        self.is_full = False
        super().__init__(name, self.below)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.unregister()

    @override
    def xOpen(self, name: Any, flags: list[int]) -> apsw.VFSFile:
        path = name.filename() if isinstance(name, apsw.URIFilename) else name
        return _File(self, path, name, flags)

    @override
    def xDelete(self, filename: str, syncdir: bool) -> None:
        if self.is_dead:
            raise apsw.IOError
        super().xDelete(filename, syncdir)

    def lose_power(self) -> None:
        """Let the real files be what the disk holds without the unsynced writes."""
        self.is_dead = True
        for path, lost in self.unsynced.items():
            if self.chance is not None and Path(path).exists():
                content = bytearray(Path(path).read_bytes())
                for offset, data in lost.survivors(self.chance):
                    _apply(content, offset, data)
                Path(path).write_bytes(content)
        self.unsynced.clear()


class _File(apsw.VFSFile):
    def __init__(self, disk: Disk, path: str, name: Any, flags: list[int]) -> None:
        self._disk = disk
        self._path = path
        super().__init__(disk.below, name, flags)

    @property
    def _unsynced(self) -> Unsynced:
        return self._disk.unsynced.setdefault(self._path, Unsynced())

    @override
    def xRead(self, amount: int, offset: int) -> bytes:
        end = offset + amount
        held = super().xRead(amount, offset)
        window = bytearray(held.ljust(amount, b"\0"))
        size = offset + len(held)
        for at, data in self._unsynced.writes:
            if data is None:
                size = min(size, at)
                cut = max(0, at - offset)
                window[cut:] = bytes(max(0, amount - cut))
                continue
            size = max(size, at + len(data))
            first, last = max(at, offset), min(at + len(data), end)
            if first < last:
                window[first - offset : last - offset] = data[first - at : last - at]
        return bytes(window[: max(0, min(size, end) - offset)])

    @override
    def xWrite(self, data: Any, offset: int) -> None:
        self._require_power()
        if self._disk.is_full:
            raise apsw.FullError
        self._unsynced.writes.append((offset, bytes(data)))

    @override
    def xTruncate(self, size: int) -> None:
        self._require_power()
        self._unsynced.writes.append((size, None))

    @override
    def xFileSize(self) -> int:
        size = super().xFileSize()
        for at, data in self._unsynced.writes:
            size = min(size, at) if data is None else max(size, at + len(data))
        return size

    @override
    def xSync(self, flags: int) -> None:
        self._require_power()
        self._disk.syncs += 1
        if self._disk.syncs == self._disk.power_goes_at_sync:
            self._disk.lose_power()
            raise apsw.IOError
        for offset, data in self._unsynced.writes:
            if data is None:
                super().xTruncate(offset)
            else:
                super().xWrite(data, offset)
        self._unsynced.writes.clear()
        super().xSync(flags)

    def _require_power(self) -> None:
        if self._disk.is_dead:
            raise apsw.IOError
