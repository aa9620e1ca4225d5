"""Which lines a wallet pays and which are left, one below the other."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QWidget

from cashier.domain.wallet_lines import LineFit, WalletLine, WalletPlan
from cashier.ui.controls.elided_label import ElidedLabel
from cashier.ui.controls.plain_scroll import put_in
from cashier.ui.look import formatting
from cashier.ui.look.theme import Theme
from cashier.ui.pay.wallet_words import fit_words, line_name

_ROW = 24
_MOST_ROWS = 5
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class WalletLinesList(QScrollArea):
    """As high as its lines, up to five; the others are scrolled to."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("walletLines")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._theme = theme
        self._shown: WalletPlan | None = None

    def show_plan(self, plan: WalletPlan) -> None:
        """Show every line with what becomes of it."""
        if plan == self._shown:
            return
        self._shown = plan
        inside = QWidget(self)
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, self._theme.px(8), 0)
        grid.setHorizontalSpacing(self._theme.px(12))
        grid.setVerticalSpacing(0)
        for row, line in enumerate(plan.lines):
            self._add(grid, row, line)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 2)
        put_in(self, inside)
        rows = min(len(plan.lines), _MOST_ROWS)
        self.setFixedHeight(rows * self._theme.px(_ROW))
        said = (
            f"{line_name(one)} {formatting.amount(one.amount)}: {fit_words(one)}"
            for one in plan.lines
        )
        self.setAccessibleName("; ".join(said))

    def _add(self, grid: QGridLayout, row: int, line: WalletLine) -> None:
        theme, is_paid = self._theme, line.fit is LineFit.PAID
        font = theme.font(13, 600 if is_paid else 400)
        name = ElidedLabel(line_name(line), font)
        why = ElidedLabel(("✓ " if is_paid else "") + fit_words(line), font)
        amount = QLabel(formatting.amount(line.amount))
        amount.setFont(font)
        amount.setAlignment(_RIGHT)
        for column, label in enumerate((name, why, amount)):
            label.setProperty("tone", "" if is_paid else "second")
            label.setFixedHeight(theme.px(_ROW))
            grid.addWidget(label, row, column)
