"""Tries a wallet out, keeps the terminal's token and brings products in; the window goes on."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import partial

from PySide6.QtCore import QObject, Signal

from cashier.domain.errors import CashierError
from cashier.messages import Sentence, sentence_for
from cashier.operations.pull_wallet_products import PulledProducts
from cashier.translation import _, several
from cashier.ui.frame.chips import Tone
from cashier.ui.frame.tasks import TaskOwner
from cashier.ui.settings.settings_section import Content

ASK_WALLET = "ask wallet"
FIND_TOKEN = "find wallet token"  # noqa: S105 - the name of a task


@dataclass(frozen=True, slots=True)
class WalletTrial:
    """What is entered: ``content`` over the file, a token over the one that is kept."""

    content: Content
    token: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class WalletNeeds:
    """Who looks at a wallet as it is entered, keeps its token and pulls from the one in force."""

    place: Callable[[WalletTrial], Awaitable[str]]
    test: Callable[[WalletTrial], Awaitable[int]]
    keep: Callable[[WalletTrial], Awaitable[None]]
    pull: Callable[[], Awaitable[PulledProducts]]


@dataclass(frozen=True, slots=True)
class WalletOutcome:
    """What is said below the buttons."""

    tone: Tone
    icon: str
    sentence: Sentence


class WalletPresenter(QObject):
    """One thing at a time; ``told`` is None while it is under way."""

    told = Signal(object)  # WalletOutcome | None
    place_found = Signal(str)
    products_pulled = Signal()

    def __init__(self, needs: WalletNeeds, tasks: TaskOwner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.needs = needs
        self._tasks = tasks

    def find_token(self, trial: WalletTrial) -> None:
        """Look where the token is kept."""
        self._tasks.start(FIND_TOKEN, partial(self._find, trial))

    def test(self, trial: WalletTrial) -> None:
        """Ask the wallet as it is entered what it sells; nothing is charged."""
        self._tasks.start(ASK_WALLET, partial(self._say, partial(self._tested, trial)))

    def pull(self) -> None:
        """Bring the products of the wallet in force into the catalogue."""
        self._tasks.start(ASK_WALLET, partial(self._say, self._pulled))

    async def _find(self, trial: WalletTrial) -> None:
        try:
            self.place_found.emit(await self.needs.place(trial))
        except CashierError:  # what is entered is no wallet yet; Save says so
            self.place_found.emit("")

    async def _say(self, work: Callable[[], Awaitable[Sentence]]) -> None:
        self.told.emit(None)
        try:
            outcome = WalletOutcome(Tone.OK, "ready", await work())
        except CashierError as error:
            outcome = WalletOutcome(Tone.ERROR, "attention", sentence_for(error))
        self.told.emit(outcome)

    async def _tested(self, trial: WalletTrial) -> Sentence:
        count = await self.needs.test(trial)
        found = several("It sells {count} product.", "It sells {count} products.", count)
        return Sentence("", _("The wallet answers and lets the till in."), found)

    async def _pulled(self) -> Sentence:
        done = await self.needs.pull()
        self.products_pulled.emit()
        counts = _("New: {added}, other price: {updated}, as before: {unchanged}.").format(
            added=done.added, updated=done.updated, unchanged=done.unchanged
        )
        if not done.left_out:
            return Sentence("", _("The wallet's products are in the catalogue."), counts)
        names = ", ".join(done.left_out[:5])
        left = _("Left out: {names}.").format(names=names)
        return Sentence("", _("The wallet's products are in the catalogue."), f"{counts} {left}")
