"""Reading the body of an answer, packed or not, up to a bound and never beyond."""

import zlib

import httpx

from cashier.domain.backend_errors import DamagedAnswerError

_GZIP = 47  # a window of 32 KB, and the head of gzip or zlib found by itself


async def bounded_body(response: httpx.Response, most: int) -> bytes:
    """Return the whole body; ``DamagedAnswerError`` where it is, or unpacks to, over ``most``."""
    packing = response.headers.get("content-encoding", "identity").strip().lower()
    if packing not in ("identity", "", "gzip", "deflate"):
        raise DamagedAnswerError(words=f"packed as {packing[:20]}, which nobody asked for")
    told = response.headers.get("content-length", "")
    if told.isdecimal() and len(told) < 20 and int(told) > most:  # noqa: PLR2004 - digits of 2^63
        raise DamagedAnswerError(words=f"{told} bytes, more than {most}")
    body = _Body(most, is_packed=packing in ("gzip", "deflate"))
    async for piece in response.aiter_raw():
        body.take(piece)
    return body.whole()


class _Body:
    """What came so far."""

    def __init__(self, most: int, *, is_packed: bool) -> None:
        self._most = most
        self._unpack = zlib.decompressobj(_GZIP) if is_packed else None
        self._pieces = bytearray()

    def take(self, piece: bytes) -> None:
        if self._unpack is not None:
            piece = _unpacked(self._unpack, piece, self._most - len(self._pieces) + 1)
        if len(self._pieces) + len(piece) > self._most:
            raise DamagedAnswerError(words=f"more than {self._most} bytes")
        self._pieces += piece

    def whole(self) -> bytes:
        if self._unpack is not None and self._pieces and not self._unpack.eof:
            raise DamagedAnswerError(words="packed, and cut off")
        return bytes(self._pieces)


def _unpacked(unpack: "zlib._Decompress", piece: bytes, room: int) -> bytes:
    """Return what a piece unpacks to, of a bomb no more than ``room``."""
    try:
        return unpack.decompress(piece, room)
    except zlib.error as error:
        raise DamagedAnswerError(words="packed in a way that cannot be unpacked") from error
