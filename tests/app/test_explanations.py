"""Any amount is explained by a long press or the key for it, on each page of the real window."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLabel, QWidget

from cashier.ui.done.receipt_preview import Paper, ReceiptPreview
from cashier.ui.explain.explanation_card import ExplanationOverlay
from cashier.ui.explain.explanation_steps import StepRow, StepsView
from cashier.ui.frame.main_window import Page
from tests.app.scenes import BREAD, RYE, Stage
from tests.ui.paying import plain

Play = Callable[..., None]


def overlay(stage: Stage) -> ExplanationOverlay | None:
    return stage.till.explanations.overlay


async def hold(stage: Stage, widget: QWidget, at: QPoint | None = None) -> None:
    """Press until the explanation is there, then let go."""
    place = at or widget.rect().center()
    before = overlay(stage)
    QTest.mousePress(widget, Qt.MouseButton.LeftButton, pos=place)
    await stage.hands.until(lambda: overlay(stage) not in {None, before}, "an explanation")
    QTest.mouseRelease(widget, Qt.MouseButton.LeftButton, pos=place)


def steps(stage: Stage) -> tuple[StepRow, ...]:
    return stage.hands.find(StepsView, "explanationSteps").rows


def heading(stage: Stage) -> str:
    return plain(stage.hands.find(QLabel, "explanationHeading").text())


def told(stage: Stage) -> list[tuple[str, str, str]]:
    return [
        (plain(row.words.label), plain(row.words.working), plain(row.words.amount))
        for row in steps(stage)
    ]


def row_of(view: QAbstractItemView, row: int) -> QPoint:
    return view.visualRect(view.model().index(row, 0)).center()


def test_a_long_press_on_a_line_explains_its_total(shop: Path, play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.fill()
        cart = stage.hands.find(QAbstractItemView, "cartView")
        await hold(stage, cart.viewport(), row_of(cart, 0))
        assert heading(stage) == "Line total: 0.79 €"
        assert told(stage)[0] == ("Quantity × price", "1 × 0.79", "0.79")

    play(shop, scene)


def test_holding_pay_explains_the_total_and_does_not_pay(shop: Path, play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.fill()
        await hold(stage, stage.hands.find(QWidget, "payButton"))
        assert heading(stage) == "Total: 2.77 €"
        assert stage.hands.window.page is Page.SELL
        assert told(stage) == [
            ("2 lines", "0.79 + 1.98", "2.77"),
            ("VAT A 21 %", "", "0.14"),
            ("VAT B 12 %", "", "0.21"),
        ]
        stage.hands.key(Qt.Key.Key_Escape)
        assert overlay(stage) is None
        await stage.hands.tap("payButton")
        await stage.hands.page("payPage")

    play(shop, scene)


def test_a_short_press_or_one_that_moves_explains_nothing(shop: Path, play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.fill()
        cart = stage.hands.find(QAbstractItemView, "cartView").viewport()
        QTest.mousePress(cart, Qt.MouseButton.LeftButton, pos=QPoint(40, 20))
        assert is_waiting(stage)
        QTest.mouseMove(cart, QPoint(40, 120))
        moved = QPoint(40, 120)
        _drag(cart, moved)
        assert not is_waiting(stage)
        QTest.mouseRelease(cart, Qt.MouseButton.LeftButton, pos=moved)
        QTest.mouseClick(cart, Qt.MouseButton.LeftButton, pos=QPoint(40, 20))
        assert not is_waiting(stage)
        less = stage.hands.find(QWidget, "lessButton")
        QTest.mousePress(less, Qt.MouseButton.LeftButton)
        assert not is_waiting(stage)
        QTest.mouseRelease(less, Qt.MouseButton.LeftButton)

    play(shop, scene)


def is_waiting(stage: Stage) -> bool:
    return stage.till.explainer.is_waiting


def _drag(widget: QWidget, to: QPoint) -> None:
    held = Qt.MouseButton.LeftButton
    event = QMouseEvent(
        QEvent.Type.MouseMove, to.toPointF(), widget.mapToGlobal(to).toPointF(),
        Qt.MouseButton.NoButton, held, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(widget, event)


def test_the_key_explains_the_selected_line_and_searches_nothing(shop: Path, play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.fill()
        stage.hands.type("?")
        assert heading(stage) == "Line total: 1.98 €"
        stage.hands.type("?")
        assert overlay(stage) is None
        assert stage.till.presenters.sale.view.typed.is_empty
        stage.hands.key(Qt.Key.Key_F2)
        stage.hands.type("?")
        assert overlay(stage) is None

    play(shop, scene)


def test_steps_lead_on_and_escape_leads_back(shop: Path, play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.fill()
        focus = QApplication.focusWidget()
        await hold(stage, stage.hands.find(QWidget, "totals"), QPoint(40, 20))
        assert heading(stage).startswith("All lines before discounts")
        for key in (Qt.Key.Key_Up, Qt.Key.Key_Return):
            stage.hands.key(key)
        assert heading(stage) == "Price times quantity: 1.98 €"
        assert stage.hands.find(QWidget, "explanationBackButton").isEnabled()
        stage.hands.key(Qt.Key.Key_Escape)
        assert heading(stage).startswith("All lines before discounts")
        stage.hands.key(Qt.Key.Key_Escape)
        assert overlay(stage) is None
        assert QApplication.focusWidget() is focus

    play(shop, scene)


def test_a_press_beside_the_card_only_closes_it(shop: Path, play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.fill()
        stage.hands.type("?")
        shown = overlay(stage)
        assert shown is not None
        QTest.mouseClick(shown, Qt.MouseButton.LeftButton, pos=QPoint(1300, 740))
        assert overlay(stage) is None
        assert stage.hands.window.page is Page.SELL

    play(shop, scene)


def test_typing_over_the_card_closes_it_and_is_not_lost(shop: Path, play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.fill()
        stage.hands.type("?")
        stage.hands.type("7")
        assert overlay(stage) is None
        assert stage.till.presenters.sale.view.typed.plain == "7"

    play(shop, scene)


def test_a_scan_over_the_card_closes_it_and_sells(shop: Path, play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.scan(BREAD)
        stage.hands.type("?")
        assert overlay(stage) is not None
        await stage.scan(RYE)
        assert overlay(stage) is None
        assert stage.till.presenters.sale.view.typed.is_empty

    play(shop, scene)


def test_paying_is_explained_with_its_rounding_and_the_change(shop: Path, play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.to_pay()
        stage.hands.type("?")
        assert told(stage) == [("To pay", "", "2.77")]
        stage.hands.key(Qt.Key.Key_Escape)
        stage.hands.key(Qt.Key.Key_F5)
        stage.hands.type("?")
        assert heading(stage) == "To pay: 2.75 €"
        assert told(stage)[1] == ("Cash, to the nearest 0.05", "", "2.75")
        stage.hands.key(Qt.Key.Key_Escape)
        await hold(stage, stage.hands.find(QWidget, "changeLabel"))
        assert heading(stage) == "Still open: 2.75 €"
        stage.hands.key(Qt.Key.Key_Escape)
        stage.hands.type("5")
        stage.hands.key(Qt.Key.Key_Return)
        await stage.can_finish()
        await hold(stage, stage.hands.find(QWidget, "changeLabel"))
        assert told(stage)[-1] == ("Change", "5.00 - 2.75", "2.25")
        stage.hands.key(Qt.Key.Key_Escape)
        await stage.hands.tap("confirmButton")
        await stage.hands.page("donePage")
        stage.hands.type("?")
        assert heading(stage) == "Change: 2.25 €"

    play(shop, scene)


def test_a_refund_is_explained_while_it_is_put_together_and_when_it_is_posted(
    shop: Path, play: Play
) -> None:
    async def scene(stage: Stage) -> None:
        await stage.sold()
        stage.hands.key(Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
        await stage.hands.until(lambda: stage.hands.sees("refundPanel"), "the refund panel")
        await stage.hands.until(
            lambda: stage.till.presenters.orders.detail is not None, "the order in view"
        )
        stage.hands.type("?")
        assert heading(stage) == "Give back: 2.75 €"
        stage.hands.key(Qt.Key.Key_Escape)
        line = stage.hands.find(QWidget, "refundLine_2")
        await hold(stage, line, QPoint(line.width() - 20, 30))
        assert told(stage)[0][1:] == ("1.98 × 2 ÷ 2", "1.98")
        stage.hands.key(Qt.Key.Key_Escape)
        await hold(stage, stage.hands.find(QWidget, "confirmRefundButton"))
        assert heading(stage) == "Give back: 2.75 €"
        assert stage.hands.sees("refundPanel")
        stage.hands.key(Qt.Key.Key_Escape)
        stage.hands.key(Qt.Key.Key_F12)
        await stage.hands.page("donePage")
        stage.hands.type("?")
        assert heading(stage) == "Give back: 2.75 €"

    play(shop, scene)


def test_an_order_in_the_list_is_explained_by_its_total(shop: Path, play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.sold()
        stage.hands.key(Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
        await stage.hands.page("ordersPage")
        stage.hands.type("?")
        assert overlay(stage) is None
        await stage.hands.tap_row("ordersTable", 0)
        await stage.hands.until(
            lambda: stage.till.presenters.orders.detail is not None, "the order"
        )
        stage.hands.type("?")
        assert heading(stage) == "Total: 2.77 €"

    play(shop, scene)


def test_an_amount_on_the_receipt_is_explained_where_it_is_printed(shop: Path, play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.sold()
        paper = paper_of(stage)
        await stage.hands.until(lambda: bool(places_of(paper)), "the receipt")
        for topic, shown in (
            ("line-gross", "Price times quantity: 0.79 €"),
            ("vat", "VAT included: 0.14 €"),
            ("net", "Without VAT: 0.65 €"),
            ("rounding", "Cash rounding: -0.02 €"),
            ("total", "Total: 2.77 €"),
        ):
            await hold(stage, paper, places_of(paper)[topic])
            assert heading(stage) == shown
            stage.hands.key(Qt.Key.Key_Escape)

    play(shop, scene)


def test_what_a_refund_prints_is_explained_with_its_sign(shop: Path, play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.sold()
        stage.hands.key(Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
        await stage.hands.until(lambda: stage.hands.sees("refundPanel"), "the refund panel")
        stage.hands.key(Qt.Key.Key_F12)
        await stage.hands.page("donePage")
        paper = paper_of(stage)
        await stage.hands.until(lambda: bool(places_of(paper)), "the receipt of the refund")
        await hold(stage, paper, places_of(paper)["total"])
        assert heading(stage) == "Total: -2.77 €"
        stage.hands.key(Qt.Key.Key_Escape)
        await hold(stage, stage.hands.find(QWidget, "doneFigure"))
        assert heading(stage) == "Give back: 2.75 €"

    play(shop, scene)


def paper_of(stage: Stage) -> Paper:
    found = stage.hands.find(ReceiptPreview, "receiptPreview").widget()
    assert isinstance(found, Paper)
    return found


def places_of(paper: Paper) -> dict[str, QPoint]:
    """Return a point on each amount the paper tells of, by its topic."""
    found: dict[str, QPoint] = {}
    for y in range(0, paper.height(), 2):
        for x in range(0, paper.width(), 8):
            place = paper.explanation_at(QPoint(x, y))
            if place is not None:
                found.setdefault(place.topic, QPoint(x + 2, y + 2))
    return found
