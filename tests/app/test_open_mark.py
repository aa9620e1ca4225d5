"""After a fall the window says so, and what is safe; after an orderly end it says nothing."""

import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from cashier.app.open_mark import OpenMark
from tests.app.processes import Driven, Ended, shop_in
from tests.app.scenes import Stage


@pytest.mark.skipif(os.name == "nt", reason="Windows ends processes in another way")
def test_a_killed_window_leaves_its_mark_and_an_orderly_one_takes_it_away(shop: Path) -> None:
    assert not OpenMark(shop).was_left
    with Driven("idle", *shop_in(shop)) as window:
        window.reached("end")
        window.kill()
    assert OpenMark(shop).was_left
    with Driven("idle", *shop_in(shop)) as window:
        window.reached("end")
        window.process.send_signal(signal.SIGTERM)
        assert window.ended() == Ended(0, "")
    assert not OpenMark(shop).was_left


@pytest.mark.parametrize("has_sold", [False, True])
def test_the_window_tells_of_the_fall_and_of_the_last_receipt(
    shop: Path, play: Callable[..., None], has_sold: bool
) -> None:
    async def scene(stage: Stage) -> None:
        if has_sold:
            await stage.hands.tap_row("productGrid", 0)
            await stage.hands.until(lambda: stage.hands.pieces() > 0, "a line")
            await stage.hands.tap("payButton")
            await stage.hands.tap("exactCashButton")
            await stage.hands.tap("confirmButton")
            await stage.hands.page("donePage")
        stage.till.tell_of_the_fall()
        toaster = stage.till.window.toaster
        await stage.hands.until(lambda: bool(toaster.toasts), "a toast")
        notice = toaster.toasts[-1].notice
        assert notice.text == "Cashier was closed unexpectedly."
        assert ("T1-000001" in notice.hint) is has_sold

    play(shop, scene)
