"""Tags held to a reader of PC/SC, by their UID; what speaks to it is loaded when one is waited for.

It comes with the optional part ``pcsc`` of the program and with the system's own service. A reader
that types needs neither.
"""

import asyncio
import importlib
from collections.abc import Callable
from typing import Any

from cashier.domain.errors import TagReaderError

GET_UID = [0xFF, 0xCA, 0x00, 0x00, 0x00]
"""What readers of contactless tags answer with the number of the tag."""
_WELL = (0x90, 0x00)
_PAUSE_S = 0.25

Load = Callable[[str], Any]


class PcscTags:
    """Implements ``ports.TagReader``; one look at a time, off the window's thread."""

    def __init__(self, load: Load = importlib.import_module, pause_s: float = _PAUSE_S) -> None:
        self._load = load
        self._pause_s = pause_s
        self._lying = ""

    async def next_tag(self) -> str:
        """Wait for a tag that was not there before; see ``ports.TagReader``."""
        while True:
            seen = await asyncio.to_thread(self._look)
            is_new, self._lying = seen != self._lying, seen
            if seen and is_new:
                return seen
            await asyncio.sleep(self._pause_s)

    def forget(self) -> None:
        """Take a tag that still lies on the reader for one that comes now."""
        self._lying = ""

    def _look(self) -> str:
        """Return the UID of the tag that lies on a reader, empty where none does."""
        try:
            system = self._load("smartcard.System")
            known = self._load("smartcard.Exceptions")
            service = self._load("smartcard.pcsc.PCSCExceptions")
        except ImportError as error:
            raise TagReaderError("part") from error
        try:
            readers = system.readers()
        except (known.SmartcardException, service.BaseSCardException) as error:
            raise TagReaderError("service") from error
        if not readers:
            raise TagReaderError("reader")
        found = (self._uid_on(one, known.SmartcardException) for one in readers)
        return next(filter(None, found), "")

    @staticmethod
    def _uid_on(reader: Any, failure: type[Exception]) -> str:
        connection = reader.createConnection()
        try:
            connection.connect()
            data, *status = connection.transmit(GET_UID)
        except failure:  # no tag, or one that was taken away while it was read
            return ""
        finally:
            connection.disconnect()
        return bytes(data).hex().upper() if tuple(status) == _WELL else ""
