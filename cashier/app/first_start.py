"""The first start put together: when it is due, its page, and who fills the shop."""

from functools import cached_property

from PySide6.QtCore import QObject, Signal

from cashier.app.pages import Surroundings
from cashier.app.till import Till
from cashier.domain.order_list import OrderFilter
from cashier.ui.imports.import_presenter import ImportPresenter
from cashier.ui.settings.settings_presenter import SettingsPresenter
from cashier.ui.start.start_page import StartPage
from cashier.ui.start.start_presenter import StartNeeds, StartPresenter


class FirstStart(QObject):
    """Makes presenter and page when they are asked for."""

    reopen_wanted = Signal()
    products_taken = Signal()
    sell_wanted = Signal()

    def __init__(
        self,
        of: Surroundings,
        saving: SettingsPresenter,
        importing: ImportPresenter,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._of = of
        self._saving = saving
        self._importing = importing

    def page(self) -> StartPage:
        """Return the page, made anew."""
        page = StartPage(self._of.theme, self._presenter, self._importing)
        page.sell_wanted.connect(self.sell_wanted)
        return page

    @cached_property
    def _presenter(self) -> StartPresenter:
        of = self._of
        made = StartPresenter(_needs(of.till), self._saving, of.tasks, self)
        made.noticed.connect(of.window.toaster.show_notice)
        made.products_taken.connect(self.products_taken)
        made.reopen_wanted.connect(self.reopen_wanted)
        made.ended.connect(self.sell_wanted)
        return made


def _needs(till: Till) -> StartNeeds:
    async def has_sales() -> bool:
        return bool(await till.ledger.orders(OrderFilter(limit=1)))

    async def take_demo() -> int:
        from cashier.app.demo_shop import stock  # noqa: PLC0415 - few shops ever want it

        return await stock(till)

    return StartNeeds(till.catalogue.count, has_sales, take_demo)
