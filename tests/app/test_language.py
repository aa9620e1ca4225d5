"""A shop's language reaches its window: the words, and the figures written beside them."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton

from cashier import translation
from cashier.operations.import_products import BadRow
from cashier.ui.imports import import_words
from cashier.ui.look import formatting
from tests.app.scenes import Stage


@pytest.fixture(autouse=True)
def english_afterwards() -> Iterator[None]:
    yield
    translation.use("en")
    formatting.use("en")


def test_the_window_writes_figures_as_the_shops_language_does(
    shop: Path, play: Callable[..., None]
) -> None:
    settings = shop / "cashier.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace('language = "en"', 'language = "lt"'), encoding="utf-8")
    shown: list[str] = []

    async def look(stage: Stage) -> None:
        key = stage.till.window.findChild(QAbstractButton, "key_point")
        assert isinstance(key, QAbstractButton)
        shown.append(key.text())

    play(shop, look)
    assert shown == [","]


def test_why_a_row_is_refused_is_said_in_the_language_in_use() -> None:
    translation.use("lt")
    row = BadRow(4, "price-not-a-number", "abc")
    assert import_words.reason(row) == "Kaina „abc“ nėra skaičius"
