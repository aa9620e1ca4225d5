"""What the page in view shows, as values whose amounts can be explained."""

from cashier.domain.explained import Explained, ExplainedRefund, ExplainedSale
from cashier.domain.explained_payment import payment_of
from cashier.domain.explanation import Explanation, Subject, Topic
from cashier.domain.posting import PostedOrder
from cashier.domain.quantity import Percent
from cashier.domain.refund import Sold
from cashier.domain.tender import TenderType
from cashier.domain.worked_out import WorkedRefund, WorkedSale
from cashier.ui.explain.explainable import Place
from cashier.ui.frame.main_window import Page
from cashier.ui.frame.presenters import Presenters
from cashier.ui.orders.refund_presenter import RefundState
from cashier.ui.pay.pay_state import PayState
from cashier.ui.sell.sale_view import SaleView

_TOTAL = Subject(Topic.TOTAL)
_TO_PAY = Subject(Topic.TO_PAY)


class ExplanationSource:
    """Asks the presenters for what they show now; it holds nothing itself."""

    def __init__(self, on: Presenters) -> None:
        self._on = on

    def explained(self, page: Page | None, *, is_printed: bool = False) -> Explained | None:
        """Return what ``page`` shows, or what is printed there; None where it shows no amounts."""
        match page:
            case Page.SELL:
                return of_sale(self._on.sale.view)
            case Page.PAY:
                state = self._on.payment.state
                return of_payment(state) if state is not None else None
            case Page.DONE:
                done = self._on.done.state
                if done is None:
                    return None
                return self._of_posted(done.posted, done.sold, is_negative=is_printed)
            case Page.ORDERS:
                return self._of_orders()
            case Page.SETTINGS | Page.START | None:
                return None

    def subject(self, page: Page | None, place: Place) -> Subject:
        """Return the amount that stands at ``place``."""
        rate = Percent.parse(place.rate) if place.rate else None
        topic = Topic(place.topic)
        if topic is Topic.CHANGE and page is Page.PAY and not self._is_settled():
            topic = Topic.OPEN
        if topic is Topic.CHANGE and page is Page.DONE and not place.is_printed:
            return self._done_figure()
        return Subject(topic, place.row, rate)

    def chosen(self, page: Page | None) -> Subject | None:
        """Return the amount that is meant where none is pointed at."""
        match page:
            case Page.SELL:
                selected = self._on.sale.view.selected
                return _TOTAL if selected is None else Subject(Topic.LINE, selected)
            case Page.PAY:
                return _TO_PAY
            case Page.DONE:
                return self._done_figure()
            case Page.ORDERS:
                return _TO_PAY if self._refunding() is not None else _TOTAL
            case Page.SETTINGS | Page.START | None:
                return None

    def explain(
        self, page: Page | None, subject: Subject, *, is_printed: bool = False
    ) -> Explanation | None:
        """Return how an amount of ``page`` came about."""
        explained = self.explained(page, is_printed=is_printed)
        return explained.explain(subject) if explained is not None else None

    def _is_settled(self) -> bool:
        state = self._on.payment.state
        return state is not None and state.payment.is_settled

    def _done_figure(self) -> Subject:
        done = self._on.done.state
        tenders = done.posted.posting.tenders if done is not None else ()
        is_refund = done is not None and done.is_refund
        has_cash = any(one.type is TenderType.CASH for one in tenders)
        return Subject(Topic.CHANGE) if has_cash and not is_refund else _TO_PAY

    def _refunding(self) -> RefundState | None:
        """Return the refund that is put together for the order in view."""
        state, detail = self._on.refund.state, self._on.orders.detail
        if state is None or detail is None:
            return None
        return state if state.number == detail.summary.number else None

    def _of_orders(self) -> Explained | None:
        refunding = self._refunding()
        if refunding is not None:
            return of_refund(refunding, self._on.payment.rules.cash_unit)
        detail = self._on.orders.detail
        if detail is None:
            return None
        if detail.posted is not None:
            return self._of_posted(detail.posted, detail.sold, is_negative=True)
        return None

    def _of_posted(
        self, posted: PostedOrder, sold: Sold | None, *, is_negative: bool
    ) -> Explained | None:
        posting, unit = posted.posting, self._on.payment.rules.cash_unit
        if not posting.refund_of:
            return ExplainedSale(
                WorkedSale.of_posting(posting), payment_of(posting, unit), in_cash=True
            )
        if sold is None:
            return None
        return ExplainedRefund(WorkedRefund.of_posting(sold, posting), unit, is_negative)


def of_sale(view: SaleView) -> ExplainedSale:
    """Return the sale in progress."""
    return ExplainedSale(WorkedSale.of_order(view.order, view.figures))


def of_payment(state: PayState) -> ExplainedSale:
    """Return the payment in progress with the sale it is for."""
    sale = WorkedSale.of_order(state.order, state.figures)
    return ExplainedSale(sale, state.payment, in_cash=state.chosen is TenderType.CASH)


def of_refund(state: RefundState, cash_unit: int) -> ExplainedRefund | None:
    """Return the refund that is put together, as far as it can be posted."""
    proposal = state.proposal
    if proposal is None:
        return None
    refund = WorkedRefund(state.sold, proposal.figures, proposal.tenders, proposal.rounding)
    return ExplainedRefund(refund, cash_unit, is_negative=False)
