"""The pictures on tiles: read and cut to size off the GUI thread, held within bounds."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtGui import QImage, QPixmap, QPixmapCache

from cashier.domain.product import is_picture_name
from cashier.ui.frame.tasks import TaskOwner

LOAD_PICTURES = "load pictures"
_MOST_WAITING = 120
_MOST_MISSING = 1_000
Read = Callable[[str], bytes | None]


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A picture as a tile needs it."""

    name: str
    width: int
    height: int
    ratio: int
    is_dark: bool
    corner: int

    @property
    def key(self) -> str:
        return (
            f"tile {self.name} {self.width} {self.height} {self.ratio} {self.is_dark} {self.corner}"
        )


class ProductPictures(QObject):
    """Answers at once with what is there; what is not comes, and ``loaded`` tells of it.

    What was asked for last comes first: it is what is in view. The drawn pictures lie in Qt's
    own cache, whose size is bounded for the whole program.
    """

    loaded = Signal(str)  # the picture's name

    def __init__(self, read: Read, tasks: TaskOwner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._read = read
        self._tasks = tasks
        self._waiting: OrderedDict[_Wanted, None] = OrderedDict()
        self._missing: set[_Wanted] = set()
        self._executor: ThreadPoolExecutor | None = None

    def pixmap(
        self, name: str, size: QSize, ratio: float, *, is_dark: bool, corner: int = 0
    ) -> QPixmap | None:
        """Return the picture for a band of ``size``, or None where there is none, or not yet.

        Its upper corners are rounded by ``corner``, as those of its tile are.
        """
        if not is_picture_name(name) or size.isEmpty():
            return None
        wanted = _Wanted(name, size.width(), size.height(), round(ratio * 100), is_dark, corner)
        found = QPixmap()
        if QPixmapCache.find(wanted.key, found):
            return found
        if wanted not in self._missing:
            self._ask_for(wanted)
        return None

    def forget_missing(self) -> None:
        """Look again for what could not be found: a picture may have come since."""
        self._missing.clear()

    def close(self) -> None:
        """End the thread after what it is doing."""
        self._waiting.clear()
        if self._executor is not None:
            self._executor.shutdown(wait=True)

    def _ask_for(self, wanted: _Wanted) -> None:
        self._waiting[wanted] = None
        self._waiting.move_to_end(wanted)
        while len(self._waiting) > _MOST_WAITING:
            self._waiting.popitem(last=False)
        self._tasks.start(LOAD_PICTURES, self._load)

    async def _load(self) -> None:
        loop = asyncio.get_running_loop()
        if self._executor is None:
            self._executor = ThreadPoolExecutor(1, thread_name_prefix="pictures")
        while self._waiting:
            wanted, _ = self._waiting.popitem(last=True)
            image = await loop.run_in_executor(self._executor, self._made, wanted)
            self._take(wanted, image)

    def _made(self, wanted: _Wanted) -> QImage | None:
        from cashier.ui.goods.picture_reading import for_band  # noqa: PLC0415 - most shops have none

        content = self._read(wanted.name)
        if content is None:
            return None
        size = QSize(wanted.width, wanted.height) * wanted.ratio / 100
        corner = wanted.corner * wanted.ratio // 100
        return for_band(content, size, is_dark=wanted.is_dark, corner=corner)

    def _take(self, wanted: _Wanted, image: QImage | None) -> None:
        if image is None:
            if len(self._missing) >= _MOST_MISSING:
                self._missing.clear()
            self._missing.add(wanted)
            return
        pixmap = QPixmap.fromImage(image)
        pixmap.setDevicePixelRatio(wanted.ratio / 100)
        QPixmapCache.insert(wanted.key, pixmap)
        self.loaded.emit(wanted.name)
