"""The log file: holds what the screen does not, without secrets, and acts on no terminal."""

import logging
from pathlib import Path

import pytest

from cashier.app.log import log_to, stop_logging

_log = logging.getLogger("cashier.tests")


def logged(folder: Path, *texts: str) -> str:
    handler = log_to(folder)
    try:
        for text in texts:
            _log.info("%s", text)
    finally:
        stop_logging(handler)
    return (folder / "cashier.log").read_text("utf-8")


def test_it_is_kept_in_the_data_folder_line_after_line(tmp_path: Path) -> None:
    lines = logged(tmp_path, "one", "two").splitlines()
    assert [line.split()[-1] for line in lines] == ["one", "two"]
    assert "INFO cashier.tests" in lines[0]


def test_control_characters_are_written_out(tmp_path: Path) -> None:
    text = logged(tmp_path, "a\x1b[2Jb\x07\x9b\u202e\x00", "x\nINFO forged")
    assert r"a\x1b[2Jb\x07\x9b\u202e\x00" in text
    assert "\n    INFO forged" in text
    assert not [char for char in text if not char.isprintable() and char != "\n"]


SECRETS = (
    "CASHIER_TOKEN CASHIER_MAC_ID CASHIER_MAC_SECRET CASHIER_SHOP_ID CASHIER_SHOP_KEY "
    "CASHIER_WALLET_TOKEN CASHIER_PIN CASHIER_NEW_PIN"
).split()


@pytest.mark.parametrize("name", SECRETS)
def test_secrets_of_the_environment_are_masked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(name, "swordfish-71")
    assert "swordfish" not in logged(tmp_path, "sent Bearer swordfish-71 to the back end")


def test_customers_are_masked_in_traces_too(tmp_path: Path) -> None:
    handler = log_to(tmp_path)
    try:
        int("jane.smith+till@example.com, +370 600 12345")
    except ValueError:
        _log.exception("defect")
    finally:
        stop_logging(handler)
    text = (tmp_path / "cashier.log").read_text("utf-8")
    assert "ValueError" in text
    assert "example.com" not in text
    assert "12345" not in text


def test_it_does_not_grow_for_ever(tmp_path: Path) -> None:
    handler = log_to(tmp_path)
    try:
        for _ in range(600):
            _log.info("%s", "x " * 9_000)
    finally:
        stop_logging(handler)
    files = [path for path in tmp_path.iterdir() if path.name.startswith("cashier.log")]
    assert sum(path.stat().st_size for path in files) < 9_000_000


def test_a_place_that_cannot_be_written_keeps_nothing_and_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    handler = log_to(tmp_path / "file")
    _log.info("unheard")
    stop_logging(handler)
    assert (tmp_path / "file").read_text("utf-8") == "in the way"
