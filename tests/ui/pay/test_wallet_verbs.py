"""A wallet at the counter: presented, shown, charged once, and asked about where nobody knows."""

from cashier.domain.backend_errors import BackEndUnreachableError, OutcomeUnknownError
from cashier.domain.errors import DiskFullError, TagReaderError
from cashier.domain.posting import OrderStatus
from cashier.domain.tender import Tender, TenderState, TenderType
from cashier.ui.pay.pay_state import PayState
from cashier.ui.pay.wallet_verbs import READ_TAG
from tests.fake_wallet import TAG, FakeWallets
from tests.ui.conftest import Run
from tests.ui.paying import PayTill, coffee_order, euros, pay_till


def state_of(till: PayTill) -> PayState:
    assert till.presenter.state is not None
    return till.presenter.state


def tenders(till: PayTill) -> list[tuple[str, str]]:
    return [(one.type.value, one.state.value) for one in state_of(till).payment.tenders]


async def presented(till: PayTill, tag: str = TAG, typed: str = "") -> PayTill:
    till.begin(coffee_order())
    till.presenter.take(TenderType.WALLET, typed)
    till.presenter.scan(tag)
    await till.settled()
    return till


async def taken(till: PayTill, tag: str = TAG) -> PayTill:
    await presented(till, tag)
    till.presenter.wallet.take()
    await till.settled()
    return till


def test_nothing_is_asked_before_a_tag_is_presented(run: Run) -> None:
    async def scenario() -> None:
        wallets = FakeWallets()
        till = pay_till(wallets=wallets)
        till.begin(coffee_order())
        till.presenter.take(TenderType.WALLET)
        state = state_of(till)
        assert state.wallet is not None
        assert not state.can_take
        assert not state.can_change
        assert wallets.looked_up == 0
        till.presenter.wallet.leave()
        assert state_of(till).wallet is None
        assert state_of(till).can_take

    run(scenario())


def test_a_scanned_tag_shows_the_wallet_and_takes_nothing(run: Run) -> None:
    async def scenario() -> None:
        wallets = FakeWallets()
        till = await presented(pay_till(wallets=wallets))
        step = state_of(till).wallet
        assert step is not None
        assert step.offer is not None
        assert (step.offer.wallet.name, step.offer.wallet.balance) == (
            "Max Mustermann",
            euros("10.00"),
        )
        assert step.offer.plan.amount == euros("1.00")
        assert [one.name for one in step.offer.plan.left] == ["Juoda Duona"]
        assert wallets.charges == []
        assert till.scanned == []

    run(scenario())


def test_it_pays_its_lines_and_cash_the_rest(run: Run) -> None:
    async def scenario() -> None:
        till = await taken(pay_till(wallets=FakeWallets()))
        assert tenders(till) == [("wallet", "approved")]
        assert state_of(till).still_open == euros("1.89")
        till.presenter.offer("5")
        await till.settled()
        till.presenter.finish()
        await till.settled()
        posted = till.posted[0].posting
        assert [(one.type.value, one.amount.text()) for one in posted.tenders] == [
            ("wallet", "1.00"),
            ("cash", "1.90"),
        ]
        assert posted.tenders[0].balance == euros("9.00")
        assert posted.tenders[0].reference == "···7Qf2"

    run(scenario())


def test_a_typed_amount_bounds_the_lines(run: Run) -> None:
    async def scenario() -> None:
        till = await presented(pay_till(wallets=FakeWallets()), typed="0.60")
        step = state_of(till).wallet
        assert step is not None
        assert step.plan is not None
        assert step.plan.amount == euros("0.50")

    run(scenario())


def test_too_little_money_is_said_before_anything_is_charged(run: Run) -> None:
    async def scenario() -> None:
        wallets = FakeWallets({TAG: 60})
        till = await presented(pay_till(wallets=wallets))
        step = state_of(till).wallet
        assert step is not None
        assert step.offer is not None
        assert step.plan is not None
        assert not step.offer.is_enough
        assert step.plan.amount == euros("0.50")
        till.presenter.wallet.take()
        await till.settled()
        assert tenders(till) == [("wallet", "approved")]
        assert wallets.balances[TAG] == 10

    run(scenario())


def test_an_empty_wallet_takes_nothing_and_another_may_be_presented(run: Run) -> None:
    async def scenario() -> None:
        wallets = FakeWallets({TAG: 0, "AABBCCDD99": 500})
        till = await presented(pay_till(wallets=wallets))
        till.presenter.wallet.take()
        await till.settled()
        assert tenders(till) == []
        till.presenter.wallet.another()
        till.presenter.wallet.present(" AABBCCDD99 ")
        await till.settled()
        till.presenter.wallet.take()
        await till.settled()
        assert wallets.balances == {TAG: 0, "AABBCCDD99": 400}

    run(scenario())


def test_a_tag_of_no_wallet_is_told_in_place(run: Run) -> None:
    async def scenario() -> None:
        till = await presented(pay_till(wallets=FakeWallets()), tag="FFFFFFFF")
        step = state_of(till).wallet
        assert step is not None
        assert step.trouble is not None
        assert step.trouble.code == "unknown-tag"
        assert tenders(till) == []

    run(scenario())


def test_two_presses_charge_once(run: Run) -> None:
    async def scenario() -> None:
        wallets = FakeWallets()
        till = await presented(pay_till(wallets=wallets))
        till.presenter.wallet.take()
        till.presenter.wallet.take()
        await till.settled()
        till.presenter.wallet.take()
        await till.settled()
        assert len(wallets.charges) == 1
        till.presenter.take(TenderType.WALLET)
        assert state_of(till).wallet is None
        assert "asked for this sale before" in till.notices[-1].text

    run(scenario())


def test_an_unknown_outcome_waits_for_a_look_or_a_person(run: Run) -> None:
    async def scenario() -> None:
        wallets = FakeWallets(after=OutcomeUnknownError("w"), is_late=True)
        till = await taken(pay_till(wallets=wallets))
        assert tenders(till) == [("wallet", "unknown")]
        assert state_of(till).is_question_open
        till.presenter.take(TenderType.CASH, "5")
        await till.settled()
        assert len(state_of(till).payment.tenders) == 1
        till.presenter.wallet.look_again()
        await till.settled()
        assert tenders(till) == [("wallet", "unknown")]
        wallets.arrive()
        till.presenter.wallet.look_again()
        await till.settled()
        assert tenders(till) == [("wallet", "approved")]
        assert len(wallets.charges) == 1

    run(scenario())


def test_what_a_person_says_is_noted_as_that(run: Run) -> None:
    async def scenario() -> None:
        wallets = FakeWallets(after=OutcomeUnknownError("w"), is_late=True)
        till = await taken(pay_till(wallets=wallets))
        till.presenter.answer(TenderState.DECLINED)
        await till.settled()
        ((_, tender),) = till.ledger.attempts.values()
        assert tender.wallet is not None
        assert tender.wallet.by_person
        till.presenter.take(TenderType.WALLET)
        assert state_of(till).wallet is None

    run(scenario())


def test_a_look_that_fails_says_so_and_changes_nothing(run: Run) -> None:
    async def scenario() -> None:
        wallets = FakeWallets(after=OutcomeUnknownError("w"), blind=BackEndUnreachableError("w"))
        till = await taken(pay_till(wallets=wallets))
        till.presenter.wallet.look_again()
        await till.settled()
        assert tenders(till) == [("wallet", "unknown")]
        assert till.notices
        assert till.errors == []

    run(scenario())


def test_a_server_that_cannot_be_reached_is_said_and_may_be_asked_again(run: Run) -> None:
    async def scenario() -> None:
        wallets = FakeWallets(before=BackEndUnreachableError("w"))
        till = await taken(pay_till(wallets=wallets))
        assert tenders(till) == [("wallet", "declined")]
        assert till.notices
        wallets.before = None
        till.presenter.take(TenderType.WALLET)
        till.presenter.scan(TAG)
        await till.settled()
        till.presenter.wallet.take()
        await till.settled()
        assert tenders(till) == [("wallet", "declined"), ("wallet", "approved")]
        assert len({key for key, _charge in wallets.charges}) == 1

    run(scenario())


def test_an_answer_that_cannot_be_noted_stays_unknown(run: Run) -> None:
    async def scenario() -> None:
        wallets = FakeWallets()
        till = await presented(pay_till(wallets=wallets))
        asked = till.ledger.ask_tender

        async def then_the_disk_is_full(order_id: object, tender: Tender) -> None:
            await asked(coffee_order().id, tender)
            till.ledger.fail_with = DiskFullError()

        till.ledger.ask_tender = then_the_disk_is_full  # type: ignore[method-assign]
        till.presenter.wallet.take()
        await till.settled()
        assert tenders(till) == [("wallet", "unknown")]
        assert len(wallets.charges) == 1
        till.ledger.fail_with = None
        till.presenter.wallet.look_again()
        await till.settled()
        assert tenders(till) == [("wallet", "approved")]

    run(scenario())


def test_it_can_be_parked_and_answered_later(run: Run) -> None:
    async def scenario() -> None:
        wallets = FakeWallets(after=OutcomeUnknownError("w"), is_late=True)
        till = await taken(pay_till(wallets=wallets))
        till.presenter.park()
        await till.settled()
        kept = (await till.ledger.open_orders())[0]
        assert kept.status is OrderStatus.PARKED
        wallets.arrive()
        till.begin(coffee_order(), kept.tenders)
        till.presenter.wallet.look_again()
        await till.settled()
        assert tenders(till) == [("wallet", "approved")]

    run(scenario())


def test_what_a_wallet_paid_is_not_taken_back_here(run: Run) -> None:
    async def scenario() -> None:
        till = await taken(pay_till(wallets=FakeWallets()))
        till.presenter.remove(state_of(till).payment.tenders[0].key)
        assert state_of(till).reversing == ""
        assert tenders(till) == [("wallet", "approved")]

    run(scenario())


class HeldTags:
    """A reader with a pile of tags; when it is empty it fails."""

    def __init__(self, *tags: str) -> None:
        self.tags = list(tags)
        self.forgotten = 0

    async def next_tag(self) -> str:
        if not self.tags:
            raise TagReaderError("reader")
        return self.tags.pop(0)

    def forget(self) -> None:
        self.forgotten += 1


def test_a_reader_that_does_not_type_presents_until_a_wallet_is_found(run: Run) -> None:
    async def scenario() -> None:
        held = HeldTags("FFFFFFFF", TAG, "AABB0011")
        till = pay_till(wallets=FakeWallets(), tags=held)
        till.begin(coffee_order())
        till.presenter.take(TenderType.WALLET)
        await till.tasks.settled(READ_TAG)
        step = state_of(till).wallet
        assert step is not None
        assert step.offer is not None
        assert step.offer.wallet.token == TAG
        assert held.tags == ["AABB0011"]
        assert tenders(till) == []

    run(scenario())


def test_a_reader_that_cannot_be_used_says_so_and_the_tag_can_be_typed(run: Run) -> None:
    async def scenario() -> None:
        till = pay_till(wallets=FakeWallets(), tags=HeldTags())
        till.begin(coffee_order())
        till.presenter.take(TenderType.WALLET)
        await till.tasks.settled(READ_TAG)
        assert "no PC/SC reader" in till.notices[0].text
        till.presenter.wallet.present(TAG)
        await till.settled()
        step = state_of(till).wallet
        assert step is not None
        assert step.offer is not None

    run(scenario())
