"""The first start: three steps that can each be passed over, and that no sale ever waits for."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace

from PySide6.QtCore import QObject, Signal, Slot

from cashier.domain.errors import CashierError
from cashier.messages import sentence_for
from cashier.operations.apply_settings import apply_settings
from cashier.settings import STARTED, Settings, Shop
from cashier.translation import _
from cashier.ui.frame.notice import Notice, NoticeKind
from cashier.ui.frame.tasks import TaskOwner
from cashier.ui.imports.import_words import Count
from cashier.ui.settings.settings_presenter import Refusal, SettingsPresenter
from cashier.ui.settings.settings_section import Content

TAKE_DEMO = "take the demonstration products"
LOOK_AT_SHOP = "look at the shop"
SHOP, PRODUCTS, GO = 1, 2, 3


@dataclass(frozen=True, slots=True)
class StartNeeds:
    """Who knows the shop, and who fills it."""

    count: Callable[[], Awaitable[int]]
    has_sales: Callable[[], Awaitable[bool]]
    take_demo: Callable[[], Awaitable[int]]


@dataclass(frozen=True, slots=True)
class StartState:
    """Which step is in view, and what is known of the shop so far."""

    step: int = SHOP
    products: int = 0
    keeps_currency: bool = False
    is_busy: bool = False
    is_taking: bool = False
    refusals: Mapping[str, str] = field(default_factory=dict)


class StartPresenter(QObject):
    """Goes from step to step; each is noted, so that the next start goes on there.

    ``reopen_wanted`` where something was chosen that a till has from its opening on.
    """

    state_changed = Signal(object)  # StartState
    products_taken = Signal()
    reopen_wanted = Signal()
    ended = Signal()
    noticed = Signal(object)  # Notice

    def __init__(
        self,
        needs: StartNeeds,
        saving: SettingsPresenter,
        tasks: TaskOwner,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._needs = needs
        self._saving = saving
        self._tasks = tasks
        self._before = saving.settings
        self._state = StartState(min(saving.settings.start_step, GO))
        self._next = self._state.step
        self._has_content = False
        saving.saved.connect(self._on_saved)
        saving.refused.connect(self._on_refused)
        saving.state_changed.connect(self._on_saving_changed)

    @property
    def state(self) -> StartState:
        return self._state

    @property
    def settings(self) -> Settings:
        """The settings as they stand in the file."""
        return self._saving.settings

    @property
    def done(self) -> frozenset[int]:
        """The steps that have something to show for them; one passed over has not."""
        has_name = self.settings.shop.name != Shop().name
        found = ((SHOP, has_name), (PRODUCTS, self._state.products > 0))
        return frozenset(step for step, is_done in found if is_done)

    def look(self) -> None:
        """See what is in the shop already."""
        self._tasks.start(LOOK_AT_SHOP, self._look)

    @Slot(object)
    def show_step(self, step: int) -> None:
        """Bring a step into view; nothing is saved by that."""
        if not self._state.is_busy:
            self._show(replace(self._state, step=step, refusals={}))

    def save_shop(self, content: Content) -> None:
        """Save what was entered, and go on."""
        self._save(content, PRODUCTS)

    @Slot()
    def go_on(self) -> None:
        """Go on from the step in view, with nothing of it to save."""
        self._save({}, self._state.step + 1)

    @Slot()
    def take_demo(self) -> None:
        """Fill the shop with the demonstration's products."""
        if not self._state.is_busy:
            self._show(replace(self._state, is_busy=True, is_taking=True))
            self._tasks.start(TAKE_DEMO, self._take_demo)

    def _save(self, content: Content, step: int) -> None:
        if self._state.is_busy or self._saving.state.is_busy:
            return
        self._next, self._before = step, self._saving.settings
        self._has_content = bool(content)
        self._show(replace(self._state, is_busy=True, refusals={}))
        self._saving.save({**content, "start": {"step": min(step, STARTED)}})

    async def _look(self) -> None:
        products, has_sales = await self._needs.count(), await self._needs.has_sales()
        keeps = has_sales or products > 0
        self._show(replace(self._state, products=products, keeps_currency=keeps))

    async def _take_demo(self) -> None:
        try:
            taken = await self._needs.take_demo()
        except CashierError as error:
            self.noticed.emit(Notice.of(sentence_for(error)))
            return
        finally:
            self._show(replace(self._state, is_busy=False, is_taking=False))
        self.noticed.emit(_demo_notice(taken))
        if taken:
            self.products_taken.emit()
            self.go_on()

    @Slot(object)
    def _on_saved(self, settings: Settings) -> None:
        if not self._state.is_busy:
            return  # somebody else saved
        waits = apply_settings(self._before, settings, is_selling=False).waiting
        self._show(replace(self._state, is_busy=False, step=min(self._next, GO)))
        if waits:
            self.reopen_wanted.emit()
        elif self._next > GO:
            self.ended.emit()

    @Slot(object)
    def _on_refused(self, refusal: Refusal) -> None:
        if self._state.is_busy:
            refusals = {refusal.key: refusal.sentence}
            self._show(replace(self._state, is_busy=False, refusals=refusals))

    @Slot(object)
    def _on_saving_changed(self) -> None:
        """Go on although it could not be noted, where there was nothing else to save."""
        saving = self._saving.state
        is_over = not saving.is_busy and not saving.is_saved and not self._state.is_taking
        if not self._state.is_busy or not is_over:
            return
        step = self._state.step if self._has_content else min(self._next, GO)
        self._show(replace(self._state, is_busy=False, step=step))
        if not self._has_content and self._next > GO:
            self.ended.emit()

    def _show(self, state: StartState) -> None:
        self._state = state
        self.state_changed.emit(state)


def _demo_notice(taken: int) -> Notice:
    if not taken:
        text = _("None of these products can be sold in this currency. Nothing was changed.")
        return Notice(NoticeKind.ERROR, text, _("Begin empty, or import a list."))
    text = _("{count} products to try the till with.").format(count=Count(taken))
    return Notice(NoticeKind.DONE, text, _("Their prices and VAT rates are made up."))
