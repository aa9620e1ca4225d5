"""Bytes of the wire to values and back: JSON without floats, forms, queries."""

import json
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from urllib.parse import parse_qsl

from starlette.responses import Response

JSON = "application/json"
HTML = "text/html; charset=utf-8"


class RefusedError(Exception):
    """The server says no: a status and a body that Starlette turns into the answer."""

    def __init__(self, status: int, body: object, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(f"{status} {body}")
        self.status = status
        self.body = body
        self.headers = dict(headers or {})


def loads(body: bytes) -> object:
    """Read JSON; numbers with a point or exponent stay exact, a key twice is a ``ValueError``."""
    return json.loads(
        body.decode("utf-8"),
        parse_float=Decimal,
        parse_constant=_refuse_constant,
        object_pairs_hook=_once,
    )


def _refuse_constant(word: str) -> object:
    raise ValueError(f"{word} is no JSON")


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice")
    return found


def dumps(value: object) -> bytes:
    """Write compact JSON; a Decimal goes out as the number that it is."""
    return "".join(_written(value)).encode("utf-8")


def _written(value: object) -> Iterator[str]:
    if isinstance(value, Decimal):
        yield format(value, "f")
    elif isinstance(value, Mapping):
        members = (f"{json.dumps(str(key))}:{''.join(_written(one))}" for key, one in value.items())
        yield "{" + ",".join(members) + "}"
    elif isinstance(value, list | tuple):
        yield "[" + ",".join("".join(_written(one)) for one in value) + "]"
    else:
        yield json.dumps(value, ensure_ascii=False)


def json_answer(
    value: object, status: int = 200, headers: Mapping[str, str] | None = None
) -> Response:
    return Response(dumps(value), status, dict(headers or {}), media_type=JSON)


def pairs_of(text: str) -> list[tuple[str, str]]:
    """Return the parameters of a query or form in their order; ``ValueError`` where damaged."""
    return parse_qsl(text, keep_blank_values=True, strict_parsing=bool(text), errors="strict")


class Parameters:
    """Parameters of a query or form: repeated (``a=1&a=2``), in brackets or with commas."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        self.pairs = list(pairs)

    def one(self, *names: str, default: str = "") -> str:
        """Return the last value of the first name that is there."""
        for name in names:
            for key, value in reversed(self.pairs):
                if key == name:
                    return value
        return default

    def many(self, name: str) -> list[str]:
        """Return all values of ``name``, ``name[]`` and ``name[0]``, commas taken apart."""
        found = [
            value
            for key, value in self.pairs
            if key == name or (key.startswith(f"{name}[") and key.endswith("]"))
        ]
        return [part for value in found for part in value.split(",") if part]

    def names(self) -> set[str]:
        return {key.partition("[")[0] for key, _ in self.pairs}
