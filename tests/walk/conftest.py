"""The walk plays in the window that the tests of the whole program play in, with nothing moving."""

import shutil
from pathlib import Path

import pytest

from tests.app.conftest import demo_shop, play

__all__ = ["demo_shop", "play"]


@pytest.fixture
def shop(demo_shop: Path, tmp_path: Path) -> Path:
    """A furnished shop whose pages do not fade into each other while they are looked at."""
    folder = tmp_path / "shop"
    shutil.copytree(demo_shop, folder)
    with (folder / "cashier.toml").open("a", encoding="utf-8") as settings:
        settings.write("\n[screens]\nmoves = false\n")
    return folder
