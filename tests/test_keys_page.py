"""docs/keys.md says what the catalogue of actions says, and nothing else."""

import importlib.util
from types import ModuleType

from cashier.ui.keys.actions import catalogue
from tests.source_rules import CHECKOUT


def _load() -> ModuleType:
    spec = importlib.util.spec_from_file_location(
        "keys_page", CHECKOUT / "packaging" / "keys_page.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_is_what_make_keys_writes() -> None:
    page = _load()
    assert page.PAGE.read_text(encoding="utf-8") == page.text()


def test_every_action_stands_on_it_with_its_name() -> None:
    text = _load().text()
    assert [one.name for one in catalogue() if f"`{one.name}`" not in text] == []
