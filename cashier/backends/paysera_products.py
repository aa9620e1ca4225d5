"""Products of Paysera eapi, to be taken into the catalogue; variants are products of their own."""

from collections.abc import Mapping

from cashier.backends.paysera_register import Amount, price_in
from cashier.backends.reading import Fields
from cashier.domain.remote import RemoteProduct
from cashier.domain.text import cleaned


class AnsweredProducts:
    """Reads products; ``language`` is the shop's, where a title stands in several."""

    def __init__(self, amount: Amount, currency: str, language: str = "") -> None:
        self._amount = amount
        self._currency = currency
        self._language = language

    def read(self, source: object) -> tuple[RemoteProduct, ...]:
        """Return the products of one entry: itself, or each of its variants."""
        fields = Fields(source, "product")
        variants = fields.each("variants")
        product = self._product(fields, RemoteProduct("", ""))
        return tuple(self._product(one, product) for one in variants) or (product,)

    def _product(self, fields: Fields, of: RemoteProduct) -> RemoteProduct:
        """Return one product; what a variant does not say it has from the product it is ``of``."""
        currency = fields.currency(self._currency)
        tax = fields.nested("tax")
        sku = fields.text("sku")
        title = " ".join(filter(None, [of.name, self._title(fields)]))
        rate = tax.percent("taxRate", "rate") if tax else fields.percent("taxRate", "vatRate")
        return RemoteProduct(
            id=fields.text("id", "uuid") or sku or of.id,
            name=title or sku,
            price=price_in(fields, currency, self._amount) or of.price,
            vat_rate=rate or of.vat_rate,
            sku=sku,
            barcodes=_codes(fields),
            category=next(iter(fields.texts("categoryIds", "categoryId")), of.category),
            is_active=fields.flag("active") is not False and of.is_active,
            others=fields.others,
        )

    def _title(self, fields: Fields) -> str:
        """Return the title in the shop's language, else in the first it has."""
        title = fields.peek("title", "name")
        if not isinstance(title, Mapping):
            return fields.text("title", "name")
        fields.raw("title", "name")
        words = (title.get(self._language), *title.values())
        return next((cleaned(one[:1000]) for one in words if isinstance(one, str) and one), "")


def _codes(fields: Fields) -> tuple[str, ...]:
    """Return the barcodes, whether they are texts or objects with a code."""
    codes = fields.peek("productCodes")
    if isinstance(codes, list) and codes and all(isinstance(one, Mapping) for one in codes):
        found = (one.text("code", "value", "ean") for one in fields.each("productCodes"))
        return tuple(filter(None, found))
    return tuple(filter(None, fields.texts("productCodes")))
