"""A till with a second screen, in a process of its own: tells where the customer looks."""

import sys

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from cashier.ui.customer.customer_screen import CustomerScreen


def told(window: QWidget) -> str:
    if not window.isVisible():
        return "hidden"
    area = window.geometry()
    return f"{window.screen().name()} {area.x()} {area.y()} {area.width()} {area.height()}"


def main() -> None:
    app = QApplication([])
    till, customer = QWidget(), QWidget()
    till.setGeometry(0, 0, 1366, 768)
    till.show()
    screens = {one.name(): one for one in QGuiApplication.screens()}
    screen = CustomerScreen(customer, till, "")
    say = sys.stdout.write
    say(f"none: {told(customer)}\n")
    screen.use("second")
    app.processEvents()
    say(f"second: {told(customer)}\n")
    app.screenRemoved.emit(screens["second"])
    say(f"unplugged: {told(customer)}\n")
    app.screenAdded.emit(screens["second"])
    app.processEvents()
    say(f"plugged in: {told(customer)}\n")
    app.screenRemoved.emit(screens["first"])
    say(f"another unplugged: {told(customer)}\n")
    screen.use("first")
    say(f"the till's own: {told(customer)}\n")
    screen.use("third")
    say(f"not there: {told(customer)}\n")
    screen.use("window")
    say(f"a window: {'shown' if customer.isVisible() else 'hidden'}\n")
    screen.use("")
    say(f"none again: {told(customer)}\n")


if __name__ == "__main__":
    main()
