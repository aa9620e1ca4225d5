"""Pictures come from another thread, newest wanted first, and what is missing is asked for once."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QColor, QImage, QPixmapCache
from PySide6.QtWidgets import QApplication

from cashier.ui.frame.tasks import TaskOwner
from cashier.ui.goods.product_pictures import LOAD_PICTURES, ProductPictures
from tests.ui.conftest import Run

BAND = QSize(134, 60)
Read = Callable[[str], bytes | None]


def name(number: int) -> str:
    return f"{number:032x}.png"


def png(colour: str = "red") -> bytes:
    image = QImage(256, 110, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(data.data())


@pytest.fixture(autouse=True)
def no_pictures_of_other_tests(qapp: QApplication) -> None:
    qapp.processEvents()
    QPixmapCache.clear()


class Album:
    """Pictures to read, and what was read on which thread."""

    def __init__(self, *numbers: int) -> None:
        self.content = {name(number): png() for number in numbers}
        self.asked: list[str] = []
        self.threads: set[str] = set()

    def read(self, wanted: str) -> bytes | None:
        self.asked.append(wanted)
        self.threads.add(threading.current_thread().name)
        return self.content.get(wanted)


def test_a_picture_is_there_after_it_was_asked_for(run: Run) -> None:
    album = Album(1)

    async def scenario() -> None:
        tasks = TaskOwner(_fail)
        pictures = ProductPictures(album.read, tasks)
        loaded: list[str] = []
        pictures.loaded.connect(loaded.append)
        assert pictures.pixmap(name(1), BAND, 1.0, is_dark=False) is None
        await tasks.settled(LOAD_PICTURES)
        found = pictures.pixmap(name(1), BAND, 1.0, is_dark=False)
        assert found is not None
        assert found.size() == BAND
        assert found.toImage().pixelColor(60, 30).red() > 200
        assert loaded == [name(1)]
        pictures.close()

    run(scenario())
    assert album.asked == [name(1)]
    assert threading.main_thread().name not in album.threads


def test_on_a_fine_screen_it_has_as_many_pixels_as_the_screen(run: Run) -> None:
    album = Album(1)

    async def scenario() -> None:
        tasks = TaskOwner(_fail)
        pictures = ProductPictures(album.read, tasks)
        pictures.pixmap(name(1), BAND, 1.5, is_dark=False)
        await tasks.settled(LOAD_PICTURES)
        found = pictures.pixmap(name(1), BAND, 1.5, is_dark=False)
        assert found is not None
        assert (found.size(), found.devicePixelRatio()) == (QSize(201, 90), 1.5)
        pictures.close()

    run(scenario())


def test_what_is_not_there_is_asked_for_once_until_it_may_have_come(run: Run) -> None:
    album = Album()

    async def scenario() -> None:
        tasks = TaskOwner(_fail)
        pictures = ProductPictures(album.read, tasks)
        for _ in range(5):
            assert pictures.pixmap(name(7), BAND, 1.0, is_dark=False) is None
            await tasks.settled(LOAD_PICTURES)
        assert album.asked == [name(7)]
        album.content[name(7)] = png()
        pictures.forget_missing()
        pictures.pixmap(name(7), BAND, 1.0, is_dark=False)
        await tasks.settled(LOAD_PICTURES)
        assert pictures.pixmap(name(7), BAND, 1.0, is_dark=False) is not None
        pictures.close()

    run(scenario())


@pytest.mark.parametrize("other", ["", "bread.png", "../cashier.toml", "x" * 500])
def test_other_texts_than_names_of_pictures_are_never_read(run: Run, other: str) -> None:
    album = Album()

    async def scenario() -> None:
        pictures = ProductPictures(album.read, TaskOwner(_fail))
        assert pictures.pixmap(other, BAND, 1.0, is_dark=False) is None
        pictures.close()

    run(scenario())
    assert album.asked == []


def test_the_newest_wanted_comes_first_and_what_has_scrolled_by_is_forgotten(run: Run) -> None:
    album = Album(*range(500))

    async def scenario() -> None:
        tasks = TaskOwner(_fail)
        pictures = ProductPictures(album.read, tasks)
        for number in range(500):
            pictures.pixmap(name(number), BAND, 1.0, is_dark=False)
        await tasks.settled(LOAD_PICTURES)
        pictures.close()

    run(scenario())
    assert album.asked[0] == name(499)
    assert len(album.asked) < 200


def test_a_broken_file_leaves_the_initials(run: Run) -> None:
    album = Album()
    album.content[name(3)] = b"broken"

    async def scenario() -> None:
        tasks = TaskOwner(_fail)
        pictures = ProductPictures(album.read, tasks)
        pictures.pixmap(name(3), BAND, 1.0, is_dark=False)
        await tasks.settled(LOAD_PICTURES)
        assert pictures.pixmap(name(3), BAND, 1.0, is_dark=False) is None
        pictures.close()

    run(scenario())


def test_the_folder_of_a_shop_is_what_is_read(run: Run, tmp_path: Path) -> None:
    from cashier.storage.picture_folder import PictureFolder  # noqa: PLC0415 - as the till does

    folder = PictureFolder(tmp_path)
    kept = folder.put(png(), "png")

    async def scenario() -> None:
        tasks = TaskOwner(_fail)
        pictures = ProductPictures(folder.read, tasks)
        pictures.pixmap(kept, BAND, 1.0, is_dark=True)
        await tasks.settled(LOAD_PICTURES)
        assert pictures.pixmap(kept, BAND, 1.0, is_dark=True) is not None
        pictures.close()

    run(scenario())


def _fail(error: Exception) -> None:
    raise AssertionError from error
