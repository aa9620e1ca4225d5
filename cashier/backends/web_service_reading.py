"""What the web service's lists hold, by every spelling its help and its webhook use.

The form of orders and lists is published nowhere: what is there is read by its English or French
name, what is missing is named, and what nobody knows is kept and shown.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import tzinfo

from cashier.backends.reading import Fields
from cashier.backends.web_service_answers import Row
from cashier.backends.wire_json import loads
from cashier.domain.backend_errors import DamagedAnswerError
from cashier.domain.order import Customer
from cashier.domain.quantity import Percent
from cashier.domain.remote import (
    RemoteEntry,
    RemoteLine,
    RemoteOrder,
    RemotePayment,
    RemoteProduct,
)

ENTRY_IDS = ("id", "ID", "identifiant")
TITLES = ("title", "titre", "name", "nom", "label", "libelle")
PENDING, VALIDATED, PAID = "pending", "validated", "paid"
ORDER_IDS = ("id", "order_id", "orderInternalID", "internalID", "orderID", "orderId")
_NUMBERS = ("orderID", "orderId", "number", "numero", "invoiceNumber")
_LINES = ("items", "itemsList", "lines", "articles", "lignes")
_PAYMENTS = ("payments", "paiements", "reglements")
_CUSTOMERS = ("customer", "client")
_PRIVATE = ("privatecomment", "private_comment", "commentaireprive", "commentaire_prive")
_DEEPEST = 6


def remote_order(row: Row, currency: str, zone: tzinfo, status: str = "") -> RemoteOrder:
    """Return one order; ``status`` is what the list it stood in says of it."""
    fields = Fields(opened(row, (*_LINES, *_PAYMENTS, *_CUSTOMERS)), "order")
    currency = fields.currency(currency, "currency", "devise")
    total = fields.money_major(
        currency, "price", "total", "totalPrice", "totalTTC", "total_ttc", "montant"
    )
    found = RemoteOrder(
        id=fields.needed_text(*ORDER_IDS),
        number=fields.text(*_NUMBERS),
        status=_status(fields) or status,
        currency=currency,
        total=total,
        lines=tuple(_line(one, currency) for one in fields.each(*_LINES)),
        payments=tuple(_payment(one, currency, zone) for one in fields.each(*_PAYMENTS)),
        customer=_customer(fields.nested(*_CUSTOMERS)),
        created_at=fields.instant(
            zone, "creationDate", "valueDate", "dateValeur", "validationDate", "date"
        ),
        note=fields.text("publicComment", "commentairePublic", "comment"),
    )
    missing = () if total is not None else ("total",)
    return replace(found, missing=(*missing, *fields.missing), others=fields.others)


def remote_product(
    row: Row, currency: str, departments: Mapping[str, RemoteEntry]
) -> RemoteProduct:
    """Return an article; its VAT is the one of its department where it has none itself."""
    fields = Fields(row, "article")
    department = departments.get(fields.text("departmentId", "departmentID", "deptID", "idrayon"))
    rate = fields.percent("vat", "vatRate", "tva", "taux")
    if rate is None and department is not None:
        rate = vat_of(department)
    codes = (fields.text(name) for name in ("barcode", "codeBarre", "barCode"))
    shown = fields.flag("active", "visible")
    return RemoteProduct(
        id=fields.needed_text(*ENTRY_IDS),
        name=fields.text(*TITLES),
        price=fields.money_major(currency, "price", "prix"),
        vat_rate=rate,
        sku=fields.text("sku", "reference"),
        barcodes=tuple(filter(None, codes)),
        category=department.name if department else "",
        is_active=shown is not False,
        others=fields.others,
    )


def remote_entry(row: Row) -> RemoteEntry:
    """Return an entry of any other list: its id, what it is called, and all the rest."""
    fields = Fields(row, "entry")
    called = [fields.text("prenom", "firstname"), fields.text(*TITLES, "lastname", "email")]
    id_ = fields.needed_text(*ENTRY_IDS)
    return RemoteEntry(id_, " ".join(filter(None, called)), fields.others)


def vat_of(department: RemoteEntry) -> Percent | None:
    """Return the VAT rate that a department tells of itself."""
    return Fields(department.others).percent("vat", "vatRate", "VAT", "tva", "taux", "vatPercent")


def holds(row: Row, text: str) -> bool:
    """Whether ``text`` stands anywhere in an order."""
    return any(text in one for one in _texts(row, _DEEPEST))


def tells_private_comment(row: Row) -> bool:
    """Whether an order shows its private comment, be it empty: only then is ours missed there."""
    return any(name.casefold() in _PRIVATE for name in row)


def tells_payments(row: Row) -> bool:
    """Whether an order shows its payments, be it none: only then is one missed there."""
    return any(row.get(name) is not None for name in _PAYMENTS)


def opened(row: Row, names: Iterable[str]) -> Row:
    """Return ``row`` with lists and objects that stand in it as JSON text read."""
    found = dict(row)
    for name in names:
        value = found.get(name)
        if isinstance(value, str) and value.lstrip()[:1] in ("[", "{"):
            try:
                found[name] = loads(value.encode())
            except DamagedAnswerError:
                continue  # it is shown as it came
    return found


def _status(fields: Fields) -> str:
    """Return the service's own word, or what its yes and no to "paid" and "validated" mean."""
    word = fields.text("status", "state", "statut", "etat")
    paid, validated = fields.flag("paid", "isPaid"), fields.flag("validated", "isValidated")
    if word or (paid is None and validated is None):
        return word
    return PAID if paid else PENDING if validated is False else VALIDATED


def _line(fields: Fields, currency: str) -> RemoteLine:
    return RemoteLine(
        name=fields.text(*TITLES),
        quantity=fields.quantity("quantity", "qty", "quantite"),
        price=fields.money_major(currency, "unitPrice", "price", "prix"),
        total=fields.money_major(currency, "total", "totalPrice", "totalTTC"),
        vat_rate=fields.percent("vat", "vatRate", "tva", "taux"),
        product_id=fields.text("idplu", "itemID", "articleID", *ENTRY_IDS),
        others=fields.others,
    )


def _payment(fields: Fields, currency: str, zone: tzinfo) -> RemotePayment:
    return RemotePayment(
        type=fields.text("paymentMode", "mode", "type", *TITLES, *ENTRY_IDS),
        amount=fields.money_major(currency, "amount", "montant", "price"),
        status=fields.text("status") or "completed",  # what the service lists was taken
        at=fields.instant(zone, "date", "creationDate"),
    )


def _customer(fields: Fields | None) -> Customer:
    if fields is None:
        return Customer()
    names = [fields.text("prenom", "firstname"), fields.text("nom", "name", "lastname")]
    email, phone = fields.text("email"), fields.text("telephone", "phone", "tel")
    return Customer(" ".join(filter(None, names)), email, phone)


def _texts(value: object, deep: int) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif deep and isinstance(value, Mapping | list):
        for one in value.values() if isinstance(value, Mapping) else value:
            yield from _texts(one, deep - 1)
