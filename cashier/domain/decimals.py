"""Exact decimal numbers of the counter: plain text in, whole steps inside, plain text out."""

import re

from cashier.domain.errors import NegativeError, NotADecimalError, TooLargeError, TooPreciseError

Ratio = tuple[int, int]
"""An exact value before it is rounded: numerator and denominator, the denominator above zero."""

_PLAIN = re.compile(r"(-?)([0-9]+)(?:\.([0-9]+))?", re.ASCII)
_MOST_DIGITS = 18


def half_up(numerator: int, denominator: int) -> int:
    """Return ``numerator / denominator`` rounded to a whole number, ties away from zero.

    The denominator is above zero.
    """
    if numerator < 0:
        return -((denominator - 2 * numerator) // (2 * denominator))
    return (2 * numerator + denominator) // (2 * denominator)


def parse_steps(text: str, digits: int, what: str) -> int:
    """Return plain decimal ``text`` as a count of ``10 ** -digits``.

    Spaces around it are allowed, nothing else is: ``NotADecimalError`` for anything but ASCII
    digits with at most one point between them (no exponent, no NaN, no group signs),
    ``TooLargeError`` beyond 18 digits before the point, ``TooPreciseError`` for more than
    ``digits`` decimals that are not zero.
    """
    found = _PLAIN.fullmatch(text.strip(" "))
    if found is None:
        raise NotADecimalError(what, text)
    sign, whole, fraction = found[1], found[2].lstrip("0"), (found[3] or "").rstrip("0")
    if len(whole) > _MOST_DIGITS:
        raise TooLargeError(what, text)
    if len(fraction) > digits:
        raise TooPreciseError(what, text)
    steps = int(whole + fraction.ljust(digits, "0") or "0")
    return -steps if sign else steps


def within(steps: int, most: int, what: str, given: object) -> int:
    """Return ``steps`` if it is between 0 and ``most``; else raise by name."""
    if steps < 0:
        raise NegativeError(what, given)
    if steps > most:
        raise TooLargeError(what, given)
    return steps


def plain(steps: int, digits: int, *, trim: bool) -> str:
    """Return a count of ``10 ** -digits`` as plain decimal text, ``trim`` drops trailing zeros."""
    sign, steps = ("-", -steps) if steps < 0 else ("", steps)
    if digits == 0:
        return f"{sign}{steps}"
    whole, fraction = divmod(steps, 10**digits)
    text = f"{fraction:0{digits}d}"
    if trim:
        text = text.rstrip("0")
    return f"{sign}{whole}.{text}" if text else f"{sign}{whole}"
