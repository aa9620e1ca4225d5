"""The servers run as a program of their own: they tell where they are, and end when told to."""

import json
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.servers.__main__ import FOUR, SERVERS, main

REPOSITORY = Path(__file__).parents[2]


def started(*arguments: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "tests.servers", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=REPOSITORY,
    )


def told(process: "subprocess.Popen[str]", count: int) -> list[dict[str, Any]]:
    assert process.stdout is not None
    return [json.loads(process.stdout.readline()) for _ in range(count)]


def test_all_four_tell_where_they_are_and_end_without_a_word() -> None:
    process = started("--json")
    servers = told(process, len(FOUR))
    assert [one["name"] for one in servers] == list(FOUR)
    assert all(one["secrets"] for one in servers)
    for one in servers:
        host = httpx.URL(one["url"]).copy_with(path="/-/state")
        assert httpx.get(host).status_code == 200
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (0, "")
    with pytest.raises(httpx.ConnectError):
        httpx.get(servers[0]["url"])


def test_the_text_for_a_person_holds_settings_and_secrets() -> None:
    process = started("webservice", "wallet-pretix")
    assert process.stdout is not None
    lines = iter(process.stdout.readline, "")
    text = ""
    for line in lines:
        text += line
        if "04A1B2C3" in line:
            break
    process.terminate()
    process.communicate(timeout=60)
    for words in ("[backend]", 'kind = "webservice"', "export CASHIER_SHOP_KEY=", "[wallet]"):
        assert words in text
    assert 'mode = "pretix"' in text


def test_a_server_that_is_none_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["no-such-server"]) == 2
    assert "no-such-server" in capsys.readouterr().err


@pytest.mark.parametrize("name", SERVERS)
def test_every_server_answers_what_it_holds(name: str) -> None:
    with SERVERS[name]() as server:
        answer = httpx.get(f"{server.host_url}/-/state")
        assert answer.status_code == 200
        assert server.url in server.settings
