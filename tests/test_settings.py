"""cashier.toml: what may stand in it, and what is refused by the name of its key."""

import dataclasses
import tomllib
from pathlib import Path

import pytest

from cashier import settings
from cashier.domain.currency import MINOR_DIGITS
from cashier.domain.errors import SettingsRefusedError
from cashier.domain.money import Money
from cashier.domain.quantity import Percent
from cashier.domain.tax import VatMode
from cashier.messages import sentence_for
from cashier.storage.data_folder import DataFolder
from tests.cli.command import run_process, state_of


def shop(**content: object) -> settings.Shop:
    return settings.parse({"shop": content}).shop


def from_file(folder: Path, content: bytes) -> settings.Settings:
    (folder / "cashier.toml").write_bytes(content)
    return settings.parse(DataFolder(folder).settings())


def test_an_old_file_without_a_key_has_its_default() -> None:
    found = settings.parse({})
    assert (found.shop.name, found.shop.currency, found.shop.cash_unit) == ("My shop", "EUR", 1)
    assert (found.prefix, found.back_end.kind, found.back_end.name) == ("T1", "embedded", "")
    assert found.shop.tax.mode is VatMode.PER_RECEIPT
    assert settings.parse({"shop": {}, "till": {}, "backend": {}, "tax": {}}) == found


def test_what_a_newer_version_wrote_is_left_alone() -> None:
    content = {"shop": {"name": "A", "colour": "red"}, "loyalty": {"points": 3}}
    assert settings.parse(content).shop.name == "A"


def test_the_file_of_the_contract_is_read(tmp_path: Path) -> None:
    contract = (Path(__file__).parents[1] / "docs" / "command-line.md").read_text("utf-8")
    found = from_file(tmp_path, contract.split("```toml\n")[1].split("```")[0].encode())
    assert (found.shop.name, found.shop.cash_unit, found.prefix) == ("Corner shop", 5, "T1")
    assert found.shop.timezone.key == "Europe/Vilnius"
    assert found.back_end.register == "123"


DOCUMENTED = tomllib.loads(
    (Path(__file__).parents[1] / "docs" / "settings.md")
    .read_text("utf-8")
    .split("```toml\n")[1]
    .split("```")[0]
)


def test_the_documented_values_are_those_of_a_file_without_them() -> None:
    assert settings.parse(DOCUMENTED) == settings.parse({})


@pytest.mark.parametrize(
    ("table", "key"), [(table, key) for table, keys in DOCUMENTED.items() for key in keys]
)
def test_every_documented_key_is_read(table: str, key: str) -> None:
    with pytest.raises(SettingsRefusedError) as refused:
        settings.parse({table: {key: [{"no": "value"}]}})
    assert refused.value.what == f"{table}.{key}"


def test_a_byte_order_mark_is_no_matter(tmp_path: Path) -> None:
    assert from_file(tmp_path, b'\xef\xbb\xbf[shop]\nname = "A"\n').shop.name == "A"


def test_no_file_is_no_setting(tmp_path: Path) -> None:
    assert settings.parse(DataFolder(tmp_path).settings()) == settings.parse({})


@pytest.mark.parametrize(
    "content",
    [
        b"[shop",
        b"name",
        b"[shop]\nname = 'a'\nname = 'b'",
        b"\xff\xfe[\x00s\x00",
        b"[shop]\nname = '\xe9'",
        b"a = " + b"[" * 5_000,
        b"[shop]\ncash_rounding = " + b"9" * 5_000,
        b"\x00" * 100,
    ],
    ids=["table", "key", "twice", "UTF-16", "Latin-1", "deep", "digits", "zeros"],
)
def test_a_file_that_is_no_toml_is_refused_by_its_own_name(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(SettingsRefusedError) as refused:
        from_file(tmp_path, content)
    told = str(sentence_for(refused.value))
    assert "cashier.toml" in told
    assert "data is untouched" in told
    assert told.isprintable()
    assert (tmp_path / "cashier.toml").read_bytes() == content


WRONG: dict[str, list[object]] = {
    "shop.name": [5, ["A"], {}, True, None, "a\x1b[2J", "a" * 201],
    "shop.currency": ["XXX", "eur", "", 978, None],
    "shop.timezone": ["Mars/Base", "", "../../etc/passwd", "/etc/localtime", "Europe", 2, "a\x00"],
    "shop.language": [5, None, "\ud800"],
    "shop.cash_rounding": [
        "0", "0.00", "0.03", "0.07", "0.15", "0.005", "-0.05", "five", "1e-2", "0,05", "NaN", True,
        0, 0.03, -0.05, float("nan"), float("inf"), [], {}, None, "99999999999",
    ],
    "shop.country": ["lt", "LTU", "L", "ŽŽ", 5],
    "shop.address": [5, [5], {"a": "b"}, ["a\x00"]],
    "till.prefix": ["", "T 1", "T-1", "TOOLONGAPREFIX", "Ž1", 1, None],
    "backend.kind": ["remote", "", 1, None],
    "backend.base_url": [5],
    "backend.register": [5],
    "tax.mode": ["per_year", 1],
    "tax.rates": [[21], "21", {"A": "many"}, {"A": "101"}, {"AB": "21"}, {"": "21"}, {"1": "5"}],
}  # fmt: skip


@pytest.mark.parametrize(
    ("key", "value"), [(key, value) for key, values in WRONG.items() for value in values]
)
def test_a_value_that_cannot_be_is_refused_by_its_key(key: str, value: object) -> None:
    table, _, name = key.partition(".")
    with pytest.raises(SettingsRefusedError) as refused:
        settings.parse({table: {name: value}})
    assert refused.value.what == key
    told = str(sentence_for(refused.value))
    assert key in told
    assert told.isprintable()
    assert "class" not in told


@pytest.mark.parametrize("table", ["shop", "till", "backend", "tax"])
@pytest.mark.parametrize("value", [5, "text", ["a"], True])
def test_a_table_that_is_none_is_refused_by_its_name(table: str, value: object) -> None:
    with pytest.raises(SettingsRefusedError) as refused:
        settings.parse({table: value})
    assert refused.value.what == table


@pytest.mark.parametrize(
    ("given", "currency", "unit"),
    [
        ("0.01", "EUR", 1),
        ("", "EUR", 1),
        ("0.05", "EUR", 5),
        (0.05, "CHF", 5),
        ("0.10", "NZD", 10),
        ("0.25", "AED", 25),
        ("0.50", "DKK", 50),
        (1, "SEK", 100),
        ("5", "HUF", 500),
        ("5", "JPY", 5),
        ("0.005", "BHD", 5),
    ],
)
def test_cash_is_rounded_to_a_coin(given: object, currency: str, unit: int) -> None:
    assert shop(currency=currency, cash_rounding=given).cash_unit == unit


@pytest.mark.parametrize("currency", sorted(MINOR_DIGITS))
def test_every_currency_has_its_smallest_coin_unless_told_otherwise(currency: str) -> None:
    smallest = Money(1, currency).text()
    assert shop(currency=currency, cash_rounding=smallest).cash_unit == 1


def test_rates_are_data() -> None:
    rates = settings.parse({"tax": {"rates": {"A": "25.5", "B": 4.9}}}).shop.tax.rates
    assert rates.letter(Percent(25_500)) == "A"
    assert rates.letter(Percent(4_900)) == "B"


def test_an_address_is_lines() -> None:
    assert shop(address="1 High Street\nTown").address == ("1 High Street", "Town")
    assert shop(address=["1 High Street", "Town"]).address == ("1 High Street", "Town")


def test_settings_are_values() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        settings.parse({}).prefix = "T2"  # type: ignore[misc] # that is what is tried


def test_a_broken_file_stops_every_command_and_leaves_the_data_alone(tmp_path: Path) -> None:
    run_process("status", "--data-dir", tmp_path).well()
    text = '[shop]\ncash_rounding = "0.03"\n'
    (tmp_path / "cashier.toml").write_text(text, encoding="utf-8")
    before = state_of(tmp_path)
    for command in (["products"], ["day", "open"]):
        answer = run_process(*command, "--json", "--data-dir", tmp_path)
        answer.refused(2, "settings-refused", "shop.cash_rounding", "0.03", "untouched")
    assert state_of(tmp_path) == before


def test_banknotes_are_amounts_of_the_shops_currency_smallest_first() -> None:
    found = settings.parse({"shop": {"currency": "PLN"}, "payments": {"notes": ["50", "20"]}})
    assert found.payments.notes == (Money(2_000, "PLN"), Money(5_000, "PLN"))
    assert settings.parse({}).payments.notes == ()


def test_backups_are_made_where_and_when_a_shop_says() -> None:
    plain = settings.parse({}).backup
    assert plain == settings.BackupSettings("", daily=False, keep=14)
    found = settings.parse({"backup": {"folder": "/media/usb", "daily": True, "keep": 3}})
    assert found.backup == settings.BackupSettings("/media/usb", daily=True, keep=3)
    with pytest.raises(SettingsRefusedError) as refused:
        settings.parse({"backup": {"daily": True}})
    assert refused.value.what == "backup.folder"


def test_how_far_the_first_start_has_come_is_read() -> None:
    assert settings.parse({}).start_step == 1
    assert settings.parse({"start": {"step": settings.STARTED}}).start_step == settings.STARTED


def test_screens_scanner_payments_and_keys_are_read() -> None:
    found = settings.parse(
        {
            "screens": {"theme": "dark", "scale_percent": 150, "hand": "left", "moves": False},
            "scanner": {"longest_gap_ms": 30, "prefix": "~", "in_store": "LT"},
            "payments": {"tenders": ["other", "card"], "receipt": "none"},
            "keys": {"sell.pay": "F11"},
        }
    )
    assert found.screens == settings.ScreenSettings("dark", 150, "left", moves=False)
    assert (found.scanner.longest_gap_ms, found.scanner.shortest_code) == (30, 4)
    assert (found.scanner.prefix, found.scanner.in_store) == ("~", "LT")
    assert found.payments == settings.PaymentSettings(("other", "card"), "none")
    assert found.keys == {"sell.pay": "F11"}


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("screens.theme", "pink"),
        ("screens.scale_percent", 79),
        ("screens.scale_percent", True),
        ("screens.moves", "yes"),
        ("scanner.longest_gap_ms", "50"),
        ("scanner.shortest_code", 0),
        ("scanner.prefix", "47"),
        ("scanner.in_store", "Lithuania"),
        ("scanner.end_key", "escape"),
        ("payments.tenders", ["card", "card"]),
        ("payments.tenders", ["shells"]),
        ("payments.receipt", "parchment"),
        ("payments.notes", ["0"]),
        ("payments.notes", ["-5"]),
        ("payments.notes", ["five"]),
        ("payments.notes", [5]),
        ("keys.pay", 12),
        ("backup.folder", 7),
        ("backup.folder", "x" * 1_001),
        ("backup.keep", 0),
        ("backup.daily", "yes"),
        ("start.step", 5),
        ("start.step", True),
    ],
)
def test_a_wrong_value_is_refused_by_its_key(key: str, value: object) -> None:
    table, name = key.split(".")
    with pytest.raises(SettingsRefusedError) as refused:
        settings.parse({table: {name: value}})
    assert key in str(refused.value.args)
