"""What only Paysera's token API has a call for: invoices made, products, the day closed."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import replace

from typing_extensions import override

from cashier.backends.paysera_invoices import invoice_body
from cashier.backends.paysera_link import PayseraLink
from cashier.backends.paysera_products import AnsweredProducts
from cashier.backends.paysera_register_calls import INVOICES, PayseraRegister
from cashier.backends.reading import Fields
from cashier.domain.backend_errors import (
    DamagedAnswerError,
    NotOnServerError,
    OutcomeUnknownError,
)
from cashier.domain.remote import (
    InvoiceRequest,
    RemoteDocument,
    RemoteFilter,
    RemoteInvoice,
    RemoteProduct,
)

PRODUCTS = "/products"
_PAGE_OF_PRODUCTS = ("pageSize", 200)


class PayseraTokenCalls(PayseraRegister):
    """Makes invoices, gives products, closes the register's day."""

    def __init__(self, link: PayseraLink) -> None:
        super().__init__(link)
        self._products = AnsweredProducts(
            self._answers.amount, link.currency, link.profile.paysera.language
        )

    @override
    async def document(self, type_: str, id_: str) -> RemoteDocument:
        """Return a document as its list tells it: there is no call for a single one."""
        async for page in self.documents(RemoteFilter(type=type_, number=id_)):
            return page[0]
        raise NotOnServerError(self._link.http.host, f"{type_} {id_}", 404)

    @override
    async def create_invoice(self, request: InvoiceRequest) -> RemoteInvoice:
        """Make an invoice, once; without lines of its own it has those of its order."""
        if not request.lines:
            order = await self.order(request.order_id)
            request = replace(request, lines=order.lines)
        answer = await self._link.change("POST", INVOICES, invoice_body(request))
        try:
            return self._told.invoice(answer)
        except DamagedAnswerError as error:
            raise OutcomeUnknownError(self._link.http.host, error.words) from error

    async def products(self) -> AsyncIterator[Sequence[RemoteProduct]]:
        """Give all products, those not sold any more too: whoever takes them in decides."""
        async for page in self._link.pages(PRODUCTS, [], _PAGE_OF_PRODUCTS):
            yield [product for one in page for product in self._products.read(one)]

    async def product(self, code: str) -> RemoteProduct | None:
        """Return the product with this SKU or barcode; what only resembles it does not count."""
        for query in (self._several("sku", code), [("keyword", code)]):
            async for page in self._link.pages(PRODUCTS, query, _PAGE_OF_PRODUCTS):
                for product in (product for one in page for product in self._products.read(one)):
                    if code == product.sku or code in product.barcodes:
                        return product
        return None

    @override
    async def close_register_day(self) -> str:
        """Close the register's own day; an answer that cannot be read leaves it unknown."""
        answer = await self._link.change("POST", self._of_register("close-fiscal-day"))
        return Fields(answer).text("id") if isinstance(answer, dict) else ""
