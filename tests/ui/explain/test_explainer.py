"""A long press or the key asks for an explanation; whatever else is pressed is left alone."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt, Slot
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from cashier.ui.explain.explainable import Place, area_of, explains, place_at
from cashier.ui.explain.explainer import Explainer
from cashier.ui.frame.input_filter import InputFilter
from cashier.ui.keys.key_map import KeyMap

LEFT = Qt.MouseButton.LeftButton
SOON_MS = 30


class Window(QWidget):
    """A label and a button that show amounts, one button that does not, and a field."""

    def __init__(self) -> None:
        super().__init__()
        self.amount, self.pay = QLabel("2.78", self), QPushButton("Pay", self)
        self.plain, self.field = QPushButton("Plain", self), QLineEdit(self)
        explains(self.amount, "total")
        explains(self.pay, "to-pay")
        box = QVBoxLayout(self)
        for widget in (self.amount, self.pay, self.plain, self.field):
            box.addWidget(widget)
        self.clicks = 0
        self.held: list[Place] = []
        self.asked = 0
        self.pay.clicked.connect(self._on_clicked)
        self.keys = KeyMap()
        self.explainer = Explainer(self.keys, self, SOON_MS)
        self.explainer.place_held.connect(self._on_held)
        self.explainer.explanation_wanted.connect(self._on_wanted)
        self.filter = InputFilter((self.explainer,), self)

    @Slot()
    def _on_clicked(self) -> None:
        self.clicks += 1

    @Slot(object, object)
    def _on_held(self, place: Place, area: QRect) -> None:
        self.held.append(place)
        self.area = area

    @Slot()
    def _on_wanted(self) -> None:
        self.asked += 1


@pytest.fixture
def window(qapp: QApplication, qtbot: QtBot) -> Window:
    made = Window()
    qtbot.addWidget(made)
    made.filter.watch(qapp)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def drag(widget: QWidget, to: QPoint) -> None:
    event = QMouseEvent(
        QEvent.Type.MouseMove, QPointF(to), QPointF(widget.mapToGlobal(to)),
        Qt.MouseButton.NoButton, LEFT, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(widget, event)


def test_a_held_button_tells_its_amount_and_is_not_clicked(window: Window, qtbot: QtBot) -> None:
    QTest.mousePress(window.pay, LEFT)
    qtbot.waitUntil(lambda: bool(window.held))
    drag(window.pay, QPoint(8, 8))
    QTest.mouseRelease(window.pay, LEFT)
    assert window.held == [Place("to-pay")]
    assert window.area == QRect(window.pay.mapToGlobal(QPoint(0, 0)), window.pay.size())
    assert window.clicks == 0
    QTest.mouseClick(window.pay, LEFT)
    assert window.clicks == 1


def test_a_press_that_goes_on_to_its_parents_is_one_press(window: Window, qtbot: QtBot) -> None:
    QTest.mousePress(window.amount, LEFT)
    assert window.explainer.is_waiting
    qtbot.waitUntil(lambda: bool(window.held))
    QTest.mouseRelease(window.amount, LEFT)
    assert window.held == [Place("total")]


def test_letting_go_or_moving_away_asks_nothing(window: Window) -> None:
    QTest.mousePress(window.amount, LEFT)
    QTest.mouseRelease(window.amount, LEFT)
    assert not window.explainer.is_waiting
    QTest.mousePress(window.amount, LEFT)
    drag(window.amount, QPoint(window.amount.width() + 60, 3))
    assert not window.explainer.is_waiting
    QTest.mouseRelease(window.amount, LEFT)
    assert window.held == []


@pytest.mark.parametrize("button", [Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton])
def test_only_the_left_button_asks(window: Window, button: Qt.MouseButton) -> None:
    for one in (LEFT, button):  # the buttons that another test left pressed
        QTest.mouseRelease(window.amount, one)
    QTest.mousePress(window.amount, button)
    is_waiting = window.explainer.is_waiting
    QTest.mouseRelease(window.amount, button)
    assert not is_waiting


def test_what_shows_no_amount_is_left_alone(window: Window) -> None:
    QTest.mousePress(window.plain, LEFT)
    assert not window.explainer.is_waiting
    QTest.mouseRelease(window.plain, LEFT)


def test_a_finger_holds_as_a_mouse_does(window: Window, qtbot: QtBot) -> None:
    window.amount.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
    device = QTest.createTouchDevice()
    QTest.touchEvent(window.amount, device).press(0, QPoint(5, 5), window.amount)
    qtbot.waitUntil(lambda: bool(window.held))
    QTest.touchEvent(window.amount, device).release(0, QPoint(5, 5), window.amount)
    assert window.held == [Place("total")]


def test_an_amount_that_goes_away_meanwhile_is_not_explained(window: Window, qtbot: QtBot) -> None:
    QTest.mousePress(window.amount, LEFT)
    window.amount.hide()
    assert not window.explainer.is_waiting


def test_the_key_asks_everywhere_but_in_a_field(window: Window) -> None:
    window.plain.setFocus()
    QTest.keyClicks(window.plain, "?")
    assert window.asked == 1
    window.field.setFocus()
    QTest.keyClicks(window.field, "?")
    assert (window.asked, window.field.text()) == (1, "?")


def test_the_key_can_be_another_one(window: Window) -> None:
    window.keys.use({"everywhere.explain": "/"})
    window.plain.setFocus()
    QTest.keyClicks(window.plain, "?/")
    assert window.asked == 1


def test_places_are_found_from_both_sides(window: Window) -> None:
    found = place_at(window.amount, QPoint(1, 1))
    assert found is not None
    assert found[0] == Place("total")
    assert area_of(window, Place("total")) == found[1]
    assert area_of(window, Place("change")) is None
    assert place_at(window, QPoint(1, 1)) is None
