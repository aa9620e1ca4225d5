"""The wallet over HTTP, as documented and as pretix does it: what goes out, what comes back."""

import json
import logging
from collections.abc import AsyncIterator

import pytest

from cashier.backends.http import Http, Limits
from cashier.backends.wallet import Wallet
from cashier.domain.backend_errors import (
    BackEndError,
    BackEndRefusedError,
    BackEndUnreachableError,
    DamagedAnswerError,
    NotAuthorisedError,
    NotOnServerError,
    OutcomeUnknownError,
    RateLimitedError,
    SecretMissingError,
)
from cashier.domain.money import Money
from cashier.domain.wallet import WalletCharge
from cashier.domain.wallet_errors import WalletNotSetUpError
from cashier.settings import WalletSettings
from tests.fakes import FakeClock
from tests.servers.faults import Fault
from tests.servers.wallet import Mode, WalletServer
from tests.servers.wallet import Product as Sold

TAG = "04A2B31C5D7Qf2"
KEY = "0b0f3f2c-5c1e-4a6e-9a53-0d5a5c9d9b11"
HASTY = Limits(
    connect_s=2,
    answer_s=0.5,
    deadline_s=1,
    attempts=1,
    most_bytes=100_000,
)


class Kept:
    """Secrets in memory."""

    def __init__(self, token: str) -> None:
        self._token = token

    async def read(self, name: str) -> str:
        if name != "CASHIER_WALLET_TOKEN" or not self._token:
            raise SecretMissingError(name)
        return self._token

    async def keep(self, name: str, value: str) -> None:
        self._token = value


@pytest.fixture(params=list(Mode), ids=lambda mode: mode.value)
async def server(request: pytest.FixtureRequest) -> AsyncIterator[WalletServer]:
    async with WalletServer(request.param) as made:
        made.honours_header = False
        made.add_wallet(TAG, 150, "Max Mustermann")
        yield made


def wallet_of(server: WalletServer, limits: Limits = HASTY, token: str = "") -> Wallet:
    http = Http(server.url, FakeClock().now, limits=limits)
    settings = WalletSettings(server.url, server.mode.value)
    return Wallet(settings, http, Kept(token or server.token), "EUR")


@pytest.fixture
async def wallet(server: WalletServer) -> AsyncIterator[Wallet]:
    made = wallet_of(server)
    yield made
    await made.aclose()


def ids(server: WalletServer, *names: str) -> tuple[str, ...]:
    by_name = {one.key: str(one.number) if server.is_pretix else one.key for one in server.products}
    return tuple(by_name[name] for name in names)


def charge(server: WalletServer, *names: str, tag: str = TAG) -> WalletCharge:
    return WalletCharge(tag, ids(server, *names), Money(150))


async def test_a_wallet_is_told_with_name_and_balance(wallet: Wallet) -> None:
    found = await wallet.look_up(TAG)
    assert (found.token, found.balance, found.name) == (TAG, Money(150), "Max Mustermann")
    assert found.id


async def test_one_that_nobody_is_paired_with_has_no_name(
    server: WalletServer, wallet: Wallet
) -> None:
    server.add_wallet("00ff00ff", -20, None)
    assert await wallet.look_up("00ff00ff") is not None
    found = await wallet.look_up("00ff00ff")
    assert (found.name, found.balance) == ("", Money(-20))


async def test_all_products_of_all_pages_are_told(server: WalletServer, wallet: Wallet) -> None:
    server.products += [Sold(f"p{n}", 100 + n, f"Product {n}", n) for n in range(120)]
    found = await wallet.products()
    assert len(found) == 123
    assert (found[0].name, found[0].price) == ("Espresso", Money(25))
    assert all(isinstance(one.id, str) for one in found)


async def test_a_charge_goes_out_once_with_its_key_in_body_and_header(
    server: WalletServer, wallet: Wallet
) -> None:
    asked = charge(server, "espresso", "espresso", "cappuccino")
    after = await wallet.charge(asked, key=KEY, description="Corner shop 0b0f3f2c")
    assert after is not None
    assert after.balance == Money(50)
    sent = [one for one in server.seen if one.method == "POST"]
    body = json.loads(sent[0].body)
    assert body == {
        "products": list(asked.products),
        "description": "Corner shop 0b0f3f2c",
        "idempotency_key": KEY,
    }
    assert [one.amount for one in server.charges] == [-100]
    assert sent[0].path.endswith("/") is server.is_pretix


async def test_the_same_key_again_is_a_success_and_only_pretix_charges_again(
    server: WalletServer, wallet: Wallet
) -> None:
    server.body_of_202 = "nothing"
    asked = charge(server, "espresso")
    await wallet.charge(asked, key=KEY, description="x")
    again = await wallet.charge(asked, key=KEY, description="x")
    assert (again is None) is not server.is_pretix
    assert len(server.charges) == (2 if server.is_pretix else 1)


@pytest.mark.parametrize("status", [200, 201, 202])
async def test_each_success_is_one(server: WalletServer, wallet: Wallet, status: int) -> None:
    server.success_status = status
    after = await wallet.charge(charge(server, "espresso"), key=KEY, description="x")
    assert after is not None
    assert after.balance == Money(125)


@pytest.mark.parametrize("tag", ["04:a2:B3", "0000123", "a b", "ą/č?#%41"])
async def test_a_token_is_text_and_travels_as_one_segment(tag: str) -> None:
    async with WalletServer() as server:
        server.add_wallet(tag, 100)
        wallet = wallet_of(server)
        assert (await wallet.look_up(tag)).balance == Money(100)
        after = await wallet.charge(charge(server, "espresso", tag=tag), key=KEY, description="x")
        assert after is not None
        assert after.balance == Money(75)
        await wallet.aclose()


async def test_an_unknown_token_is_not_on_the_server(server: WalletServer, wallet: Wallet) -> None:
    with pytest.raises(NotOnServerError):
        await wallet.look_up("ffffffff")
    lost = NotOnServerError if not server.is_pretix else OutcomeUnknownError
    with pytest.raises(lost):
        await wallet.charge(charge(server, "espresso", tag="ffffffff"), key=KEY, description="x")


async def test_a_wrong_terminal_token_is_not_authorised(server: WalletServer) -> None:
    wallet = wallet_of(server, token="another-token-altogether")  # noqa: S106 - a wrong one
    with pytest.raises(NotAuthorisedError) as caught:
        await wallet.look_up(TAG)
    assert "another-token" not in f"{caught.value} {caught.value.words}"
    with pytest.raises(NotAuthorisedError):
        await wallet.charge(charge(server, "espresso"), key=KEY, description="x")
    await wallet.aclose()


async def test_a_terminal_that_may_not_take_money_is_refused() -> None:
    async with WalletServer() as server:
        server.add_wallet(TAG, 100)
        server.permission = "credit"
        wallet = wallet_of(server)
        with pytest.raises(NotAuthorisedError):
            await wallet.charge(charge(server, "espresso"), key=KEY, description="x")
        await wallet.aclose()
        assert server.charges == []


async def test_a_product_it_does_not_sell_is_refused_in_its_words(
    server: WalletServer, wallet: Wallet
) -> None:
    with pytest.raises(BackEndRefusedError) as caught:
        await wallet.charge(WalletCharge(TAG, ("9999",), Money(150)), key=KEY, description="x")
    assert "9999" in caught.value.words


FAULTS: list[tuple[Fault, type[BackEndError], int]] = [
    (Fault.DROP_BEFORE, OutcomeUnknownError, 0),
    (Fault.DROP_AFTER, OutcomeUnknownError, 1),
    (Fault.ERROR_BEFORE, OutcomeUnknownError, 0),
    (Fault.ERROR_AFTER, OutcomeUnknownError, 1),
    (Fault.GATEWAY_AFTER, OutcomeUnknownError, 1),
    (Fault.LIMIT_HEADER, RateLimitedError, 0),
    (Fault.LIMIT_BODY, RateLimitedError, 0),
    (Fault.HALF_BODY, OutcomeUnknownError, 1),
    (Fault.CUT_JSON, DamagedAnswerError, 1),
    (Fault.EMPTY, DamagedAnswerError, 1),
    (Fault.HTML_BEFORE, DamagedAnswerError, 0),
    (Fault.HTML_AFTER, DamagedAnswerError, 1),
    (Fault.NESTED, OutcomeUnknownError, 1),
    (Fault.REDIRECT, OutcomeUnknownError, 0),
]


@pytest.mark.parametrize(("fault", "error", "charged"), FAULTS, ids=str)
async def test_each_fault_of_a_charge_has_its_error_and_is_never_repeated(
    server: WalletServer,
    wallet: Wallet,
    fault: Fault,
    error: type[BackEndError],
    charged: int,
) -> None:
    server.faults.plan(fault, method="POST", times=None)
    with pytest.raises(error):
        await wallet.charge(charge(server, "espresso"), key=KEY, description="x")
    assert len(server.charges) == charged
    assert len(server.faults.happened) == 1


async def test_a_path_without_its_slash_is_never_taken_for_a_payment() -> None:
    async with WalletServer(Mode.PRETIX) as server:
        server.add_wallet(TAG, 100)
        http = Http(server.url, FakeClock().now, limits=HASTY)
        wallet = Wallet(WalletSettings(server.url), http, Kept(server.token), "EUR")
        with pytest.raises(DamagedAnswerError):
            await wallet.look_up(TAG)
        with pytest.raises(BackEndError):
            await wallet.charge(charge(server, "espresso"), key=KEY, description="x")
        await wallet.aclose()
        assert server.charges == []


async def test_a_server_that_is_not_there_is_unreachable() -> None:
    async with WalletServer() as server:
        wallet = wallet_of(server)
    with pytest.raises(BackEndUnreachableError):
        await wallet.charge(charge(server, "espresso"), key=KEY, description="x")
    await wallet.aclose()


async def test_neither_tokens_nor_tags_reach_the_log(
    server: WalletServer, wallet: Wallet, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        await wallet.look_up(TAG)
        await wallet.charge(charge(server, "espresso"), key=KEY, description="x")
        with pytest.raises(NotOnServerError) as caught:
            await wallet.look_up("FFEE0011AA22")
    ours = [one.getMessage() for one in caplog.records if one.name.startswith("cashier")]
    said = f"{ours} {caught.value} {caught.value.words}"
    assert "/pos/wallets" in said
    for secret in (TAG, server.token, "FFEE0011AA22"):
        assert secret not in said


async def test_a_missing_secret_is_named_before_anything_is_sent(server: WalletServer) -> None:
    http = Http(server.url, FakeClock().now, limits=HASTY)
    wallet = Wallet(WalletSettings(server.url), http, Kept(""), "EUR")
    with pytest.raises(SecretMissingError):
        await wallet.look_up(TAG)
    assert server.seen == []


async def test_a_currency_without_cents_has_no_wallet(server: WalletServer) -> None:
    http = Http(server.url, FakeClock().now)
    with pytest.raises(WalletNotSetUpError):
        Wallet(WalletSettings(server.url), http, Kept("t"), "JPY")
