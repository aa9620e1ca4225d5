"""The register's financial documents and the back end's invoices, as rows and as sheets."""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass

from cashier.domain.remote import RemoteDocument, RemoteFilter, RemoteInvoice
from cashier.domain.text import cleaned
from cashier.ports import Backend, Clock
from cashier.translation import _
from cashier.ui.look import formatting
from cashier.ui.remote.remote_state import (
    ColumnSpec,
    ListKind,
    RemoteRow,
    Sheet,
    Source,
)
from cashier.ui.remote.remote_words import (
    NOTHING,
    amount_text,
    document_chip,
    document_type_words,
    moment,
    money_words,
    remote_chip,
    remote_status_words,
    sheet_lines,
)

_TYPES = ("receipt", "return", "collection")
_INVOICE_STATUSES = ("paid", "pending", "cancelled")


@dataclass(frozen=True, slots=True)
class RemoteDocuments:
    """Reads and words the documents of the register."""

    backend: Backend
    clock: Clock

    def kind(self) -> ListKind:
        return ListKind(
            Source.DOCUMENTS,
            _document_columns,
            self._read,
            self._read_one,
            self._row,
            self._sheet,
            _types,
            by_type=True,
        )

    async def _read(self, wanted: RemoteFilter) -> AsyncIterator[Sequence[object]]:
        async for page in self.backend.documents(wanted):
            yield page

    async def _read_one(self, item: object) -> object:
        document = _document(item)
        if document.type.lower() not in _TYPES:
            return document  # no call is known for one of another type
        return await self.backend.document(document.type, document.id)

    async def _row(self, item: object) -> RemoteRow:
        one = _document(item)
        cells = (
            moment(one.created_at, self.clock.now()),
            cleaned(one.number) or cleaned(one.id) or NOTHING,
            cleaned(one.fiscal_day) or NOTHING,
            amount_text(one.amount),
        )
        return RemoteRow(f"{one.type} {one.id}", cells, document_chip(one.type), one)

    async def _sheet(self, item: object) -> Sheet:
        one = _document(item)
        facts = [
            (_("Type"), document_type_words(one.type)),
            (_("State"), remote_status_words(one.status)),
            (_("Fiscal day"), cleaned(one.fiscal_day)),
            (_("VAT"), money_words(one.vat)),
        ]
        return Sheet(
            f"{one.type} {one.id}",
            cleaned(one.number) or cleaned(one.id),
            moment(one.created_at, self.clock.now()),
            document_chip(one.type),
            facts=_known(facts, one.others),
            lines=sheet_lines(one.lines),
            total=one.amount,
        )


@dataclass(frozen=True, slots=True)
class RemoteInvoices:
    """Reads and words the invoices."""

    backend: Backend
    clock: Clock

    def kind(self) -> ListKind:
        return ListKind(
            Source.INVOICES,
            _invoice_columns,
            self._read,
            self._read_one,
            self._row,
            self._sheet,
            _invoice_statuses,
        )

    async def _read(self, wanted: RemoteFilter) -> AsyncIterator[Sequence[object]]:
        async for page in self.backend.invoices(wanted):
            yield page

    async def _read_one(self, item: object) -> object:
        return await self.backend.invoice(_invoice(item).id)

    async def _row(self, item: object) -> RemoteRow:
        one = _invoice(item)
        cells = (
            moment(one.created_at, self.clock.now()),
            cleaned(one.number) or cleaned(one.id) or NOTHING,
            cleaned(one.customer.name) or NOTHING,
            amount_text(one.total),
        )
        return RemoteRow(one.id, cells, remote_chip(one.status), one)

    async def _sheet(self, item: object) -> Sheet:
        one = _invoice(item)
        due = formatting.full_date(one.due_date) if one.due_date is not None else ""
        who = " · ".join(text for text in (one.customer.name, one.customer.email) if text)
        facts = [
            (_("Customer"), cleaned(who)),
            (_("Due by"), due),
            (_("VAT"), money_words(one.vat)),
        ]
        return Sheet(
            one.id,
            cleaned(one.number) or cleaned(one.id),
            moment(one.created_at, self.clock.now()),
            remote_chip(one.status),
            facts=_known(facts, one.others),
            lines=sheet_lines(one.lines),
            total=one.total,
        )


def _known(facts: list[tuple[str, str]], others: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Return what is known, and what came beside it in the server's own names."""
    told = [(cleaned(name), cleaned(value)) for name, value in others.items()]
    return tuple((label, value) for label, value in facts + told if value and value != NOTHING)


def _document(item: object) -> RemoteDocument:
    assert isinstance(item, RemoteDocument)  # noqa: S101 - this list holds nothing else
    return item


def _invoice(item: object) -> RemoteInvoice:
    assert isinstance(item, RemoteInvoice)  # noqa: S101 - this list holds nothing else
    return item


def _document_columns() -> tuple[ColumnSpec, ...]:
    return (
        ColumnSpec(_("Time"), 110),
        ColumnSpec(_("Number"), 140, is_strong=True),
        ColumnSpec(_("Fiscal day"), 90),
        ColumnSpec(_("Amount"), 100, is_right=True, is_strong=True, takes_spare=False),
    )


def _invoice_columns() -> tuple[ColumnSpec, ...]:
    return (
        ColumnSpec(_("Time"), 110),
        ColumnSpec(_("Number"), 140, is_strong=True),
        ColumnSpec(_("Customer"), 110),
        ColumnSpec(_("Amount"), 100, is_right=True, is_strong=True, takes_spare=False),
    )


def _types() -> tuple[tuple[str, str], ...]:
    return (("", _("All")), *((one, document_type_words(one)) for one in _TYPES))


def _invoice_statuses() -> tuple[tuple[str, str], ...]:
    return (("", _("All")), *((one, remote_status_words(one)) for one in _INVOICE_STATUSES))
