"""The card lies inside the window at any size, shows every step, and gives the focus back."""

from uuid import UUID

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from cashier.domain.explained import ExplainedSale
from cashier.domain.explanation import Subject, Topic
from cashier.domain.order import Discount, Order, OrderLine, TaxRules, work_out
from cashier.domain.quantity import Percent
from cashier.domain.worked_out import WorkedSale
from cashier.ui.explain.explanation_card import ExplanationOverlay
from cashier.ui.explain.explanation_steps import StepsModel, rows_of
from cashier.ui.look.theme import Theme
from tests.domain.explained_orders import FULL, eur, sale

SOLD = ExplainedSale(sale(discount=Discount(Percent(10_000))))
BESIDE = QRect(700, 300, 200, 48)


class Window(QWidget):
    """A window with one field that has the focus."""

    def __init__(self) -> None:
        super().__init__()
        self.field = QLineEdit(self)


@pytest.fixture
def window(theme: Theme, qtbot: QtBot) -> Window:
    made = Window()
    qtbot.addWidget(made)
    made.resize(1024, 700)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.field.setFocus()
    return made


def opened(
    theme: Theme, window: Window, subject: Subject, by: ExplainedSale = SOLD
) -> ExplanationOverlay:
    overlay = ExplanationOverlay(theme, by.explain, window)
    found = by.explain(subject)
    assert found is not None
    overlay.open(found, BESIDE)
    return overlay


def explained(overlay: ExplanationOverlay) -> Topic:
    return overlay.explanation.subject.topic


def many_lines(count: int) -> ExplainedSale:
    lines = tuple(OrderLine(f"thing {number}", eur(number), FULL) for number in range(count))
    order, tax = Order(UUID(int=1), "EUR", lines), TaxRules()
    return ExplainedSale(WorkedSale.of_order(order, work_out(order, tax)))


@pytest.mark.parametrize("topic", [Topic.TOTAL, Topic.SUBTOTAL, Topic.DISCOUNTS, Topic.ALL_VAT])
def test_the_steps_are_a_model_that_keeps_its_rules(
    topic: Topic, qtmodeltester: ModelTester
) -> None:
    found = SOLD.explain(Subject(topic))
    assert found is not None
    model = StepsModel()
    model.show(rows_of(found))
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]


def test_each_step_is_one_sentence_for_a_screen_reader(theme: Theme, window: Window) -> None:
    overlay = opened(theme, window, Subject(Topic.TOTAL))
    model = overlay.card.steps.model()
    spoken = [
        model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)
        for row in range(model.rowCount())
    ]
    assert spoken[0].startswith("3 lines, 8.88 + 1.04 + 2.99, 12.91")
    assert spoken[0].endswith("Enter explains it further")
    heading = overlay.card.findChild(QWidget, "explanationHeading")
    assert heading is not None
    assert overlay.card.accessibleName() == heading.accessibleName()


@pytest.mark.parametrize("scale", [80, 100, 150, 200])
@pytest.mark.parametrize(("width", "height"), [(1024, 700), (1366, 768), (1920, 1080)])
def test_the_card_lies_inside_the_window(
    theme: Theme, window: Window, scale: int, width: int, height: int
) -> None:
    theme.set_scale(scale)
    window.resize(width, height)
    for by in (SOLD, many_lines(300)):
        overlay = opened(theme, window, Subject(Topic.SUBTOTAL), by)
        assert window.rect().contains(overlay.card.geometry())
        for button in overlay.card.findChildren(QAbstractButton):
            if button.isVisible():
                assert min(button.width(), button.height()) >= theme.px(48)
        overlay.leave()


def test_a_card_beside_its_amount_does_not_cover_it(theme: Theme, window: Window) -> None:
    overlay = opened(theme, window, Subject(Topic.TOTAL))
    assert not overlay.card.geometry().intersects(BESIDE)


def test_all_steps_of_a_short_explanation_are_in_view(theme: Theme, window: Window) -> None:
    overlay = opened(theme, window, Subject(Topic.TOTAL))
    steps = overlay.card.steps
    assert steps.verticalScrollBar().maximum() == 0
    assert all(
        steps.sizeHintForIndex(steps.model().index(row, 0)).height() >= theme.px(48)
        for row in range(steps.model().rowCount())
    )


def test_three_hundred_lines_end_in_view_with_their_sum(theme: Theme, window: Window) -> None:
    overlay = opened(theme, window, Subject(Topic.SUBTOTAL), many_lines(300))
    steps = overlay.card.steps
    shown = steps.visualRect(steps.currentIndex())
    assert steps.viewport().rect().contains(shown)
    assert steps.rows[steps.currentIndex().row()].is_amount


def test_a_tap_opens_a_step_and_the_buttons_lead_back_and_out(theme: Theme, window: Window) -> None:
    overlay = opened(theme, window, Subject(Topic.TOTAL))
    card = overlay.card
    assert not card.back.isVisible()
    place = card.steps.visualRect(card.steps.model().index(0, 0)).center()
    QTest.mouseClick(card.steps.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert explained(overlay) is Topic.SUBTOTAL
    QTest.mouseClick(card.back, Qt.MouseButton.LeftButton)
    assert explained(overlay) is Topic.TOTAL
    QTest.mouseClick(card.close_button, Qt.MouseButton.LeftButton)
    assert overlay.isHidden()


def test_the_focus_goes_back_to_where_it_was(theme: Theme, window: Window) -> None:
    overlay = opened(theme, window, Subject(Topic.TOTAL))
    assert overlay.card.steps.hasFocus()
    QTest.keyClick(overlay.card.steps, Qt.Key.Key_Escape)
    assert window.field.hasFocus()


def test_a_key_of_the_page_is_handed_on(theme: Theme, window: Window) -> None:
    overlay = opened(theme, window, Subject(Topic.TOTAL))
    QTest.keyClicks(overlay.card.steps, "5")
    assert overlay.isHidden()
    assert window.field.text() == "5"


def test_the_card_follows_the_window(theme: Theme, window: Window, qtbot: QtBot) -> None:
    overlay = opened(theme, window, Subject(Topic.TOTAL))
    window.resize(640, 400)
    qtbot.waitUntil(lambda: overlay.geometry() == window.rect())
    assert window.rect().contains(overlay.card.geometry())


def test_nothing_is_opened_for_an_amount_that_leads_nowhere(theme: Theme, window: Window) -> None:
    overlay = opened(theme, window, Subject(Topic.LINE, 0))
    QTest.keyClick(overlay.card.steps, Qt.Key.Key_Return)
    assert overlay.explanation.subject == Subject(Topic.LINE, 0)
