"""The presenter of a card: what it keeps, refuses and tells, with work that comes late."""

import asyncio
from dataclasses import dataclass, field, replace

from cashier.domain.backend_errors import BackEndUnreachableError
from cashier.domain.barcode import CodeKind, ScannedCode
from cashier.domain.errors import CashierError, DiskFullError
from cashier.domain.money import Money
from cashier.domain.product import Product
from cashier.domain.quantity import Percent
from cashier.domain.remote import RemoteProduct
from cashier.domain.tax import VatRates
from cashier.operations.catalogue_turn import CatalogueTurn
from cashier.operations.save_product import SaveProduct
from cashier.ui.frame.notice import Notice
from cashier.ui.frame.tasks import TaskOwner
from cashier.ui.product.product_draft import ProductDraft, rebased
from cashier.ui.product.product_presenter import ProductNeeds, ProductPresenter
from cashier.ui.product.product_state import ProductCardState
from tests.fake_ledger import FakeLedger
from tests.fakes import VAT_21, FakeCatalogue, FakeClock, product
from tests.ui.conftest import Run

BREAD = product("Juoda Duona", "0.79", "4770000000017")
BUTTER = product("Homemade Butter", "3.49", "4770000000024", vat_rate=Percent(5_500))
RATES = VatRates(((VAT_21, "A"), (Percent(9_000), "B")))


@dataclass
class Shop:
    """A presenter on fakes, and what it told."""

    store: FakeCatalogue = field(default_factory=lambda: FakeCatalogue([BREAD, BUTTER]))
    ledger: FakeLedger = field(default_factory=FakeLedger)
    notices: list[Notice] = field(default_factory=list)
    sold: list[Product] = field(default_factory=list)
    codes: dict[str, ScannedCode] = field(default_factory=dict)
    elsewhere: RemoteProduct | CashierError | None = None
    answering: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self.tasks = TaskOwner(_fail)
        self.answering.set()
        save = SaveProduct(self.store, self.ledger, FakeClock(), CatalogueTurn())
        needs = ProductNeeds(
            self.store, save, self.keep, self.read, lambda: "EUR", lambda: RATES, ask=self.ask
        )
        self.presenter = ProductPresenter(needs, self.tasks)
        self.presenter.noticed.connect(self.notices.append)
        self.presenter.product_sold.connect(self.sold.append)

    async def keep(self, _content: bytes, kind: str) -> str:
        return f"{'0' * 32}.{kind}"

    async def read(self, text: str) -> ScannedCode:
        return self.codes.get(text, ScannedCode(text, CodeKind.OTHER, (text,)))

    async def ask(self, _code: str) -> RemoteProduct | None:
        await self.answering.wait()
        if isinstance(self.elsewhere, CashierError):
            raise self.elsewhere
        return self.elsewhere

    async def asked(self, found: RemoteProduct | CashierError | None) -> None:
        """Open the card of an unknown code; the back end's answer waits for ``answering``."""
        self.elsewhere = found
        self.answering.clear()
        self.presenter.add_coded("4770000000999")
        await self.settled()

    async def answered(self) -> None:
        self.answering.set()
        await self.settled()

    @property
    def state(self) -> ProductCardState:
        assert self.presenter.state is not None
        return self.presenter.state

    @property
    def draft(self) -> ProductDraft:
        return self.state.draft

    def edit(self, **changed: object) -> None:
        self.presenter.edit(replace(self.draft, **changed))  # type: ignore[arg-type]

    async def settled(self) -> None:
        for _ in range(50):
            await asyncio.sleep(0)

    async def opened(self, one: Product = BREAD) -> None:
        self.presenter.open(one)
        await self.settled()


COFFEE = RemoteProduct("7", "Coffee\x1b[2J", Money(250), Percent(9_000), "COFFEE")


def _fail(error: Exception) -> None:
    raise AssertionError from error


def test_a_card_shows_the_product_as_the_catalogue_has_it_now(run: Run) -> None:
    async def scenario() -> None:
        shop = Shop()
        await shop.opened(replace(BREAD, name="An old name"))
        assert (shop.draft.name, shop.draft.price) == ("Juoda Duona", "0.79")
        assert not shop.state.is_changed

    run(scenario())


def test_a_rate_that_the_shop_does_not_name_is_offered_for_its_product(run: Run) -> None:
    async def scenario() -> None:
        shop = Shop()
        await shop.opened(BUTTER)
        assert shop.state.offered_rates[-1] == (Percent(5_500), "*")
        shop.presenter.discard()
        await shop.opened()
        assert shop.state.offered_rates == RATES.letters

    run(scenario())


def test_a_second_card_waits_for_what_would_be_lost(run: Run) -> None:
    async def scenario() -> None:
        shop = Shop()
        await shop.opened()
        shop.edit(price="1")
        await shop.opened(BUTTER)
        assert shop.draft.name == "Juoda Duona"
        assert shop.state.asks_to_leave
        shop.presenter.discard()
        await shop.opened(BUTTER)
        assert shop.draft.name == "Homemade Butter"

    run(scenario())


def test_a_code_that_is_read_late_does_not_reach_another_card(run: Run) -> None:
    async def scenario() -> None:
        shop = Shop()
        await shop.opened()
        shop.store.hold()
        shop.presenter.add_code("4011")
        await shop.settled()
        shop.presenter.discard()
        shop.store.release()
        await shop.opened(BUTTER)
        await shop.settled()
        assert "4011" not in shop.draft.barcodes

    run(scenario())


def test_of_a_label_the_part_that_names_the_product_is_kept(run: Run) -> None:
    async def scenario() -> None:
        shop = Shop()
        label = "2112345001239"
        shop.codes[label] = ScannedCode(label, CodeKind.IN_STORE, (label, "2112345"))
        shop.presenter.add_coded(label)
        await shop.settled()
        assert shop.draft.barcodes == ("2112345",)
        assert shop.state.code == "2112345"

    run(scenario())


def test_a_full_disk_is_told_and_the_card_stays_with_everything(run: Run) -> None:
    async def scenario() -> None:
        shop = Shop()
        await shop.opened()
        shop.edit(price="0,95", name="Rye")
        shop.ledger.fail_with = DiskFullError()
        shop.presenter.save()
        await shop.settled()
        assert "full" in shop.notices[-1].text
        assert (shop.draft.price, shop.draft.name, shop.state.is_busy) == ("0,95", "Rye", False)
        shop.presenter.save()
        await shop.settled()
        assert shop.presenter.state is None
        assert shop.ledger.changes[-1].after.price == Money(95, "EUR")

    run(scenario())


def test_while_it_is_being_saved_nothing_else_is_taken(run: Run) -> None:
    async def scenario() -> None:
        shop = Shop()
        await shop.opened()
        shop.edit(name="Rye")
        shop.store.hold()
        shop.presenter.save()
        await shop.settled()
        assert shop.state.is_busy
        shop.edit(name="Too late")
        shop.presenter.save()
        shop.presenter.discard()
        shop.presenter.leave()
        shop.presenter.take_off_sale()
        assert shop.draft.name == "Rye"
        shop.store.release()
        await shop.settled()
        assert [one.after.name for one in shop.ledger.changes] == ["Rye"]

    run(scenario())


def test_a_new_product_is_sold_once_it_is_kept(run: Run) -> None:
    async def scenario() -> None:
        shop = Shop()
        shop.presenter.add_coded("4011")
        await shop.settled()
        shop.edit(name="Bananas", price="1,29")
        shop.presenter.save_and_sell()
        await shop.settled()
        assert [(one.name, one.price.minor, bool(one.key)) for one in shop.sold] == [
            ("Bananas", 129, True)
        ]

    run(scenario())


def test_undo_leaves_what_was_changed_since(run: Run) -> None:
    async def scenario() -> None:
        shop = Shop()
        await shop.opened()
        shop.presenter.take_off_sale()
        await shop.settled()
        (off,) = [one for one in shop.store.products if not one.is_active]
        dearer = replace(off, price=Money(99, "EUR"))
        shop.store.products = [BUTTER, dearer]
        assert shop.presenter.undo()
        await shop.settled()
        assert replace(dearer, is_active=True) in shop.store.products
        assert not shop.presenter.undo()

    run(scenario())


def test_only_what_was_changed_is_put_onto_what_stands_there_now() -> None:
    now = replace(BREAD, price=Money(99, "EUR"), category="New")
    mine = replace(BREAD, name="Rye", category="Mine")
    assert rebased(mine, BREAD, now) == replace(now, name="Rye", category="Mine")


def test_what_the_back_end_knows_of_a_code_is_filled_in(run: Run) -> None:
    async def scenario() -> None:
        shop = Shop()
        await shop.asked(COFFEE)
        assert shop.draft.name == ""  # the card is open before anybody answers
        await shop.answered()
        assert (shop.draft.name, shop.draft.price) == ("Coffee [2J", "2.50")
        assert shop.draft.vat_rate == Percent(9_000)
        assert shop.draft.barcodes == ("4770000000999",)
        assert [notice.text for notice in shop.notices] == ["The back end knows this code"]
        assert shop.state.is_changed

    run(scenario())


def test_what_was_typed_meanwhile_stays(run: Run) -> None:
    async def scenario() -> None:
        shop = Shop()
        await shop.asked(COFFEE)
        shop.edit(name="Kava", vat_rate=Percent(9_000))
        await shop.answered()
        assert (shop.draft.name, shop.draft.price) == ("Kava", "2.50")

    run(scenario())


def test_an_answer_for_a_card_that_is_gone_fills_in_nothing(run: Run) -> None:
    async def scenario() -> None:
        shop = Shop()
        await shop.asked(COFFEE)
        shop.presenter.discard()
        await shop.opened(BREAD)
        await shop.answered()
        assert shop.draft == ProductDraft.of(BREAD)
        assert shop.notices == []

    run(scenario())


def test_what_does_not_fit_the_shop_is_left_to_be_typed(run: Run) -> None:
    async def scenario() -> None:
        shop = Shop()
        await shop.asked(replace(COFFEE, price=Money(250, "SEK"), vat_rate=Percent(25_000)))
        await shop.answered()
        assert (shop.draft.name, shop.draft.price) == ("Coffee [2J", "")
        assert shop.draft.vat_rate == VAT_21

    run(scenario())


def test_a_code_that_nobody_knows_is_typed_as_ever(run: Run) -> None:
    async def scenario() -> None:
        shop = Shop()
        await shop.asked(None)
        await shop.answered()
        assert not shop.state.is_changed
        assert shop.notices == []

    run(scenario())


def test_a_back_end_that_does_not_answer_is_told_and_the_card_stays(run: Run) -> None:
    async def scenario() -> None:
        shop = Shop()
        await shop.asked(BackEndUnreachableError("pos.paysera.com", "nobody listens there"))
        await shop.answered()
        assert len(shop.notices) == 1
        assert "cannot be reached" in shop.notices[0].text
        assert not shop.state.is_changed

    run(scenario())
