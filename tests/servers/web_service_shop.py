"""What the shop behind the cash-register web service holds, and its lists."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from tests.servers.strict import major_of
from tests.servers.web_service_items import Article, Item

DEPARTMENTS = {5: ("Groceries", "21"), 6: ("Bakery", "9"), 7: ("Books", "0")}
ARTICLES = (
    Article(12, "Pizza 4 fromages", 1450, 5, "4770190036016"),
    Article(13, "Coffee", 250, 5),
    Article(14, "Croissant", 300, 6),
)
PAYMENT_MODES = {1: "Cash", 2: "Card", 3: "Meal voucher", 4: "Several", 8: "Refund in cash"}
DELIVERY_METHODS = (
    "Take away",
    "Delivered",
    "On site",
    "Drive-through",
    "Counter",
    "Relay",
    "Shipped",
)
USERS = {7: "Jane Smith"}
CLIENTS = {123: {"nom": "Smith", "prenom": "Jane", "email": "jane@example.com"}}
OPEN, UNPAID = -2, -1


@dataclass(slots=True)
class WebOrder:
    """An order; ``payment`` is -2 for an open one, -1 for an unpaid one, else a payment mode."""

    id: int
    items: list[Item]
    payment: int
    delivery: int
    created_at: datetime
    value_at: datetime
    public_comment: str = ""
    private_comment: str = ""
    client: Mapping[str, str] = field(default_factory=dict)
    client_id: int = 0
    user: int = 0
    number: int = 0
    amounts: list[int] = field(default_factory=list)

    @property
    def total(self) -> int:
        return sum(item.total for item in self.items)

    @property
    def is_validated(self) -> bool:
        return self.payment != OPEN

    @property
    def is_paid(self) -> bool:
        return self.payment > 0


class Shop:
    """The shop's books and lists."""

    def __init__(self) -> None:
        self.orders: dict[int, WebOrder] = {}
        self.articles = {one.id: one for one in ARTICLES}
        self.departments = {key: name for key, (name, _) in DEPARTMENTS.items()}
        self.tells_more_of_articles = False

    def add(self, order: WebOrder) -> WebOrder:
        order.id = len(self.orders) + 1001
        self._give_number(order)
        self.orders[order.id] = order
        return order

    def _give_number(self, order: WebOrder) -> None:
        if order.is_validated and not order.number:
            order.number = sum(one.is_validated for one in self.orders.values()) + 1

    def pay(self, order: WebOrder, payment: int) -> None:
        order.payment = payment
        self._give_number(order)

    def sold_on(self, day: str) -> list[WebOrder]:
        """Return the validated orders whose value date is ``day``."""
        return [
            one
            for one in self.orders.values()
            if one.is_validated and f"{one.value_at:%Y-%m-%d}" == day
        ]

    def list_of(self, name: str) -> list[dict[str, object]] | None:
        """Return the rows of a list, None for one that is not there."""
        make = {
            "getPlus": self._articles,
            "getDepartments": self._departments,
            "getClients": self._clients,
        }.get(name)
        if make is not None:
            return make()
        plain = {
            "getDepartmentsGroups": {1: "All"},
            "getDeclinaisons": {3: "Large", 8: "Extra cheese"},
            "getLivraisons": dict(enumerate(DELIVERY_METHODS)),
            "getPaymentModes": PAYMENT_MODES,
            "getCashbox": {1: "Front counter"},
            "getDeliveryZones": {},
            "getRelayDeposit": {},
            "getDiscounts": {},
            "getUsers": USERS,
            "getTables": {4: "Window"},
        }.get(name)
        if plain is None:
            return None
        return [{"id": key, "title": text} for key, text in plain.items()]

    def _articles(self) -> list[dict[str, object]]:
        rows: list[dict[str, object]] = []
        for one in self.articles.values():
            row: dict[str, object] = {
                "id": one.id,
                "title": one.title,
                "price": f"{major_of(one.price, 'EUR'):.2f}",
                "departmentId": one.department,
            }
            rows.append(row | ({"barcode": one.barcode} if self.tells_more_of_articles else {}))
        return rows

    def _departments(self) -> list[dict[str, object]]:
        return [
            {"id": key, "title": name, "vat": rate} for key, (name, rate) in DEPARTMENTS.items()
        ]

    def _clients(self) -> list[dict[str, object]]:
        return [{"id": key, **client} for key, client in CLIENTS.items()]


def shown(order: WebOrder) -> dict[str, object]:
    """Return an order as its JSON, figures as text the way PHP does it."""
    return {
        "id": order.id,
        "orderInternalID": order.id,
        "orderID": order.number or None,
        "price": text_of(order.total),
        "creationDate": stamp(order.created_at),
        "valueDate": stamp(order.value_at),
        "validated": "1" if order.is_validated else "0",
        "paid": "1" if order.is_paid else "0",
        "deliveryMethod": order.delivery,
        "clientID": order.client_id or None,
        "client": order.client,
        "publicComment": order.public_comment,
        "privateComment": order.private_comment,
        "items": [
            {
                "idplu": item.article or None,
                "departmentId": item.department or None,
                "title": item.title,
                "quantity": item.count,
                "price": text_of(item.price),
            }
            for item in order.items
        ],
        "payments": [{"paymentMode": PAYMENT_MODES[order.payment], "amount": text_of(order.total)}]
        if order.is_paid
        else [],
    }


def text_of(cents: int) -> str:
    return f"{major_of(cents, 'EUR'):.2f}"


def stamp(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%S+00:00}"
