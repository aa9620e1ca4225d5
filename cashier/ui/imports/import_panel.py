"""The right side of the Products page: where a file is dropped, what comes of it, what to do."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from cashier.domain.product_file import Column
from cashier.domain.tax import VatRates
from cashier.operations.import_products import ImportSummary
from cashier.operations.look_at_file import FileLook
from cashier.translation import _
from cashier.ui.controls.buttons import Button, ButtonKind
from cashier.ui.controls.callout import Callout
from cashier.ui.controls.elided_label import ElidedLabel
from cashier.ui.frame.chips import Tone
from cashier.ui.imports.import_figures import ImportFigures
from cashier.ui.imports.import_form import FormChoices
from cashier.ui.imports.import_help import ImportHelp
from cashier.ui.imports.import_progress import ImportProgressView
from cashier.ui.imports.import_state import ImportPhase, ImportState
from cashier.ui.imports.import_words import confirm_label, imported_words, trouble_words
from cashier.ui.look import assets
from cashier.ui.look.theme import Theme

HEAD = 56
_ICON = 40
_CENTER = Qt.AlignmentFlag.AlignHCenter


class CardHead(QFrame):
    """The head of a card: its title, and what stands at its right."""

    def __init__(
        self, theme: Theme, title: str, parent: QWidget, beside: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("frame", "head")
        self.setFixedHeight(theme.px(HEAD))
        self._title = QLabel(title, self)
        self._title.setFont(theme.font(15, 600))
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(16), 0, theme.px(16), 0)
        row.addWidget(self._title, 1)
        if beside is not None:
            row.addWidget(beside)

    def set_title(self, title: str) -> None:
        self._title.setText(title)


class DropArea(QWidget):
    """A dashed box with the button that chooses a file; small when there is more to show."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._theme = theme
        self._is_under_file = False
        self.button = Button(
            theme, _("Import products…"), icon="tag", action="settings.choose_file", parent=self
        )
        self.button.setObjectName("importButton")
        self._words = QLabel(_("or drop a product list here"), self)
        self._words.setFont(theme.font(13))
        self._words.setProperty("tone", "second")
        self._words.setAlignment(_CENTER)
        self._words.setWordWrap(True)
        box = QVBoxLayout(self)
        box.setContentsMargins(*[theme.px(16)] * 4)
        box.setSpacing(theme.px(10))
        box.addWidget(self.button, 0, _CENTER)
        box.addWidget(self._words)
        theme.changed.connect(self.update)

    def show_state(self, state: ImportState) -> None:
        self.button.setEnabled(not state.is_busy)
        is_first = state.phase is ImportPhase.WAITING
        self.button.set_kind(ButtonKind.PRIMARY if is_first else ButtonKind.PLAIN)
        self.button.set_label(_("Import products…") if is_first else _("Another file…"))
        self._words.setVisible(is_first)

    def show_under_file(self, *, is_under_file: bool) -> None:
        """Show that a file hangs over the page and would be taken."""
        self._is_under_file = is_under_file
        self.update()

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge, fill = ("accent", "accentTint") if self._is_under_file else ("control", "sunken")
        painter.setPen(QPen(theme.colour(edge), 1, Qt.PenStyle.DashLine))
        painter.setBrush(theme.colour(fill))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, theme.px(10), theme.px(10))
        painter.end()


class Emblem(QWidget):
    """An icon that is only looked at."""

    def __init__(self, theme: Theme, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon = icon
        self.setFixedSize(QSize(theme.px(_ICON), theme.px(_ICON)))
        theme.changed.connect(self.update)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        side = self.width()
        painter = QPainter(self)
        colour = self._theme.colour("muted")
        drawn = assets.pixmap(self._icon, colour, side, self.devicePixelRatioF())
        painter.drawPixmap(0, 0, drawn)
        painter.end()


class ImportPanel(QFrame):
    """Shows one state of the import at a time; its buttons are wired by the page."""

    def __init__(self, theme: Theme, rates: VatRates, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("frame", "card")
        self._theme = theme
        self._shown: tuple[FileLook | None, bool] = (None, False)
        self.area = DropArea(theme, self)
        self.form = FormChoices(theme, rates, self)
        self.progress = ImportProgressView(theme, self)
        self.outcome = Callout(theme, self)
        self.outcome.setObjectName("importOutcome")
        self._file = ElidedLabel("", theme.font(15, 600), self)
        self._file.setObjectName("importFileLabel")
        self.figures = ImportFigures(theme, self)
        self._help = ImportHelp(theme, self)
        self.cancel = Button(theme, _("Cancel"), action="everywhere.back", parent=self)
        self.cancel.setObjectName("importCancelButton")
        self.confirm = Button(theme, kind=ButtonKind.PRIMARY, action="settings.import", parent=self)
        self.confirm.setObjectName("importConfirmButton")
        box = QVBoxLayout(self)
        box.setContentsMargins(1, 1, 1, 1)
        box.setSpacing(0)
        box.addWidget(CardHead(theme, _("Import products"), self))
        box.addWidget(self._make_scroll(), 1)
        box.addWidget(self._make_foot())

    def show_state(self, state: ImportState) -> None:
        """Show ``state``, whole."""
        self.area.show_state(state)
        self._help.setVisible(state.phase is ImportPhase.WAITING)
        self.progress.setVisible(state.is_busy)
        if state.is_busy:
            self.progress.show_state(state)
        self._show_file(state)
        self._show_outcome(state)
        self._show_buttons(state)

    def _make_scroll(self) -> QScrollArea:
        px = self._theme.px
        inside = QWidget(self)
        body = QVBoxLayout(inside)
        body.setContentsMargins(*[px(12)] * 4)
        body.setSpacing(px(14))
        widgets: tuple[QWidget, ...] = (
            self.area,
            self._file,
            self.form,
            self.progress,
            self.outcome,
            self.figures,
            self._help,
        )
        for widget in widgets:
            body.addWidget(widget)
        body.addStretch(1)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        for ground in (inside, scroll.viewport()):
            ground.setAutoFillBackground(False)  # the card shows through
        return scroll

    def _make_foot(self) -> QFrame:
        px = self._theme.px
        self._foot = QFrame(self)
        self._foot.setProperty("frame", "foot")
        row = QHBoxLayout(self._foot)
        row.setContentsMargins(*[px(12)] * 4)
        row.setSpacing(px(8))
        row.addWidget(self.cancel)
        row.addWidget(self.confirm, 1)
        return self._foot

    def _show_file(self, state: ImportState) -> None:
        look = state.look
        self._file.setVisible(state.file is not None and not state.is_busy)
        self.form.setVisible(look is not None and state.phase is not ImportPhase.IMPORTED)
        if state.file is not None:
            packed = _("{name} (packed)") if look is not None and look.is_packed else "{name}"
            self._file.show_text(packed.format(name=state.file.name))
        shown = (look, state.can_change)
        if look is not None and shown != self._shown:  # an import tells often how far it is
            self._shown = shown
            self.form.show_look(look, can_change=state.can_change)
        summary = None if state.is_busy else state.summary
        self.figures.setVisible(summary is not None)
        if summary is not None:
            self.figures.show_summary(summary)

    def _show_outcome(self, state: ImportState) -> None:
        words = _outcome(state)
        self.outcome.setVisible(words is not None)
        if words is not None:
            self.outcome.show_words(*words)

    def _show_buttons(self, state: ImportState) -> None:
        self.cancel.set_label(_cancel_label(state))  # stays on: it has the focus
        self.confirm.setVisible(state.can_import)
        if state.can_import and state.summary is not None:
            self.confirm.set_label(confirm_label(state.summary))
        self._foot.setVisible(state.phase is not ImportPhase.WAITING)


def _cancel_label(state: ImportState) -> str:
    if state.is_stopping:
        return _("Stopping…")
    is_done = state.phase in {ImportPhase.IMPORTED, ImportPhase.REFUSED}
    return _("Close") if is_done else _("Cancel")


def _outcome(state: ImportState) -> tuple[Tone, str, str, str] | None:
    if state.phase is ImportPhase.REFUSED and state.trouble is not None:
        return Tone.ERROR, "attention", state.trouble.message, state.trouble.hint
    if state.phase is ImportPhase.CHOOSING and state.look is not None:
        heading = _("The columns say too little")
        return Tone.WARN, "warning", heading, trouble_words(state.look.form)
    if state.summary is None or state.is_busy:
        return None
    if state.phase is ImportPhase.IMPORTED:
        return Tone.OK, "ready", imported_words(state.summary), _("They can be sold at once.")
    return _checked_outcome(state.summary, state.look)


def _checked_outcome(
    summary: ImportSummary, look: FileLook | None
) -> tuple[Tone, str, str, str] | None:
    if look is not None and lacks_vat(look, summary):
        text = _("The file names no VAT rate. Choose one for its products above.")
        return Tone.WARN, "warning", _("Which VAT rate?"), text
    if summary.changes_something:
        return None
    if summary.good_count:
        text = _("Every product of this file is in the catalogue as it is.")
        return Tone.OK, "ready", _("There is nothing to import"), text
    text = _("The reasons stand beside. Correct the file and choose it again.")
    return Tone.WARN, "warning", _("No row can be used"), text


def lacks_vat(look: FileLook, summary: ImportSummary) -> bool:
    """Whether rows are refused for a rate that nobody has chosen yet."""
    is_open = look.default_vat is None and Column.VAT not in look.form.columns
    return is_open and any(row.code == "vat-missing" for row in summary.bad)
