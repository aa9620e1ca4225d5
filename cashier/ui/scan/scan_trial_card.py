"""The live tester: what came last, how it was taken and read, and one step that would help."""

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLineEdit, QScrollArea, QWidget
from typing_extensions import override

from cashier.translation import _
from cashier.ui.controls.buttons import Button
from cashier.ui.controls.callout import Callout
from cashier.ui.frame.chips import Tone
from cashier.ui.look.theme import Theme
from cashier.ui.scan.scan_advice import Advice, advice_for
from cashier.ui.scan.scan_tester import ScanTester, Trial
from cashier.ui.scan.scan_words import Row, advice_label, rows, verdict
from cashier.ui.settings.setting_field import SettingField
from cashier.ui.settings.settings_columns import SectionCard

_LONGEST = 200


class ScanTrialCard(SectionCard):
    """Takes every scan while it is in view; nothing of it reaches the sale."""

    advice_taken = Signal(object)  # Advice

    def __init__(self, theme: Theme, tester: ScanTester, parent: QWidget | None = None) -> None:
        super().__init__(theme, _("Try it: scan, type or paste"), parent)
        self._tester = tester
        self._advice: Advice | None = None
        self.field = QLineEdit(self)
        self.field.setObjectName("scanTestField")
        self.field.setMaxLength(_LONGEST)
        self.field.setMinimumHeight(theme.px(48))
        self.read_button = Button(
            theme, _("Read"), icon="barcode", action="settings.test", parent=self
        )
        self.read_button.setObjectName("scanTestButton")
        self.outcome = Callout(theme, self)
        self.outcome.setObjectName("scanTestOutcome")
        self.help_button = Button(theme, parent=self)
        self.help_button.setObjectName("scanAdviceButton")
        self.outcome.add_button(self.help_button)
        self._rows: list[tuple[QLabel, QLabel]] = []
        self._laid_out = QTimer(self)
        self._laid_out.setSingleShot(True)
        self._laid_out.setInterval(0)
        self._laid_out.timeout.connect(self._come_into_view)
        self._lay_out()
        self._wire()
        self._show_nothing()

    @property
    def shown(self) -> list[Row]:
        """The rows in view, label and value."""
        return [(label.text(), value.text()) for label, value in self._rows if not label.isHidden()]

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._tester.turn(is_on=True)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._tester.turn(is_on=False)

    def _lay_out(self) -> None:
        px = self._theme.px
        row = QHBoxLayout()
        row.setSpacing(px(8))
        row.addWidget(SettingField(self._theme, _("Code"), self.field), 1)
        row.addWidget(self.read_button, 0, Qt.AlignmentFlag.AlignBottom)
        self.body.addLayout(row)
        self.body.addWidget(self.outcome)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(px(16))
        self._grid.setVerticalSpacing(px(8))
        self._grid.setColumnStretch(1, 1)
        self.body.addLayout(self._grid)
        self.body.addStretch(1)

    def _wire(self) -> None:
        self._tester.trial_changed.connect(self._on_trial)
        self.field.returnPressed.connect(self._on_read)
        self.read_button.clicked.connect(self._on_read)
        self.help_button.clicked.connect(self._on_help)

    def _show_nothing(self) -> None:
        text = _("Nothing is sold while this is in view.")
        heading = _("Scan something, or paste a code and press Enter")
        self.outcome.show_words(Tone.INFO, "barcode", heading, text)
        self.help_button.hide()

    def _show_rows(self, shown: list[Row]) -> None:
        for place in range(len(self._rows), len(shown)):
            self._add_row(place)
        for place, (label, value) in enumerate(self._rows):
            is_shown = place < len(shown)
            label.setVisible(is_shown)
            value.setVisible(is_shown)
            label.setText(shown[place][0] if is_shown else "")
            value.setText(shown[place][1] if is_shown else "")

    def _add_row(self, place: int) -> None:
        label, value = QLabel(self), QLabel(self)
        label.setFont(self._theme.font(13, 600))
        label.setProperty("tone", "second")
        label.setContentsMargins(0, self._theme.px(2), 0, 0)
        label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        value.setFont(self._theme.font(15))
        value.setWordWrap(True)
        value.setTextFormat(Qt.TextFormat.PlainText)
        value.setObjectName(f"scanTestValue_{place}")
        self._grid.addWidget(label, place, 0)
        self._grid.addWidget(value, place, 1)
        self._rows.append((label, value))

    @Slot(object)
    def _on_trial(self, trial: Trial) -> None:
        rule = self._tester.scanner.rule
        is_taken = trial.burst is None or trial.burst.decision.is_scan
        heading, text = verdict(trial, rule)
        tone, icon = (Tone.OK, "ready") if is_taken else (Tone.WARN, "keys")
        if trial.burst is None:
            tone, icon = Tone.INFO, "barcode"
        self.outcome.show_words(tone, icon, heading, text)
        self._advice = None if trial.burst is None else advice_for(trial.burst, rule)
        self.help_button.setVisible(self._advice is not None)
        if self._advice is not None:
            self.help_button.set_label(advice_label(self._advice))
        self._show_rows(rows(trial))
        self._laid_out.start()

    @Slot()
    def _come_into_view(self) -> None:
        """Scroll to what is told, where the page is too small for all of it."""
        shown = [value for _label, value in self._rows if not value.isHidden()]
        above = self.parentWidget()
        while above is not None:
            if isinstance(above, QScrollArea):
                for widget in (*shown[-1:], self.outcome):
                    above.ensureWidgetVisible(widget)
            above = above.parentWidget()

    @Slot()
    def _on_read(self) -> None:
        self._tester.read(self.field.text().strip())

    @Slot()
    def _on_help(self) -> None:
        if self._advice is not None:
            self.advice_taken.emit(self._advice)
