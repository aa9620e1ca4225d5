"""Where icons, fonts, style sheets, translations and demonstration data lie on this machine."""

from pathlib import Path

_INSTALLED = Path(__file__).parent / "resources"
_CHECKOUT = Path(__file__).parent.parent / "resources"


def resource(*parts: str) -> Path:
    """Return the path of a shipped file: beside the package when installed, else the checkout's."""
    root = _INSTALLED if _INSTALLED.is_dir() else _CHECKOUT
    return root.joinpath(*parts)
