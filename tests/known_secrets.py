"""Secrets of a test: those it was given are there, and what is kept is there too."""

from collections.abc import Mapping


class KnownSecrets:
    """Implements ``ports.Secrets`` in memory."""

    def __init__(self, known: Mapping[str, str]) -> None:
        self.known = dict(known)

    async def read(self, name: str) -> str:
        return self.known[name]

    async def keep(self, name: str, value: str) -> None:
        self.known[name] = value
