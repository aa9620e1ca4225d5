"""How a request says who asks: the bearer token, and what may never be shown of it."""

from collections.abc import Generator
from typing import Protocol, runtime_checkable

import httpx
from typing_extensions import override

from cashier.domain.backend_errors import SecretMissingError


@runtime_checkable
class KeepsSecrets(Protocol):
    """Something that knows secrets; whoever shows a server's words takes these out of them."""

    @property
    def secrets(self) -> tuple[str, ...]: ...


class BearerAuth(httpx.Auth):
    """``Authorization: Bearer <token>``; the token is never parsed and never shown."""

    def __init__(self, token: str, name: str = "") -> None:
        """Take a token as it was typed or pasted; ``name`` is where it is kept.

        Raises ``SecretMissingError`` for one that is empty or cannot stand in a header.
        """
        token = token.strip()
        if not token or not token.isascii() or not token.isprintable():
            raise SecretMissingError(name)
        self._token = token

    @property
    def secrets(self) -> tuple[str, ...]:
        return (self._token,)

    @override
    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        request.headers["Authorization"] = f"Bearer {self._token}"
        yield request
