"""The first start in the real window: three steps, each left out at will, and no sale held up."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFileDialog,
    QLabel,
    QLineEdit,
    QWidget,
)

from cashier.app.demo_shop import furnish
from cashier.app.first_start_due import is_first_start
from cashier.app.till import Till
from cashier.domain.quantity import Percent
from cashier.settings import STARTED
from cashier.ui.controls.choice import Choice
from tests.ui.conftest import Run
from tests.ui.import_stage import DATA
from tests.ui.opened_shop import Opened, Program
from tests.ui.shop_window import ShopWindow

_ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture(autouse=True)
def outlives_its_window(qapp: QApplication) -> Iterator[None]:
    """Let the scenario end after its window, as the product itself does."""
    qapp.setQuitOnLastWindowClosed(False)
    yield
    qapp.setQuitOnLastWindowClosed(True)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "shop"


@pytest.fixture
def shop(monkeypatch: pytest.MonkeyPatch, folder: Path) -> Program:
    return Program(monkeypatch, folder)


async def names_the_shop(on: Opened) -> None:
    await on.at_step(1)
    on.write("startName", "Kampo parduotuve")
    on.choose("startCountry", "LT")
    assert on.hands.find(Choice, "startCurrency").value == "EUR"
    assert on.hands.find(Choice, "startCoin").value == "0.05"
    on.choose("startLanguage", "en")
    on.hands.key(Qt.Key.Key_F12)
    await on.hands.until(lambda: on.window.is_to_reopen, "opened again")


async def takes_the_demonstration(on: Opened) -> None:
    await on.at_step(2)
    shop_now = on.till.settings.shop
    assert (shop_now.name, shop_now.timezone.key) == ("Kampo parduotuve", "Europe/Vilnius")
    assert shop_now.cash_unit == 5
    await on.hands.tap("startWay1")
    await on.hands.tap("startNextButton")
    await on.at_step(3)
    assert await on.till.catalogue.count() > 50
    assert "done" in on.hands.find(QWidget, "startStep2").accessibleName()
    await on.hands.tap("startNextButton")
    await on.hands.page("sellPage")
    await on.hands.tap_row("productGrid", 0)
    await on.hands.until(lambda: on.hands.pieces() > 0, "a line")


async def is_not_asked_again(on: Opened) -> None:
    await on.hands.page("sellPage")
    await on.hands.until(lambda: on.hands.pieces() > 0, "the line is back")
    assert not on.hands.sees("startPage")
    assert on.till.settings.start_step == STARTED


def test_a_new_shop_is_set_up_in_three_steps(run: Run, shop: Program) -> None:
    async def scenario() -> None:
        assert await shop.plays(names_the_shop)
        assert not await shop.plays(takes_the_demonstration)
        assert not await shop.plays(is_not_asked_again)

    run(scenario())


def test_where_nothing_has_to_wait_for_the_start_the_window_stays(run: Run, shop: Program) -> None:
    async def goes_on(on: Opened) -> None:
        await on.at_step(1)
        on.write("startName", "Corner shop")
        on.choose("startCountry", "")
        on.write("startRates", "20 5")
        shown = [one.text().replace("\u00a0", " ") for one in on.window.window.findChildren(QLabel)]
        assert "A 20 % · B 5 %" in shown
        on.hands.key(Qt.Key.Key_Return)
        await on.at_step(2)
        shop_now = on.till.settings.shop
        assert shop_now.name == "Corner shop"
        assert shop_now.tax.rates.letters == ((Percent(20_000), "A"), (Percent(5_000), "B"))

    async def scenario() -> None:
        assert not await shop.plays(goes_on)

    run(scenario())


def test_each_step_can_wait_and_is_not_asked_again(run: Run, shop: Program) -> None:
    async def passes_over(on: Opened) -> None:
        for step in (1, 2):
            await on.at_step(step)
            await on.hands.tap("startSkipButton")
        await on.at_step(3)
        assert not on.hands.sees("startSkipButton")
        await on.hands.tap("startNextButton")
        await on.hands.page("sellPage")
        await on.hands.page("emptyShop")
        assert not on.hands.sees("emptyShopSetUpButton")

    async def sells(on: Opened) -> None:
        await on.hands.page("sellPage")
        assert not on.hands.sees("startPage")

    async def scenario() -> None:
        await shop.plays(passes_over)
        await shop.plays(sells)

    run(scenario())


def test_it_goes_on_where_it_was_left(run: Run, shop: Program) -> None:
    async def leaves_at_the_second(on: Opened) -> None:
        await on.at_step(1)
        await on.hands.tap("startSkipButton")
        await on.at_step(2)

    async def goes_on(on: Opened) -> None:
        await on.at_step(2)
        on.hands.key(Qt.Key.Key_Escape)
        await on.at_step(1)

    async def scenario() -> None:
        await shop.plays(leaves_at_the_second)
        await shop.plays(goes_on)

    run(scenario())


def test_a_scan_goes_through_to_the_sale(run: Run, shop: Program) -> None:
    async def scans(on: Opened) -> None:
        await on.at_step(1)
        on.write("startName", "Half a na")
        on.hands.scan("4770190036016")
        await on.hands.page("sellPage")
        assert not on.hands.sees("startPage")
        await on.hands.until(lambda: bool(on.window.window.toaster.toasts), "told of the code")
        told = on.window.window.toaster.toasts[-1].notice
        assert "4770190036016" in f"{told.text} {told.hint}"
        await on.hands.tap("emptyShopSetUpButton")
        await on.at_step(1)
        assert on.hands.find(QLineEdit, "startName").text() == "Half a na"

    async def scenario() -> None:
        await shop.plays(scans)

    run(scenario())


def test_selling_is_one_press_away_and_the_card_leads_back(run: Run, shop: Program) -> None:
    async def sells(on: Opened) -> None:
        await on.at_step(1)
        await on.hands.tap("startBackButton")
        await on.hands.page("sellPage")
        await on.hands.tap("emptyShopSetUpButton")
        await on.at_step(1)
        on.hands.key(Qt.Key.Key_1, _ALT)
        await on.hands.page("sellPage")
        on.hands.key(Qt.Key.Key_4, _ALT)
        await on.hands.page("settingsPage")
        on.hands.key(Qt.Key.Key_1, _ALT)
        await on.hands.page("sellPage")

    async def scenario() -> None:
        await shop.plays(sells)

    run(scenario())


# The platform without a screen says so when a dialog opens.
@pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing)", extend=True)
def test_a_list_is_imported_on_the_whole_page(run: Run, shop: Program) -> None:
    async def imports(on: Opened) -> None:
        await on.at_step(1)
        await on.hands.tap("startStep2")
        await on.at_step(2)
        await on.hands.tap("startNextButton")
        choose_file(on, DATA / "supplier-cp1257.csv")
        await on.hands.until(lambda: on.hands.sees("importConfirmButton"), "checked")
        assert not on.hands.sees("startSteps")
        on.window.theme.measured.emit()  # as another size or hand does: pages are built anew
        await on.hands.until(lambda: on.hands.sees("importConfirmButton"), "still checked")
        on.window.window.activateWindow()
        await on.hands.until(on.window.window.isActiveWindow, "the window in front")
        on.hands.key(Qt.Key.Key_F12)
        await on.hands.until(lambda: on.hands.sees("importOutcome"), "imported")
        assert await on.till.catalogue.count() == 300
        await on.hands.tap("importCancelButton")
        await on.at_step(3)

    async def scenario() -> None:
        await shop.plays(imports)

    run(scenario())


def choose_file(on: Opened, path: Path) -> None:
    """Let the system's dialog tell its choice; what goes on inside it is not ours."""
    dialog = on.window.window.findChild(QFileDialog)
    assert dialog is not None
    dialog.done(QFileDialog.DialogCode.Rejected)
    dialog.fileSelected.emit(str(path))


def test_what_was_sold_in_keeps_its_currency(run: Run, shop: Program) -> None:
    async def takes_products_first(on: Opened) -> None:
        await on.at_step(1)
        await on.hands.tap("startStep2")
        await on.hands.tap("startWay1")
        await on.hands.tap("startNextButton")
        await on.at_step(3)
        await on.hands.tap("startStep1")
        await on.at_step(1)
        currency = on.hands.find(Choice, "startCurrency")
        await on.hands.until(lambda: not currency.isEnabled(), "kept")
        on.choose("startCountry", "PL")
        assert currency.value == "EUR"
        assert on.hands.find(Choice, "startCoin").value == ""

    async def scenario() -> None:
        await shop.plays(takes_products_first)

    run(scenario())


def test_a_currency_of_another_country_is_that_of_the_shop_when_it_opens_again(
    run: Run, shop: Program
) -> None:
    async def chooses(on: Opened) -> None:
        await on.at_step(1)
        on.choose("startCountry", "CZ")
        assert on.hands.find(Choice, "startCoin").value == "1.00"
        await on.hands.tap("startNextButton")
        await on.hands.until(lambda: on.window.is_to_reopen, "opened again")

    async def has_it(on: Opened) -> None:
        await on.at_step(2)
        assert on.till.settings.shop.currency == "CZK"
        assert on.till.settings.shop.cash_unit == 100

    async def scenario() -> None:
        assert await shop.plays(chooses)
        assert not await shop.plays(has_it)

    run(scenario())


def test_what_cannot_be_a_rate_is_refused_below_its_field(run: Run, shop: Program) -> None:
    async def writes_nonsense(on: Opened) -> None:
        await on.at_step(1)
        on.write("startRates", "21 much")
        await on.hands.tap("startNextButton")
        await on.hands.until(lambda: on.hands.sees("startRatesTrouble"), "refused")
        assert "much" in on.hands.find(QLabel, "startRatesTrouble").text()
        assert on.step() == 1
        on.write("startRates", "21 12")
        on.choose("startCountry", "")
        await on.hands.tap("startNextButton")
        await on.at_step(2)

    async def scenario() -> None:
        await shop.plays(writes_nonsense)

    run(scenario())


@pytest.mark.parametrize("is_demo", [True, False])
def test_a_shop_that_is_set_up_is_not_new(
    run: Run, shop: Program, folder: Path, is_demo: bool
) -> None:
    folder.mkdir()
    if is_demo:
        furnish(folder)
    else:
        (folder / "cashier.toml").write_text('[shop]\nname = "By a script"\n', "utf-8")

    async def sells(on: Opened) -> None:
        await on.hands.page("sellPage")
        assert not await is_first_start(on.till)

    async def scenario() -> None:
        await shop.plays(sells)

    run(scenario())


def test_everything_fits_and_can_be_hit(run: Run, folder: Path) -> None:
    async def scenario(till: Till) -> None:
        for size in ((1024, 768), (1366, 768), (1920, 1080)):
            async with ShopWindow(till, size) as shop:
                shop.window.begin_first_start()
                for step in (1, 2, 3):
                    await shop.hands.page("startPage")
                    await shop.hands.tap(f"startStep{step}")
                    await asyncio.sleep(0)
                    page = shop.hands.find(QWidget, "startPage")
                    for button in page.findChildren(QAbstractButton):
                        check_button(page, button)

    till = Till.open(folder)
    try:
        run(scenario(till))
    finally:
        till.close()


def check_button(page: QWidget, button: QAbstractButton) -> None:
    if not button.isVisible() or not button.objectName():
        return
    place = button.mapTo(page, button.rect().topLeft())
    assert page.rect().contains(button.rect().translated(place)), button.objectName()
    assert button.accessibleName()
    assert min(button.width(), button.height()) >= 48
