"""Ring up a whole sale that came as one request: look products up, take the money, post."""

from dataclasses import dataclass, field, replace
from uuid import UUID

from cashier.domain.errors import (
    NotGivenError,
    OrderIdTakenError,
    UnknownProductError,
)
from cashier.domain.money import Money
from cashier.domain.order import (
    Customer,
    Discount,
    Order,
    OrderLine,
    TaxRules,
    require_lines,
    work_out,
)
from cashier.domain.posting import PostedOrder
from cashier.domain.quantity import Percent, Quantity
from cashier.domain.tender import Payment, Tender, TenderType
from cashier.domain.wallet_errors import WalletNotSetUpError, WalletUsedError
from cashier.operations.pay_from_wallet import PayFromWallet, WalletWanted
from cashier.operations.post_order import PostOrder
from cashier.ports import Catalogue, Ledger


@dataclass(frozen=True, slots=True)
class LineRequest:
    """A line: a product by its barcode, or a free one by name, price and VAT rate."""

    quantity: Quantity
    barcode: str = ""
    name: str = ""
    price: Money | None = None
    vat_rate: Percent | None = None
    discount: Discount | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class PaymentRequest:
    """A tender; without an amount it takes what is due, a wallet by its token what it may pay."""

    method: TenderType
    amount: Money | None = None
    token: str = ""


@dataclass(frozen=True, slots=True)
class SaleRequest:
    """A whole sale; ``fingerprint`` tells whether another request asks for the same."""

    id: UUID
    currency: str
    lines: tuple[LineRequest, ...]
    fingerprint: str
    discount: Discount | None = None
    customer: Customer = field(default_factory=Customer)
    note: str = ""
    payments: tuple[PaymentRequest, ...] = ()


@dataclass(frozen=True, slots=True)
class RingUp:
    """Sells; the same request again returns the first posting."""

    ledger: Ledger
    catalogue: Catalogue
    post_order: PostOrder
    tax: TaxRules
    cash_unit: int
    pay_from_wallet: PayFromWallet | None = None

    async def __call__(self, request: SaleRequest, *, operator: str) -> PostedOrder:
        """Return the posted sale.

        Raises what is wrong with the request by name (``InputRefusedError`` and its kinds); then
        nothing was posted.
        """
        first = await self.ledger.find(str(request.id))
        if first is not None:
            if first.posting.fingerprint != request.fingerprint:
                raise OrderIdTakenError("order", request.id)
            return replace(first, is_repeat=True)
        order = await self._order(request)
        require_lines(order)
        due = Payment(work_out(order, self.tax).total, self.cash_unit)
        payment = await self._paid(order, due, request.payments, operator)
        return await self.post_order(
            order, payment, operator=operator, fingerprint=request.fingerprint
        )

    async def _paid(
        self, order: Order, due: Payment, asked: tuple[PaymentRequest, ...], operator: str
    ) -> Payment:
        """Return the payment; a wallet is charged only where the whole then covers the order."""
        places = [at for at, one in enumerate(asked) if one.method is TenderType.WALLET]
        if not places:
            return pay(due, asked)
        if len(places) > 1:
            raise WalletUsedError("wallet")
        if self.pay_from_wallet is None:
            raise WalletNotSetUpError("wallet")
        before, wallet, after = asked[: places[0]], asked[places[0]], asked[places[0] + 1 :]

        def rest(paid: Payment) -> Payment:
            done = pay(paid, after) if after else paid
            done.settled_tenders()
            return done

        so_far = pay(due, before) if before else due
        wanted = WalletWanted(order, wallet.token, wallet.amount)
        return rest(await self.pay_from_wallet(wanted, so_far, rest, operator=operator))

    async def _order(self, request: SaleRequest) -> Order:
        order = Order(
            request.id,
            request.currency,
            discount=request.discount,
            customer=request.customer,
            note=request.note,
        )
        for line in request.lines:
            order = order.with_line(await self._line(line))
        return order

    async def _line(self, line: LineRequest) -> OrderLine:
        if not line.barcode:
            return _free_line(line)
        product = await self.catalogue.by_barcode(line.barcode)
        if product is None:
            raise UnknownProductError("barcode", line.barcode)
        if product.has_open_price and line.price is None:
            raise NotGivenError("price", product.name)
        price = product.price if line.price is None else line.price
        is_changed = price != product.price and not product.has_open_price
        return OrderLine(
            name=product.name,
            price=price,
            vat_rate=product.vat_rate,
            quantity=line.quantity,
            unit=product.unit,
            discount=line.discount,
            note=line.note,
            product_key=product.key,
            barcode=line.barcode,
            list_price=product.price if is_changed else None,
        )


def _free_line(line: LineRequest) -> OrderLine:
    if not line.name:
        raise NotGivenError("name", "a line without a barcode needs one")
    if line.price is None:
        raise NotGivenError("price", line.name)
    if line.vat_rate is None:
        raise NotGivenError("vat_rate", line.name)
    return OrderLine(
        name=line.name,
        price=line.price,
        vat_rate=line.vat_rate,
        quantity=line.quantity,
        discount=line.discount,
        note=line.note,
    )


def pay(payment: Payment, asked: tuple[PaymentRequest, ...]) -> Payment:
    """Return the payment with the asked tenders; without any, all in exact cash."""
    if not asked and not payment.covers:
        asked = (PaymentRequest(TenderType.CASH),)
    for one in asked:
        exact = payment.due_in_cash if one.method is TenderType.CASH else payment.due
        key = str(len(payment.tenders))
        tender = Tender(key, one.method, exact if one.amount is None else one.amount)
        payment = payment.with_tender(tender)
    return payment
