"""What is not sent yet in view, with what a person can do about it, asked in place."""

from PySide6.QtCore import Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from cashier.domain.outbox import OutboxItem
from cashier.operations.correct_mapping import Correction
from cashier.translation import _
from cashier.ui.look.theme import Theme
from cashier.ui.remote.outbox_deeds import OutboxDeeds
from cashier.ui.remote.outbox_forms import MappingForm, ReasonForm, WrittenMapping
from cashier.ui.remote.remote_list_presenter import RemoteListPresenter
from cashier.ui.remote.remote_view import RemoteView


class UnsentView(RemoteView):
    """The page behind the chip that counts what is unsent."""

    def __init__(
        self,
        theme: Theme,
        presenter: RemoteListPresenter,
        deeds: OutboxDeeds,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, presenter, _("What is not sent yet"), parent)
        self._deeds = deeds
        self.bind_verbs("orders.try_now", "orders.look_up", "orders.correct", "orders.settle")
        self.verb_chosen.connect(self._on_verb)
        deeds.began.connect(self._on_began)
        deeds.ended.connect(self._on_ended)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        """Read again each time: orders go while one looks elsewhere."""
        self.presenter.refresh()
        super().showEvent(event)

    @property
    def _item(self) -> OutboxItem | None:
        item = self.presenter.item
        return item if isinstance(item, OutboxItem) else None

    @Slot(str)
    def _on_verb(self, name: str) -> None:
        does = {
            "tryNow": self._try_now,
            "lookUp": self._look_up,
            "correctMapping": self._ask_mapping,
            "settle": self._ask_reason,
        }
        if self._item is not None:
            does[name](self._item)

    def _try_now(self, item: OutboxItem) -> None:
        self._deeds.try_now(item.number)

    def _look_up(self, item: OutboxItem) -> None:
        self._deeds.look_up(item.number)

    def _ask_mapping(self, item: OutboxItem) -> None:
        form = MappingForm(self._theme, item.said.mapping, self.sheet)
        form.mapping_written.connect(self._on_mapping_written)
        form.closed.connect(self.end_asking)
        self.ask(form)
        form.begin()

    def _ask_reason(self, item: OutboxItem) -> None:
        form = ReasonForm(self._theme, item.number, self.sheet)
        form.reason_written.connect(self._on_reason_written)
        form.closed.connect(self.end_asking)
        self.ask(form)
        form.begin()

    @Slot(object)
    def _on_mapping_written(self, written: WrittenMapping) -> None:
        item = self._item
        if item is not None:
            self._deeds.correct(
                item.number, Correction(item.profile, written.kind, written.name, written.id)
            )

    @Slot(str)
    def _on_reason_written(self, reason: str) -> None:
        item = self._item
        if item is not None:
            self._deeds.settle(item.number, reason)

    @Slot()
    def _on_began(self) -> None:
        self.sheet.set_busy(is_busy=True)

    @Slot()
    def _on_ended(self) -> None:
        self.sheet.set_busy(is_busy=False)
