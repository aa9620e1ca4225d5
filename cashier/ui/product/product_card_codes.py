"""The barcodes on a product's card: each with its way out, and a field for one more."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from cashier.domain.product import CODE_LENGTH
from cashier.translation import _
from cashier.ui.controls.buttons import Button
from cashier.ui.look.flow import Flow
from cashier.ui.look.theme import Theme

_LONGEST_SHOWN = 150


class CodeButton(Button):
    """One barcode; pressed it is taken away."""

    removed = Signal(str)

    def __init__(self, theme: Theme, code: str, parent: QWidget) -> None:
        metrics = QFontMetrics(theme.font(14, 600))
        room = theme.px(_LONGEST_SHOWN)
        shown = metrics.elidedText(code, Qt.TextElideMode.ElideMiddle, room)
        super().__init__(theme, shown, icon="close", parent=parent)
        self._code = code
        self.setObjectName(f"code_{code}")
        self.setToolTip(code)
        self.set_spoken(_("Remove barcode {code}").format(code=code))
        self.clicked.connect(self._on_clicked)

    @Slot()
    def _on_clicked(self) -> None:
        self.removed.emit(self._code)


class BarcodeList(QWidget):
    """Shows the codes of a product; one is added by a scan, or typed here."""

    code_added = Signal(str)
    codes_changed = Signal(object)  # tuple[str, ...]
    codes_shown = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("productCodes")
        self._theme = theme
        self._codes: tuple[str, ...] = ()
        self._buttons: list[CodeButton] = []
        gap = theme.px(8)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(gap)
        self._flow = Flow(theme, self)
        self._flow.hide()
        box.addWidget(self._flow)
        row = QHBoxLayout()
        row.setSpacing(gap)
        self.edit = QLineEdit(self)
        self.edit.setObjectName("productCodeField")
        self.edit.setAccessibleName(_("Barcode or PLU"))
        self.edit.setPlaceholderText(_("Scan or type"))
        self.edit.setMaxLength(CODE_LENGTH)
        self.edit.setMinimumHeight(theme.px(48))
        self.edit.returnPressed.connect(self._on_add)
        row.addWidget(self.edit, 1)
        self.add = Button(theme, _("Add"), icon="plus", parent=self)
        self.add.setObjectName("addCodeButton")
        self.add.set_spoken(_("Add barcode"))
        self.add.clicked.connect(self._on_add)
        row.addWidget(self.add)
        box.addLayout(row)
        self.setFocusProxy(self.edit)

    @property
    def stops(self) -> list[QWidget]:
        return [*self._buttons, self.edit, self.add]

    def show_codes(self, codes: tuple[str, ...]) -> None:
        if codes == self._codes:
            return
        typed = self.edit.text().split()
        if {"".join(typed), " ".join(typed)} & (set(codes) - set(self._codes)):
            self.edit.clear()  # what a scan added is not what is being typed
        self._codes = codes
        self._buttons = [CodeButton(self._theme, code, self) for code in codes]
        for button in self._buttons:
            button.removed.connect(self._on_removed)
        self._flow.lay(self._buttons)
        self._flow.setVisible(bool(codes))
        self.codes_shown.emit()

    @Slot()
    def _on_add(self) -> None:
        if code := self.edit.text().strip():
            self.code_added.emit(code)

    @Slot(str)
    def _on_removed(self, code: str) -> None:
        self.codes_changed.emit(tuple(one for one in self._codes if one != code))
