"""A large figure: as large as its place allows, in every colour of the window."""

from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from cashier.ui.controls.figure_label import FigureLabel
from cashier.ui.look.theme import Appearance, Theme


def test_it_keeps_its_size_when_the_colours_change(
    theme: Theme, qapp: QApplication, qtbot: QtBot
) -> None:
    theme.dress(qapp)
    window = QWidget()
    qtbot.addWidget(window)
    row = QHBoxLayout(window)
    figure = FigureLabel(theme, 120, 32, window)
    figure.setProperty("tone", "ok")
    row.addWidget(figure)
    figure.show_figure("3.55 €", "3 euros 55")  # before it has its place
    window.resize(300, 200)
    with qtbot.waitExposed(window):
        window.show()
    narrow = figure.font().pixelSize()
    assert narrow < 120
    window.resize(900, 200)
    qtbot.waitUntil(lambda: figure.font().pixelSize() == 120)
    theme.set_appearance(Appearance.DARK)
    assert figure.font().pixelSize() == 120
