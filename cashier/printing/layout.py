"""Receipt to fixed-width lines: what stands where on paper, the same for every kind of output."""

from collections.abc import Iterable
from dataclasses import dataclass

from cashier.domain.quantity import WHOLE, Percent
from cashier.domain.receipt import (
    RECEIPT_WORDS,
    Receipt,
    ReceiptKind,
    ReceiptLine,
    ReceiptTender,
)
from cashier.printing.columns import width
from cashier.printing.figures import Figures, figures_of, moment
from cashier.printing.grid import Grid
from cashier.printing.legible import Covers, legible
from cashier.printing.lines import (
    Block,
    Emphasis,
    Gap,
    Item,
    Layout,
    Line,
    Mark,
    QrCode,
    Rule,
    marked,
)
from cashier.printing.seal import qr_payload, short_seal
from cashier.printing.vat_table import vat_table

_INDENT = 2
_UNSAID_UNITS = frozenset({"", "pcs"})


def lay_out(receipt: Receipt, columns: int = 42, covers: Covers | None = None) -> Layout:
    """Return the receipt on a grid of ``columns``, no line longer than them.

    ``covers`` tells which characters the output can show; the others appear by name.
    """
    return _Setter(receipt, Grid(columns), figures_of(receipt.letterhead.language), covers).layout()


@dataclass(frozen=True, slots=True)
class _Setter:
    """Sets one receipt, block by block from top to bottom."""

    receipt: Receipt
    grid: Grid
    figures: Figures
    covers: Covers | None

    def layout(self) -> Layout:
        blocks = (
            self._head(),
            *map(self._line, range(len(self.receipt.lines)), self.receipt.lines),
            self._total(),
            self._vat(),
            self._remarks(),
            self._foot(),
        )
        return Layout(self.grid.columns, self._title(), tuple(Block(b) for b in blocks if b))

    def _word(self, key: str) -> str:
        return self._text(self.receipt.letterhead.words.get(key) or RECEIPT_WORDS.get(key) or key)

    def _text(self, text: str) -> str:
        return legible(text, self.covers)

    def _title(self) -> str:
        """Return the marks first, so that a title cut short still says what it must."""
        shop = self._text(self.receipt.letterhead.shop_name)
        return " \u00b7 ".join(part for part in (*self._marks(), self._numbered(), shop) if part)

    def _numbered(self) -> str:
        return f"{self._word('receipt')} {self._text(self.receipt.number)}"

    def _marks(self) -> tuple[str, ...]:
        """Return the words that keep this document from being taken for an original sale."""
        refund = (self._word("refund"),) if self.receipt.kind is ReceiptKind.REFUND else ()
        copy = (f"{self._word('copy')} {self.receipt.copy}",) if self.receipt.copy else ()
        slip = (self._word("slip"),) if self.receipt.is_slip else ()
        return (*slip, *refund, *copy)

    def _head(self) -> tuple[Item, ...]:
        receipt, letterhead = self.receipt, self.receipt.letterhead
        tax = f"{self._word('tax_number')} {self._text(letterhead.tax_number)}"
        below = (*letterhead.address, tax if letterhead.tax_number else "")
        till = f"{self._word('till')} {self._text(receipt.register)}"
        day = f"{self._word('day')} {receipt.fiscal_day}"
        return (
            *self.grid.centred(self._text(letterhead.shop_name), Emphasis.LARGE),
            *self.grid.joined(tuple(filter(None, map(self._text, below)))),
            *_stacked(self.grid.centred(mark, Emphasis.LARGE) for mark in self._marks()),
            Rule(),
            *self.grid.row(self._numbered(), moment(receipt.issued_at)),
            *self._fiscally_numbered(),
            *self._refunded(),
            *self.grid.row(
                f"{till} \u00b7 {day}", f"{self._word('operator')} {self._text(receipt.operator)}"
            ),
            *self._buyer(),
            Rule(),
        )

    def _buyer(self) -> tuple[Line, ...]:
        """Return the company that the receipt is made out to, with what an invoice needs of it."""
        company = self.receipt.company
        if company is None:
            return ()
        said = (
            ("buyer", company.name),
            ("company_code", company.code),
            ("tax_number", company.vat_number),
        )
        named = (f"{self._word(key)} {self._text(text)}" for key, text in said if text)
        below = (self._text(company.address),) if company.address else ()
        return _stacked(self.grid.paragraph(line) for line in (*named, *below))

    def _fiscally_numbered(self) -> tuple[Line, ...]:
        """Return the number that the back end gave, where it is another than ours."""
        number = self.receipt.fiscal_number
        if number in {"", self.receipt.number}:
            return ()
        return self.grid.paragraph(f"{self._word('fiscal_number')} {self._text(number)}")

    def _refunded(self) -> tuple[Line, ...]:
        if not self.receipt.refund_of:
            return ()
        return self.grid.paragraph(
            f"{self._word('refund_of')} {self._text(self.receipt.refund_of)}"
        )

    def _line(self, row: int, line: ReceiptLine) -> tuple[Item, ...]:
        margin = self._letters_width()
        return (
            *marked(self._goods(line, margin), Mark("line-gross", row)),
            *self._priced(line),
            *marked(self._discounted(line, margin), Mark("line-discount", row)),
            *(self.grid.paragraph(self._text(line.note), _INDENT) if line.note else ()),
        )

    def _goods(self, line: ReceiptLine, margin: int) -> tuple[Line, ...]:
        letter = self._text(line.letter)
        gap = " " * (margin - width(letter))
        amount = f"{self.figures.money(line.gross)}{gap}{letter}"
        return self.grid.row(self._text(line.name), amount)

    def _letters_width(self) -> int:
        letters = (width(self._text(line.letter)) for line in self.receipt.lines)
        return max(letters, default=0) + 1

    def _priced(self, line: ReceiptLine) -> tuple[Line, ...]:
        """Return quantity x price, unless it is one piece, whose price is its amount."""
        unit = "" if line.unit in _UNSAID_UNITS else self._text(line.unit)
        if line.quantity.milli == WHOLE and not unit:
            return ()
        quantity = f"{self.figures.quantity(line.quantity)} {unit}".rstrip()
        return self.grid.paragraph(f"{quantity} \u00d7 {self.figures.money(line.price)}", _INDENT)

    def _discounted(self, line: ReceiptLine, margin: int) -> tuple[Line, ...]:
        if not line.discount:
            return ()
        label = self._with_percent("discount", line.discount_percent)
        off = self.figures.money(-line.discount)
        return self.grid.row(label, off, indent=_INDENT, margin=margin)

    def _with_percent(self, key: str, percent: Percent | None) -> str:
        return f"{self._word(key)} {self.figures.percent(percent)}" if percent else self._word(key)

    def _total(self) -> tuple[Item, ...]:
        receipt, money = self.receipt, self.figures.money
        total = f"{self._word('total')} {receipt.total.currency}"
        return (
            Rule(),
            *self._less_discount(),
            *marked(self.grid.row(total, money(receipt.total), Emphasis.LARGE), Mark("total")),
            *self._to_pay(),
            *_stacked(map(self._tender, receipt.tenders)),
            *self._change(),
        )

    def _change(self) -> tuple[Line, ...]:
        change = self.receipt.change
        if not change:
            return ()
        row = self.grid.row(self._word("change"), self.figures.money(change))
        return marked(row, Mark("change"))

    def _less_discount(self) -> tuple[Line, ...]:
        receipt, money = self.receipt, self.figures.money
        if not receipt.discount:
            return ()
        label = self._with_percent("order_discount", receipt.discount_percent)
        return (
            *marked(
                self.grid.row(self._word("subtotal"), money(receipt.subtotal)), Mark("subtotal")
            ),
            *marked(self.grid.row(label, money(-receipt.discount)), Mark("order-discount")),
        )

    def _to_pay(self) -> tuple[Line, ...]:
        receipt, money = self.receipt, self.figures.money
        is_refund = receipt.kind is ReceiptKind.REFUND
        if not receipt.rounding and not is_refund:
            return ()
        rounding = self.grid.row(self._word("rounding"), money(receipt.rounding))
        label = self._word("paid_out" if is_refund else "to_pay")
        return (
            *(marked(rounding, Mark("rounding")) if receipt.rounding else ()),
            *marked(self.grid.row(label, money(receipt.to_pay), Emphasis.BOLD), Mark("to-pay")),
        )

    def _tender(self, tender: ReceiptTender) -> tuple[Line, ...]:
        money, given = self.figures.money, tender.tendered
        return (
            *self.grid.row(self._word(tender.method), money(tender.amount)),
            *_stacked(self.grid.paragraph(said, _INDENT) for said in self._said_of(tender)),
            *(
                self.grid.row(self._word("balance"), money(tender.balance), indent=_INDENT)
                if tender.balance is not None
                else ()
            ),
            *(
                self.grid.row(self._word("given"), money(given), indent=_INDENT)
                if given is not None and given != tender.amount
                else ()
            ),
        )

    def _said_of(self, tender: ReceiptTender) -> tuple[str, ...]:
        """Return what stands below a tender: its reference, and where cash was a wallet's."""
        reference = self._text(tender.reference)
        is_tag = tender.of_wallet or tender.method == "wallet"
        named = f"{self._word('tag')} {reference}" if is_tag and reference else reference
        why = self._word("of_wallet") if tender.of_wallet else ""
        return tuple(filter(None, (why, named)))

    def _vat(self) -> tuple[Item, ...]:
        if not self.receipt.vat:
            return ()
        heads = tuple(map(self._word, ("rate", "net", "vat", "gross")))
        return (Rule(), *vat_table(self.receipt.vat, heads, self.grid, self.figures))

    def _remarks(self) -> tuple[Item, ...]:
        said = (("customer", self.receipt.customer), ("note", self.receipt.note))
        lines = _stacked(
            self.grid.paragraph(f"{self._word(key)}: {self._text(text)}")
            for key, text in said
            if text
        )
        return (Rule(), *lines) if lines else ()

    def _foot(self) -> tuple[Item, ...]:
        words = map(self._text, self.receipt.letterhead.footer)
        footer = _stacked(self.grid.centred(line) for line in words if line)
        seal = short_seal(self._text(self.receipt.seal))
        sealed = self.grid.centred(f"{self._word('seal')} {seal}") if seal else ()
        thanks: tuple[Item, ...] = (Gap(), *footer, Gap()) if footer else ()
        return (Rule(), *thanks, QrCode(qr_payload(self.receipt)), *sealed)


def _stacked(groups: Iterable[tuple[Line, ...]]) -> tuple[Line, ...]:
    return tuple(line for group in groups for line in group)
