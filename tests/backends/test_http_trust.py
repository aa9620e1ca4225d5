"""Whom secrets are sent to: certificates, the shop's own authority, the proxies of the system."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from cashier.backends.auth import BearerAuth
from cashier.backends.http import Http, Limits
from cashier.domain.backend_errors import BackEndUnreachableError
from cashier.domain.errors import SettingsRefusedError
from tests.backends.raw_server import RawServer, TunnelProxy, answer

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
ONCE = Limits(attempts=1)
CERTIFICATES = Path(__file__).parent / "certificates"
AUTHORITY = str(CERTIFICATES / "authority.pem")
TOKEN = "canary-tls-token"  # noqa: S105 - made up for this test


@pytest.fixture(autouse=True)
def no_proxy_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


async def test_the_authority_of_the_shop_is_trusted_where_it_is_named() -> None:
    async with RawServer(CERTIFICATES / "this-machine.pem") as server:
        server.answers(answer(b"{}"))
        http = Http(server.url, lambda: NOW, limits=ONCE, ca_file=AUTHORITY)
        assert (await http.request("GET", "/status")).body == b"{}"
        await http.aclose()


@pytest.mark.parametrize(
    ("certificate", "ca_file"),
    [("this-machine", ""), ("another-name", AUTHORITY), ("expired", AUTHORITY)],
)
@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_nothing_is_sent_to_a_server_that_nobody_vouches_for(
    certificate: str, ca_file: str, method: str
) -> None:
    async with RawServer(CERTIFICATES / f"{certificate}.pem") as server:
        http = Http(server.url, lambda: NOW, limits=ONCE, ca_file=ca_file)
        with pytest.raises(BackEndUnreachableError) as caught:
            await http.request(method, "/orders", auth=BearerAuth(TOKEN))
        assert "certificate" in caught.value.words.lower()
        assert server.seen == []
        await http.aclose()


@pytest.mark.parametrize("content", [None, b"", b"no certificate"])
async def test_a_file_that_is_no_certificate_is_named(
    tmp_path: Path, content: bytes | None
) -> None:
    file = tmp_path / "ca.pem"
    if content is not None:
        file.write_bytes(content)
    http = Http("https://127.0.0.1:9", lambda: NOW, limits=ONCE, ca_file=str(file))
    with pytest.raises(SettingsRefusedError) as caught:
        await http.request("GET", "/status")
    assert caught.value.what == "backend.ca_file"


async def test_a_call_goes_through_the_proxy_of_the_system_unread(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with RawServer(CERTIFICATES / "this-machine.pem") as server, TunnelProxy() as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.url)
        server.answers(answer(b"{}"))
        http = Http(server.url, lambda: NOW, limits=ONCE, ca_file=AUTHORITY)
        await http.request("POST", "/orders", body=b"{}", auth=BearerAuth(TOKEN))
        assert proxy.asked == [f"CONNECT {http.host} HTTP/1.1"]
        assert len(server.seen) == 1
        await http.aclose()


async def test_a_proxy_that_refuses_is_unreachable_for_a_sale_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with TunnelProxy(refuses=True) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.url)
        http = Http("https://pos.example", lambda: NOW, limits=ONCE)
        with pytest.raises(BackEndUnreachableError):
            await http.request("POST", "/orders", body=b"{}", auth=BearerAuth(TOKEN))
        assert proxy.asked == ["CONNECT pos.example:443 HTTP/1.1"]
        await http.aclose()


async def test_what_is_for_this_machine_never_goes_through_a_proxy(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with RawServer() as server, TunnelProxy() as proxy:
        monkeypatch.setenv("HTTP_PROXY", proxy.url)
        monkeypatch.setenv("ALL_PROXY", proxy.url)
        server.answers(answer(b"{}"))
        http = Http(server.url, lambda: NOW, limits=ONCE)
        await http.request("GET", "/status", auth=BearerAuth(TOKEN))
        assert proxy.asked == []
        await http.aclose()
