"""The left half of a list: what to look for, how far it was read, and the rows."""

from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from cashier.domain.order_list import PeriodName
from cashier.translation import _, several
from cashier.ui.controls.buttons import Button
from cashier.ui.controls.choice_box import ChoiceBox
from cashier.ui.controls.elided_label import ElidedLabel
from cashier.ui.goods.search_field import SearchField
from cashier.ui.look.theme import Theme
from cashier.ui.orders.order_period import DayRow, PeriodButton
from cashier.ui.orders.orders_state import PeriodChoice
from cashier.ui.remote.remote_state import ListKind, Reading, RemoteList, RemoteQuery
from cashier.ui.remote.remote_table import RemoteModel, RemoteTable


class ReadingRow(QWidget):
    """How many were read so far, with the button that stops it or reads on."""

    stop_wanted = Signal()
    again_wanted = Signal()

    def __init__(self, theme: Theme, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(16), theme.px(4), theme.px(8), theme.px(4))
        row.setSpacing(theme.px(8))
        self.words = ElidedLabel("", theme.font(13, 500), self)
        self.words.setObjectName(f"{name}ReadingLabel")
        self.words.setProperty("tone", "second")
        self.button = Button(theme, _("Read again"), icon="again", parent=self)
        self.button.setObjectName(f"{name}AgainButton")
        self.button.clicked.connect(self.again_wanted)
        self.stop = Button(theme, _("Stop"), icon="close", parent=self)
        self.stop.setObjectName(f"{name}StopButton")
        self.stop.clicked.connect(self.stop_wanted)
        row.addWidget(self.words, 1)
        row.addWidget(self.stop)
        row.addWidget(self.button)

    def show_list(self, found: RemoteList) -> None:
        is_reading = found.reading is Reading.BEGUN
        self.stop.setVisible(is_reading)
        self.button.setVisible(not is_reading)
        self.words.show_text(_reading_words(found))


class RemoteListView(QWidget):
    """Hands the question on and shows the rows found for it."""

    query_changed = Signal(object)  # RemoteQuery
    row_chosen = Signal(object)  # RemoteRow

    def __init__(self, theme: Theme, kind: ListKind, label: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._query = RemoteQuery()
        name = kind.source.value
        self.model = RemoteModel(kind.columns(), self)
        self.table = RemoteTable(theme, name, label, self.model)
        self.search = SearchField(theme, self, action="orders.search")
        self.search.setObjectName(f"{name}Search")
        self.search.set_spoken(_("The number to look for"))
        self.search.setPlaceholderText(_("Number"))
        self.period = PeriodButton(theme, self)
        self.period.setObjectName(f"{name}Period")
        self.day = DayRow(theme, self)
        self.status = ChoiceBox(theme, f"{name}Status", _("Which of them"), kind.statuses(), self)
        self.reading = ReadingRow(theme, name, self)
        self._nothing = QLabel(self)
        self._nothing.setObjectName(f"{name}NothingLabel")
        self._has_days = kind.has_days
        self._lay_out()
        self._wire()

    def show_list(self, found: RemoteList) -> None:
        """Show ``found`` as far as it was read."""
        query = self._query = found.query
        self.model.show_rows(found.rows)
        self.reading.show_list(found)
        self.table.setVisible(bool(found.rows))
        self._nothing.setVisible(not found.rows)
        self._nothing.setText(_nothing_words(found, has_days=self._has_days))
        self.period.show_choice(query.choice)
        self.day.setVisible(self._has_days and query.choice.day is not None)
        self.day.show_day(query.choice.day or found.today, found.today)
        with QSignalBlocker(self.status):
            self.status.setCurrentIndex(max(self.status.findData(query.status), 0))
        if self.search.text().strip() != query.number:
            with QSignalBlocker(self.search):
                self.search.setText(query.number)

    def _lay_out(self) -> None:
        px = self._theme.px
        self.day.hide()
        self.period.setVisible(self._has_days)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(px(8))
        find = QHBoxLayout()
        find.setSpacing(px(8))
        find.addWidget(self.search, 3)
        find.addWidget(self.status, 2)
        find.addWidget(self.period)
        box.addLayout(find)
        box.addWidget(self.day)
        card = QFrame(self)
        card.setProperty("frame", "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.setSpacing(0)
        inside.addWidget(self.table, 1)
        self._nothing.setProperty("tone", "second")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.setWordWrap(True)
        inside.addWidget(self._nothing, 1)
        inside.addWidget(self.reading)
        box.addWidget(card, 1)

    def _wire(self) -> None:
        self.table.row_chosen.connect(self.row_chosen)
        self.search.text_searched.connect(self._on_typed)
        self.search.first_wanted.connect(self._on_searched)
        self.search.left.connect(self.table.setFocus)
        self.status.activated.connect(self._on_status)
        for chooser in (self.period, self.day):
            chooser.choice_made.connect(self._on_choice)
        self.period.day_wanted.connect(self._on_day_wanted)

    @Slot(str)
    def _on_typed(self, text: str) -> None:
        """Ask at each key for nothing but the whole list: each question goes over the network."""
        if not text.strip() and self._query.number:
            self._on_searched("")

    @Slot(str)
    def _on_searched(self, text: str) -> None:
        self.query_changed.emit(replace(self._query, number=text.strip()))

    @Slot()
    def _on_status(self) -> None:
        self.query_changed.emit(replace(self._query, status=str(self.status.currentData())))

    @Slot(object)
    def _on_choice(self, choice: PeriodChoice) -> None:
        self.query_changed.emit(replace(self._query, choice=choice, number=""))

    @Slot()
    def _on_day_wanted(self) -> None:
        """Begin with today, and let another day be written."""
        self._on_choice(PeriodChoice(PeriodName.TODAY, self.day.field.day))
        self.day.field.setFocus(Qt.FocusReason.ShortcutFocusReason)


def _reading_words(found: RemoteList) -> str:
    count = len(found.rows)
    if found.reading is Reading.BEGUN:
        return several("Reading… {count} so far", "Reading… {count} so far", count)
    if not count:
        return ""
    if found.reading is Reading.STOPPED:
        return several(
            "Stopped after {count}; there may be more",
            "Stopped after {count}; there may be more",
            count,
        )
    if found.reading is Reading.FAILED:
        return several(
            "{count} read, then it failed; there may be more",
            "{count} read, then it failed; there may be more",
            count,
        )
    return several("{count}, read to the end", "{count}, read to the end", count)


def _nothing_words(found: RemoteList, *, has_days: bool) -> str:
    if found.trouble is not None:
        return str(found.trouble)
    if found.reading is Reading.BEGUN:
        return _("Reading…")
    if found.reading is Reading.STOPPED:
        return _("It was not read. Read it again when you like.")
    if has_days:
        return _("There is none like that on these days")
    if found.query.number or found.query.status:
        return _("There is none like that")
    return _("Nothing is waiting here")
