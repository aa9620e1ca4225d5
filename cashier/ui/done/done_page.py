"""The Done page: the change in large, what became of the sale, its receipt, and the next sale."""

from dataclasses import replace

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from cashier.domain.posting import receipt_of
from cashier.translation import _
from cashier.ui.controls.big_button import FootButton, RowButton
from cashier.ui.controls.buttons import ButtonKind
from cashier.ui.controls.save_file import SaveDialog
from cashier.ui.done.done_hero import DoneHero
from cashier.ui.done.done_presenter import DonePresenter, DoneState
from cashier.ui.done.done_steps import paper_chip
from cashier.ui.done.preview_presenter import PreviewPresenter
from cashier.ui.done.receipt_preview import ReceiptPreview
from cashier.ui.explain.explainable import explains
from cashier.ui.frame.page_actions import PageActions
from cashier.ui.frame.state_chip import StateChip
from cashier.ui.keys import keys
from cashier.ui.look.columns import columns_for
from cashier.ui.look.theme import Theme


class DonePage(QWidget):
    """Shows the presenter's state until the next sale begins."""

    def __init__(
        self,
        theme: Theme,
        presenter: DonePresenter,
        preview: PreviewPresenter,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("donePage")
        self.setAccessibleName(_("Sale finished"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._theme = theme
        self._presenter = presenter
        self._preview = preview
        self._shown = ("", "", False)
        self.save_dialog = SaveDialog(self)
        self._lay_out()
        self._wire()
        if presenter.state is not None:
            self._on_state_changed(presenter.state)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.page_actions.take_key(event):
            return
        if keys.writes(event):
            self._presenter.take_text(event.text())
        else:
            super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        columns = columns_for(self._theme, self.window().width())
        self._columns.setSpacing(columns.gap)
        self._columns.setContentsMargins(*[columns.padding] * 4)

    def _lay_out(self) -> None:
        self._columns = QHBoxLayout(self)
        self._columns.setDirection(self._theme.column_direction)
        self.hero = DoneHero(self._theme, self)
        self._columns.addWidget(self.hero, 1)
        self._columns.addWidget(self._make_receipt())
        self._columns.addWidget(self._make_actions())

    def _make_receipt(self) -> QWidget:
        px = self._theme.px
        card = QFrame(self)
        card.setProperty("frame", "table")
        card.setFixedWidth(px(376))
        box = QVBoxLayout(card)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        head = QFrame(card)
        head.setProperty("frame", "tablehead")
        head.setFixedHeight(px(48))
        self._head_row = row = QHBoxLayout(head)
        row.setContentsMargins(px(16), 0, px(16), 0)
        self._title = QLabel(head)
        self._title.setFont(self._theme.font(15, 600, is_name=True))
        self._chip = StateChip(self._theme, head)
        self._chip.setObjectName("receiptChip")
        row.addWidget(self._title, 1)
        row.addWidget(self._chip)
        self.receipt = ReceiptPreview(self._theme, card)
        box.addWidget(head)
        box.addWidget(self.receipt, 1)
        return card

    def _make_actions(self) -> QWidget:
        theme, px = self._theme, self._theme.px
        column = QWidget(self)
        column.setFixedWidth(px(240))
        box = QVBoxLayout(column)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(px(8))
        self.print = RowButton(
            theme, _("Print again"), icon="printer", action="done.print_again", parent=column
        )
        self.print.setObjectName("printAgainButton")
        self.save = RowButton(theme, _("Save PDF"), icon="pdf", action="done.pdf", parent=column)
        self.save.setObjectName("savePdfButton")
        self.refund = RowButton(
            theme, _("Refund this sale"), icon="undo", action="done.refund", parent=column
        )
        self.refund.setObjectName("refundThisButton")
        self.new_sale = FootButton(
            theme, _("New sale"), kind=ButtonKind.PRIMARY, action="done.new_sale", parent=column
        )
        self.new_sale.setObjectName("newSaleButton")
        self._hint = hint = QLabel(column)
        hint.setFont(theme.font(13))
        hint.setProperty("tone", "second")
        hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        hint.setWordWrap(True)
        for button in (self.print, self.save, self.refund):
            box.addWidget(button)
        box.addStretch(1)
        box.addWidget(hint)
        box.addWidget(self.new_sale)
        QWidget.setTabOrder(self.new_sale, self.print)
        self.setFocusProxy(self.new_sale)
        return column

    def _wire(self) -> None:
        self._presenter.state_changed.connect(self._on_state_changed)
        self._preview.rendered.connect(self.receipt.show_raster)
        explains(self.hero.figure, "change")
        explains(self.hero.below, "to-pay")
        self.receipt.width_changed.connect(self._draw_receipt)
        self.save_dialog.chosen.connect(self._on_path_chosen)
        self.print.clicked.connect(self._on_print)
        self.save.clicked.connect(self._on_save)
        self.refund.clicked.connect(self._on_refund)
        self.new_sale.clicked.connect(self._on_new_sale)
        self.hero.trouble.again_wanted.connect(self._on_try_again)
        self.hero.trouble.save_wanted.connect(self._on_trouble_save)
        self.hero.trouble.skipped.connect(self._on_skip)
        self.page_actions = PageActions(self._theme.keys, self)
        for button in (self.refund, self.new_sale, self.hero.trouble.skip):
            self.page_actions.bind_button(button.action, button)
        self.page_actions.bind("done.print_again", self._on_try_again)
        self.page_actions.bind("done.pdf", self._on_trouble_save)

    @Slot(object)
    def _on_state_changed(self, state: DoneState) -> None:
        posted = state.posted
        self.hero.show_state(state)
        title = _("Refund {number}") if state.is_refund else _("Receipt {number}")
        self._title.setText(title.format(number=posted.number))
        self._chip.show_state(*paper_chip(state))
        self._head_row.activate()  # at once: a longer word is not painted cut off
        self._hint.setText(
            _("The receipt waits in Orders") if state.trouble else _("Or just scan the next item")
        )
        self.print.setVisible(state.has_printer and not state.trouble)
        self.save.setVisible(not state.trouble and not state.awaits_number)
        self.refund.setVisible(not state.is_refund)
        shown = (posted.number, posted.fiscal_number, state.is_slip)
        if shown != self._shown:
            self._shown = shown
            self.receipt.show_raster(None)
            self._draw_receipt()

    @Slot()
    def _draw_receipt(self) -> None:
        state = self._presenter.state
        if state is not None:
            document = replace(receipt_of(state.posted), is_slip=state.is_slip)
            self._preview.show(document, self.receipt.width_px)

    @Slot()
    def _on_save(self) -> None:
        state = self._presenter.state
        if state is not None and not state.awaits_number:
            self.save_dialog.open(state.posted.number)

    @Slot()
    def _on_trouble_save(self) -> None:
        """Give a slip where the number is late, else the document in another place."""
        state = self._presenter.state
        if state is not None and state.lacks_number:
            self._presenter.give_slip()
        else:
            self._on_save()

    @Slot(str)
    def _on_path_chosen(self, path: str) -> None:
        self._presenter.save_pdf(path)

    @Slot()
    def _on_print(self) -> None:
        self._presenter.print_again()

    @Slot()
    def _on_try_again(self) -> None:
        """Give out what was not, else print once more."""
        state = self._presenter.state
        if state is not None and state.trouble:
            self._presenter.try_again()
        else:
            self._presenter.print_again()

    @Slot()
    def _on_skip(self) -> None:
        self._presenter.skip()

    @Slot()
    def _on_refund(self) -> None:
        self._presenter.refund()

    @Slot()
    def _on_new_sale(self) -> None:
        self._presenter.end()
