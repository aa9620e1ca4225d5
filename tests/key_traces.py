"""Traces of keys: what a keyboard sends, key by key, and what the till is to make of it.

Recorded traces are lines of JSON in ``tests/data/key_traces``; the format is told in its README.
Everything made here says ``generated`` and comes back the same from the same seed. Nobody typed it.
"""

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from cashier.domain.check_digit import check_digit

FOLDER = Path(__file__).parent / "data" / "key_traces"
SEED = 20_261_120
ORIGINS = ("typed", "scanner", "generated")
"""Typed by a person and recorded, sent by a real scanner and recorded, or made by a program."""

_DIGITS = "1234567890"
# What the keys of the digits write where the scanner is set to an English keyboard.
_LAYOUTS = {"French": "&é\"'(-è_çà", "Lithuanian": "ąčęėįšųū90", "Czech": "+ěščřžýáíé"}
_ENDS = ("\r", "\t", "\n", "\r\n")
# How long scanners take from key to key, in milliseconds: most a frame of USB or less.
_PACES = (0, 1, 2, 4, 8, 10, 16, 20, 30)
_LONGEST_GAP = 50
_WORDS = ("rye bread", "Butter 82", "Rigas sprotes", "no onions", "Jonas", "obuoliai", "x")
_SLOWEST = 900
_FASTEST = 56
_ROLLS = 0.06
"""So often two keys of a person come almost together, rolled or hit at once."""


@dataclass(frozen=True, slots=True)
class KeyPress:
    """One key: what it writes, what is held, how long after the one before, how long it is down."""

    text: str
    ms: int
    held: str = ""
    down_ms: int = 0


@dataclass(frozen=True, slots=True)
class Trace:
    """Keys with what is expected of them: ``codes`` that are scanned, ``typed`` that is left."""

    name: str
    origin: str
    layout: str
    codes: tuple[str, ...]
    typed: str
    keys: tuple[KeyPress, ...]

    @property
    def is_scan(self) -> bool:
        return bool(self.codes)

    def without_spaces(self) -> "Trace":
        """Return the trace for where a space presses what has the focus."""
        keys = tuple(key for key in self.keys if key.text != " ")
        return replace(self, typed=self.typed.replace(" ", ""), keys=keys)


def load(path: Path) -> list[Trace]:
    """Return the traces of a file, in order."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [_trace(json.loads(line)) for line in lines]


def dump(traces: list[Trace]) -> str:
    """Return the traces as they stand in a file."""
    return "".join(
        json.dumps(asdict(one), ensure_ascii=False, separators=(",", ":")) + "\n" for one in traces
    )


def _trace(told: dict[str, object]) -> Trace:
    keys = told.pop("keys")
    codes = told.pop("codes")
    assert isinstance(keys, list)
    assert isinstance(codes, list)
    presses = tuple(KeyPress(**key) for key in keys)
    return Trace(keys=presses, codes=tuple(codes), **told)  # type: ignore[arg-type]


def generated(count: int, seed: int = SEED, shop: Sequence[str] = ()) -> Iterator[Trace]:
    """Yield traces: three of five from scanners, two of five as a person types.

    Every other scan is of one of the codes of ``shop``, where there are any.
    """
    chance = random.Random(seed)  # noqa: S311 - to be the same again, not to be secret
    for number in range(count):
        name = f"generated-{seed}-{number:05}"
        if chance.random() >= 0.6:
            yield _typed(name, chance)
        elif shop and number % 2:
            yield _scanned(name, chance.choice(shop), chance)
        else:
            yield _scanned(name, _code(chance), chance)


def _scanned(name: str, code: str, chance: random.Random) -> Trace:
    layout, text = "English", code
    is_number = code.isdigit() and len(code) == 13
    if is_number and chance.random() < 0.15:
        layout = chance.choice(tuple(_LAYOUTS))
        text = code.translate(str.maketrans(_DIGITS, _LAYOUTS[layout]))
        if len(set(text)) < 4:  # few different digits may prove two numbers
            layout, text = "English", code
    keys = _burst(text + chance.choice(_ENDS), chance)
    if chance.random() < 0.1:  # twice, as a hand does that is not sure
        return Trace(
            name, "generated", layout, (code, code), "", (*keys, *_burst(text + "\r", chance))
        )
    return Trace(name, "generated", layout, (code,), "", keys)


def _burst(text: str, chance: random.Random) -> tuple[KeyPress, ...]:
    """Return keys at a scanner's pace; the first one after a pause, some of them a little late."""
    pace = chance.choice(_PACES)
    keys = [KeyPress(text[0], chance.randint(300, 2_000), down_ms=chance.randint(0, 4))]
    for char in text[1:]:
        gap = pace + chance.randint(0, max(1, pace // 3))
        if chance.random() < 0.02:
            gap = chance.randint(gap, _LONGEST_GAP)
        keys.append(KeyPress(char, min(gap, _LONGEST_GAP), _held(char), chance.randint(0, 6)))
    return tuple(keys)


def _held(char: str) -> str:
    if char == "\x1d":
        return "Ctrl"
    return "Shift" if char.isupper() else ""


def _code(chance: random.Random) -> str:
    kind = chance.random()
    if kind < 0.5:
        return _number("".join(chance.choices(_DIGITS, k=12)))
    if kind < 0.6:
        return _number("".join(chance.choices(_DIGITS, k=7)))
    if kind < 0.7:
        return _number("".join(chance.choices(_DIGITS, k=11)))
    if kind < 0.8:
        item = "".join(chance.choices(_DIGITS, k=6))
        return _number(f"23{item}{chance.randint(1, 9_999):04}")
    if kind < 0.9:
        signs = "ABCDEFGHJKLMNPQRSTUVWXYZ0123456789-./+ "
        return chance.choice("ABC") + "".join(chance.choices(signs, k=chance.randint(4, 19))) + "7"
    gtin = _number(f"0477{chance.randint(0, 10**9 - 1):09}")
    return f"]C101{gtin}10{chance.randint(1, 9_999)}\x1d3103{chance.randint(1, 9_999):06}"


def _number(payload: str) -> str:
    return payload + str(check_digit(payload))


def _typed(name: str, chance: random.Random) -> Trace:
    """Return what a person types: words, amounts, or a code read off a package, key by key."""
    kind = chance.random()
    if kind < 0.4:
        text = chance.choice(_WORDS)
    elif kind < 0.7:
        text = str(chance.randint(1, 9_999))
    else:
        text = "".join(chance.choices(_DIGITS, k=chance.choice((8, 13))))
    keys: list[KeyPress] = []
    for char in text:
        is_roll = keys and keys[-1].ms > _LONGEST_GAP and chance.random() < _ROLLS
        ms = chance.randint(2, _LONGEST_GAP) if is_roll else _pace_of_a_person(chance)
        keys.append(KeyPress(char, ms, _held(char), chance.randint(40, 120)))
    return Trace(name, "generated", "English", (), text, tuple(keys))


def _pace_of_a_person(chance: random.Random) -> int:
    """Return the milliseconds to a person's next key, around 170."""
    return max(_FASTEST, min(_SLOWEST, round(chance.lognormvariate(5.14, 0.45))))
