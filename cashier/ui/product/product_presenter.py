"""The product in hand: opens its card, keeps what is typed, saves it, takes it off sale."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, Signal, Slot

from cashier.domain.barcode import CodeKind, ScannedCode
from cashier.domain.errors import CashierError, InputRefusedError
from cashier.domain.product import Product, checked_code
from cashier.domain.quantity import Percent
from cashier.domain.remote import RemoteProduct
from cashier.domain.tax import VatRates
from cashier.messages import sentence_for
from cashier.ports import Catalogue
from cashier.translation import _
from cashier.ui.frame.notice import Notice, NoticeKind
from cashier.ui.frame.tasks import SAVE_PRODUCT, TaskOwner
from cashier.ui.goods.picture_reading import PictureRefusedError, read_chosen
from cashier.ui.product.product_draft import BARCODE, PICTURE, ProductDraft, rebased
from cashier.ui.product.product_filled import filled
from cashier.ui.product.product_state import PARTS, ProductCardState, taken_by, why_no_picture

OPEN_CARD = "open product card"
TAKE_PICTURE = "take picture"
ADD_CODE = "add barcode"
ASK_CODE = "ask for barcode"
Ask = Callable[[str], Awaitable[RemoteProduct | None]]


class Save(Protocol):
    """Saves one product."""

    async def __call__(self, product: Product, *, operator: str) -> Product: ...


@dataclass(frozen=True, slots=True)
class ProductNeeds:
    """What a card needs of the till."""

    catalogue: Catalogue
    save: Save
    keep_picture: Callable[[bytes, str], Awaitable[str]]
    read_code: Callable[[str], Awaitable[ScannedCode]]
    currency: Callable[[], str]
    rates: Callable[[], VatRates]
    operator: str = "owner"
    ask: Ask | None = None
    """Asks the back end for a code that is not in the catalogue; None where there is nobody."""


class ProductPresenter(QObject):
    """Holds one card at a time; what is typed is kept until it is saved or left."""

    card_changed = Signal(object)  # ProductCardState, or None when it is closed
    saved = Signal(object)  # Product
    product_sold = Signal(object)  # Product, to go into the sale
    noticed = Signal(object)  # Notice
    bell_rung = Signal()

    def __init__(
        self, needs: ProductNeeds, tasks: TaskOwner, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._needs = needs
        self._tasks = tasks
        self._state: ProductCardState | None = None
        self._taken_off: Product | None = None

    @property
    def state(self) -> ProductCardState | None:
        """The open card."""
        return self._state

    @property
    def currency(self) -> str:
        """The currency of the shop's prices."""
        return self._needs.currency()

    # Opening.

    @Slot(object)
    def open(self, product: Product) -> None:
        """Open the card of ``product`` as the catalogue has it now, unless another is in work."""
        self._open_by(product.key)

    @Slot(str)
    def open_key(self, key: str) -> None:
        """Open the card of the product with this key."""
        self._open_by(key)

    @Slot(str)
    def add_named(self, name: str) -> None:
        """Open the card of a new product that is called ``name``."""
        self._begin(replace(self._blank(), name=name))

    @Slot(str)
    def add_coded(self, code: str) -> None:
        """Open the card of a new product that has the scanned ``code``."""
        if self._may_begin():
            self._tasks.start(OPEN_CARD, partial(self._add_coded, code))

    # What is typed.

    @Slot(object)
    def edit(self, draft: ProductDraft) -> None:
        """Keep what stands in the fields."""
        if self._state is not None and not self._state.is_busy:
            self._show(self._state.edited(draft))

    @Slot(str)
    def add_code(self, code: str) -> None:
        """Add a scanned or typed barcode, unless another product has it."""
        if self._state is not None:
            self._tasks.start(f"{ADD_CODE} {code}", partial(self._add_code, code))

    @Slot(str)
    def take_picture(self, path: str) -> None:
        """Keep the picture in a chosen file, made small; reading it takes its time elsewhere."""
        if self._state is not None:
            self._tasks.start(TAKE_PICTURE, partial(self._take_picture, Path(path)))

    # Leaving.

    @Slot()
    def save(self) -> None:
        """Save what stands in the fields, and close."""
        self._save(sells=False)

    @Slot()
    def save_and_sell(self) -> None:
        """Save what stands in the fields, sell one of it, and close."""
        self._save(sells=True)

    @Slot()
    def leave(self) -> None:
        """Close; where something would be lost, ask first."""
        state = self._state
        if state is None or state.is_busy:
            return
        if state.is_changed and not state.asks_to_leave:
            self._show(replace(state, asks_to_leave=True))
        elif not state.asks_to_leave:
            self._show(None)

    @Slot()
    def stay(self) -> None:
        """Go on with the card: it is not to be left."""
        if self._state is not None:
            self._show(replace(self._state, asks_to_leave=False))

    @Slot()
    def discard(self) -> None:
        """Close and change nothing."""
        if self._state is not None and not self._state.is_busy:
            self._show(None)

    @Slot()
    def take_off_sale(self) -> None:
        """Take the product off sale as it is kept; it can be undone."""
        state = self._state
        if state is not None and state.kept is not None:
            self._put(replace(state.kept, is_active=False), self._after_taking_off)

    @Slot()
    def put_on_sale(self) -> None:
        """Sell the product again, with what stands in the fields."""
        state = self._state
        product = self._product()
        if state is not None and product is not None:
            self._put(replace(product, is_active=True), self._after_saving)

    def undo(self) -> bool:
        """Bring back what was taken off sale last; return whether there was anything."""
        product, self._taken_off = self._taken_off, None
        if product is None:
            return False
        self._tasks.start(SAVE_PRODUCT, partial(self._bring_back, product))
        return True

    @Slot(object)
    def end_undo(self, notice: Notice) -> None:
        """Offer no undo any more when something else can be undone instead."""
        if notice.can_undo:
            self._taken_off = None

    # How it comes about.

    @property
    def _begun(self) -> ProductDraft | None:
        """What the open card began with: the same one as long as it is the same card."""
        return None if self._state is None else self._state.begun

    def _open_by(self, key: str) -> None:
        if self._may_begin() and key:
            self._tasks.start(OPEN_CARD, partial(self._open, key))

    async def _open(self, key: str) -> None:
        product = await self._needs.catalogue.by_key(key)
        if product is None:
            text = _("This product is not in the catalogue any more.")
            self.noticed.emit(Notice(NoticeKind.ERROR, text, _("Nothing was changed."), "tag"))
            return
        await self._begin_with(ProductDraft.of(product), product)

    async def _add_coded(self, code: str) -> None:
        name = _name_of(await self._needs.read_code(code))
        draft = self._blank().with_code(name)
        await self._begin_with(draft, None, name)
        if self._needs.ask is not None:
            self._tasks.start(f"{ASK_CODE} {name}", partial(self._ask, self._needs.ask, name))

    async def _ask(self, ask: Ask, code: str) -> None:
        """Fill in what the back end knows of a code; the card is open and in use meanwhile."""
        begun = self._begun
        try:
            found = await ask(code)
        except CashierError as error:
            self.noticed.emit(Notice.of(sentence_for(error)))
            return
        state = self._state
        if found is None or state is None or state.is_busy or self._begun is not begun:
            return
        self._show(filled(state, found, self._needs.currency()))
        text = _("The back end knows this code")
        hint = _("Look over what was filled in, then save it.")
        self.noticed.emit(Notice(NoticeKind.DONE, text, hint))

    def _begin(self, draft: ProductDraft) -> None:
        if self._may_begin():
            self._tasks.start(OPEN_CARD, partial(self._begin_with, draft, None))

    async def _begin_with(self, draft: ProductDraft, kept: Product | None, code: str = "") -> None:
        categories = tuple(await self._needs.catalogue.categories())
        rates = self._needs.rates()
        self._show(ProductCardState(draft, draft, kept, code, rates, categories))

    def _may_begin(self) -> bool:
        """Return whether no work would be lost; else the open card asks."""
        state = self._state
        if state is None or not (state.is_changed or state.is_busy):
            return True
        self.leave()
        self.bell_rung.emit()
        return False

    async def _add_code(self, text: str) -> None:
        begun = self._begun
        try:
            code = checked_code(_name_of(await self._needs.read_code(text)))
            owner = await self._needs.catalogue.by_barcode(code)
        except CashierError as error:
            self._refuse(error)
            return
        state = self._state
        if state is None or state.is_busy or self._begun is not begun:
            return
        if owner is not None and owner.key != (state.kept.key if state.kept is not None else ""):
            self._complain(BARCODE, taken_by(owner.name, code))
        else:
            self._show(state.edited(state.draft.with_code(code)))

    async def _take_picture(self, path: Path) -> None:
        begun = self._begun
        try:
            content, kind = await asyncio.to_thread(read_chosen, path)
            name = await self._needs.keep_picture(content, kind)
        except PictureRefusedError as error:
            self._complain(PICTURE, why_no_picture(error.trouble))
        except CashierError as error:
            self._complain(PICTURE, sentence_for(error).message)
        else:
            if self._state is not None and self._begun is begun:
                self._show(self._state.edited(replace(self._state.draft, picture=name)))

    def _save(self, *, sells: bool) -> None:
        product = self._product()
        if product is not None:
            self._put(product, self._after_selling if sells else self._after_saving)

    def _product(self) -> Product | None:
        """Return the product the fields make; where they make none, say why below them."""
        state = self._state
        if state is None or state.is_busy:
            return None
        try:
            return state.draft.on(state.kept, self._needs.currency())
        except InputRefusedError as error:
            self._show(state.refused(error))
            return None

    def _put(self, product: Product, then: Callable[[Product], None]) -> None:
        if self._state is None or self._state.is_busy:
            return
        self._show(replace(self._state, is_busy=True, asks_to_leave=False))
        if not self._tasks.start(SAVE_PRODUCT, partial(self._write, product, then)):
            self._show(replace(self._state, is_busy=False))

    async def _write(self, product: Product, then: Callable[[Product], None]) -> None:
        try:
            kept = await self._saved(product, self._state.kept if self._state else None)
        except CashierError as error:
            self._refuse(error)
        except BaseException:
            self._set_free()
            raise
        else:
            self._show(None)
            self.saved.emit(kept)
            then(kept)

    async def _saved(self, product: Product, kept: Product | None) -> Product:
        """Save what is another than in ``kept``; the rest stays as the catalogue has it now."""
        now = None if kept is None else await self._needs.catalogue.by_key(kept.key)
        if kept is not None and now is not None:
            product = rebased(product, kept, now)
        return await self._needs.save(product, operator=self._needs.operator)

    async def _bring_back(self, product: Product) -> None:
        try:
            kept = await self._saved(product, replace(product, is_active=False))
        except CashierError as error:
            self.noticed.emit(Notice.of(sentence_for(error)))
        else:
            self.saved.emit(kept)
            self._tell(_("{name} is sold again"), kept)

    def _after_saving(self, kept: Product) -> None:
        self._tell(_("{name} is saved"), kept)

    def _after_selling(self, kept: Product) -> None:
        self.product_sold.emit(kept)

    def _after_taking_off(self, kept: Product) -> None:
        self._taken_off = replace(kept, is_active=True)
        text = _("{name} is not sold any more").format(name=kept.name)
        self.noticed.emit(Notice(NoticeKind.REMOVED, text, icon="remove", can_undo=True))

    def _tell(self, text: str, kept: Product) -> None:
        self.noticed.emit(Notice(NoticeKind.DONE, text.format(name=kept.name)))

    def _refuse(self, error: CashierError) -> None:
        """Say below its field what is wrong, and of what no field can mend in the corner."""
        self._set_free()
        state = self._state
        if state is not None and isinstance(error, InputRefusedError) and error.what in PARTS:
            self._show(state.refused(error))
        else:
            self.noticed.emit(Notice.of(sentence_for(error)))

    def _complain(self, part: str, sentence: str) -> None:
        state = self._state
        if state is not None:
            self._show(replace(state, troubles={**state.troubles, part: sentence}))

    def _set_free(self) -> None:
        if self._state is not None and self._state.is_busy:
            self._show(replace(self._state, is_busy=False))

    def _blank(self) -> ProductDraft:
        letters = self._needs.rates().letters
        return ProductDraft(letters[0][0] if letters else Percent(0))

    def _show(self, state: ProductCardState | None) -> None:
        if state != self._state:
            self._state = state
            self.card_changed.emit(state)


def _name_of(code: ScannedCode) -> str:
    """Return what a product is looked up by: of a label the part without weight and price."""
    is_label = code.kind is CodeKind.IN_STORE and len(code.names) > 1
    return code.names[1] if is_label else code.names[0]
