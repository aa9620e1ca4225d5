"""One thing looked at: what to know first, its lines, its facts, and what can be done with it."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from cashier.translation import _
from cashier.ui.controls.big_button import RowButton
from cashier.ui.controls.buttons import Button, ButtonKind
from cashier.ui.controls.callout import Callout
from cashier.ui.controls.elided_label import ElidedLabel
from cashier.ui.controls.plain_scroll import plain_scroll
from cashier.ui.frame.chips import Tone
from cashier.ui.frame.live_region import announce
from cashier.ui.frame.state_chip import StateChip
from cashier.ui.look import formatting
from cashier.ui.look.theme import Theme
from cashier.ui.remote.remote_state import Sheet, SheetVerb
from cashier.ui.remote.remote_words import breakable

_ACTIONS = 169
_TRAILING = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignTop


class VerbButton(RowButton):
    """One thing that can be done; it tells its name."""

    verb_chosen = Signal(str)

    def __init__(self, theme: Theme, verb: SheetVerb, parent: QWidget) -> None:
        kind = ButtonKind.DANGER if verb.is_dangerous else ButtonKind.PLAIN
        if verb.is_first:
            kind = ButtonKind.PRIMARY
        super().__init__(
            theme, verb.label, icon=verb.icon, action=verb.action, kind=kind, parent=parent
        )
        self.name = verb.name
        self.setObjectName(f"{verb.name}Button")
        self.set_padding(12)
        self.setEnabled(not verb.why_not)
        self.setToolTip(verb.why_not)
        self.clicked.connect(self._on_clicked)

    def press_by_key(self) -> None:
        """Do what a press does; one that is off says why."""
        if self.isEnabled():
            self.click()
        elif self.toolTip():
            QToolTip.showText(self.mapToGlobal(self.rect().center()), self.toolTip(), self)
            announce(self, self.toolTip())

    @Slot()
    def _on_clicked(self) -> None:
        self.verb_chosen.emit(self.name)


class RemoteSheet(QFrame):
    """Shows the sheet it is given; ``ask`` puts a form or a question above it."""

    verb_chosen = Signal(str)
    back_requested = Signal()

    def __init__(self, theme: Theme, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(f"{name}Sheet")
        self.setProperty("frame", "card")
        self._theme = theme
        self._asking: QWidget | None = None
        self._whole: QWidget | None = None
        self.verbs: list[VerbButton] = []
        box = QVBoxLayout(self)
        box.setContentsMargins(1, 1, 1, 1)
        box.setSpacing(0)
        box.addWidget(self._make_head())
        box.addWidget(self._make_body(name), 1)
        self.show_sheet(None)

    @property
    def asking(self) -> QWidget | None:
        """The form or question that is open."""
        return self._asking

    def show_sheet(self, sheet: Sheet | None) -> None:
        """Show ``sheet``; None: that nothing is chosen."""
        self._chip.setVisible(sheet is not None)
        self._show_body(sheet)
        self._show_verbs(sheet.verbs if sheet is not None else ())
        if sheet is None:
            self._title.setText(_("Nothing chosen"))
            self._about.show_text("")
            text = _("What is known of it is shown here.")
            self.callout.show_words(Tone.NEUTRAL, "orders", _("Choose one of the list"), text)
            self.callout.show()
            return
        self._title.setText(sheet.title)
        self._about.show_text(sheet.about)
        self._chip.show_state(*sheet.chip)
        words = sheet.words
        self.callout.setVisible(words is not None)
        if words is not None:
            self.callout.show_words(words.tone, words.icon, words.heading, words.text)

    def ask(self, asking: QWidget) -> None:
        """Put ``asking`` where the callout is; one at a time."""
        self.end_asking()
        self._asking = asking
        asking.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._body.insertWidget(0, asking)
        asking.show()
        self.callout.hide()
        self._column.hide()  # one thing at a time, and a form wants its room

    def end_asking(self) -> bool:
        """Take what is asked away; return whether there was anything."""
        asking, self._asking = self._asking, None
        if asking is None:
            return False
        asking.hide()
        self._body.removeWidget(asking)
        asking.deleteLater()
        self._column.setVisible(bool(self.verbs))
        return True

    def set_busy(self, *, is_busy: bool) -> None:
        """Keep what can be done off while something is done."""
        for button in self.verbs:
            button.setEnabled(not is_busy and not button.toolTip())

    def set_compact(self, *, is_compact: bool) -> None:
        self.back.setVisible(is_compact)

    def _show_body(self, sheet: Sheet | None) -> None:
        whole = QWidget()
        box = QVBoxLayout(whole)
        box.setContentsMargins(0, 0, self._theme.px(4), 0)
        box.setSpacing(self._theme.px(12))
        if sheet is not None and (sheet.lines or sheet.total is not None):
            box.addWidget(self._lines(sheet, whole))
        if sheet is not None and sheet.facts:
            box.addWidget(self._facts(sheet, whole))
        box.addStretch(1)
        self._scroll.setWidget(whole)  # the one before is deleted by Qt
        whole.setAutoFillBackground(False)

    def _show_verbs(self, verbs: tuple[SheetVerb, ...]) -> None:
        for button in self.verbs:
            button.hide()
            self._verbs.removeWidget(button)
            button.deleteLater()
        self.verbs = [VerbButton(self._theme, verb, self._column) for verb in verbs]
        for at, button in enumerate(self.verbs):
            button.verb_chosen.connect(self.verb_chosen)
            self._verbs.insertWidget(at, button)
            button.show()
        widths = (one.sizeHint().width() for one in self.verbs)
        self._column.setVisible(bool(verbs))
        self._column.setFixedWidth(max((self._theme.px(_ACTIONS), *widths)))

    def _lines(self, sheet: Sheet, parent: QWidget) -> QWidget:
        pit = self._pit(parent)
        grid = QGridLayout(pit)
        self._measure(grid)
        for at, line in enumerate(sheet.lines):
            name = self._label(line.name, pit, size=14, weight=600)
            detail = self._label(line.detail, pit, size=13, tone="second")
            amount = self._label(line.amount, pit, size=14, weight=600)
            amount.setAlignment(_TRAILING)
            grid.addWidget(name, at * 2, 0)
            grid.addWidget(amount, at * 2, 1)
            grid.addWidget(detail, at * 2 + 1, 0, 1, 2)
        if sheet.total is not None:
            at = grid.rowCount()
            grid.addWidget(self._label(_("Total"), pit, size=15, weight=700), at, 0)
            total = self._label(formatting.money_text(sheet.total), pit, size=15, weight=700)
            total.setObjectName("sheetTotal")
            total.setAlignment(_TRAILING)
            grid.addWidget(total, at, 1)
        return pit

    def _facts(self, sheet: Sheet, parent: QWidget) -> QWidget:
        pit = self._pit(parent)
        grid = QGridLayout(pit)
        self._measure(grid)
        for at, (label, value) in enumerate(sheet.facts):
            grid.addWidget(self._label(label, pit, size=13, tone="second"), at, 0)
            shown = self._label(value, pit, size=13, weight=500)
            shown.setAlignment(_TRAILING)
            grid.addWidget(shown, at, 1)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 3)
        return pit

    def _pit(self, parent: QWidget) -> QFrame:
        pit = QFrame(parent)
        pit.setProperty("frame", "sunken")
        return pit

    def _measure(self, grid: QGridLayout) -> None:
        px = self._theme.px
        grid.setContentsMargins(px(12), px(8), px(12), px(8))
        grid.setHorizontalSpacing(px(12))
        grid.setVerticalSpacing(px(4))
        grid.setColumnStretch(0, 1)

    def _label(
        self, text: str, parent: QWidget, *, size: int, weight: int = 400, tone: str = ""
    ) -> QLabel:
        label = QLabel(breakable(text), parent)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setFont(self._theme.font(size, weight))
        label.setWordWrap(True)
        if tone:
            label.setProperty("tone", tone)
        return label

    def _make_body(self, name: str) -> QWidget:
        theme = self._theme
        body = QWidget(self)
        self._body = QVBoxLayout(body)
        self._body.setContentsMargins(*[theme.px(12)] * 4)
        self._body.setSpacing(theme.px(12))
        self.callout = Callout(theme, body)
        self._body.addWidget(self.callout)
        row = QHBoxLayout()
        row.setSpacing(theme.px(12))
        self._scroll = plain_scroll(QWidget(body), body)
        self._scroll.setObjectName(f"{name}SheetScroll")
        row.addWidget(self._scroll, 1)
        self._column = QWidget(body)
        self._verbs = QVBoxLayout(self._column)
        self._verbs.setContentsMargins(0, 0, 0, 0)
        self._verbs.setSpacing(theme.px(8))
        self._verbs.addStretch(1)
        row.addWidget(self._column)
        self._body.addLayout(row, 1)
        return body

    def _make_head(self) -> QWidget:
        theme, px = self._theme, self._theme.px
        head = QFrame(self)
        head.setProperty("frame", "head")
        head.setFixedHeight(px(48) + 1)
        row = QHBoxLayout(head)
        row.setContentsMargins(px(16), 0, px(16), 0)
        row.setSpacing(px(8))
        self.back = Button(theme, kind=ButtonKind.QUIET, icon="back", parent=head)
        self.back.setObjectName(f"{self.objectName()}Back")
        self.back.set_spoken(_("Back to the list"))
        self.back.hide()
        self.back.clicked.connect(self.back_requested)
        self._title = QLabel(head)
        self._title.setObjectName(f"{self.objectName()}Title")
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._title.setFont(theme.font(15, 600))
        self._about = ElidedLabel("", theme.font(15, 500), head)
        self._about.setProperty("tone", "second")
        self._chip = StateChip(theme, head)
        row.addWidget(self.back)
        row.addWidget(self._title)
        row.addWidget(self._about, 1)
        row.addWidget(self._chip)
        return head
