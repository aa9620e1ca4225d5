"""A walk over every control of every page: three sizes, both themes, three languages."""

import asyncio
import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from cashier import translation
from cashier.ui.look.theme import Appearance
from tests.app.scenes import Stage
from tests.walk import checks, pseudo
from tests.walk.back_end_walk import SCENES as BACK_END_SCENES
from tests.walk.ink import watched_ink
from tests.walk.scenes import SCENES, Scene
from tests.walk.wallet_walk import SCENES as WALLET_SCENES

SIZES = ((1024, 768), (1366, 768), (1920, 1080))
LANGUAGES = ("en", "lt", pseudo.CODE)
PICTURES = os.environ.get("WALK_PICTURES", "")
"""A folder for what was looked at, for eyes."""


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[str]:
    """Speak a language for the time of a test, and turn the window its way."""
    before = translation.in_use()
    if request.param == pseudo.CODE:
        translation.speak(pseudo.Pseudo())
        qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    else:
        translation.use(request.param)
    yield request.param
    translation.speak(before)
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@pytest.mark.parametrize("size", SIZES, ids=["1024", "1366", "1920"])
def test_every_control_can_be_seen_named_and_pressed(
    play: Callable[..., None], shop: Path, size: tuple[int, int], language: str
) -> None:
    _walk(play, shop, (size, language), SCENES)


@pytest.mark.parametrize("size", SIZES, ids=["1024", "1366", "1920"])
def test_the_lists_of_a_back_end_can_be_seen_named_and_pressed(
    play: Callable[..., None], shop: Path, size: tuple[int, int], language: str
) -> None:
    _walk(play, shop, (size, language), BACK_END_SCENES)


@pytest.mark.parametrize("size", SIZES, ids=["1024", "1366", "1920"])
def test_a_wallet_can_be_seen_named_and_pressed(
    play: Callable[..., None], shop: Path, size: tuple[int, int], language: str
) -> None:
    _walk(play, shop, (size, language), WALLET_SCENES)


def _walk(
    play: Callable[..., None],
    shop: Path,
    way: tuple[tuple[int, int], str],
    scenes: Sequence[Scene],
) -> None:
    complaints: list[str] = []
    size, language = way

    async def walk(stage: Stage) -> None:
        stage.hands.window.setMinimumSize(*size)
        stage.hands.window.resize(*size)
        for scene in scenes:
            await scene(stage)
            for appearance in (Appearance.LIGHT, Appearance.DARK):
                stage.till.theme.set_appearance(appearance)
                await asyncio.sleep(0.05)
                name = f"{scene.__name__}, {appearance.value}"
                complaints.extend(f"{name}: {one}" for one in _look(stage, name, language))

    play(shop, walk)
    assert not complaints, "\n".join(complaints)


def _look(stage: Stage, name: str, language: str) -> list[str]:
    window = stage.hands.window
    with watched_ink() as pot:
        shown = window.grab()
    if PICTURES:
        kept = Path(PICTURES) / f"{name.replace(', ', '-')}-{language}-{window.width()}.png"
        shown.save(str(kept))
    return [
        *checks.unnamed(window),
        *checks.small(window),
        *checks.outside(window),
        *checks.overlapping(window),
        *checks.clipped(window, pot, frozenset()),
        *checks.written_over(pot),
        *checks.faint(window, shown.toImage(), pot),
    ]
