"""Settings, Scanner: how it types and whose labels it reads, beside the live tester."""

from dataclasses import replace

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from cashier.domain.errors import InputRefusedError
from cashier.domain.in_store import COUNTRIES, in_store_patterns
from cashier.settings import CODE_LENGTHS, ScannerSettings, Settings
from cashier.translation import _
from cashier.ui.controls.choice_box import ChoiceBox
from cashier.ui.controls.segments import Segments
from cashier.ui.controls.stepper import Stepper
from cashier.ui.look.theme import Theme
from cashier.ui.scan.scan_advice import Advice, Setting
from cashier.ui.scan.scan_rule import ScanRule
from cashier.ui.scan.scan_tester import ScanTester
from cashier.ui.scan.scan_trial_card import ScanTrialCard
from cashier.ui.scan.scan_words import country_names, pattern_words
from cashier.ui.settings.setting_field import SettingField
from cashier.ui.settings.settings_columns import SectionCard, SectionColumns
from cashier.ui.settings.settings_section import Content, Section

_GAPS_MS = (
    *range(5, 30, 5), *range(30, 100, 10), *range(100, 200, 20), *range(200, 501, 50),
)  # fmt: skip
_OWN = "own"
_LONGEST_PREFIX = 16
_LONGEST_PATTERNS = 200
_YES, _NO = "yes", "no"


class ScannerSection(Section):
    """What is entered is tried at once in the tester, and holds everywhere once it is saved."""

    def __init__(self, theme: Theme, tester: ScanTester, parent: QWidget | None = None) -> None:
        super().__init__(theme, "scanner", _("Scanner"), parent)
        self._tester = tester
        self._in_force = ScannerSettings()
        self._fields: dict[str, SettingField] = {}
        manners = SectionCard(theme, _("How the scanner types"), self)
        self.trial = ScanTrialCard(theme, tester, self)
        self.try_button = self.trial.read_button
        self._make_controls()
        self._fill_manners(manners)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(SectionColumns(theme, manners, self.trial, parent=self))
        self._connect()
        self.setFocusProxy(self.trial.field)

    @override
    def content(self) -> Content:
        return {
            "scanner": {
                "longest_gap_ms": self._gap.value,
                "shortest_code": self._length.value,
                "end_key": self._end.value,
                "prefix": self._prefix.text().strip(),
                "in_store": self._in_store,
                "repairs_layout": self._repair.value == _YES,
            }
        }

    @override
    def fill(self, settings: Settings) -> None:
        shown = self._in_force = settings.scanner
        self._gap.show_value(shown.longest_gap_ms)
        self._length.show_value(shown.shortest_code)
        self._end.show_value(shown.end_key)
        self._prefix.setText(shown.prefix)
        self._show_in_store(shown.in_store)
        self._repair.show_value(_YES if shown.repairs_layout else _NO)
        for field in self._fields.values():
            field.accept()
        self._try_out()

    @override
    def refuse(self, key: str, sentence: str) -> bool:
        field = self._fields.get(key)
        if field is not None:
            field.refuse(sentence)
        return field is not None

    @override
    def reset(self) -> None:
        self._tester.scanner.use(ScanRule.of(self._in_force))

    @override
    def tell_changed(self) -> None:
        for field in self._fields.values():
            field.accept()
        self._try_out()
        super().tell_changed()

    @property
    def _in_store(self) -> str:
        is_own = self._country.value == _OWN
        return " ".join(self._patterns.text().split()) if is_own else self._country.value

    def _make_controls(self) -> None:
        theme = self._theme
        self._gap = Stepper(theme, "scannerGap", _GAPS_MS, _milliseconds, self)
        self._gap.name(_("Less time between keys"), _("More time between keys"))
        self._length = Stepper(theme, "scannerLength", CODE_LENGTHS, _characters, self)
        self._length.name(_("Shorter codes"), _("Longer codes only"))
        ends = (("any", _("Any")), ("enter", "Enter"), ("tab", "Tab"), ("none", _("None")))
        self._end = Segments(theme, "scannerEnd", _("Key after each code"), ends, self)
        self._prefix = self._line("scannerPrefix", _LONGEST_PREFIX)
        none, own = ("", _("None")), (_OWN, _("Patterns of the shop's own"))
        choices = (none, *country_names(), own)
        self._country = ChoiceBox(theme, "scannerCountry", _("Country"), choices, self)
        self._patterns = self._line("scannerPatterns", _LONGEST_PATTERNS)
        self._patterns.setFont(theme.mono(14))
        self._patterns.setPlaceholderText("21IIIIIWW.WWW 22IIIIIPPP.PP")
        answers = ((_YES, _("Yes")), (_NO, _("No")))
        self._repair = Segments(theme, "scannerRepair", _("Repair layouts"), answers, self)

    def _fill_manners(self, card: SectionCard) -> None:
        fields = (
            ("longest_gap_ms", _("Longest gap between keys"), self._gap, ""),
            ("shortest_code", _("Shortest code"), self._length, ""),
            ("end_key", _("Key after each code"), self._end, ""),
            ("prefix", _("Sent before each code"), self._prefix, _prefix_note()),
            ("country", _("Weight and price labels of"), self._country, ""),
            ("in_store", _("Patterns"), self._patterns, _pattern_note()),
            ("repairs_layout", _("Repair a wrong keyboard layout"), self._repair, ""),
        )
        for key, label, control, note in fields:
            field = SettingField(self._theme, label, control, note=note)
            self._fields[f"scanner.{key}"] = field
            card.body.addWidget(field)
        card.body.addStretch(1)

    def _line(self, name: str, longest: int) -> QLineEdit:
        line = QLineEdit(self)
        line.setObjectName(name)
        line.setMaxLength(longest)
        line.setMinimumHeight(self._theme.px(48))
        return line

    def _connect(self) -> None:
        for stepper in (self._gap, self._length):
            stepper.stepped.connect(self.tell_changed)
        for segments in (self._end, self._repair):
            segments.chosen.connect(self.tell_changed)
        for line in (self._prefix, self._patterns):
            line.textChanged.connect(self.tell_changed)
        self._country.currentIndexChanged.connect(self._on_country_chosen)
        self.trial.advice_taken.connect(self._on_advice_taken)

    def _show_in_store(self, in_store: str) -> None:
        is_country = in_store.upper() in COUNTRIES or not in_store
        self._country.show_value(in_store.upper() if is_country else _OWN)
        self._patterns.setText("" if is_country else in_store)
        self._show_patterns()

    def _show_patterns(self) -> None:
        """Show where the values stand in the labels of the country, or let them be written."""
        is_own = self._country.value == _OWN
        self._fields["scanner.in_store"].setVisible(is_own)
        known = () if is_own else in_store_patterns(self._country.value)
        self._fields["scanner.country"].show_note("\n".join(map(pattern_words, known)))

    def _try_out(self) -> None:
        """Let the tester go by what is entered, as far as it can be used."""
        entered = replace(self._in_force, **self.content()["scanner"])  # type: ignore[arg-type]
        if entered.prefix.isdigit():  # refused when it is saved
            entered = replace(entered, prefix=self._in_force.prefix)
        self._tester.scanner.use(ScanRule.of(entered))
        try:
            in_store_patterns(entered.in_store)
        except InputRefusedError:
            return
        if entered.in_store != self._tester.in_store:
            self._tester.in_store = entered.in_store
            self._tester.read_again()

    @Slot()
    def _on_country_chosen(self) -> None:
        self._show_patterns()
        self.tell_changed()

    @Slot(object)
    def _on_advice_taken(self, advice: Advice) -> None:
        match advice.setting:
            case Setting.GAP:
                self._gap.show_value(int(advice.value))
            case Setting.LENGTH:
                self._length.show_value(int(advice.value))
            case Setting.END:
                self._end.show_value(str(advice.value))
        self.tell_changed()


def _milliseconds(value: int) -> str:
    return _("{value} ms").format(value=value)


def _characters(value: int) -> str:
    return _("{value} characters").format(value=value)


def _prefix_note() -> str:
    return _("A code that begins with it is a scan however slowly it comes.")


def _pattern_note() -> str:
    return _("I item, W kilograms, P price, N count, C check digit; thirteen digits less the last.")
