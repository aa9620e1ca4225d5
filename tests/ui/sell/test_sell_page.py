"""The Sell page is worked by taps, scans and search, and every button can be hit."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton

from cashier.domain.errors import DamagedLedgerError
from cashier.ui.frame.notice import NoticeKind
from cashier.ui.look.theme import Theme
from cashier.ui.sell.input_display import InputDisplay
from tests.fakes import product
from tests.ui.conftest import Run
from tests.ui.sell_stage import GOODS, SellTill, child, open_till

UNKNOWN = "4770049061466"
Key = Qt.Key


def test_tapping_a_tile_twice_sells_two(theme: Theme, run: Run) -> None:
    async def scenario() -> None:
        till = await open_till(theme, GOODS)
        await till.tap_tile("Juoda Duona", taps=2)
        assert till.lines == [("2", "Juoda Duona")]
        assert till.total == "1.58 €"
        assert [line.quantity.text() for line in till.kept] == ["2"]
        await till.close()

    run(scenario())


def test_a_double_click_is_two_taps(theme: Theme, run: Run) -> None:
    async def scenario() -> None:
        till = await open_till(theme, GOODS)
        grid = till.page.goods.grid
        place = grid.visualRect(till.selling.goods.model.index(0)).center()
        QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=place)
        QTest.mouseDClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=place)
        QTest.mouseRelease(grid.viewport(), Qt.MouseButton.LeftButton, pos=place)
        await till.settled()
        assert till.lines == [("2", "Juoda Duona")]
        await till.close()

    run(scenario())


def test_a_tile_shows_how_much_of_it_is_in_the_cart(theme: Theme, run: Run) -> None:
    async def scenario() -> None:
        till = await open_till(theme, GOODS)
        await till.tap_tile("Juoda Duona", taps=3)
        model = till.selling.goods.model
        spoken = model.data(model.index(0), Qt.ItemDataRole.AccessibleTextRole)
        assert spoken == "Juoda Duona, 0.79 EUR, VAT 21\u00a0%, 3 in cart"
        await till.close()

    run(scenario())


def test_a_scan_into_the_search_field_gives_the_field_back(theme: Theme, run: Run) -> None:
    async def scenario() -> None:
        till = await open_till(theme, GOODS)
        search = child(till.window, QLineEdit, "productSearch")
        await till.press(Key.Key_F2)
        await till.type("sprot")
        assert search.hasFocus()
        till.scan("4770000000017")
        await till.settled()
        assert search.text() == "sprot"
        assert search.hasFocus()
        assert till.lines == [("1", "Juoda Duona")]
        await till.close()

    run(scenario())


def test_a_scan_leaves_a_number_on_the_keypad_as_it_was(theme: Theme, run: Run) -> None:
    async def scenario() -> None:
        till = await open_till(theme, GOODS)
        await till.tap_tile("Juoda Duona")
        display = child(till.window, InputDisplay, "inputDisplay")
        await till.type("5")
        assert display.value == "5"
        till.scan("4770000000024")
        await till.settled()
        assert till.lines == [("5", "Juoda Duona"), ("1", "Homemade Butter")]
        await till.close()

    run(scenario())


def test_the_end_key_of_a_scan_presses_no_focused_button(theme: Theme, run: Run) -> None:
    async def scenario() -> None:
        till = await open_till(theme, GOODS)
        await till.tap_tile("Juoda Duona")
        for name in ("payButton", "removeButton", "parkButton"):
            child(till.window, QPushButton, name).setFocus()
            till.scan("4770000000024")
            await till.settled()
        assert till.payments == []
        assert till.lines == [("1", "Juoda Duona"), ("3", "Homemade Butter")]
        assert till.selling.park.parked == ()
        await till.close()

    run(scenario())


def test_a_code_with_spaces_and_signs_does_nothing_but_name_itself(theme: Theme, run: Run) -> None:
    async def scenario() -> None:
        till = await open_till(theme, GOODS)
        await till.tap_tile("Juoda Duona", taps=2)
        child(till.window, QPushButton, "payButton").setFocus()
        till.scan("AB 12-3+4*5")
        await till.settled()
        assert till.payments == []
        assert till.lines == [("2", "Juoda Duona")]
        assert till.notices[-1].text == "AB 12-3+4*5 is not in the catalogue."
        assert child(till.window, QLineEdit, "productSearch").text() == ""
        await till.close()

    run(scenario())


def test_a_hundred_scans_at_once_are_all_taken_in_order(theme: Theme, run: Run) -> None:
    goods = [product(f"Nr {number}", barcode=f"20000000{number:05}") for number in range(100)]

    async def scenario() -> None:
        till = await open_till(theme, goods)
        till.catalogue.hold()
        for number in range(100):
            till.scan(f"20000000{number:05}")
        till.catalogue.release()
        await till.settled()
        assert till.lines == [("1", f"Nr {number}") for number in range(100)]
        assert len(till.kept) == 100
        await till.close()

    run(scenario())


def test_an_unknown_code_leaves_the_sale_as_it_was_and_says_so(theme: Theme, run: Run) -> None:
    async def scenario() -> None:
        till = await open_till(theme, GOODS)
        await till.tap_tile("Juoda Duona")
        before = till.view
        till.scan(UNKNOWN)
        await till.settled()
        assert till.view == before
        assert till.notices[-1].text == f"{UNKNOWN} is not in the catalogue."
        assert "unchanged" in till.notices[-1].hint
        assert till.window.toaster.toasts[-1].isVisible()
        await till.close()

    run(scenario())


def test_a_scan_goes_on_after_one_that_could_not_be_looked_up(theme: Theme, run: Run) -> None:
    async def scenario() -> None:
        till = await open_till(theme, GOODS)
        till.catalogue.failure = DamagedLedgerError("catalogue")
        till.scan("4770000000017")
        await till.settled()
        till.catalogue.failure = None
        till.scan("4770000000024")
        await till.settled()
        assert till.lines == [("1", "Homemade Butter")]
        assert till.notices[0].kind is NoticeKind.ERROR
        await till.close()

    run(scenario())


def test_typed_letters_open_the_search_and_enter_sells_the_first_hit(
    theme: Theme, run: Run
) -> None:
    async def scenario() -> None:
        till = await open_till(theme, GOODS)
        await till.type("sprotes")
        assert till.selling.goods.model.rowCount() == 1
        await till.press(Key.Key_Return)
        assert till.lines == [("1", "Rigas sprotes")]
        assert child(till.window, QLineEdit, "productSearch").text() == ""
        assert till.selling.goods.model.rowCount() == len(GOODS)
        await till.close()

    run(scenario())


def test_an_exact_code_in_the_search_is_taken_before_any_name(theme: Theme, run: Run) -> None:
    async def scenario() -> None:
        till = await open_till(theme, [*GOODS, product("31 cheese", barcode="31")])
        await till.press(Key.Key_F2)
        await till.type("31")
        await till.press(Key.Key_Return)
        assert till.lines == [("1", "31 cheese")]
        await till.close()

    run(scenario())


def test_a_search_without_a_hit_says_so_and_sells_nothing(theme: Theme, run: Run) -> None:
    async def scenario() -> None:
        till = await open_till(theme, GOODS)
        await till.type("xyz")
        await till.press(Key.Key_Return)
        assert till.lines == []
        assert "xyz" in till.notices[-1].text
        await till.press(Key.Key_Escape)
        assert till.selling.goods.model.rowCount() == len(GOODS)
        await till.close()

    run(scenario())


def test_every_button_has_a_name_and_can_be_hit(theme: Theme, run: Run) -> None:
    async def scenario() -> None:
        till = await open_till(theme, GOODS)
        await till.tap_tile("Juoda Duona")
        for width, height in ((1366, 768), (1920, 1080), (1024, 768)):
            till.window.resize(width, height)
            await till.settled()
            for problem in _problems(till):
                raise AssertionError(problem)
        await till.close()

    run(scenario())


def _problems(till: SellTill) -> list[str]:
    found = []
    for button in till.window.findChildren(QPushButton):
        if not button.isVisible():
            continue
        name = button.accessibleName()
        corner = button.mapTo(till.window, QPoint(0, 0))
        inside = till.window.rect().contains(button.rect().translated(corner))
        if not name or button.width() < 48 or button.height() < 48 or not inside:
            found.append(f"{button.objectName()} {name!r} {button.geometry()}")
    return found
