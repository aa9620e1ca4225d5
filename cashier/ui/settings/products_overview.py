"""What is in the shop: how many products, where their pictures are, and a way to take them out."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Qt, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from cashier.domain.errors import CashierError
from cashier.messages import sentence_for
from cashier.translation import _, several
from cashier.ui.controls.buttons import Button
from cashier.ui.controls.elided_label import ElidedLabel
from cashier.ui.controls.save_list import SaveListDialog
from cashier.ui.frame.notice import Notice, NoticeKind
from cashier.ui.frame.tasks import TaskOwner
from cashier.ui.imports.import_panel import HEAD
from cashier.ui.imports.import_words import Count
from cashier.ui.look.theme import Theme
from cashier.ui.settings.settings_columns import SectionCard

COUNT_PRODUCTS = "count products"
EXPORT_PRODUCTS = "export products"
PULL_PRODUCTS = "pull products"
Pull = Callable[[Callable[[int], None]], Awaitable[bytes]]
_TRAILING = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class ProductsNeeds:
    """Who counts and exports, and where pictures are kept.

    ``pull`` reads the products of the back end, and tells how many so far; None without one.
    """

    count: Callable[[], Awaitable[int]]
    count_categories: Callable[[], Awaitable[int]]
    export: Callable[[str], Awaitable[None]]
    pictures: str
    pull: Pull | None = None


@dataclass(frozen=True, slots=True)
class ProductsFigures:
    """How many products are sold, in how many categories."""

    products: int
    categories: int


class OverviewPresenter(QObject):
    """Counts when asked, and writes the products into a file."""

    counted = Signal(object)  # ProductsFigures
    noticed = Signal(object)  # Notice
    pulling = Signal(object)  # int, how many so far; None when it is over
    pulled = Signal(str, object)  # what the list is called, bytes

    def __init__(
        self, needs: ProductsNeeds, tasks: TaskOwner, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._needs = needs
        self._tasks = tasks
        self._pulling: asyncio.Task[None] | None = None

    @property
    def can_pull(self) -> bool:
        """Whether there is a back end that has products."""
        return self._needs.pull is not None

    @Slot()
    def pull(self) -> None:
        """Read the products of the back end; asked for again meanwhile, stop reading."""
        if self._pulling is not None:
            self._pulling.cancel()
        else:
            self._tasks.start(PULL_PRODUCTS, self._pull)

    async def _pull(self) -> None:
        if self._needs.pull is None:
            return
        self._pulling = asyncio.current_task()
        self.pulling.emit(0)
        try:
            content = await self._needs.pull(self.pulling.emit)
        except CashierError as error:
            self.noticed.emit(Notice.of(sentence_for(error)))
        else:
            self.pulled.emit(_("products of the back end"), content)
        finally:
            self._pulling = None
            self.pulling.emit(None)

    @property
    def pictures(self) -> str:
        """The folder of the pictures."""
        return self._needs.pictures

    @Slot()
    def count(self) -> None:
        self._tasks.start(COUNT_PRODUCTS, self._count)

    @Slot(str)
    def export(self, path: str) -> None:
        """Write every product to ``path``, also those not sold any more."""
        self._tasks.start(EXPORT_PRODUCTS, partial(self._export, path))

    async def _count(self) -> None:
        products, categories = await self._needs.count(), await self._needs.count_categories()
        self.counted.emit(ProductsFigures(products, categories))

    async def _export(self, path: str) -> None:
        try:
            await self._needs.export(path)
        except CashierError as error:
            self.noticed.emit(Notice.of(sentence_for(error)))
        else:
            self.noticed.emit(Notice(NoticeKind.DONE, _("Products exported."), path))


class OverviewCard(SectionCard):
    """The card of the figures and of what can be taken out."""

    def __init__(
        self, theme: Theme, presenter: OverviewPresenter, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, _("In this shop"), parent)
        self._presenter = presenter
        head = self._head.parentWidget()
        if head is not None:
            head.setMinimumHeight(theme.px(HEAD))  # as tall as that of the import beside it
        self._grid = QGridLayout()
        self._grid.setVerticalSpacing(theme.px(8))
        self._grid.setHorizontalSpacing(theme.px(12))
        self._grid.setColumnStretch(1, 1)
        self._products = self._add_figure("shopProducts", _("Products"))
        self._categories = self._add_figure("shopCategories", _("Categories"))
        self.export = Button(theme, _("Export products…"), icon="tag", parent=self)
        self.export.setObjectName("exportProductsButton")
        self.pictures = Button(theme, _("Open folder"), parent=self)
        self.pictures.setObjectName("openPicturesButton")
        self.pull = Button(theme, _("Pull from the back end…"), icon="network", parent=self)
        self.pull.setObjectName("pullProductsButton")
        self.pull.setVisible(presenter.can_pull)
        self._lay_out()
        self.dialog = SaveListDialog(_("Export products"), self)
        self.export.clicked.connect(self._on_export_wanted)
        self.pictures.clicked.connect(self._on_pictures_wanted)
        self.dialog.chosen.connect(presenter.export)
        presenter.counted.connect(self._on_counted)
        self.pull.clicked.connect(presenter.pull)
        presenter.pulling.connect(self._on_pulling)

    def _lay_out(self) -> None:
        theme = self._theme
        self.body.addLayout(self._grid)
        self.body.addWidget(self.export, 0, Qt.AlignmentFlag.AlignLeading)
        self.body.addWidget(self.pull, 0, Qt.AlignmentFlag.AlignLeading)
        self.body.addWidget(self._heading(_("Pictures of products")))
        where = ElidedLabel(self._presenter.pictures, theme.font(13), self)
        where.setObjectName("picturesFolder")
        where.setProperty("tone", "second")
        self.body.addWidget(where)
        self.body.addWidget(self.pictures, 0, Qt.AlignmentFlag.AlignLeading)
        self.body.addStretch(1)

    def _heading(self, text: str) -> QLabel:
        label = QLabel(text, self)
        label.setFont(self._theme.font(13, 600))
        label.setProperty("tone", "second")
        label.setContentsMargins(0, self._theme.px(8), 0, 0)
        return label

    def _add_figure(self, name: str, label: str) -> QLabel:
        row = self._grid.rowCount()
        words = QLabel(label, self)
        words.setFont(self._theme.font(14))
        words.setProperty("tone", "second")
        figure = QLabel(self)
        figure.setObjectName(name)
        figure.setFont(self._theme.font(15, 600))
        figure.setMinimumWidth(self._theme.px(96))  # it is counted later
        figure.setAlignment(_TRAILING)
        self._grid.addWidget(words, row, 0)
        self._grid.addWidget(figure, row, 1, _TRAILING)
        figure.setProperty("spoken", label)
        return figure

    @Slot(object)
    def _on_counted(self, figures: ProductsFigures) -> None:
        for label, count in (
            (self._products, figures.products),
            (self._categories, figures.categories),
        ):
            label.setText(f"{Count(count)}")
            label.setAccessibleName(f"{label.property('spoken')}: {count}")
        self.export.setEnabled(figures.products > 0)

    @Slot(object)
    def _on_pulling(self, count: int | None) -> None:
        words = _("Pull from the back end…")
        if count is not None:
            words = several("Stop – {count} read", "Stop – {count} read", count)
        self.pull.set_label(words)

    @Slot()
    def _on_export_wanted(self) -> None:
        self.dialog.open(_("products"))

    @Slot()
    def _on_pictures_wanted(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(self._presenter.pictures))
