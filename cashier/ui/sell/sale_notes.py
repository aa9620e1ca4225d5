"""What is written down about a sale: who buys, a note, and what it is called while it is parked."""

from dataclasses import dataclass, field, replace

from cashier.domain.order import Customer, Order
from cashier.domain.text import NOTE_LENGTH, checked


@dataclass(frozen=True, slots=True)
class SaleNotes:
    """The written part of an order; empty for most of them."""

    customer: Customer = field(default_factory=Customer)
    note: str = ""
    name: str = ""

    @classmethod
    def of(cls, order: Order) -> "SaleNotes":
        return cls(order.customer, order.note, order.name)

    def on(self, order: Order) -> Order:
        """Return ``order`` with these notes; raises ``TextRefusedError``."""
        customer = replace(
            self.customer,
            name=checked(self.customer.name, "customer"),
            email=checked(self.customer.email, "email"),
            phone=checked(self.customer.phone, "phone"),
        )
        note = checked(self.note, "note", NOTE_LENGTH)
        return replace(order, customer=customer, note=note, name=checked(self.name, "name"))
