"""Values out of the tables of cashier.toml; what cannot be read is refused by the key's name."""

from collections.abc import Mapping

from cashier.domain.errors import CashierError, SettingsRefusedError
from cashier.domain.text import checked


def table(content: Mapping[str, object], key: str) -> Mapping[str, object]:
    found = content.get(key.rpartition(".")[2], {})
    if not isinstance(found, Mapping):
        raise SettingsRefusedError(key, kind(found))
    return found


def text(table: Mapping[str, object], key: str, default: str) -> str:
    return clean(table.get(key.rpartition(".")[2], default), key)


def clean(value: object, key: str) -> str:
    if not isinstance(value, str):
        raise SettingsRefusedError(key, kind(value))
    try:
        return checked(value, key)
    except CashierError as error:
        raise SettingsRefusedError(key, value) from error


def texts(table: Mapping[str, object], key: str, default: tuple[str, ...] = ()) -> tuple[str, ...]:
    value = table.get(key.rpartition(".")[2], list(default))
    lines = value.splitlines() if isinstance(value, str) else value
    if not isinstance(lines, list):
        raise SettingsRefusedError(key, kind(value))
    return tuple(clean(line, key) for line in lines)


def choice(table: Mapping[str, object], key: str, choices: tuple[str, ...]) -> str:
    value = text(table, key, choices[0])
    if value not in choices:
        raise SettingsRefusedError(key, value)
    return value


def whole(table: Mapping[str, object], key: str, default: int, allowed: range) -> int:
    value = table.get(key.rpartition(".")[2], default)
    if not isinstance(value, int) or isinstance(value, bool) or value not in allowed:
        raise SettingsRefusedError(key, kind(value))
    return value


def truth(table: Mapping[str, object], key: str, *, default: bool) -> bool:
    value = table.get(key.rpartition(".")[2], default)
    if not isinstance(value, bool):
        raise SettingsRefusedError(key, kind(value))
    return value


def kind(value: object) -> str:
    """Return what kind of TOML value it is, in words; a plain one as it stands."""
    if isinstance(value, Mapping):
        return "it is a table"
    if isinstance(value, list):
        return "it is a list"
    if isinstance(value, bool):
        return "it is true or false"
    return str(value)
