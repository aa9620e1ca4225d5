"""Hands on the cards of products: opening one, writing on it, looking at what became of it."""

import json
from contextlib import closing
from pathlib import Path

import apsw
from PySide6.QtCore import QPoint
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLabel, QLineEdit, QWidget

from cashier.app.till import Till
from cashier.domain.product import Product
from cashier.storage.journal_store import entries
from cashier.storage.ledger_reader import LEDGER_FILE
from cashier.ui.goods.product_model import PRODUCT_ROLE
from tests.app.scenes import Stage

UNKNOWN = "4770049061466"


async def open_card(stage: Stage, name: str) -> None:
    """Press the right button on the tile called ``name``."""
    grid = stage.hands.find(QAbstractItemView, "productGrid")
    await stage.hands.until(lambda: name in tiles(stage), f"tile {name}")
    index = grid.model().index(tiles(stage).index(name), 0)
    grid.scrollTo(index)
    ask(grid.viewport(), grid.visualRect(index).center())
    await stage.hands.until(lambda: stage.hands.sees("productCard"), "the card")


def ask(widget: QWidget, place: QPoint) -> None:
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, widget.mapToGlobal(place))
    QApplication.sendEvent(widget, event)


def tiles(stage: Stage) -> list[str]:
    model = stage.hands.find(QAbstractItemView, "productGrid").model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def tile(stage: Stage, name: str) -> Product:
    model = stage.hands.find(QAbstractItemView, "productGrid").model()
    product = model.index(tiles(stage).index(name), 0).data(PRODUCT_ROLE)
    assert isinstance(product, Product)
    return product


def field(stage: Stage, name: str) -> QLineEdit:
    return stage.hands.find(QLineEdit, name)


def write(stage: Stage, name: str, text: str) -> None:
    edit = field(stage, name)
    edit.setFocus()
    edit.selectAll()
    stage.hands.type(text)


async def closed(stage: Stage) -> None:
    await stage.hands.until(lambda: not stage.hands.sees("productCard"), "the card closed")


async def found(stage: Stage, code: str) -> Product | None:
    return await stage.till.cards.presenter._needs.catalogue.by_barcode(code)  # noqa: SLF001


def journal(folder: Path) -> list[dict[str, object]]:
    with closing(apsw.Connection(str(folder / LEDGER_FILE))) as connection:
        return [json.loads(entry.body) for entry in entries(connection)]


def trouble(stage: Stage, name: str) -> str:
    labels = stage.hands.window.findChildren(QLabel, f"{name}Trouble")
    return next((one.text() for one in labels if one.isVisible()), "")


def till_of(stage: Stage) -> Till:
    till = stage.till._till  # noqa: SLF001 - what runs beside the window
    assert isinstance(till, Till)
    return till
