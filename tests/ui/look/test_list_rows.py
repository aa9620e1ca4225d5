"""Lists: whole rows, one chosen; its bar stands where reading begins."""

import pytest
from PySide6.QtCore import QEvent, QRect, QStringListModel, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QStyle,
    QStyleOptionViewItem,
    QTableView,
)
from pytestqt.qtbot import QtBot

from cashier.ui.look.list_rows import ListDelegate, ListTable, paint_ground, show_as_list
from cashier.ui.look.theme import Theme

LEFT, RIGHT = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft


def painted(
    theme: Theme, direction: Qt.LayoutDirection, *, is_chosen: bool, is_hovered: bool = False
) -> QImage:
    """Return the ground of a row's first cell."""
    image = QImage(100, 48, QImage.Format.Format_RGB32)
    image.fill(theme.colour("surface"))
    option = QStyleOptionViewItem()
    option.rect = QRect(0, 0, 100, 48)  # type: ignore[attr-defined, unused-ignore]
    if is_chosen:
        option.state = QStyle.StateFlag.State_Selected  # type: ignore[attr-defined, unused-ignore]
    painter = QPainter(image)
    painter.setLayoutDirection(direction)
    paint_ground(painter, theme, option, is_first=True, is_hovered=is_hovered)
    painter.end()
    return image


@pytest.mark.parametrize(("direction", "bar", "other"), [(LEFT, 1, 98), (RIGHT, 98, 1)])
def test_the_chosen_row_has_its_bar_where_reading_begins(
    theme: Theme, direction: Qt.LayoutDirection, bar: int, other: int
) -> None:
    row = painted(theme, direction, is_chosen=True)
    assert row.pixelColor(bar, 20) == theme.colour("accent")
    assert row.pixelColor(other, 20) == theme.colour("accentTint")
    assert row.pixelColor(50, 47) == theme.colour("line")


def test_a_row_under_the_pointer_is_sunken_and_any_other_left_alone(theme: Theme) -> None:
    under = painted(theme, LEFT, is_chosen=False, is_hovered=True)
    assert under.pixelColor(50, 20) == theme.colour("sunken")
    other = painted(theme, LEFT, is_chosen=False)
    assert other.pixelColor(50, 20) == theme.colour("surface")


def test_one_whole_row_is_chosen_and_tab_leaves_the_list(theme: Theme, qtbot: QtBot) -> None:
    table = QTableView()
    qtbot.addWidget(table)
    show_as_list(table, theme.px(48))
    assert table.selectionMode() is QAbstractItemView.SelectionMode.SingleSelection
    assert table.selectionBehavior() is QAbstractItemView.SelectionBehavior.SelectRows
    assert not table.tabKeyNavigation()
    assert table.verticalHeader().defaultSectionSize() == theme.px(48)


def test_the_row_under_the_pointer_is_known_until_the_pointer_leaves(
    theme: Theme, qtbot: QtBot
) -> None:
    model, delegate = QStringListModel(["Coffee", "Ham"]), ListDelegate(theme)
    table = ListTable(theme, model, delegate)
    qtbot.addWidget(table)
    table.entered.emit(model.index(1, 0))
    assert delegate.hovered == 1
    QApplication.sendEvent(table, QEvent(QEvent.Type.Leave))
    assert delegate.hovered == -1
    assert table.chosen_row == -1
    table.setCurrentIndex(model.index(1, 0))
    assert table.chosen_row == 1
