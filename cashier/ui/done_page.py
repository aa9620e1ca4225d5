"""The Done page: the change in large, what became of the sale, its receipt, and the next sale."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from cashier.domain.money import Money
from cashier.domain.posting import Posting, receipt_of
from cashier.domain.tender import TenderType
from cashier.translation import _
from cashier.ui import formatting
from cashier.ui.big_button import FootButton, RowButton
from cashier.ui.buttons import ButtonKind
from cashier.ui.callout import Callout
from cashier.ui.chips import Tone
from cashier.ui.columns import columns_for
from cashier.ui.done_presenter import DonePresenter, DoneState
from cashier.ui.done_steps import StepList, paper_chip, steps_of
from cashier.ui.explainable import explains
from cashier.ui.figure_label import FigureLabel
from cashier.ui.page_actions import PageActions
from cashier.ui.preview_presenter import PreviewPresenter
from cashier.ui.receipt_preview import ReceiptPreview
from cashier.ui.save_file import SaveDialog
from cashier.ui.state_chip import StateChip
from cashier.ui.tender_words import tender_name
from cashier.ui.theme import Theme


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
        self._number = ""
        self.save_dialog = SaveDialog(self)
        self._lay_out()
        self._wire()
        if presenter.state is not None:
            self._on_state_changed(presenter.state)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.page_actions.take_key(event):
            super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        columns = columns_for(self._theme, self.window().width())
        self._columns.setSpacing(columns.gap)
        self._columns.setContentsMargins(*[columns.padding] * 4)

    def _lay_out(self) -> None:
        self._columns = QHBoxLayout(self)
        self._columns.addWidget(self._make_hero(), 1)
        self._columns.addWidget(self._make_receipt())
        self._columns.addWidget(self._make_actions())

    def _make_hero(self) -> QWidget:
        theme, px = self._theme, self._theme.px
        hero = QFrame(self)
        hero.setProperty("frame", "card")
        box = QVBoxLayout(hero)
        box.setContentsMargins(px(20), px(16), px(20), px(16))
        box.setSpacing(px(4))
        self._caption, self._below = QLabel(hero), QLabel(hero)
        self._caption.setFont(theme.font(24, 600))
        self._caption.setProperty("tone", "second")
        self._below.setFont(theme.font(17))
        self._below.setProperty("tone", "second")
        self._below.setWordWrap(True)
        self.figure = FigureLabel(theme, 120, 32, hero)
        self.figure.setObjectName("doneFigure")
        self.figure.setProperty("tone", "ok")
        for label in (self._caption, self.figure, self._below):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._trouble = Callout(theme, hero)
        self._trouble.hide()
        self._steps = StepList(theme, hero)
        box.addStretch(1)
        for widget in (self._caption, self.figure, self._below):
            box.addWidget(widget)
        box.addSpacing(px(18))
        box.addWidget(self._trouble)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._steps, 100)
        row.addStretch(1)
        box.addLayout(row)
        box.addStretch(1)
        return hero

    def _make_receipt(self) -> QWidget:
        px = self._theme.px
        card = QFrame(self)
        card.setProperty("frame", "card")
        card.setFixedWidth(px(376))
        box = QVBoxLayout(card)
        box.setContentsMargins(1, 1, 1, 1)
        box.setSpacing(0)
        head = QFrame(card)
        head.setProperty("frame", "head")
        head.setFixedHeight(px(48) + 1)
        row = QHBoxLayout(head)
        row.setContentsMargins(px(16), 0, px(16), 0)
        self._title = QLabel(head)
        self._title.setFont(self._theme.font(15, 600))
        self._chip = StateChip(self._theme, head)
        row.addWidget(self._title, 1)
        row.addWidget(self._chip)
        self.receipt = ReceiptPreview(self._theme, card)
        self.receipt.setProperty("frame", "pit")
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
        hint = QLabel(_("Or just scan the next item"), column)
        hint.setFont(theme.font(13))
        hint.setProperty("tone", "second")
        hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
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
        explains(self.figure, "change")
        explains(self._below, "to-pay")
        self.receipt.width_changed.connect(self._draw_receipt)
        self.save_dialog.chosen.connect(self._on_path_chosen)
        self.print.clicked.connect(self._on_print)
        self.save.clicked.connect(self._on_save)
        self.refund.clicked.connect(self._on_refund)
        self.new_sale.clicked.connect(self._on_new_sale)
        self.page_actions = PageActions(self._theme.keys, self)
        for button in (self.print, self.save, self.refund, self.new_sale):
            self.page_actions.bind_button(button.action, button)

    @Slot(object)
    def _on_state_changed(self, state: DoneState) -> None:
        posted = state.posted
        caption, amount = figure_of(posted.posting)
        self._caption.setText(caption)
        self.figure.show_figure(
            formatting.money_text(amount), f"{caption}: {formatting.spoken(amount)}"
        )
        self._below.setText(below(posted.posting, posted.number))
        title = _("Refund {number}") if state.is_refund else _("Receipt {number}")
        self._title.setText(title.format(number=posted.number))
        self._chip.show_state(*paper_chip(state))
        self._steps.show_steps(steps_of(state))
        self._trouble.setVisible(bool(state.trouble))
        if state.trouble:
            self._trouble.show_words(Tone.ERROR, "printer", _("Receipt not printed"), state.trouble)
        self.print.setVisible(state.has_printer)
        self.refund.setVisible(not state.is_refund)
        if posted.number != self._number:
            self._number = posted.number
            self.receipt.show_raster(None)
            self._draw_receipt()

    @Slot()
    def _draw_receipt(self) -> None:
        state = self._presenter.state
        if state is not None:
            self._preview.show(receipt_of(state.posted), self.receipt.width_px)

    @Slot()
    def _on_save(self) -> None:
        if self._presenter.state is not None:
            self.save_dialog.open(self._presenter.state.posted.number)

    @Slot(str)
    def _on_path_chosen(self, path: str) -> None:
        self._presenter.save_pdf(path)

    @Slot()
    def _on_print(self) -> None:
        self._presenter.print_again()

    @Slot()
    def _on_refund(self) -> None:
        self._presenter.refund()

    @Slot()
    def _on_new_sale(self) -> None:
        self._presenter.end()


def figure_of(posting: Posting) -> tuple[str, Money]:
    """Return the one figure that matters now: what to give back, the change, or what was paid."""
    if posting.refund_of:
        return _("Give back"), -posting.paid
    if any(one.type is TenderType.CASH for one in posting.tenders):
        return _("Change"), posting.change
    return _("Paid"), posting.paid


def below(posting: Posting, number: str) -> str:
    """Return how the figure came about, in one line."""
    if posting.refund_of:
        parts = [
            f"{tender_name(one.type)} {formatting.money_text(-one.amount)}"
            for one in posting.tenders
        ]
        return " · ".join([*parts, _("refund of {number}").format(number=posting.refund_of)])
    given = sum(
        (one.tendered or one.amount for one in posting.tenders), Money.zero(posting.total.currency)
    )
    paid = _("Paid {amount}").format(amount=formatting.money_text(given))
    due = _("to pay {amount}").format(amount=formatting.money_text(posting.paid))
    return " · ".join([paid, due, number])
