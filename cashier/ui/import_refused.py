"""The left side of the Products page: how a file has to look, then which rows are refused."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QStackedLayout, QVBoxLayout, QWidget

from cashier.operations.import_products import ImportSummary
from cashier.translation import _
from cashier.ui.chips import Tone
from cashier.ui.import_panel import CardHead, Emblem
from cashier.ui.import_presenter import ImportPhase, ImportState
from cashier.ui.import_rows import RefusedRows, RefusedTable
from cashier.ui.import_words import Count, refused_words
from cashier.ui.state_chip import StateChip
from cashier.ui.theme import Theme

_EXAMPLE = (
    "barcode;name;price;VAT;unit\n4770190036016;Juoda duona;1,29;21;pcs\n;Obuoliai;2,49;21;kg"
)


class RefusedPanel(QFrame):
    """A card with the table of refused rows; help while no file is chosen."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("frame", "card")
        self._theme = theme
        self._model = RefusedRows(self)
        self.table = RefusedTable(theme, self._model, self)
        self._chip = StateChip(theme, self)
        self._chip.setObjectName("importRefusedChip")
        self._more = QLabel(self)
        self._more.setObjectName("importMoreLabel")
        self._more.setFont(theme.font(13))
        self._more.setProperty("tone", "second")
        self._more.setMargin(theme.px(12))
        self._more.setWordWrap(True)
        self._all_good = self._make_all_good()
        self._list = self._make_list()
        self._help = self._make_help()
        self._pages = QStackedLayout()
        for page in (self._help, self._all_good, self._list):
            self._pages.addWidget(page)
        box = QVBoxLayout(self)
        box.setContentsMargins(1, 1, 1, 4)
        box.setSpacing(0)
        self._head = CardHead(theme, "", self, self._chip)
        box.addWidget(self._head)
        box.addLayout(self._pages, 1)

    def show_state(self, state: ImportState) -> None:
        """Show which rows of the file are refused, as far as that is known."""
        summary = state.summary
        self._chip.setVisible(summary is not None and summary.bad_count > 0)
        if summary is None:
            self._head.set_title(_("How the file has to look"))
            self._pages.setCurrentWidget(self._help)
            self._model.show(())
            return
        self._head.set_title(_("Refused rows"))
        self._show_rows(summary, is_done=state.phase is ImportPhase.IMPORTED)

    def _show_rows(self, summary: ImportSummary, *, is_done: bool) -> None:
        self._model.show(summary.bad)
        is_all_good = summary.bad_count == 0
        self._pages.setCurrentWidget(self._all_good if is_all_good else self._list)
        self._chip.show_state("warning", refused_words(summary.bad_count), Tone.WARN)
        is_cut = summary.bad_count > len(summary.bad)
        words = [
            _("They were passed over; the other rows were imported.")
            if is_done
            else _("They are passed over; the other rows can be imported.")
        ]
        if is_cut:
            words.append(_("The first {count} are listed.").format(count=Count(len(summary.bad))))
        self._more.setVisible(summary.good_count > 0 or is_cut)
        self._more.setText(" ".join(words if summary.good_count else words[1:]))

    def _make_list(self) -> QWidget:
        page = QWidget(self)
        box = QVBoxLayout(page)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.table, 1)
        box.addWidget(self._more)
        return page

    def _make_all_good(self) -> QWidget:
        page = QWidget(self)
        box = QVBoxLayout(page)
        box.setSpacing(self._theme.px(8))
        words = QLabel(_("Every row can be used."), page)
        words.setFont(self._theme.font(14))
        words.setProperty("tone", "second")
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        box.addStretch(1)
        box.addWidget(Emblem(self._theme, "ready", page), 0, Qt.AlignmentFlag.AlignHCenter)
        box.addWidget(words)
        box.addStretch(1)
        return page

    def _make_help(self) -> QWidget:
        px = self._theme.px
        page = QWidget(self)
        box = QVBoxLayout(page)
        box.setContentsMargins(px(16), px(16), px(16), px(16))
        box.setSpacing(px(12))
        for text in (
            _("A text file (CSV) as a spreadsheet, a supplier or another till writes it."),
            _(
                "One line names the columns, in English, Lithuanian, German, Polish, French or "
                "Russian and in any order: at least a name or a barcode, and the price with VAT. "
                "A new product also needs its VAT rate."
            ),
            _(
                "Encoding, delimiter and decimal sign are recognised. A product that is there "
                "already, told by its barcode, is changed; none is removed."
            ),
        ):
            box.addWidget(self._paragraph(text, page))
        box.addWidget(self._make_example(page))
        text = _("You see what would change before anything does.")
        box.addWidget(self._paragraph(text, page))
        box.addStretch(1)
        return page

    def _make_example(self, page: QWidget) -> QWidget:
        example = QLabel(_EXAMPLE, page)
        example.setFont(self._theme.mono(13))
        example.setMargin(self._theme.px(12))
        example.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        example.setAccessibleName(_("Example of a product list"))
        box = QFrame(page)
        box.setProperty("frame", "sunken")
        inside = QVBoxLayout(box)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(example)
        return box

    def _paragraph(self, text: str, page: QWidget) -> QLabel:
        label = QLabel(text, page)
        label.setFont(self._theme.font(14))
        label.setProperty("tone", "second")
        label.setWordWrap(True)
        return label
