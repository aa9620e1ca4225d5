"""The walk plays in the window that the tests of the whole program play in."""

from tests.app.conftest import demo_shop, play, shop

__all__ = ["demo_shop", "play", "shop"]
