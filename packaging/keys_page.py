"""Writes docs/keys.md from the catalogue of actions, so that the page cannot say anything else."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

from cashier.ui.keys import keys
from cashier.ui.keys.actions import Action, catalogue, page_title

PAGE = Path(__file__).resolve().parent.parent / "docs" / "keys.md"
_HEAD = """\
# Keys

What each key does, page by page; F1 shows the same at the till. `make keys` writes this page from
the catalogue of actions in `cashier/ui/keys/actions.py`.

Digits, comma and point go to the keypad, and letters open the search. A key is another one in
Settings → Keys or in `cashier.toml` by the action's name; it is then printed on its button. Two
actions that can meet on a page cannot have the same key, and what typing, scanning and moving about
need stays free:

```toml
[keys]
"sell.pay" = "Ctrl+F12"  # instead of F12
"sell.void" = ""       # no key at all
```
"""


def text() -> str:
    """Return the page."""
    return "\n".join([_HEAD, *(_table(page, list(of)) for page, of in _by_page())])


def _by_page() -> list[tuple[str, list[Action]]]:
    return [(page, list(of)) for page, of in groupby(catalogue(), lambda one: one.page)]


def _table(page: str, actions: list[Action]) -> str:
    rows = [
        f"| {_cap(one)} | {one.label} | {one.help} | `{one.name}`{_fixed(one)} |" for one in actions
    ]
    heading = f"## {page_title(page)}\n\n| key | button | what it does | name |\n|---|---|---|---|"
    return "\n".join([heading, *rows, ""])


def _cap(action: Action) -> str:
    return f"`{keys.words(action.key)}`" if action.key else ""


def _fixed(action: Action) -> str:
    return ", stays" if action.is_fixed else ""


def main() -> None:
    PAGE.write_text(text(), encoding="utf-8")


if __name__ == "__main__":
    main()
