"""The check digits of GS1: of a whole number, and of a price or weight inside a label's number."""

_FOUR, _FIVE = 4, 5


def check_digit(payload: str) -> int:
    """Return the last digit of the GTIN that begins with the digits of ``payload``."""
    odd = sum(map(int, payload[-1::-2]))
    even = sum(map(int, payload[-2::-2]))
    return -(3 * odd + even) % 10


def has_check_digit(code: str) -> bool:
    """Whether ``code`` is digits of which the last is the check digit of the others."""
    is_number = code.isascii() and code.isdigit() and len(code) > 1
    return is_number and check_digit(code[:-1]) == int(code[-1])


def value_check_digit(value: str) -> int | None:
    """Return the digit that guards the four or five digits of a price or weight on a label.

    The General Specifications of GS1 (7.9) know no such digit for other lengths: None.
    """
    digits = [int(digit) for digit in value]
    if len(digits) == _FOUR:
        first, second, third, last = digits
        return 3 * (_two(first) + _two(second) + 3 * third + _five(last)) % 10
    if len(digits) == _FIVE:
        first, second, third, fourth, last = digits
        whole = _five_up(first) + _two(second) + _five(third) + _five_up(fourth) + _two(last)
        return next(digit for digit in range(10) if _five(digit) == -whole % 10)
    return None


def _two(digit: int) -> int:
    """Weigh by two, less the tens."""
    return (2 * digit - 2 * digit // 10) % 10


def _five(digit: int) -> int:
    """Weigh by five, less the tens."""
    return (5 * digit - 5 * digit // 10) % 10


def _five_up(digit: int) -> int:
    """Weigh by five, and the tens again."""
    return (5 * digit + 5 * digit // 10) % 10
