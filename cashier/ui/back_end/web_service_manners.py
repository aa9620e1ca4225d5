"""What versions and shops of the web service differ in, beside the other details of a back end."""

from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from cashier.settings import WebServiceIds
from cashier.translation import _
from cashier.ui.controls.segments import Segments
from cashier.ui.look.theme import Theme

_OFF, _ON = "off", "on"
_LONGEST = 500


class WebServiceManners(QWidget):
    """Makes the fields; whoever asked for them puts each in its place."""

    edited = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.hide()
        self._theme = theme
        self._shop = self._segments(
            "backEndShopParameter",
            _("The shop is called"),
            (("idboutique", "idboutique"), ("shopID", "shopID")),
        )
        waits = (("open", _("stay open")), ("validated", _("final")))
        self._unpaid = self._segments("backEndUnpaid", _("Unpaid orders"), waits)
        sent = ((_ON, _("sent")), (_OFF, _("not sent")))
        self._amount = self._segments("backEndAmount", _("Amount paid"), sent)
        asked = ((_ON, _("asked back")), (_OFF, _("not asked")))
        self._reads = self._segments("backEndReadsBack", _("Total of a sent order"), asked)
        booked = ((_OFF, _("by department")), (_ON, _("by article")))
        self._articles = self._segments("backEndArticles", _("Lines are booked"), booked)
        self._table = self._line("backEndTable")
        self._covers = self._line("backEndCovers")
        self._pager = self._line("backEndPager")

    def fields(self) -> Iterator[tuple[str, str, QWidget]]:
        """Give each field by its key, and what it is called."""
        yield "shop_parameter", _("The shop is called"), self._shop
        yield "unpaid", _("Unpaid orders"), self._unpaid
        yield "sends_amount", _("Amount paid"), self._amount
        yield "reads_back", _("Total of a sent order"), self._reads
        yield "sells_articles", _("Lines are booked"), self._articles
        yield "table", _("Table"), self._table
        yield "covers", _("Covers"), self._covers
        yield "pager", _("Pager"), self._pager

    def fill(self, ids: WebServiceIds) -> None:
        self._shop.show_value(ids.shop_parameter)
        self._unpaid.show_value(ids.unpaid)
        self._amount.show_value(_ON if ids.sends_amount else _OFF)
        self._reads.show_value(_ON if ids.reads_back else _OFF)
        self._articles.show_value(_ON if ids.sells_articles else _OFF)
        self._table.setText(ids.table)
        self._covers.setText(ids.covers)
        self._pager.setText(ids.pager)

    def over(self, ids: WebServiceIds) -> WebServiceIds:
        """Return ``ids`` with what is chosen here."""
        return replace(
            ids,
            shop_parameter=self._shop.value,
            unpaid=self._unpaid.value,
            sends_amount=self._amount.value == _ON,
            reads_back=self._reads.value == _ON,
            sells_articles=self._articles.value == _ON,
            table=self._table.text().strip(),
            covers=self._covers.text().strip(),
            pager=self._pager.text().strip(),
        )

    def _segments(self, name: str, label: str, choices: tuple[tuple[str, str], ...]) -> Segments:
        made = Segments(self._theme, name, label, choices, self)
        made.chosen.connect(self.edited)
        return made

    def _line(self, name: str) -> QLineEdit:
        line = QLineEdit(self)
        line.setObjectName(name)
        line.setMaxLength(_LONGEST)
        line.setMinimumHeight(self._theme.px(48))
        line.textEdited.connect(self.edited)
        return line
