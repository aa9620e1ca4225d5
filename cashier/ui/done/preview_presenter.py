"""The picture of a document: asked for off the window's thread; only the newest one is shown."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from cashier.domain.errors import CashierError
from cashier.domain.receipt import Receipt
from cashier.messages import sentence_for
from cashier.ui.frame.notice import Notice
from cashier.ui.frame.tasks import TaskOwner


class Mark(Protocol):
    """Which amount stands at a place: the topic of its explanation, its line and its VAT rate."""

    @property
    def topic(self) -> str: ...

    @property
    def row(self) -> int: ...

    @property
    def rate(self) -> str: ...


class Printed(Protocol):
    """An amount and the room around it, in pixels of the picture."""

    @property
    def mark(self) -> Mark: ...

    @property
    def left(self) -> int: ...

    @property
    def top(self) -> int: ...

    @property
    def right(self) -> int: ...

    @property
    def bottom(self) -> int: ...


class Raster(Protocol):
    """Rows of RGB, one byte a channel, ``width * 3`` bytes a row, from top to bottom.

    ``places`` tells where the amounts stand.
    """

    @property
    def width(self) -> int: ...

    @property
    def height(self) -> int: ...

    @property
    def rgb(self) -> bytes: ...

    @property
    def places(self) -> Sequence[Printed]: ...


PAINT_FIRST_S = 0.06
"""A receipt is drawn on another thread, but not in the moment its page is painted on this one."""

Render = Callable[[Receipt, int], Awaitable[Raster]]
"""Draws a document so many device pixels wide: the very bytes that go to paper."""


@dataclass(frozen=True, slots=True)
class _Wanted:
    receipt: Receipt
    width_px: int


class PreviewPresenter(QObject):
    """Draws what it was asked for last, after ``wait_s`` for what is to be seen before it."""

    rendered = Signal(object)  # Raster | None
    noticed = Signal(object)  # Notice

    def __init__(
        self,
        render: Render,
        tasks: TaskOwner,
        name: str,
        parent: QObject | None = None,
        *,
        wait_s: float = 0,
    ) -> None:
        super().__init__(parent)
        self._wait_s = wait_s
        self._render = render
        self._tasks = tasks
        self._name = name
        self._wanted: _Wanted | None = None

    def show(self, receipt: Receipt | None, width_px: int) -> None:
        """Draw ``receipt`` ``width_px`` device pixels wide; None takes the picture away."""
        if receipt is None:
            self._wanted = None
            self.rendered.emit(None)
            return
        self._wanted = _Wanted(receipt, width_px)
        self._tasks.start(self._name, self._draw)

    async def _draw(self) -> None:
        if self._wait_s:
            await asyncio.sleep(self._wait_s)
        drawn: _Wanted | None = None
        while self._wanted is not None and drawn is not self._wanted:
            drawn = self._wanted
            try:
                raster = await self._render(drawn.receipt, drawn.width_px)
            except CashierError as error:
                self.noticed.emit(Notice.of(sentence_for(error)))
                return
            if drawn is self._wanted:
                self.rendered.emit(raster)
