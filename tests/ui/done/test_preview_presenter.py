"""Only the newest document is shown, however long an older one took to draw."""

import asyncio

from cashier.domain.errors import FolderNotWritableError
from cashier.domain.posting import receipt_of
from cashier.domain.receipt import Receipt
from cashier.ui.done.preview_presenter import PreviewPresenter, Raster
from cashier.ui.done.receipt_preview import ReceiptPreview
from cashier.ui.frame.notice import Notice
from cashier.ui.frame.tasks import TaskOwner
from cashier.ui.look.theme import Theme
from tests.ui.conftest import Run
from tests.ui.orders_till import GreyRaster, orders_till


def test_an_older_picture_never_replaces_a_newer_one(run: Run) -> None:
    async def scenario() -> None:
        till = orders_till()
        receipt = receipt_of(await till.sell())
        gates = {width: asyncio.Event() for width in (100, 200, 300)}
        asked: list[int] = []
        shown: list[int] = []

        async def render(_receipt: Receipt, width_px: int) -> Raster:
            asked.append(width_px)
            await gates[width_px].wait()
            return GreyRaster(width_px, 1, bytes(width_px * 3))

        preview = PreviewPresenter(render, till.tasks, "preview")
        preview.rendered.connect(lambda raster: shown.append(raster.width))
        for width in (100, 200, 300):
            preview.show(receipt, width)
            await asyncio.sleep(0)
        for gate in gates.values():
            gate.set()
        await till.settled()
        assert asked == [100, 300]
        assert shown == [300]

    run(scenario())


def test_a_document_that_cannot_be_drawn_is_told(run: Run) -> None:
    async def scenario() -> None:
        till = orders_till()
        notices: list[Notice] = []

        async def render(_receipt: Receipt, _width_px: int) -> Raster:
            raise FolderNotWritableError

        preview = PreviewPresenter(render, TaskOwner(till.errors.append), "preview")
        preview.noticed.connect(notices.append)
        preview.show(receipt_of(await till.sell()), 100)
        await asyncio.sleep(0.01)
        assert len(notices) == 1
        assert till.errors == []

    run(scenario())


def test_the_picture_is_painted_pixel_for_pixel(theme: Theme) -> None:
    preview = ReceiptPreview(theme)
    preview.resize(400, 300)
    preview.show()
    rows = bytes([200, 100, 50]) * 60 + bytes([0, 0, 0]) * 60
    preview.show_raster(GreyRaster(60, 2, rows))
    assert preview.image.pixelColor(10, 0).name() == "#c86432"
    assert preview.image.pixelColor(10, 1).name() == "#000000"
    seen = preview.grab().toImage()
    colours = {seen.pixelColor(x, y).rgb() for x in range(400) for y in range(40)}
    assert preview.image.pixel(10, 0) in colours
    preview.show_raster(None)
    assert preview.image.isNull()
