"""Buttons in rows: as many beside each other as the width has room for."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget
from typing_extensions import override

from cashier.ui.look.theme import Theme

_GAP = 8


class Flow(QWidget):
    """Lays buttons out in columns of one width; where they ``fill``, the rows are as wide as it.

    It is as narrow as its widest button if it must be, so a narrow pane never cuts one.
    """

    def __init__(self, theme: Theme, parent: QWidget, *, fills: bool = False) -> None:
        super().__init__(parent)
        self._gap = theme.px(_GAP)
        self._fills = fills
        self._buttons: tuple[QWidget, ...] = ()
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(self._gap)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    @property
    def buttons(self) -> tuple[QWidget, ...]:
        return self._buttons

    def lay(self, buttons: Sequence[QWidget]) -> None:
        """Take ``buttons`` for those before, which go."""
        for old in self._buttons:
            if old not in buttons:
                self._grid.removeWidget(old)
                old.hide()
                old.deleteLater()
        self._buttons = tuple(buttons)
        self._arrange(force=True)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._widest, self._grid.minimumSize().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    @property
    def _widest(self) -> int:
        return max((one.sizeHint().width() for one in self._buttons), default=0)

    def _arrange(self, *, force: bool = False) -> None:
        cell = self._widest + self._gap
        most = len(self._buttons) or 1
        columns = min(max((self.width() + self._gap) // max(cell, 1), 1), most)
        if columns == self._columns and not force:
            return
        for column in range(max(self._columns, columns) + 1):
            self._grid.setColumnStretch(column, 0)
        self._columns = columns
        for place, button in enumerate(self._buttons):
            self._grid.addWidget(button, place // columns, place % columns)
        for column in range(columns if self._fills else 0):
            self._grid.setColumnStretch(column, 1)
        if not self._fills:
            self._grid.setColumnStretch(columns, 1)
        self.updateGeometry()
