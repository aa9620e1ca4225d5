"""The wallet "PointOfSale API": customers' wallets by token, charged with products, not amounts.

Two servers speak it. ``documented`` is what its description says; ``pretix`` is what the public
server does: paths end with a slash, one page of products after the other, a wallet without the
``data`` around it, and no key is looked at, so that a repeat charges again.

===================  =======================================================================
our reference        the order's id, in the body as ``idempotency_key`` and in the header
                     ``X-Idempotency-Key``; one for a sale, whatever is tried for it
looked up by         the balance: there is no call that tells of a transaction
receipt numbers      none
a repeat             ``documented``: ignored, answered with 202. ``pretix``: charges again. The
                     till never repeats a charge by itself in either
refunds              no call: money goes back in cash
cash movements       none
day closing          none
rate limits          none documented; 429 with ``Retry-After`` in seconds where pretix is hosted
unknown              the status of the first success (200, 201 and 202 are taken), the body of
                     a 202 (looked up), covered without a setting; ``mode`` covers the rest
===================  =======================================================================
"""

from collections.abc import Mapping, Sequence
from typing import Final

from cashier.backends.auth import BearerAuth
from cashier.backends.http import Answer, Requests, segment
from cashier.backends.reading import Fields
from cashier.backends.wire_json import dumps, loads
from cashier.domain.backend_errors import (
    BackEndRefusedError,
    DamagedAnswerError,
    NotOnServerError,
    OutcomeUnknownError,
)
from cashier.domain.money import minor_digits
from cashier.domain.wallet import Wallet as KnownWallet
from cashier.domain.wallet import WalletCharge, WalletProduct
from cashier.domain.wallet_errors import UnknownTagError, WalletNotSetUpError
from cashier.ports import Secrets
from cashier.settings import WALLET_SECRET, WalletSettings

_PRETIX: Final = "pretix"
_CENTS: Final = 2
_DONE_BEFORE: Final = 202
_CONFLICT: Final = 409
_MOST_PAGES: Final = 200


class Wallet:
    """Implements ``ports.TenderProvider``."""

    def __init__(
        self, wallet: WalletSettings, http: Requests, secrets: Secrets, currency: str
    ) -> None:
        """Refuse a currency that is not counted in cents by ``WalletNotSetUpError``."""
        if minor_digits(currency) != _CENTS:
            raise WalletNotSetUpError("currency", currency)
        self._slash = "/" if wallet.mode == _PRETIX else ""
        self._http = http
        self._secrets = secrets
        self._currency = currency

    async def look_up(self, token: str) -> KnownWallet:
        """Return the wallet of a token; see ``ports.TenderProvider``."""
        try:
            answer = await self._http.request(
                "GET", self._of(token), auth=await self._auth(), secrets=_unsaid(token)
            )
        except NotOnServerError as error:
            raise UnknownTagError(error.what, error.words, error.status) from error
        return self._wallet(token, loads(answer.body))

    async def products(self) -> Sequence[WalletProduct]:
        """Return all that can be paid, from every page there is."""
        found: dict[str, WalletProduct] = {}
        for page in range(1, _MOST_PAGES + 1):
            query = [("page", str(page))] if page > 1 else []
            answer = await self._http.request(
                "GET", f"/pos/terminal{self._slash}", query=query, auth=await self._auth()
            )
            content = loads(answer.body)
            listed = self._listed(content)
            fresh = {one.id: one for one in listed if one.id not in found}
            found |= fresh
            if not fresh or not _has_next(content):
                return tuple(found.values())
        raise DamagedAnswerError(words=f"more than {_MOST_PAGES} pages of products")

    async def charge(
        self, charge: WalletCharge, *, key: str, description: str
    ) -> KnownWallet | None:
        """Send one charge; see ``ports.TenderProvider``."""
        body = dumps(
            {
                "products": list(charge.products),
                "description": description or "Cashier",
                "idempotency_key": key,
            }
        )
        path = f"{self._path(charge.token)}/transactions{self._slash}"
        try:
            answer = await self._http.request(
                "POST",
                path,
                body=body,
                headers={"X-Idempotency-Key": key},
                auth=await self._auth(),
                secrets=_unsaid(charge.token),
            )
        except BackEndRefusedError as error:
            if error.status == _CONFLICT:  # the same key is being worked on there
                raise OutcomeUnknownError(error.what, error.words) from error
            raise
        return self._charged(charge.token, answer)

    async def aclose(self) -> None:
        """Let the connection go."""
        close = getattr(self._http, "aclose", None)
        if close is not None:
            await close()

    def _charged(self, token: str, answer: Answer) -> KnownWallet | None:
        """Return the wallet after a success; a 202 need not bring one."""
        if answer.status == _DONE_BEFORE and answer.body.strip() in (b"", b"{}", b"null"):
            return None
        return self._wallet(token, loads(answer.body))

    def _of(self, token: str) -> str:
        return self._path(token) + self._slash

    def _path(self, token: str) -> str:
        return f"/pos/wallets/token/{segment(token)}"

    async def _auth(self) -> BearerAuth:
        return BearerAuth(await self._secrets.read(WALLET_SECRET), WALLET_SECRET)

    def _wallet(self, token: str, content: object) -> KnownWallet:
        fields = Fields(_unwrapped(content), "wallet")
        balance = fields.money_minor(self._currency, "balance")
        if balance is None:
            raise DamagedAnswerError(words="“balance” is missing or no number of cents")
        name = fields.text("paired_user") if isinstance(fields.raw("paired_user"), str) else ""
        return KnownWallet(token, balance, fields.text("id"), name)

    def _listed(self, content: object) -> list[WalletProduct]:
        """Return the products of one answer; one that has no id or price is left out."""
        found: list[WalletProduct] = []
        for one in Fields(_unwrapped(content), "terminal").each("products"):
            id_, price = one.text("id"), one.money_minor(self._currency, "price")
            if id_ and price is not None and price.minor >= 0:
                found.append(WalletProduct(id_, one.text("friendly_name", "name") or id_, price))
        return found


def _unwrapped(content: object) -> object:
    """Return what stands in ``data``, or the answer itself where nothing does."""
    if isinstance(content, Mapping) and isinstance(content.get("data"), Mapping):
        return content["data"]
    return content


def _has_next(content: object) -> bool:
    links = content.get("links") if isinstance(content, Mapping) else None
    return isinstance(links, Mapping) and bool(links.get("next"))


def _unsaid(token: str) -> tuple[str, str]:
    """Return the forms of a token that no log and no error may hold."""
    return token, segment(token)
