"""The columns of a chosen file, one row each: heading, some cells, and what it is taken for."""

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QLabel,
    QScrollArea,
    QScroller,
    QVBoxLayout,
    QWidget,
)

from cashier.domain.product_file import Column
from cashier.operations.look_at_file import FileLook
from cashier.translation import _
from cashier.ui.controls.choice import Choice
from cashier.ui.controls.elided_label import ElidedLabel
from cashier.ui.imports.import_words import column_name, trouble_words
from cashier.ui.look.theme import Theme

_CHOICE = 220
_CHOICE_LEAST = 200
_LEAST_TEXT = 96
_CHOICES = (None, *Column)
_AT_ONCE = 8


class ColumnRow(QFrame):
    """One column of the file; tells by ``taken`` its place when it is taken for something else."""

    taken = Signal(object)  # ColumnRow

    def __init__(self, theme: Theme, place: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.place = place
        self.setObjectName(f"importColumn{place}")
        self.setProperty("frame", "head")
        self._heading = ElidedLabel("", theme.font(15, 600), self)
        self._samples = ElidedLabel("", theme.font(13), self)
        self._samples.setProperty("tone", "second")
        self.choice = Choice(theme, f"importColumnChoice{place}", "", self)
        self.choice.setMinimumWidth(theme.px(_CHOICE_LEAST))
        self.choice.setMaximumWidth(theme.px(_CHOICE))
        self.choice.offer([(one, column_name(one)) for one in _CHOICES], None)
        self.choice.chosen.connect(self._on_chosen)
        grid = QGridLayout(self)
        grid.setContentsMargins(theme.px(16), theme.px(7), theme.px(12), theme.px(8))
        grid.setHorizontalSpacing(theme.px(12))
        grid.setVerticalSpacing(0)
        for side in (0, 1):
            grid.setColumnStretch(side, 1)
        grid.setColumnMinimumWidth(0, theme.px(_LEAST_TEXT))
        bottom, top = Qt.AlignmentFlag.AlignBottom, Qt.AlignmentFlag.AlignTop
        grid.addWidget(self._heading, 0, 0, bottom)
        grid.addWidget(self._samples, 1, 0, top)
        grid.addWidget(self.choice, 0, 1, 2, 1)

    def show_column(self, look: FileLook, *, can_change: bool) -> None:
        """Show the column and what it is taken for."""
        place, form = self.place, look.form
        named = look.headings[place] or _("Column {number}").format(number=place + 1)
        self._heading.show_text(named)
        self._samples.show_text(" · ".join(look.samples[place]) or _("empty"))
        column = form.columns[place]
        self.choice.setAccessibleName(_("“{name}” is").format(name=named))
        self.choice.show_value(column)
        self.choice.setEnabled(can_change)
        is_twice = column is not None and column in form.taken_twice()
        self.choice.mark_wrong(trouble_words(form) if is_twice else "")

    @property
    def column(self) -> Column | None:
        """What is chosen for it now."""
        chosen = self.choice.value
        return chosen if isinstance(chosen, Column) else None

    @Slot()
    def _on_chosen(self) -> None:
        self.taken.emit(self)


class ColumnList(QScrollArea):
    """All columns of a file; ``column_taken`` tells the row that was changed."""

    column_taken = Signal(object)  # ColumnRow

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("importColumns")
        self.setAccessibleName(_("Columns of the file"))
        self._theme = theme
        self._rows: list[ColumnRow] = []
        self._shown: tuple[FileLook, bool] | None = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._on_more)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._inside = QWidget(self)
        self._box = QVBoxLayout(self._inside)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        self._box.addStretch(1)
        self.setWidget(self._inside)
        QScroller.grabGesture(self.viewport(), QScroller.ScrollerGestureType.TouchGesture)
        for ground in (self._inside, self.viewport()):
            ground.setAutoFillBackground(False)  # the card shows through

    @property
    def rows(self) -> tuple[ColumnRow, ...]:
        return tuple(self._rows)

    def show_look(self, look: FileLook, *, can_change: bool) -> None:
        """Show the columns of ``look``; rows that are there already stay where they are.

        Of very many columns the last ones come in the next turns of the loop.
        """
        self._shown = (look, can_change)
        while len(self._rows) > len(look.form.columns):
            row = self._rows.pop()
            self._box.removeWidget(row)
            row.hide()
            row.deleteLater()
        for row in self._rows:
            row.show_column(look, can_change=can_change)
        self._on_more()

    @Slot()
    def _on_more(self) -> None:
        if self._shown is None:
            return
        look, can_change = self._shown
        first = len(self._rows)
        for _place in range(first, min(first + _AT_ONCE, len(look.form.columns))):
            self._add_row()
            self._rows[-1].show_column(look, can_change=can_change)
        if len(self._rows) < len(look.form.columns):
            self._later.start()

    def _add_row(self) -> None:
        row = ColumnRow(self._theme, len(self._rows), self._inside)
        row.taken.connect(self.column_taken)
        self._box.insertWidget(len(self._rows), row)
        self._rows.append(row)


class ColumnsHint(QFrame):
    """One line above the columns: what to do, or why the file cannot be imported yet."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("frame", "head")
        self._words = QLabel(self)
        self._words.setObjectName("importColumnsHint")
        self._words.setFont(theme.font(13))
        self._words.setWordWrap(True)
        box = QVBoxLayout(self)
        box.setContentsMargins(theme.px(16), theme.px(10), theme.px(16), theme.px(10))
        box.addWidget(self._words)

    def show_look(self, look: FileLook) -> None:
        trouble = trouble_words(look.form)
        known = _("Taken as the last time for a file with these headings. Change what is wrong.")
        plain = _("Look whether each column is taken for the right thing; change what is wrong.")
        self._words.setText(trouble or (known if look.is_remembered else plain))
        self._words.setProperty("tone", "error" if trouble else "second")
        self._words.style().polish(self._words)
