"""cashier.toml: read, and written so that what people wrote into it stays where it is."""

import hashlib
import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cashier.domain.errors import SettingsChangedError, SettingsRefusedError
from cashier.storage.catalogue_files import sync_folder
from cashier.storage.folder_errors import in_domain_words
from cashier.storage.worker import StorageThread

SETTINGS_FILE = "cashier.toml"
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
Changes = Mapping[str, Mapping[str, object]]


class TomlFile:
    """The settings file of one data folder; every call is made on a thread of its own."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / SETTINGS_FILE
        self._part = self._path.with_suffix(".part")
        self._thread = StorageThread("settings")
        self._prepared = ""

    async def read(self) -> tuple[Mapping[str, object], str]:
        """Return the content and its mark; ``SettingsRefusedError`` where it is no TOML."""
        return await self._thread.call(self._read)

    async def prepare(self, changes: Changes, seen: str) -> None:
        """Write the file with ``changes`` beside the one in force, durably.

        Raises ``SettingsChangedError`` where the file is not the one marked ``seen`` any more.
        """
        await self._thread.call(self._prepare, changes, seen)

    async def put_in_place(self) -> str:
        """Let what was prepared take the file's place, whole or not at all; returns its mark."""
        return await self._thread.call(self._put_in_place)

    def close(self) -> None:
        """Finish what was asked and end the thread."""
        self._thread.close()

    def _read(self) -> tuple[Mapping[str, object], str]:
        raw = raw_content(self._path)
        return content_of(raw), _mark(raw)

    def _prepare(self, changes: Changes, seen: str) -> None:
        raw = raw_content(self._path)
        if _mark(raw) != seen:
            raise SettingsChangedError("settings")
        written = rewritten(raw, changes)
        try:
            with self._part.open("wb") as file:
                file.write(written)
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise in_domain_words(error) from error
        self._prepared = _mark(written)

    def _put_in_place(self) -> str:
        try:
            self._part.replace(self._path)
            sync_folder(self._path.parent)
        except OSError as error:
            raise in_domain_words(error) from error
        return self._prepared


def raw_content(path: Path) -> bytes:
    """Return the bytes of the file; none where there is no file."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise in_domain_words(error) from error


def content_of(raw: bytes) -> Mapping[str, object]:
    """Return the tables in ``raw``; ``SettingsRefusedError`` where it is no TOML."""
    try:
        # Some editors and shells of Windows put a byte order mark before what they write.
        return tomllib.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise SettingsRefusedError(SETTINGS_FILE, "UTF-8") from error
    except (ValueError, RecursionError) as error:  # also a number or a nesting beyond measure
        raise SettingsRefusedError(SETTINGS_FILE, str(error)) from error


def rewritten(raw: bytes, changes: Changes) -> bytes:
    """Return ``raw`` with ``changes`` in it; comments, order and unknown keys stay."""
    import tomlkit  # noqa: PLC0415 - nothing but a change of settings needs it

    document = tomlkit.parse(raw.decode("utf-8-sig"))
    for name, keys in changes.items():
        if name not in document:
            document.append(name, tomlkit.table())
        for key, value in keys.items():
            _put(document[name], key, value)
        if not document[name]:
            document.remove(name)
    mark = _BYTE_ORDER_MARK if raw.startswith(_BYTE_ORDER_MARK) else b""
    return mark + tomlkit.dumps(document).encode()


def _put(table: Any, key: str, value: object) -> None:
    """Change ``key`` as little as possible: what is the same already is left as it was written."""
    if value is None:
        table.pop(key, None)
        return
    before: Any = table.get(key)
    if isinstance(value, Mapping) and _keeps_order(before, value):
        for gone in [one for one in before if one not in value]:
            before.pop(gone)
        for inner, one in value.items():
            _put(before, inner, one)
    elif not _is_same(before, value):
        table[key] = value


def _keeps_order(before: object, value: Mapping[str, object]) -> bool:
    """Whether the keys that stay can stay where they are, with the new ones after them."""
    if not isinstance(before, Mapping):
        return False
    staying = [key for key in before if key in value]
    return list(value)[: len(staying)] == staying


def _is_same(before: Any, value: object) -> bool:
    """Whether nothing is to be written; a table in another order is another table."""
    plain = before.unwrap() if hasattr(before, "unwrap") else before
    return type(plain) is type(value) and plain == value and not isinstance(value, Mapping)


def _mark(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()
