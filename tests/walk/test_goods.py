"""The same walk over the goods pane: cards of products, categories, a search in vain."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from cashier.ui.look.theme import Appearance
from tests.app.scenes import Stage
from tests.walk import test_pages
from tests.walk.product_scenes import PRODUCT_SCENES
from tests.walk.test_pages import SIZES, language

__all__ = ["language"]


@pytest.mark.parametrize("size", SIZES, ids=["1024", "1366", "1920"])
def test_every_control_of_a_card_can_be_seen_named_and_pressed(
    play: Callable[..., None], shop: Path, size: tuple[int, int], language: str
) -> None:
    complaints: list[str] = []

    async def walk(stage: Stage) -> None:
        stage.hands.window.setMinimumSize(*size)
        stage.hands.window.resize(*size)
        for scene in PRODUCT_SCENES:
            await scene(stage)
            for appearance in (Appearance.LIGHT, Appearance.DARK):
                stage.till.theme.set_appearance(appearance)
                await asyncio.sleep(0.05)
                name = f"{scene.__name__}, {appearance.value}"
                look = test_pages._look(stage, name, language)  # noqa: SLF001 - the same look
                complaints.extend(f"{name}: {one}" for one in look)

    play(shop, walk)
    assert not complaints, "\n".join(complaints)
