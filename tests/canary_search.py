"""Finds a secret in bytes however it was written: plain, encoded, packed, or all of these."""

import base64
import gzip
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

_DEEPEST = 4
_ZLIB = re.compile(rb"\x78[\x01\x5e\x9c\xda]")
_BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{16,}={0,2}")
_MOST = 64 * 1024 * 1024


def files_with(canary: str, *folders: Path) -> list[str]:
    """Return the names of the files that hold ``canary`` in any form; file names count too."""
    found = []
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            is_named = canary in path.name
            if is_named or (path.is_file() and is_in(canary, path.read_bytes())):
                found.append(path.relative_to(folder).as_posix())
    return found


def is_in(canary: str, content: bytes, depth: int = 0) -> bool:
    """Whether ``content`` holds ``canary``, also inside what is encoded or packed in it."""
    if any(form in content for form in forms_of(canary)):
        return True
    if depth >= _DEEPEST:
        return False
    return any(is_in(canary, inner, depth + 1) for inner in _inside(content))


def forms_of(canary: str) -> set[bytes]:
    """Return what the canary looks like in bytes, without being packed."""
    plain = canary.encode()
    forms = {plain, plain[::-1], plain.hex().encode(), plain.hex().upper().encode()}
    forms |= {canary.encode("utf-16-le"), canary.encode("utf-16-be"), quote(canary).encode()}
    for before in (b"", b"x", b"xx"):  # base64 looks different at each of three places
        for encoded in (base64.b64encode, base64.urlsafe_b64encode):
            whole = encoded(before + plain).rstrip(b"=")
            forms.add(whole[4 if before else 0 : -2])
    return forms


def _inside(content: bytes) -> Iterator[bytes]:
    yield from _archived(content)
    yield from _streams(content)
    for one in _BASE64.finditer(content[:_MOST]):
        text = one.group().rstrip(b"=").translate(bytes.maketrans(b"-_", b"+/"))
        decoded = base64.b64decode(text + b"=" * (-len(text) % 4)) if len(text) % 4 != 1 else b""
        if decoded[:2] in (b"\x1f\x8b", b"PK") or _ZLIB.match(decoded):
            yield decoded


def _archived(content: bytes) -> Iterator[bytes]:
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in archive.namelist():
                yield archive.read(name)


def _streams(content: bytes) -> Iterator[bytes]:
    """Yield what is packed by gzip or zlib, wherever it begins."""
    start = content.find(b"\x1f\x8b\x08")
    while start >= 0:
        yield _unpacked(content[start:], zlib.MAX_WBITS | 16)
        start = content.find(b"\x1f\x8b\x08", start + 1)
    for one in _ZLIB.finditer(content):
        yield _unpacked(content[one.start() :], zlib.MAX_WBITS)


def _unpacked(content: bytes, bits: int) -> bytes:
    """Return as much as can be unpacked, however it ends."""
    try:
        return zlib.decompressobj(bits).decompress(content, _MOST)
    except zlib.error:
        return b""


def packed_forms(text: bytes) -> dict[str, bytes]:
    """Return ``text`` in each of the forms that the search must see through."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("log.txt", text)
    return {
        "plain": text,
        "base64": base64.b64encode(text),
        "base64 one on": base64.b64encode(b"a" + text),
        "base64 two on": base64.urlsafe_b64encode(b"ab" + text),
        "hex": text.hex().encode(),
        "utf-16": text.decode().encode("utf-16"),
        "gzip": gzip.compress(text),
        "zlib in the middle": b"head" + zlib.compress(text) + b"tail",
        "zip": archive.getvalue(),
        "base64 of gzip": base64.b64encode(gzip.compress(text)),
        "zip of gzip": _zip_of(gzip.compress(text)),
    }


def _zip_of(content: bytes) -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as made:
        made.writestr("inner.gz", content)
    return archive.getvalue()
