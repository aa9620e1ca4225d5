"""A chosen picture is kept small and bare; odd and hostile files are refused within bounds."""

import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QColor, QImage, QImageReader

from cashier.ui.goods import picture_reading
from cashier.ui.goods.picture_reading import (
    PictureRefusedError,
    PictureTrouble,
    for_band,
    read_chosen,
)

Write = Callable[[Path], None]
RED, CLEAR = QColor("red"), QColor(0, 0, 255, 60)


def image(width: int, height: int, colour: QColor = RED) -> QImage:
    made = QImage(width, height, QImage.Format.Format_ARGB32)
    made.fill(colour)
    return made


def encoded(made: QImage, kind: str) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert made.save(buffer, kind)  # type: ignore[call-overload]
    return bytes(data.data())


def png_that_claims(width: int, height: int) -> bytes:
    """Return the beginning of a picture that says it is very large."""
    head = _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + _chunk(b"IDAT", zlib.compress(bytes(1_000)))


def _chunk(kind: bytes, content: bytes) -> bytes:
    body = kind + content
    return struct.pack(">I", len(content)) + body + struct.pack(">I", zlib.crc32(body))


@pytest.mark.parametrize(
    ("kind", "size", "kept"),
    [
        ("PNG", (3_000, 2_000), (256, 170)),
        ("JPEG", (600, 1_200), (128, 256)),
        ("WEBP", (1_000, 1_000), (256, 256)),
        ("PNG", (100, 40), (100, 40)),
        ("PNG", (4_000, 3), (256, 1)),
    ],
)
def test_a_picture_is_scaled_down_and_never_up(
    tmp_path: Path, kind: str, size: tuple[int, int], kept: tuple[int, int]
) -> None:
    file = tmp_path / "chosen"  # its name says nothing: the content decides
    file.write_bytes(encoded(image(*size), kind))
    content, suffix = read_chosen(file)
    assert suffix == "jpg"
    assert QImage.fromData(content).size() == QSize(*kept)


def test_what_shows_through_stays_so(tmp_path: Path) -> None:
    file = tmp_path / "logo.png"
    file.write_bytes(encoded(image(300, 300, CLEAR), "PNG"))
    content, suffix = read_chosen(file)
    assert suffix == "png"
    assert QImage.fromData(content).pixelColor(10, 10).alpha() == CLEAR.alpha()


def test_what_a_camera_wrote_beside_the_pixels_is_not_kept(tmp_path: Path) -> None:
    secret = image(300, 300, CLEAR)
    secret.setText("Author", "Rūta Kazlauskaitė")
    file = tmp_path / "photo.png"
    file.write_bytes(encoded(secret, "PNG"))
    assert QImage.fromData(file.read_bytes()).textKeys() == ["Author"]
    content, _ = read_chosen(file)
    assert QImage.fromData(content).textKeys() == []
    assert b"Kazlauskait" not in content


@pytest.mark.parametrize(
    ("content", "trouble"),
    [
        (b"", PictureTrouble.NO_PICTURE),
        (b"no picture at all", PictureTrouble.NO_PICTURE),
        (
            b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>",
            PictureTrouble.NO_PICTURE,
        ),
        (encoded(image(9, 9), "BMP"), PictureTrouble.NO_PICTURE),
        (png_that_claims(60_000, 60_000), PictureTrouble.TOO_LARGE),
        (png_that_claims(2**31 - 1, 2**31 - 1), PictureTrouble.NO_PICTURE),
    ],
    ids=["empty", "text", "drawing", "another kind", "a bomb", "a larger bomb"],
)
def test_other_files_are_refused_with_what_is_wrong(
    tmp_path: Path, content: bytes, trouble: PictureTrouble
) -> None:
    file = tmp_path / "chosen.png"
    file.write_bytes(content)
    with pytest.raises(PictureRefusedError) as refused:
        read_chosen(file)
    assert refused.value.trouble is trouble


def test_a_file_that_is_not_there_or_far_too_large_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(PictureRefusedError) as gone:
        read_chosen(tmp_path / "gone.png")
    assert gone.value.trouble is PictureTrouble.UNREADABLE
    monkeypatch.setattr(picture_reading, "MOST_FILE_BYTES", 100)
    (tmp_path / "large.png").write_bytes(b"x" * 101)
    with pytest.raises(PictureRefusedError) as large:
        read_chosen(tmp_path / "large.png")
    assert large.value.trouble is PictureTrouble.TOO_LARGE


def test_what_is_let_in_fits_into_the_memory_that_the_reader_may_take() -> None:
    bytes_of_a_pixel = 4
    allowed = QImageReader.allocationLimit() * (1 << 20)
    assert picture_reading.MOST_PIXELS * bytes_of_a_pixel <= allowed


def test_a_picture_fills_its_band_and_keeps_its_form() -> None:
    wide = image(256, 110)
    wide.setPixelColor(0, 0, QColor("blue"))
    band = for_band(encoded(wide, "PNG"), QSize(134, 60), is_dark=False)
    assert band is not None
    assert band.size() == QSize(134, 60)
    assert band.pixelColor(67, 30) == RED
    clear = for_band(encoded(image(100, 100, CLEAR), "PNG"), QSize(134, 60), is_dark=False)
    assert clear is not None
    assert clear.pixelColor(2, 30).alpha() == 0  # beside the picture the band itself is seen
    assert clear.pixelColor(67, 30).alpha() == CLEAR.alpha()


def test_pictures_are_dimmed_in_the_dark() -> None:
    band = for_band(encoded(image(256, 110, QColor("white")), "PNG"), QSize(134, 60), is_dark=True)
    assert band is not None
    assert band.pixelColor(60, 30).lightness() in range(186, 193)


def test_a_kept_file_that_is_broken_is_no_picture() -> None:
    assert for_band(b"broken", QSize(134, 60), is_dark=False) is None
