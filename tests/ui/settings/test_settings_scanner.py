"""Settings, Scanner: what is scanned there is tried, told and explained, and nothing is sold."""

import asyncio
from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from cashier.domain.check_digit import check_digit
from cashier.domain.errors import InputRefusedError
from cashier.domain.product import Unit
from cashier.operations.find_code import ReadCode
from cashier.operations.try_code import TryCode
from cashier.scanning.code_reader import CodeReader
from cashier.settings import ScannerSettings, Settings
from cashier.ui.frame.input_filter import InputFilter
from cashier.ui.frame.tasks import TaskOwner
from cashier.ui.look.theme import Theme
from cashier.ui.scan.scan_rule import ScanRule
from cashier.ui.scan.scan_tester import TRY_CODE, ScanTester
from cashier.ui.scan.scanner import Scanner
from cashier.ui.settings.settings_scanner import ScannerSection
from tests.fakes import FakeCatalogue, product
from tests.ui.conftest import Run
from tests.ui.scan_desk import Keyboard

APPLES = product("Obuoliai", "1.99", "23123450", unit=Unit.KILOGRAM)
BREAD = product("Juoda Duona", "0.79", "4770190036016")
LABEL = "231234500482" + str(check_digit("231234500482"))
SHOP = Settings(scanner=ScannerSettings(in_store="LT"))


class Bench:
    """The section in a window, with a scanner that types into it."""

    def __init__(self, theme: Theme, app: QApplication) -> None:
        self.errors: list[Exception] = []
        self.tasks = TaskOwner(self.errors.append)
        self.scanner = Scanner()
        trying = TryCode(FakeCatalogue([APPLES, BREAD]), _reader_for)
        self.tester = ScanTester(trying, self.scanner, self.tasks)
        self.section = ScannerSection(theme, self.tester)
        self.section.show_settings(SHOP)
        self.keyboard = Keyboard(app)
        self.keyboard.unfocused = self.section.trial.field
        self.filter = InputFilter([self.scanner])
        self.filter.watch(app)
        self.section.resize(1000, 700)
        self.section.show()
        self.section.activateWindow()
        self.section.trial.field.setFocus()

    async def scan(self, code: str, gap: int = 4, end: str = "\r") -> None:
        self.keyboard.now += 2_000
        self.keyboard.press(code + end, gap)
        await self.settled()

    async def settled(self) -> None:
        await asyncio.sleep(0)
        await self.tasks.settled(TRY_CODE)

    @property
    def told(self) -> str:
        return self.section.trial.outcome.accessibleName()

    @property
    def rows(self) -> dict[str, str]:
        return {
            label: value.replace("\u00a0", " ").replace("\u202f", " ")
            for label, value in self.section.trial.shown
        }

    def find(self, name: str) -> QWidget:
        found = self.section.findChild(QWidget, name)
        assert found is not None
        return found


def _reader_for(in_store: str) -> ReadCode:
    return CodeReader(in_store, "EUR")


@pytest.fixture
def play(theme: Theme, qapp: QApplication, run: Run) -> Callable[..., None]:
    def to_the_end(scene: Callable[[Bench], object]) -> None:
        async def scenario() -> None:
            bench = Bench(theme, qapp)
            try:
                await scene(bench)  # type: ignore[misc]
            finally:
                qapp.removeEventFilter(bench.filter)
                bench.section.close()
                await bench.tasks.cancel_all()
            assert bench.errors == []

        run(scenario())

    return to_the_end


Play = Callable[[Callable[[Bench], object]], None]


def test_a_scan_is_told_with_its_speed_kind_weight_and_product(play: Play) -> None:
    async def scene(bench: Bench) -> None:
        await bench.scan(LABEL)
        assert bench.told.startswith("Taken for a scan")
        assert bench.rows == {
            "What came": LABEL,
            "Speed": "4 ms between keys, 4 ms at most",
            "End key": "Enter",
            "Kind": "Label of the shop's own that begins with 23",
            "Weight": "0.482 kg",
            "Product": "Obuoliai, 1.99 €",
        }
        assert bench.section.trial.field.text() == ""
        assert bench.section.trial.help_button.isHidden()

    play(scene)


def test_another_country_reads_the_same_code_otherwise_at_once(play: Play) -> None:
    async def scene(bench: Bench) -> None:
        await bench.scan(LABEL)
        bench.section._country.show_value("GB")  # noqa: SLF001 - as the list does
        await bench.settled()
        assert bench.rows["Kind"] == "EAN-13"
        assert bench.rows["Product"] == "Not in the catalogue"
        assert bench.section.is_changed

    play(scene)


def test_typing_is_told_apart_and_what_would_have_helped_is_one_press_away(play: Play) -> None:
    async def scene(bench: Bench) -> None:
        await bench.scan("4770190036016", gap=72)
        assert bench.told.startswith("Taken for typing")
        assert "72 ms" in bench.told
        assert bench.rows["Product"] == "Juoda Duona, 0.79 €"
        help_button = bench.section.trial.help_button
        assert help_button.text() == "Allow 100 ms between keys"
        help_button.click()
        assert bench.scanner.rule.longest_gap_ms == 100
        bench.section.trial.field.clear()
        await bench.scan("4770190036016", gap=72)
        assert bench.told.startswith("Taken for a scan")
        assert bench.section.content()["scanner"]["longest_gap_ms"] == 100

    play(scene)


def test_a_short_code_can_be_allowed(play: Play) -> None:
    async def scene(bench: Bench) -> None:
        await bench.scan("12A")
        assert "It has 3 characters" in bench.told
        bench.section.trial.help_button.click()
        bench.section.trial.field.clear()
        await bench.scan("12A")
        assert bench.told.startswith("Taken for a scan")

    play(scene)


def test_a_person_is_given_no_advice(play: Play) -> None:
    async def scene(bench: Bench) -> None:
        await bench.scan("4770", gap=180)
        assert bench.told.startswith("Taken for typing")
        assert bench.section.trial.help_button.isHidden()
        assert bench.section.trial.field.text() == "4770"

    play(scene)


def test_a_pasted_code_is_read(play: Play) -> None:
    async def scene(bench: Bench) -> None:
        bench.section.trial.field.setText(" (01)04770190036016(3103)000482 ")
        bench.section.trial.read_button.click()
        await bench.settled()
        assert bench.told.startswith("Read as if it had been scanned")
        assert bench.rows["Kind"] == "GS1 message with (01) (3103)"
        assert bench.rows["GTIN"] == "04770190036016"
        assert bench.rows["Weight"] == "0.482 kg"
        assert bench.section.try_button is bench.section.trial.read_button

    play(scene)


def test_a_code_through_another_layout_says_which(play: Play) -> None:
    async def scene(bench: Bench) -> None:
        await bench.scan("'èèà&çàà\"-à&-")
        assert "French" in bench.told
        assert bench.rows["Taken as"] == "4770190036016"

    play(scene)


def test_a_wrong_check_digit_is_told(play: Play) -> None:
    async def scene(bench: Bench) -> None:
        await bench.scan("4770190036017")
        assert bench.rows["Check digit"] == "wrong"
        assert "GTIN" not in bench.rows

    play(scene)


def test_what_is_entered_is_what_would_be_saved(play: Play) -> None:
    async def scene(bench: Bench) -> None:
        assert not bench.section.is_changed
        assert bench.section.content() == {
            "scanner": {
                "longest_gap_ms": 50,
                "shortest_code": 4,
                "end_key": "any",
                "prefix": "",
                "in_store": "LT",
                "repairs_layout": True,
            }
        }

    play(scene)


def test_patterns_of_the_shops_own_can_be_written_and_refused(play: Play) -> None:
    async def scene(bench: Bench) -> None:
        section = bench.section
        own = Settings(scanner=ScannerSettings(in_store="21IIIIIWW.WWW"))
        section.show_settings(own)
        assert section.content()["scanner"]["in_store"] == "21IIIIIWW.WWW"
        assert not section.is_changed
        assert bench.tester.in_store == "21IIIIIWW.WWW"
        bench.section._patterns.setText("21XX")  # noqa: SLF001 - as typing does
        assert section.content()["scanner"]["in_store"] == "21XX"
        assert bench.tester.in_store == "21IIIIIWW.WWW"  # what cannot be is not tried
        assert section.refuse("scanner.in_store", "Not that.")
        assert not section.refuse("shop.name", "Not here.")
        with pytest.raises(InputRefusedError):
            await TryCode(FakeCatalogue(), _reader_for)(LABEL, "21XX")

    play(scene)


def test_a_prefix_of_digits_is_not_tried(play: Play) -> None:
    async def scene(bench: Bench) -> None:
        bench.section._prefix.setText("47")  # noqa: SLF001 - as typing does
        assert bench.scanner.rule.prefix == ""
        await bench.scan("4770190036016")
        assert bench.rows["Product"] == "Juoda Duona, 0.79 €"
        bench.section._prefix.setText("~")  # noqa: SLF001 - as typing does
        assert bench.scanner.rule.prefix == "~"

    play(scene)


def test_what_was_tried_is_taken_back(play: Play) -> None:
    async def scene(bench: Bench) -> None:
        bench.section._gap.more.click()  # noqa: SLF001 - as a person does
        assert bench.scanner.rule != ScanRule()
        bench.section.reset()
        assert bench.scanner.rule == ScanRule()

    play(scene)


def test_out_of_view_it_takes_nothing(play: Play) -> None:
    async def scene(bench: Bench) -> None:
        assert bench.tester.is_turned_on()
        bench.section.hide()
        assert not bench.tester.is_turned_on()
        await bench.scan(LABEL)
        assert bench.tester.trial is None

    play(scene)
