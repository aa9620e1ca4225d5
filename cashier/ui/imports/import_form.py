"""How a chosen file is written, each answer a choice: encoding, delimiter, heading, VAT."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from cashier.domain.product_file import Column, FileForm
from cashier.domain.tax import VatRates
from cashier.operations.look_at_file import FileLook
from cashier.translation import _
from cashier.ui.controls.choice import Choice
from cashier.ui.imports.import_words import delimiter_name, encoding_name
from cashier.ui.look import formatting
from cashier.ui.look.theme import Theme

_ENCODINGS = ("utf-8", "cp1257", "cp1252", "cp1250", "cp1251")
_DELIMITERS = (",", ";", "\t", "|")
_LABEL_SHARE, _CHOICE_SHARE = 2, 3


class FormChoices(QWidget):
    """Shows a look; what is chosen is told as the form to take the file in from now on."""

    form_chosen = Signal(object)  # FileForm
    vat_chosen = Signal(object)  # Percent | None

    def __init__(self, theme: Theme, rates: VatRates, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._theme = theme
        self._rates = rates
        self._look: FileLook | None = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme.px(8))
        self._grid.setColumnStretch(0, _LABEL_SHARE)
        self._grid.setColumnStretch(1, _CHOICE_SHARE)
        self.encoding = self._add("importEncoding", _("Encoding"))
        self.delimiter = self._add("importDelimiter", _("Columns divided by"))
        self.heading = self._add("importHeading", _("First row"))
        self.vat = self._add("importVat", _("VAT where none is named"))
        self._note = QLabel(self)
        self._note.setObjectName("importDecimalNote")
        self._note.setFont(theme.font(13))
        self._note.setProperty("tone", "second")
        self._note.setWordWrap(True)
        self._grid.addWidget(self._note, self._grid.rowCount(), 0, 1, 2)
        self._wire()

    def show_look(self, look: FileLook, *, can_change: bool) -> None:
        """Show how the file is taken now."""
        self._look = look
        form = look.form
        encodings = (*_ENCODINGS, *({form.encoding} - set(_ENCODINGS)))
        self._offer(self.encoding, [(one, encoding_name(one)) for one in encodings], form.encoding)
        delimiters = [(one, delimiter_name(one)) for one in _DELIMITERS]
        self._offer(self.delimiter, delimiters, form.delimiter)
        self._offer(self.heading, _heading_choices(form), form.heading_line)
        self._offer(self.vat, self._rate_choices(look), look.default_vat)
        for choice in (self.encoding, self.delimiter, self.heading, self.vat):
            choice.setEnabled(can_change)
        self._note.setText(_decimal_note(look))
        self._note.setVisible(bool(self._note.text()))

    def _add(self, name: str, label: str) -> Choice:
        row = self._grid.rowCount()
        text = QLabel(label, self)
        text.setFont(self._theme.font(14))
        text.setProperty("tone", "second")
        text.setWordWrap(True)
        choice = Choice(self._theme, name, label, self)
        text.setBuddy(choice)
        self._grid.addWidget(text, row, 0, Qt.AlignmentFlag.AlignVCenter)
        self._grid.addWidget(choice, row, 1)
        return choice

    def _wire(self) -> None:
        self.encoding.chosen.connect(self._on_encoding_chosen)
        self.delimiter.chosen.connect(self._on_delimiter_chosen)
        self.heading.chosen.connect(self._on_heading_chosen)
        self.vat.chosen.connect(self.vat_chosen)

    def _offer(self, choice: Choice, values: Sequence[tuple[object, str]], now: object) -> None:
        with QSignalBlocker(choice):
            choice.offer(values, now)

    def _rate_choices(self, look: FileLook) -> list[tuple[object, str]]:
        known: list[tuple[object, str]] = [
            (rate, f"{letter}  {formatting.percent(rate)}") for rate, letter in self._rates.letters
        ]
        chosen = look.default_vat
        if chosen is not None and chosen not in {rate for rate, _letter in self._rates.letters}:
            known.append((chosen, formatting.percent(chosen)))
        refuse = _("Refuse the row") if Column.VAT in look.form.columns else _("Choose a rate")
        return [(None, refuse), *known]

    @Slot(object)
    def _on_encoding_chosen(self, encoding: str) -> None:
        if self._look is not None:
            self.form_chosen.emit(self._look.form.read_otherwise(encoding=encoding))

    @Slot(object)
    def _on_delimiter_chosen(self, delimiter: str) -> None:
        if self._look is not None:
            self.form_chosen.emit(self._look.form.read_otherwise(delimiter=delimiter))

    @Slot(object)
    def _on_heading_chosen(self, line: int) -> None:
        if self._look is not None:
            self.form_chosen.emit(self._look.form.read_otherwise(heading_line=line))


def _heading_choices(form: FileForm) -> list[tuple[object, str]]:
    line = max(form.heading_line, 1)
    heading = _("Heading") if line == 1 else _("Heading, line {line}")
    return [(line, heading.format(line=line)), (0, _("A product"))]


def _decimal_note(look: FileLook) -> str:
    if Column.PRICE not in look.form.columns:
        return ""
    if look.decimal_sign == ",":
        return _("Prices are written with a decimal comma: {price}.").format(price=_sample(look))
    if look.decimal_sign:
        return _("Prices are written with a decimal point: {price}.").format(price=_sample(look))
    return ""


def _sample(look: FileLook) -> str:
    cells = look.samples[look.form.columns.index(Column.PRICE)]
    return next((cell for cell in cells if look.decimal_sign in cell), "")
