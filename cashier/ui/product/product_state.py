"""What a product's card shows: one frozen value, and the sentences for what cannot be kept."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from cashier.domain.errors import BarcodeTakenError, InputRefusedError, NotGivenError
from cashier.domain.product import Product
from cashier.domain.quantity import Percent
from cashier.domain.tax import VatRates
from cashier.messages import sentence_for
from cashier.translation import _
from cashier.ui.goods.picture_reading import PictureTrouble
from cashier.ui.product.product_draft import (
    BARCODE,
    CATEGORY,
    COLOUR,
    NAME,
    PICTURE,
    PRICE,
    VAT,
    ProductDraft,
)

PARTS = (NAME, PRICE, VAT, CATEGORY, BARCODE, COLOUR, PICTURE)


@dataclass(frozen=True, slots=True)
class ProductCardState:
    """An open card: the product as it is kept (None: a new one) and what stands in the fields.

    ``code`` is the scanned code that a new product was begun with: it can be sold at once.
    """

    begun: ProductDraft
    draft: ProductDraft
    kept: Product | None = None
    code: str = ""
    rates: VatRates = field(default_factory=VatRates)
    categories: tuple[str, ...] = ()
    troubles: Mapping[str, str] = field(default_factory=dict)
    is_busy: bool = False
    asks_to_leave: bool = False

    @property
    def is_new(self) -> bool:
        return self.kept is None

    @property
    def is_changed(self) -> bool:
        """Whether leaving would lose something."""
        return self.draft != self.begun

    @property
    def offered_rates(self) -> tuple[tuple[Percent, str], ...]:
        """The shop's rates with their letters, and the product's own where it is another."""
        known = self.rates.letters or ((Percent(0), ""),)
        own = self.begun.vat_rate
        return known if any(rate == own for rate, _ in known) else (*known, (own, "*"))

    def edited(self, draft: ProductDraft) -> "ProductCardState":
        """Return the state with other fields; what was wrong with a changed one is taken back."""
        changed = set(_changed_parts(self.draft, draft))
        left = {part: why for part, why in self.troubles.items() if part not in changed}
        return replace(self, draft=draft, troubles=left, asks_to_leave=False)

    def refused(self, error: InputRefusedError) -> "ProductCardState":
        """Return the state with ``error`` said below the field it is about."""
        return replace(self, troubles={**self.troubles, error.what: why(error)}, is_busy=False)


def why(error: InputRefusedError) -> str:
    """Return what is said below a field; the card stays, so nothing needs to be said of that."""
    if isinstance(error, NotGivenError):
        return _("Say what it costs.") if error.what == PRICE else _("Say what it is called.")
    if isinstance(error, BarcodeTakenError):
        return taken_by(error.product, error.given)
    return sentence_for(error).message


def taken_by(product: str, code: str) -> str:
    """Return what is said about a barcode that another product has."""
    text = _("“{product}” has this barcode already: {code}.")
    return text.format(product=product, code=code)


def why_no_picture(trouble: PictureTrouble) -> str:
    """Return what is said below the picture about a file that cannot be one."""
    match trouble:
        case PictureTrouble.UNREADABLE:
            return _("The file cannot be read. Choose another one.")
        case PictureTrouble.NO_PICTURE:
            return _("This is no picture in PNG, JPEG or WebP. Choose another file.")
        case PictureTrouble.TOO_LARGE:
            return _("This picture is too large to be read safely. Choose a smaller one.")


def _changed_parts(before: ProductDraft, now: ProductDraft) -> list[str]:
    pairs = {
        NAME: (before.name, now.name),
        PRICE: ((before.price, before.has_open_price), (now.price, now.has_open_price)),
        VAT: (before.vat_rate, now.vat_rate),
        CATEGORY: (before.category, now.category),
        BARCODE: (before.barcodes, now.barcodes),
        COLOUR: (before.colour, now.colour),
        PICTURE: (before.picture, now.picture),
    }
    return [part for part, (was, is_) in pairs.items() if was != is_]
