"""A scan on the Pay page is never taken for money."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from cashier.ui.frame.input_filter import InputFilter
from cashier.ui.look.theme import Theme
from cashier.ui.scan.scanner import Scanner
from tests.ui.conftest import Run
from tests.ui.paying import PayTill, in_front, order_of, pay_till, with_page

CODE = "4770000000017"


def scan(code: str) -> None:
    """Send a scanner's keys to whatever has the focus."""
    for number, character in enumerate(code + "\r"):
        key = Qt.Key.Key_Return if character == "\r" else Qt.Key(ord(character))
        event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, character)
        event.setTimestamp(1_000 + 5 * number)
        focus = QApplication.focusWidget()
        assert focus is not None
        QApplication.sendEvent(focus, event)


def listening(till: PayTill, app: QApplication) -> InputFilter:
    """Let a scanner listen in front of the page, as the window does."""
    assert till.page is not None
    scanner = Scanner(parent=till.page)
    scanner.typing_began.connect(till.page.mark_typing)
    scanner.typing_taken_back.connect(till.page.take_typing_back)
    scanner.code_scanned.connect(till.presenter.scan)
    watching = InputFilter([scanner], till.page)
    watching.watch(app)
    return watching


def test_a_scan_with_something_paid_leaves_no_digit_behind(
    run: Run, theme: Theme, qapp: QApplication
) -> None:
    async def scenario() -> None:
        till = with_page(pay_till(), theme)
        till.begin()
        assert till.page is not None
        await in_front(till.page)
        await till.press("1 0 Return")
        watching = listening(till, qapp)
        before = till.text("amountLabel")
        scan(CODE)
        await till.settled()
        assert till.text("amountLabel") == before
        assert till.text("paidLabel") == "10.00 €"
        assert till.scanned == []
        assert [notice.icon for notice in till.notices] == ["barcode"]
        qapp.removeEventFilter(watching)

    run(scenario())


def test_a_scan_with_nothing_paid_goes_back_and_adds(
    run: Run, theme: Theme, qapp: QApplication
) -> None:
    async def scenario() -> None:
        till = with_page(pay_till(), theme)
        till.begin()
        assert till.page is not None
        await in_front(till.page)
        watching = listening(till, qapp)
        scan(CODE)
        await till.settled()
        assert till.scanned == [CODE]
        assert len(till.left) == 1
        qapp.removeEventFilter(watching)

    run(scenario())


def test_a_number_typed_for_one_sale_is_not_there_for_the_next(run: Run, theme: Theme) -> None:
    async def scenario() -> None:
        till = with_page(pay_till(), theme)
        till.begin()
        assert till.page is not None
        await in_front(till.page)
        before = till.text("amountLabel")
        await till.press("5 0")
        assert till.text("amountLabel") != before
        till.begin(order_of(number=2))
        assert till.text("amountLabel") == before

    run(scenario())
