"""The shop's VAT rates, one row each: letter, rate, how many products are sold at it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from cashier.domain.errors import CashierError
from cashier.domain.quantity import Percent
from cashier.translation import _, several
from cashier.ui.controls.buttons import Button
from cashier.ui.look.theme import Theme

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_LONGEST_RATE = 7


@dataclass(frozen=True, slots=True)
class RateText:
    """A row as it is written; ``plain`` is what would stand in the file."""

    letter: str
    rate: str

    @property
    def plain(self) -> str:
        return self.rate.strip().replace(",", ".")

    @property
    def percent(self) -> Percent | None:
        """The rate; None while it is none."""
        try:
            return Percent.parse(self.plain)
        except CashierError:
            return None


class RateRow(QWidget):
    """One rate to write, and the way to take it out."""

    edited = Signal()
    remove_wanted = Signal(object)  # RateRow

    def __init__(self, theme: Theme, number: int, parent: QWidget) -> None:
        super().__init__(parent)
        px = theme.px
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(px(4))
        row = QHBoxLayout()
        row.setSpacing(px(8))
        self.letter = self._field(f"rateLetter{number}", _("Letter"), 1, px(56), px(48))
        self.letter.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.rate = self._field(
            f"rate{number}", _("Rate in percent"), _LONGEST_RATE, px(96), px(48)
        )
        self.rate.setAlignment(Qt.AlignmentFlag.AlignTrailing)
        self._sign = QLabel("%", self)
        self._used = self._words(theme, "second")
        self.remove = Button(theme, icon="remove", parent=self)
        self.remove.setObjectName(f"removeRate{number}")
        for widget in (self.letter, self.rate, self._sign):
            row.addWidget(widget)
        row.addWidget(self._used, 1)
        row.addWidget(self.remove)
        self._trouble = self._words(theme, "error")
        self._trouble.setObjectName(f"rate{number}Trouble")
        self._trouble.hide()
        box.addLayout(row)
        box.addWidget(self._trouble)
        self.letter.textChanged.connect(self._on_edited)
        self.rate.textChanged.connect(self._on_edited)
        self.remove.clicked.connect(self._on_remove)

    @property
    def text(self) -> RateText:
        return RateText(self.letter.text().strip().upper(), self.rate.text())

    @property
    def trouble(self) -> str:
        return self._trouble.text()

    def show_text(self, text: RateText) -> None:
        self.letter.setText(text.letter)
        self.rate.setText(text.rate)
        self.remove.setAccessibleName(_("Remove {rate} %").format(rate=text.rate))

    def show_used(self, count: int) -> None:
        """Say how many products are sold at this rate."""
        self._used.setText(several("{count} product", "{count} products", count) if count else "")

    def say(self, sentence: str, *, is_wrong: bool = True) -> None:
        """Say below the row what is wrong with it, or what follows; nothing takes it back."""
        self._trouble.setText(sentence)
        self._trouble.setProperty("tone", "error" if is_wrong else "warn")
        self._trouble.style().polish(self._trouble)
        self._trouble.setVisible(bool(sentence))
        for field in (self.letter, self.rate):
            field.setProperty("wrong", "true" if sentence and is_wrong else "")
            field.setAccessibleDescription(sentence)
            field.style().polish(field)

    def _field(self, name: str, label: str, longest: int, width: int, height: int) -> QLineEdit:
        field = QLineEdit(self)
        field.setObjectName(name)
        field.setAccessibleName(label)
        field.setMaxLength(longest)
        field.setFixedWidth(width)
        field.setMinimumHeight(height)
        return field

    def _words(self, theme: Theme, tone: str) -> QLabel:
        words = QLabel(self)
        words.setFont(theme.font(13))
        words.setProperty("tone", tone)
        words.setWordWrap(True)
        return words

    @Slot()
    def _on_edited(self) -> None:
        self.say("")
        self.edited.emit()

    @Slot()
    def _on_remove(self) -> None:
        self.remove_wanted.emit(self)


class RateRows(QWidget):
    """All rates; a rate that products are sold at is not taken out."""

    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rateRows")
        self._theme = theme
        self._used: Mapping[Percent, int] = {}
        self._saved: dict[str, Percent] = {}
        self._made = 0
        self._rows: list[RateRow] = []
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(theme.px(8))
        self.add = Button(theme, _("Add a rate"), icon="plus", parent=self)
        self.add.setObjectName("addRateButton")
        self.add.clicked.connect(self._on_add)
        self._box.addWidget(self.add)

    @property
    def rows(self) -> tuple[RateRow, ...]:
        return tuple(self._rows)

    @property
    def texts(self) -> tuple[RateText, ...]:
        return tuple(row.text for row in self._rows)

    def show_rates(self, rates: Sequence[tuple[Percent, str]]) -> None:
        """Show ``rates`` with their letters."""
        while self._rows:
            self._drop(self._rows[-1])
        self._made = 0
        self._saved = {letter: rate for rate, letter in rates}
        for rate, letter in rates:
            self._append(RateText(letter, rate.text()))
        self._show_used()

    def show_used(self, used: Mapping[Percent, int]) -> None:
        """Say beside each rate how many products are sold at it."""
        self._used = used
        self._show_used()

    def refuse(self, given: str, sentence: str) -> bool:
        """Say ``sentence`` below the row that ``given`` stands in; return whether there is one."""
        for row in self._rows:
            if given in {row.text.plain, row.text.letter, row.letter.text()}:
                row.say(sentence)
                row.rate.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return False

    def check(self) -> bool:
        """Return whether letters and rates each stand once; say below the row where not."""
        letters, rates = set[str](), set[Percent | None]()
        for row in self._rows:
            text = row.text
            sentence = ""
            if text.letter in letters:
                sentence = _("The letter {letter} stands above already. Nothing was saved.")
            elif text.percent is not None and text.percent in rates:
                sentence = _("{rate} % stands above already. Nothing was saved.")
            if sentence:
                row.say(sentence.format(letter=text.letter, rate=text.rate))
                row.letter.setFocus(Qt.FocusReason.OtherFocusReason)
                return False
            letters.add(text.letter)
            rates.add(text.percent)
        return True

    def _append(self, text: RateText) -> RateRow:
        self._made += 1
        row = RateRow(self._theme, self._made, self)
        row.show_text(text)
        row.edited.connect(self._on_edited)
        row.remove_wanted.connect(self._on_remove_wanted)
        self._rows.append(row)
        self._box.insertWidget(self._box.count() - 1, row)
        QWidget.setTabOrder(row.remove, self.add)
        return row

    def _drop(self, row: RateRow) -> None:
        self._rows.remove(row)
        self._box.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _show_used(self) -> None:
        for row in self._rows:
            rate = row.text.percent
            row.show_used(self._used.get(rate, 0) if rate is not None else 0)

    def _products_at(self, letter: str) -> tuple[Percent | None, int]:
        """Return the saved rate of ``letter``, and how many products are sold at it."""
        rate = self._saved.get(letter)
        return rate, self._used.get(rate, 0) if rate is not None else 0

    @Slot()
    def _on_add(self) -> None:
        taken = {text.letter for text in self.texts}
        letter = next((one for one in _LETTERS if one not in taken), "")
        row = self._append(RateText(letter, ""))
        row.rate.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    @Slot()
    def _on_edited(self) -> None:
        self._show_used()
        for row in self._rows:
            rate, count = self._products_at(row.text.letter)
            if rate is not None and count and row.text.percent not in {rate, None}:
                row.say(_still_sold(rate, count), is_wrong=False)
        self.changed.emit()

    @Slot(object)
    def _on_remove_wanted(self, row: RateRow) -> None:
        rate = row.text.percent
        count = self._used.get(rate, 0) if rate is not None else 0
        others = [one.text.percent for one in self._rows if one is not row]
        if rate is not None and count and rate not in others:
            row.say(_in_use(rate, count))
            return
        self._drop(row)
        self.add.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()


def _still_sold(rate: Percent, count: int) -> str:
    words = several(
        "{count} product stays at {{rate}} %. Give it the new rate in its card or by an import.",
        "{count} products stay at {{rate}} %. Give them the new rate in their cards or by an "
        "import.",
        count,
    )
    return words.format(rate=rate.text())


def _in_use(rate: Percent, count: int) -> str:
    words = several(
        "{count} product is sold at {{rate}} %. The rate stays. Give it another one first.",
        "{count} products are sold at {{rate}} %. The rate stays. Give them another one first.",
        count,
    )
    return words.format(rate=rate.text())
